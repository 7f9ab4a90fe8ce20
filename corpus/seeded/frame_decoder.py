"""A decoder for a binary protocol: frames of a length, a type, a checksum and a
payload, read from a socket, a file or an asyncio transport."""

import asyncio
import collections
import struct
import zlib

HEADER = struct.Struct("!HBI")
LIMIT = 65536
ACK, DATA, NAMES = range(3)

Frame = collections.namedtuple("Frame", "kind payload")


class FrameError(ValueError):
    pass


def xor_sum(payload: bytes) -> int:
    """The old checksum: all bytes but the two that hold it."""
    total = 0
    for byte in payload[2:]:  #~ MEM201
        total ^= byte
    return total


def header_sum(header: bytes) -> int:
    return sum(header[:8])


def read_frames(sock):
    """Frames from a blocking socket."""
    buffer = b""
    while True:
        chunk = sock.recv(LIMIT)
        if not chunk:
            return
        buffer += chunk  #~ MEM302
        while len(buffer) >= HEADER.size:
            length, kind, check = HEADER.unpack(buffer[: HEADER.size])
            end = HEADER.size + length
            if len(buffer) < end:
                break
            payload = buffer[HEADER.size : end]
            if zlib.crc32(payload) != check:
                raise FrameError("bad checksum")
            yield Frame(kind, payload)
            buffer = buffer[end:]  #~ MEM203


def read_frames_in_place(sock):
    """The same with one buffer that shrinks where it is."""
    buffer = bytearray()
    while chunk := sock.recv(LIMIT):
        buffer += chunk
        while len(buffer) >= HEADER.size:
            length, kind, check = HEADER.unpack_from(buffer)
            end = HEADER.size + length
            if len(buffer) < end:
                break
            yield Frame(kind, bytes(buffer[HEADER.size : end]))
            del buffer[:end]


def read_dump(path):
    """Frames from a file that holds nothing else."""
    with open(path, "rb") as file:
        data = file.read()
    while data:
        length, kind, check = HEADER.unpack(data[: HEADER.size])
        payload, data = data[HEADER.size :][:length], data[HEADER.size + length :]  #~ MEM203
        yield Frame(kind, payload)


def read_dump_by_view(path):
    with open(path, "rb") as file:
        view = memoryview(file.read())
    while view:
        length, kind, check = HEADER.unpack(view[: HEADER.size])
        yield Frame(kind, bytes(view[HEADER.size : HEADER.size + length]))
        view = view[HEADER.size + length :]


def read_dump_by_offset(data: bytes):
    start = 0
    while start < len(data):
        length, kind, check = HEADER.unpack_from(data, start)
        start += HEADER.size
        yield Frame(kind, data[start : start + length])
        start += length


def names_of(payload: bytes):
    """Names that end in a zero byte."""
    text = payload.decode()
    while text:
        name, _, text = text.partition("\0")  #~ MEM203
        yield name


def first_two_names(payload: bytes):
    text = payload.decode()
    for _ in range(2):
        name, _, text = text.partition("\0")
        yield name


def send_all(sock, data: bytes):
    while data:
        sent = sock.send(data)
        data = data[sent:]  #~ MEM203


def send_lines(sock, lines):
    for line in lines:
        line = line[1:]
        sock.sendall(line)


class FrameProtocol(asyncio.Protocol):
    def __init__(self, on_frame):
        self.on_frame = on_frame
        self.pending = b""
        self.trace = []

    def data_received(self, data):
        self.pending += data  #~ MEM302
        end = self.frame_end()
        if end:
            payload = self.pending[HEADER.size : end]
            self.on_frame(Frame(self.pending[2], payload))
            self.pending = self.pending[end:]  #~ MEM203
        self.note(len(data))

    def note(self, size):
        self.trace.append(size)
        self.trace = self.trace[-50:]

    def frame_end(self):
        if len(self.pending) < HEADER.size:
            return 0
        end = HEADER.size + HEADER.unpack_from(self.pending)[0]
        return end if len(self.pending) >= end else 0

    def connection_lost(self, error):
        self.pending = b""

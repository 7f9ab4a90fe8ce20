"""A client for a small line protocol: log in, list the messages of a mailbox,
fetch them. Every answer ends with a line of one dot."""

import asyncio
import hashlib
import socket
import struct

END = b"\r\n.\r\n"
LINE_LIMIT = 8192


class ProtocolError(Exception):
    pass


class MailProtocol(asyncio.Protocol):
    """The asynchronous side: collects lines and hands them on."""

    def __init__(self, on_line):
        self.on_line = on_line
        self.pending = b""
        self.received = 0
        self.raw = bytearray()
        self.log = ""

    def connection_made(self, transport):
        self.transport = transport
        self.pending = b""

    def data_received(self, data):
        self.received += len(data)
        self.raw += data
        self.pending += data  #~ MEM302
        *lines, self.pending = self.pending.split(b"\r\n")
        for line in lines:
            self.note(line)
            self.on_line(line)

    def note(self, line):
        self.log += line.decode("latin-1") + "\n"  #~ MEM301

    def connection_lost(self, error):
        self.log = ""
        self.log += f"closed: {error}\n"


class MailClient:
    """The blocking side."""

    __slots__ = ("socket", "buffer", "transcript", "commands")

    def __init__(self, address):
        self.socket = socket.create_connection(address)
        self.buffer = b""
        self.transcript = ""
        self.commands = 0

    def receive(self):
        chunk = self.socket.recv(4096)
        if not chunk:
            raise ProtocolError("the server closed the connection")
        self.buffer += chunk  #~ MEM302

    def read_answer(self):
        while END not in self.buffer:
            self.receive()
        answer, _, self.buffer = self.buffer.partition(END)  #~ MEM203
        return answer

    def send(self, *words):
        line = b""
        for word in words:
            if line:
                line += b" "  #~ MEM302
            line += word
        if len(line) > LINE_LIMIT:
            raise ProtocolError("line too long")
        self.socket.sendall(line + b"\r\n")
        self.commands += 1

    def command(self, *words):
        self.send(*words)
        return self.read_answer()

    def log_in(self, user, secrets):
        for secret in secrets:
            token = hashlib.sha256(secret).hexdigest()
            token += "\n"
            self.transcript += f"login {user}\n"  #~ MEM301
            if self.command(b"LOGIN", user.encode(), token.encode()) == b"OK":
                return True
        return False

    def fetch_raw(self, size):
        data = bytearray()
        while len(data) < size:
            data += self.socket.recv(size - len(data))
        return bytes(data)

    def fetch_all(self, count):
        mailbox = bytes()
        for number in range(count):
            message = self.command(b"FETCH", str(number).encode())
            mailbox = mailbox + message + b"\n"  #~ MEM302
        return mailbox

    def fetch_framed(self, count):
        frames = bytearray(b"MBOX")
        for number in range(count):
            message = self.command(b"FETCH", str(number).encode())
            frames = frames + struct.pack(">I", len(message))  #~ MEM302
            frames += message
        return frames

    def newest_first(self, count):
        stack = b""
        for number in range(count):
            message = self.command(b"FETCH", str(number).encode())
            stack = b"".join([message, stack])  #~ MEM302
        return stack

    def headers(self, count):
        for number in range(count):
            header = b"Number: "
            header += str(number).encode()
            header += b"\r\n"
            yield header + self.command(b"TOP", str(number).encode())

    def sizes(self, count):
        total = 0
        for number in range(count):
            total += int(self.command(b"SIZE", str(number).encode()))
        return total


def checksum(parts: list):
    joined = b"".join(parts)
    digest = b""
    for _ in range(2):
        digest += hashlib.md5(joined + digest).digest()
    return digest


def escape(body: bytes):
    lines = []
    for line in body.split(b"\r\n"):
        if line.startswith(b"."):
            line = b"." + line
        lines += [line]
    return b"\r\n".join(lines)

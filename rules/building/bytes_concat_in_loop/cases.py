"""Bytes that grow by concatenation, and what looks like it."""

import asyncio
import io
import socket
import struct


# Reported.


def read_all(sock: socket.socket):
    data = b""
    while True:
        chunk = sock.recv(4096)
        if not chunk:
            return data
        data += chunk  #~


def read_exactly(sock, size):
    data = bytes()
    while len(data) < size:
        data = data + sock.recv(size - len(data))  #~
    return data


def reversed_records(records):
    out = b""
    for record in records:
        out = record + out  #~
    return out


def packed(numbers):
    out = struct.pack(">I", len(numbers))
    for number in numbers:
        out += struct.pack(">I", number)  #~
    return out


def framed(records):
    out = b""
    for record in records:
        out = out + len(record).to_bytes(2, "big") + record  #~
    return out


def percent(records):
    out = b""
    for record in records:
        out = b"%b;%b" % (out, record)  #~
    return out


def joined_again(records):
    out = b""
    for record in records:
        out = b"".join([out, record])  #~
    return out


def of_bytearray(records):
    out = bytearray()
    for record in records:
        out = out + record  #~
    return out


def in_front_of_bytearray(records):
    out = bytearray()
    for record in records:
        out = record + out  #~
    return out


class Echo(asyncio.Protocol):
    def __init__(self):
        self.buffer = b""
        self.sent = 0

    def data_received(self, data):
        self.buffer += data  #~
        while b"\n" in self.buffer:
            line, self.buffer = self.buffer.split(b"\n", 1)
            self.sent += len(line)


class Reader:
    def __init__(self, file):
        self.file = file
        self.pending = b""

    def fill(self):
        self.pending += self.file.read(512)  #~

    def read_until(self, mark):
        while mark not in self.pending:
            self.fill()
        return self.pending

    def read_all(self):
        for block in iter(lambda: self.file.read(512), b""):
            self.pending += block  #~
        return self.pending


header = b""
for code in range(32, 127):
    header += struct.pack(">H", code)  #~


def by_key(records):
    parts = {"head": b"", "body": b""}
    for record in records:
        parts["body"] += record  #~
    return parts


def encoded(words):
    out = "<".encode()
    for word in words:
        if word:
            out += word.encode("utf-8")  #~
    return out


# Silent: a bytearray in place.


def into_bytearray(sock):
    data = bytearray()
    while chunk := sock.recv(4096):
        data += chunk
    return bytes(data)


class Buffered(asyncio.Protocol):
    def __init__(self):
        self.buffer = bytearray()

    def data_received(self, data):
        self.buffer += data


def extended(records):
    out = bytearray(b"head")
    for record in records:
        out.extend(record)
    return out


# Silent: nothing is carried.


def per_record(records, out):
    for record in records:
        data = b"\0"
        data += record
        out.write(data)


def with_newline(records, out):
    for record in records:
        record += b"\n"
        out.write(record)


def reset(records, out):
    data = b""
    for record in records:
        data += record
        out.write(data)
        data = b""


def once(head: bytes, body: bytes):
    data = head + b"\r\n"
    data += body
    return data


def padded(data: bytes):
    for _ in range(3):
        data += b"\0"
    return data


class Message:
    def __init__(self, kind):
        self.data = b""
        self.data += kind

    def data_received(self, data):
        self.data = b"head"
        self.data += data


# Silent: no bytes, or not known to be.


def sizes(records):
    total = 0
    for record in records:
        total += len(record)
    return total


def unknown(start, records):
    for record in records:
        start += record
    return start


def lists(records):
    out = []
    for record in records:
        out += [record]
    return out


def bytes_io(records):
    out = io.BytesIO()
    for record in records:
        out.write(record)
    return out.getvalue()


# Silent: it stays small.

HEADER = struct.Struct(">IH")


def read_header(sock):
    data = b""
    size = HEADER.size
    while len(data) < size:
        data += sock.recv(size - len(data))
    return HEADER.unpack(data)


def read_bytes_of(sock, count):
    data = b""
    while len(data) < count:
        data += sock.recv(count - len(data))
    return data


def read_length(sock):
    return int.from_bytes(read_bytes_of(sock, 8), "big")


def read_block(sock):
    data = b""
    while len(data) < 1 << 16:
        data += sock.recv((1 << 16) - len(data))  #~
    return data


class Commands:
    def __init__(self, source):
        self.source = source
        self.sequence = b""
        self.text = b""

    def read(self):
        for code in self.source:
            if not self.sequence:
                self.sequence += code
            elif len(self.sequence) == 1:
                self.sequence += code
                self.text += code  #~
            else:
                self.sequence = b""


def test_receive(self, sock):
    data = b""
    while chunk := sock.recv(1024):
        data += chunk
    self.assertEqual(data, b"x" * 2048)


def test_receive_much(self, sock):
    data = b""
    while chunk := sock.recv(1024):
        data += chunk  #~
    self.assertEqual(data, b"x" * 1000000)


# One finding for all statements of a loop in which the same grows.


def records_and_marks(records):
    out = b""
    for record in records:
        if record.mark:
            out += b"*"  #~
        for part in record.parts:
            out = out + part
        out += b"\n"
    return out


# No fix: something sees the bytes before the loop is done.


def partial(sock):
    data = b""
    try:
        while chunk := sock.recv(1024):
            data += chunk  #~
    except OSError:
        pass
    return data


def checked(sock, check):
    data = b""
    while chunk := sock.recv(1024):
        data = data + check(data, chunk)  #~
    return data


class ReadTest:
    TEXT = b"\n".join([b"one line", b"another line"])

    def test_pieces(self, file):
        data = b""
        while piece := file.read(10):
            data += piece
        self.assertEqual(data, self.TEXT * 5)


def kinds(records):
    seen = b""
    for record in records:
        if record.kind not in seen:
            seen += record.kind
    return seen


NAMES = {"author": b"Author", "date": b"Date", "branch": b"Branch"}


def header_of(message):
    header = b""
    for key in NAMES.keys():
        if key in message:
            header += NAMES[key] + b": " + message[key]
    return header


# Reported as a note: a key, a name, the fields of a packet, up to a mark.


def expanded(secret, size, digest):
    key = b""
    while len(key) < size:
        key += digest(secret + key)  #~
    return key


def name_at(file):
    name = b""
    while (c := file.read(1)) != b"\0":
        name += c  #~
    return name


def packed(addresses, inet_aton):
    out = b""
    for address in addresses:
        out += inet_aton(address)  #~
    return out


def reply(sock):
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += sock.recv(4096)  #~
    return answer


def pump(source, sink):
    pending = b""
    while True:
        pending += source.recv(4096)  #~
        pending = pending[sink.send(pending) :]


def described(whois):
    text = b""
    for line in whois.splitlines():
        if line.startswith(b"descr:"):
            text += line[6:]  #~
    return text


# Silent: the digits of a number.


def as_bytes(value, count):
    out = b""
    for _ in range(count):
        out = bytes([value & 255]) + out
        value >>= 8
    return out


# Data, under a condition as well.


def run(process, selector):
    stdout = stderr = b""
    while selector.get_map():
        for key, _ in selector.select():
            chunk = key.fileobj.read(65536)
            if key.fileobj is process.stdout:
                stdout += chunk  #~
            else:
                stderr += chunk  #~
    return stdout, stderr


# Notes: all of it is parsed at every turn, one line at a time, by hand.


def decoded(stream, parse):
    text = b""
    while True:
        text += stream.read(4096)  #~
        done = parse(text)
        if done:
            return done


def read_line(file):
    line = b""
    for byte in iter(lambda: file.read(1), b""):
        line += byte  #~
        if byte == b"\n":
            break
    return line


def demo(sock):
    got = b""
    while chunk := sock.recv(4096):
        got += chunk  #~
    print(got)


# A value at class level is all instances': the message says so.


class Framed:
    pending = b""

    def data_received(self, data):
        self.pending += data  #~


class FramedWell:
    pending = b""

    def __init__(self):
        self.pending = b""

    def data_received(self, data):
        self.pending += data  #~


# What is put back: the message says so.


class Unread:
    def __init__(self, file):
        self.file = file
        self.rest = b""

    def unread(self, data):
        self.rest = data + self.rest  #~

    def skip(self, marks):
        for mark in marks:
            self.unread(mark)


def decrypted(connection, stream):
    out = b""
    while True:
        try:
            out += stream.read(4096)
        except BlockingIOError:
            stream.feed(connection.recv(4096))
        else:
            break
    return out


def decrypted_on(connection, stream):
    out = b""
    while True:
        try:
            out += stream.read(4096)  #~
        except BlockingIOError:
            stream.feed(connection.recv(4096))
        else:
            if stream.is_done():
                break
    return out


def decoded(sock, decoder):
    data = b""
    done = False
    while not done:
        piece = sock.recv(8192)
        done = len(piece) < 8192
        data += piece  #~
    return decoder.decode(data)


def measured(sock):
    data = b""
    while piece := sock.recv(8192):
        data += piece  #~
    return len(data)


# Each turn adds to it or sets it anew: it is as long as a run of lines.

def folded(lines, found):
    header = b""
    for line in lines:
        if line.startswith(b" "):
            header += line
        else:
            found.append(header)
            header = b""
    return found


def folded_in_three(lines, found):
    header = b""
    for line in lines:
        if not line:
            found.append(b"")
        elif line[0] == 32:
            header = header + line
        else:
            header = line
    return found + [header]


def folded_sometimes(lines, found):
    header = b""
    for line in lines:
        if line.startswith(b" "):
            header += line  #~
        else:
            found.append(header)
            if not line:
                print(found)
    return found


def receive(sock):
    data = b""
    while True:
        data += sock.recv(4096)  #~
        if not data:
            return data


def receive_so_much(sock, size):
    data = b""
    while len(data) < size:
        data += sock.recv(size - len(data))  #~ note
    return data


def receive_all(sock):
    data = b""
    while chunk := sock.recv(4096):
        data += chunk  #~
    return data


def receive_while_any(sock):
    data = b""
    while True:
        chunk = sock.recv(4096)
        if chunk:
            data += chunk  #~
        else:
            break
    return data


def output_of(process):
    """The first turn reads to the end, the others add nothing."""
    out = b""
    while process.poll() is None:
        piece = process.stdout.read()
        out += piece
    return out


def outputs_of(processes):
    out = b""
    for process in processes:
        out += process.stdout.read()  #~
    return out


def last_of(sock, size):
    """No more than `size` is kept from turn to turn."""
    buf = b""
    while not buf.endswith(b"done"):
        buf += sock.recv(4096)
        buf = buf[-size:]
    return buf


KEY_SIZE = 16
HASH_SIZE = 20


def derived(material, digest):
    """Constants fix it at five turns."""
    key = b""
    while len(key) < KEY_SIZE * 2 + HASH_SIZE * 3:
        key += bytes(digest(material))
    return key


def tables(messages):
    """Made bytearrays as it stands, both names would be one object."""
    ids = texts = b""
    for key in sorted(messages):
        ids = ids + key + b"\0"  #~
        texts = texts + messages[key] + b"\0"  #~
    return ids, texts


def send(port, script, size):
    """What is put in front was cut off: neither a list nor '+=' helps."""
    script = bytes(script)
    while script:
        block = script[:size]
        script = script[size:]
        while not block.endswith(b"\r"):
            script = block[-1:] + script  #~
            block = block[:-1]
        port.write(block)

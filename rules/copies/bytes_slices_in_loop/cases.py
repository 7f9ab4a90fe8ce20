"""MEM206: slices of bytes that a loop makes only for what reads them."""

import base64
import hashlib
import os
import socket
import struct
import zlib


# Reported


def send(sock, data: bytes):
    sent = 0
    while sent < len(data):
        sent += sock.send(data[sent:])  #~


def send_file(sock: socket.socket, path):
    with open(path, "rb") as file:
        data = file.read()
    sent = 0
    while sent < len(data):
        sent += sock.send(data[sent : sent + 65536])  #~


def write(fd, data: bytes):
    done = 0
    while done < len(data):
        done += os.write(fd, data[done:])  #~


def digest(data: bytes, size):
    value = hashlib.sha256()
    for start in range(0, len(data), size):
        value.update(data[start : start + size])  #~
    return value.hexdigest()


def checksums(data: bytes, size):
    return [zlib.crc32(data[i : i + size]) for i in range(0, len(data), size)]  #~


def encoded(data: bytearray, size):
    parts = []
    for start in range(0, len(data), size):
        parts.append(base64.b64encode(data[start : start + size]))  #~
    return parts


def blocks(path, data: bytes, size):
    with open(path, "wb") as file:
        for start in range(0, len(data), size):
            file.write(data[start : start + size])  #~


def datagrams(sock, data: bytes, address, size):
    for start in range(0, len(data), size):
        sock.sendto(data[start : start + size], address)  #~


# Silent: of a memoryview


def view(sock, data: bytes):
    rest = memoryview(data)
    sent = 0
    while sent < len(data):
        sent += sock.send(rest[sent:])


# Silent: small constant slices


def numbers(data: bytes):
    return [struct.unpack("<I", data[i : i + 4])[0] for i in range(0, len(data), 4)]


def records(data: bytes):
    result = []
    for start in range(0, len(data), 16):
        result.append(zlib.crc32(data[start : start + 16]))
    return result


# Silent: once, not in a loop


def once(sock, data: bytes, start):
    sock.send(data[start:])


# Silent: other bytes at each turn; the loop binds them


def each(sock, parts: list[bytes], start):
    for part in parts:
        sock.send(part[start:])


def rest(sock, data: bytes):
    while data:
        sent = sock.send(data)
        data = data[sent:]


# Silent: the slice is kept


def cut(data: bytes, size):
    return [data[i : i + size] for i in range(0, len(data), size)]


# Silent: text, a list, something unknown


def text(sock, data: str, size):
    for start in range(0, len(data), size):
        sock.send(data[start : start + size])


def many(queue, rows: list, size):
    for start in range(0, len(rows), size):
        queue.send(rows[start : start + size])


def unknown(sock, data):
    sent = 0
    while sent < len(data):
        sent += sock.send(data[sent:])


# Silent: nothing says that it takes a memoryview


def custom(sink, data: bytes, size):
    for start in range(0, len(data), size):
        sink.update(data[start : start + size])

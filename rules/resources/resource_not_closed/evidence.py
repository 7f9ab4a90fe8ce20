"""MEM701: which files, sockets and descriptors stay open when nothing closes them.

50 are opened in each way and dropped; counted are those that are still open
then, with the collector off, and after a collection. Runs alone under any
CPython from 3.8 on (where /proc/self/fd is); exit 1 if the claim fails.
"""

import asyncio
import gc
import http.client
import os
import pathlib
import socket
import tempfile
import warnings

COUNT = 50


def dropped_file():
    file = open(os.devnull)
    file.read()


def dropped_socket():
    connection = socket.socket()
    connection.fileno()


def dropped_path():
    file = pathlib.Path(os.devnull).open()
    file.read()


def dropped_file_of_descriptor():
    file = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    file.read()


def dropped_temporary_file():
    file = tempfile.TemporaryFile()
    file.write(b"")


def dropped_named_temporary_file():
    file = tempfile.NamedTemporaryFile()
    file.write(b"")


def dropped_http_connection():
    # as it is after request() to a server that keeps it open
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket()


class Held:
    def __init__(self):
        self.file = open(os.devnull)
        self.me = self


def in_a_cycle():
    Held()


kept = []


def in_a_kept_exception():
    file = open(os.devnull)
    try:
        int(file.name)
    except ValueError as error:
        kept.append(error)


def descriptor():
    os.open(os.devnull, os.O_RDONLY)


def temporary():
    fd, path = tempfile.mkstemp()
    os.remove(path)


def closed():
    fd, path = tempfile.mkstemp()
    with os.fdopen(fd, "w") as file:
        file.write("")
    os.remove(path)


def pipe():
    os.pipe()


def after_exception():
    fd = os.open(os.devnull, os.O_RDONLY)
    try:
        int(os.devnull)
        os.close(fd)
    except ValueError:
        pass


def event_loop():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(nothing())


async def nothing():
    return None


def open_now():
    return len(os.listdir("/proc/self/fd"))


WAYS = (
    # way, open for each with the collector off, and after it ran
    (dropped_file, 0, 0),
    (dropped_socket, 0, 0),
    (dropped_path, 0, 0),
    (dropped_file_of_descriptor, 0, 0),
    (dropped_temporary_file, 0, 0),
    (dropped_named_temporary_file, 0, 0),
    (dropped_http_connection, 0, 0),
    (closed, 0, 0),
    (in_a_cycle, 1, 0),
    (in_a_kept_exception, 1, 0),
    (event_loop, 3, 0),
    (descriptor, 1, 1),
    (temporary, 1, 1),
    (after_exception, 1, 1),
    (pipe, 2, 2),
)


def main():
    if not os.path.isdir("/proc/self/fd"):
        print("no /proc/self/fd here: nothing measured")
        return
    warnings.simplefilter("ignore")
    for way, off, after in WAYS:
        gc.collect()
        gc.disable()
        before = open_now()
        for _ in range(COUNT):
            way()
        stay = open_now() - before
        kept.clear()
        gc.collect()
        gc.enable()
        stay_after = open_now() - before
        print("%s: %d open after %d, %d after a collection"
              % (way.__name__, stay, COUNT, stay_after))
        assert (stay, stay_after) == (off * COUNT, after * COUNT), way


main()

"""MEM701: `#~` at the end of a line: a finding begins on it."""

import asyncio
import atexit
import contextlib
import csv
import fcntl
import ftplib
import gzip
import http.client
import io
import json
import os
import pty
import socket
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import wave
import zipfile
from pathlib import Path
from tempfile import mkstemp
from urllib.request import urlopen

# descriptors


def save(data, path):
    fd, name = tempfile.mkstemp()  #~ note
    with open(name, "wb") as file:
        file.write(data)
    os.replace(name, path)


def temporary_path(suffix):
    return mkstemp(suffix)[1]  #~ note


def temporary_name(suffix):
    _, name = mkstemp(suffix)  #~ note
    return name


def is_writable(path):
    try:
        fd = os.open(path, os.O_WRONLY)  #~ note
    except OSError:
        return False
    return os.fstat(fd).st_size < 1000000


def first_line(path, size):
    fd = os.open(path, os.O_RDONLY)  #~ note
    data = os.read(fd, size)
    if not data:
        return None
    os.close(fd)
    return data.splitlines()[0]


def run_quietly(command):
    null = os.open(os.devnull, os.O_WRONLY)  #~ note
    return subprocess.call(command, stdout=null, stderr=null)


def output_of(command):
    reader, writer = os.pipe()  #~ note
    subprocess.check_call(command, stdout=writer)
    return os.read(reader, 65536)


def output_of_half(command):
    reader, writer = os.pipe()  #~ note
    subprocess.check_call(command, stdout=writer)
    os.close(writer)
    return os.read(reader, 65536)


def answer_of(command):
    master, slave = pty.openpty()  #~ note
    process = subprocess.Popen(command, stdin=slave)
    os.close(slave)
    os.close(master)
    return process.wait()


def each_size(paths):
    for path in paths:
        fd = os.open(path, os.O_RDONLY)  #~ warning
        if os.isatty(fd):
            continue
        yield os.fstat(fd).st_size
        os.close(fd)


def read_parsed(path, parse):
    fd = os.open(path, os.O_RDONLY)  #~ note
    value = json.loads(os.read(fd, 1000))
    os.close(fd)
    return parse(value)


# objects


def count_lines(path):
    file = open(path)  #~ note
    lines = 0
    for _ in file:
        lines += 1
    return lines


def rows_of(path):
    file = open(path, newline="")  #~ note
    rows = csv.reader(file)
    return [row for row in rows if row]


def settings_of(path):
    file = io.open(path)  #~ note
    if file.readline() != "settings\n":
        return None
    settings = json.load(file)
    file.close()
    return settings


def names_in(path):
    archive = zipfile.ZipFile(path)  #~ note
    return sorted(archive.namelist())


def unpack(path, target):
    archive = tarfile.open(path)  #~ note
    archive.extractall(target)


def own_address(host):
    connection = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  #~ note
    connection.connect((host, 80))
    return connection.getsockname()[0]


def count_users(path):
    database = sqlite3.connect(path)  #~ note
    cursor = database.cursor()
    cursor.execute("select count(*) from users")
    return cursor.fetchone()[0]


def pack(data, path):
    file = gzip.open(path, "wb")  #~ note
    file.write(data)


def is_up(url):
    answer = urlopen(url)  #~ note
    return answer.getcode() == 200


# what the collector closes


def run_alone(work):
    loop = asyncio.new_event_loop()  #~ note
    return loop.run_until_complete(work())


def run_each(works):
    for work in works:
        loop = asyncio.new_event_loop()  #~ warning
        loop.run_until_complete(work())


class Page:
    def __init__(self, path):
        self.file = open(path)  #~ note
        self.lines = []
        self.first = Line(self, self.file.readline())

    def next_line(self):
        self.lines.append(Line(self, self.file.readline()))


class Line:
    def __init__(self, page, text):
        self.page = page
        self.text = text


def pages_of(paths):
    return [Page(path) for path in paths]


class Sheet:
    """One after another is made and dropped."""

    def __init__(self, path):
        self.file = open(path)  #~ warning
        self.first = Line(self, self.file.readline())

    def title(self):
        return self.first.text


def titles_of(path):
    with open(path) as names:
        for name in names:
            print(Sheet(name.strip()).title())


# near misses


def saved(data, path):
    fd, name = tempfile.mkstemp()
    with os.fdopen(fd, "wb") as file:
        file.write(data)
    os.replace(name, path)


def temporary_pair(suffix):
    return mkstemp(suffix)


def temporary_closed(suffix):
    fd, name = mkstemp(suffix)
    os.close(fd)
    return name


def first_line_closed(path, size):
    fd = os.open(path, os.O_RDONLY)
    try:
        data = os.read(fd, size)
        if not data:
            return None
        return data.splitlines()[0]
    finally:
        os.close(fd)


def opened(path):
    fd = os.open(path, os.O_RDONLY)
    os.set_blocking(fd, False)
    return fd


def reader_of(command):
    reader, writer = os.pipe()  #~ note
    subprocess.check_call(command, stdout=writer)
    os.close(writer)
    return os.fdopen(reader)


def locked(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(fd, fcntl.LOCK_EX)
    return path


def start_daemon(path):
    if os.fork() == 0:
        log = os.open(path, os.O_WRONLY)
        os.dup2(log, 1)
        os.dup2(log, 2)
        subprocess.call(["daemon"])


def closed_if_open(path):
    fd = -1
    try:
        fd = os.open(path, os.O_RDONLY)
        return json.loads(os.read(fd, 1000))
    finally:
        if fd >= 0:
            os.close(fd)


def count_lines_closed(path):
    with open(path) as file:
        return sum(1 for _ in file)


def count_lines_late(path):
    file = open(path)
    with file:
        return sum(1 for _ in file)


def text_of(path):
    file = open(path)
    try:
        return file.read()
    finally:
        file.close()


def text_of_either(path):
    file = open(path) if path else sys.stdin
    text = file.read()
    if file is not sys.stdin:
        file.close()
    return text


def text_or_end(path):
    file = open(path)
    text = file.read()
    if not text:
        sys.exit("nothing in " + path)
    file.close()
    return text


def lines_of(path):
    file = open(path)
    return (line for line in file)


def reader_for(path):
    file = open(path, newline="")
    return csv.reader(file)


def handed_on(path, parse):
    file = open(path)
    return parse(file)


def with_closing(path):
    file = open(path)
    with contextlib.closing(file):
        return file.read()


def on_stack(path, stack):
    file = open(path)
    stack.enter_context(file)
    return file.readline()


def at_exit(path):
    file = open(path, "a")
    atexit.register(file.close)
    file.write("begun\n")


def all_open(paths):
    files = []
    for path in paths:
        file = open(path)
        files.append(file)
    return files


def dropped(path):
    file = open(path)
    text = file.read()
    del file
    return text


def used_inside(path):
    file = open(path)

    def write(text):
        file.write(text)

    return write


def in_memory(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return archive.namelist()


def of_another(file):
    unpacked = gzip.GzipFile(fileobj=file)
    return unpacked.read()


def in_memory_only(rows):
    database = sqlite3.connect(":memory:")
    for row in rows:
        database.execute("insert into rows values (?)", row)
    return len(rows)


def found_users(path, query):
    database = sqlite3.connect(path)
    cursor = database.cursor()
    return cursor.execute(query)


def daemonize(path):
    log = open(path, "a+")
    os.dup2(log.fileno(), sys.stdout.fileno())
    os.open(os.devnull, os.O_RDWR)


def users_in(path):
    database = sqlite3.connect(path)
    return database.cursor()


def write_to(file, text):
    if isinstance(file, str):
        file = open(file, "w")  #~ note
    file.write(text)


def page_at(url):
    answer = urlopen(url)
    return answer.read()


def main(path):
    log = open(path, "a")
    log.write("begun\n")


def run_server(work):
    """It runs for as long as the program does."""
    loop = asyncio.new_event_loop()
    loop.create_task(work())
    loop.run_forever()


def run_closed(work):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.close()


class Log:
    def __init__(self, path):
        self.file = open(path, "a")

    def write(self, text):
        self.file.write(text)


class Document:
    def __init__(self, path):
        self.file = open(path)
        self.part = Part(self)

    def close(self):
        self.file.close()


class Part:
    def __init__(self, document):
        self.document = document


def become_daemon():
    """It is descriptor 0."""
    os.close(0)
    os.open(os.devnull, os.O_RDWR)
    os.dup2(0, 1)
    os.dup2(0, 2)


def open_for_nothing(path):
    os.open(path, os.O_RDWR)  #~ note


# ------------------------------------------- with the frame of an exception


class Reader:
    def __init__(self):
        self.error = None
        self.text = None

    def read(self, path):
        file = open(path)  #~ warning
        try:
            self.text = file.read()
        except ValueError as error:
            self.error = error

    def read_all(self, paths):
        try:
            for path in paths:
                file = open(path)  #~ warning
                self.text = file.read()
        except OSError as error:
            self.errors.append(error)

    def read_as_text(self, path):
        file = open(path)  #~ note
        try:
            self.text = file.read()
        except ValueError as error:
            self.error = str(error)

    def read_cut(self, path):
        file = open(path)  #~ note
        try:
            self.text = file.read()
        except ValueError as error:
            self.error = error.with_traceback(None)

    def open_only(self, path):
        try:
            file = open(path)  #~ note
        except OSError as error:
            self.error = error
            return
        self.text = file.read()


def pipes_closed(run):
    reader, writer = os.pipe()
    try:
        run(stdout=sys.stdout)
    finally:
        for end in (reader, writer):
            os.close(end)


def pipes_left(run):
    reader, writer = os.pipe()  #~
    try:
        run(stdout=sys.stdout)
    finally:
        for end in (sys.stdout, sys.stderr):
            end.flush()


# ------------------------------------------------------------- more that opens


def opened_path(name):
    file = Path(name).open()  #~
    return file.read()


def opened_path_of(path: Path):
    file = path.open("rb")  #~
    return file.read()


def descriptor_as_file(fd):
    file = os.fdopen(fd, "w")  #~
    file.write("")


def temporary_file(data):
    file = tempfile.TemporaryFile()  #~
    file.write(data)
    file.seek(0)
    return file.read(10)


def named_temporary_file(data, run):
    file = tempfile.NamedTemporaryFile()  #~
    file.write(data)
    file.flush()
    run(file.name)


def query(path):
    connection = sqlite3.connect(path)  #~
    return connection.execute("select name from t").fetchall()


def header(path: str):
    wav = wave.open(path)  #~
    return wav.getnframes() / wav.getframerate()


def status(host):
    connection = http.client.HTTPConnection(host)  #~
    connection.request("GET", "/")
    response = connection.getresponse()
    print(response.status)


def listed(host):
    ftp = ftplib.FTP(host)  #~
    ftp.login()
    return ftp.nlst()


# near misses


def path_in_with(path: Path):
    with path.open() as file:
        return file.read()


def path_closed(path: Path):
    file = path.open()
    try:
        return file.read()
    finally:
        file.close()


def of_something_else(archive):
    member = archive.open("a")
    return member.read()


def standard_output(text):
    file = os.fdopen(1, "w")
    file.write(text)


def standard_output_again(text):
    file = os.fdopen(sys.stdout.fileno(), "wb", 0)
    file.write(text)


def standard_input():
    file = open(0)
    return file.read()


def temporary_handed_on(data):
    file = tempfile.TemporaryFile()
    file.write(data)
    return file


def cursor_handed_on(path):
    connection = sqlite3.connect(path)
    return connection.execute("select name from t")


def ftp_quits(host):
    ftp = ftplib.FTP(host)
    names = ftp.nlst()
    ftp.quit()
    return names


def header_of_file(file):
    wav = wave.open(file)
    return wav.getnframes()


def response_handed_on(host):
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/")
    return connection.getresponse()


def fetched_by_what_it_made(path):
    """Only a cursor is known to be done with when its rows are fetched."""
    file = open(path)
    return file.somehow().fetch()

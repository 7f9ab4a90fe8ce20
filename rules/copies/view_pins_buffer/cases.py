"""MEM210: matches and views that keep a whole buffer alive."""

import re

TITLE = re.compile("<title>(.*?)<")
LAST = None


# Reported: matches


class Page:
    def __init__(self, path):
        with open(path) as file:
            text = file.read()
        self.title = re.search("<title>(.*?)<", text)  #~

    def read(self, path):
        with open(path) as file:
            text = file.read()
        match = TITLE.search(text)  #~
        if match:
            self.title = match

    def add(self, path):
        text = open(path).read()
        self.matches.append(TITLE.search(text))  #~

    def header(self, path):
        with open(path, "rb") as file:
            self.header = re.match(rb"\w+", file.read())  #~


def remember(path):
    global LAST
    with open(path) as file:
        text = file.read()
    LAST = TITLE.search(text)  #~


# Reported: views


def magic(path):
    with open(path, "rb") as file:
        data = file.read()
    return memoryview(data)[:8]  #~


def body(path):
    with open(path, "rb") as file:
        data = file.read()
    view = memoryview(data)
    return view[100:200]  #~


class Part:
    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        self.magic = memoryview(data)[:8]  #~


# Silent: what is needed of it


def title(self, path):
    with open(path) as file:
        text = file.read()
    self.title = TITLE.search(text).group(1)
    self.span = TITLE.search(text).span()


def copied(path):
    with open(path, "rb") as file:
        data = file.read()
    return bytes(memoryview(data)[:8])


# Silent: used here


def local(path):
    with open(path) as file:
        text = file.read()
    match = TITLE.search(text)
    return match.group(1)


def of_caller(path):
    with open(path) as file:
        text = file.read()
    return TITLE.search(text)


# Silent: the buffer is kept anyway


def both(self, path):
    with open(path) as file:
        text = file.read()
    self.text = text
    self.title = TITLE.search(text)


def with_data(path):
    with open(path, "rb") as file:
        data = file.read()
    return data, memoryview(data)[:8]


# Silent: small, or nothing is known


class Line:
    def __init__(self, line: str, data: bytes):
        self.title = TITLE.search(line)
        self.magic = memoryview(data)[:8]


def first_bytes(path):
    with open(path, "rb") as file:
        return memoryview(file.read(512))[:8]

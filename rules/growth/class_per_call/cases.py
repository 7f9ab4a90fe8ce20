"""MEM608: `#~` at the end of a line: a finding begins on it."""

import argparse
import collections
import configparser
import dataclasses
import enum
import functools
import typing
from collections import namedtuple
from unittest import mock
from xml.dom import minidom

from flask import Flask

app = Flask(__name__)
TYPES = {}
WIDTH = 80
Pair = namedtuple("Pair", "a b")


def longest(lines):
    best = 0
    for line in lines:
        Span = collections.namedtuple("Span", "start end")  #~ note
        span = Span(line.find("<"), line.find(">"))
        best = max(best, span.end - span.start)
    return best


@app.route("/<word>")
def show(word):
    class Page:  #~ note
        def __init__(self, title):
            self.title = title

    page = Page(word)
    return page.title


@app.get("/sum")
def total(a=1, b=2):
    Pair = namedtuple("Pair", "a b")  #~ note
    return sum_of(Pair(a, b).a, b)


def view(request):
    settings = configparser.ConfigParser()  #~ note
    settings.read("settings.ini")
    return settings.get("page", request.path)


def answer(request):
    return colour_of(request)


def colour_of(request):
    Colour = enum.Enum("Colour", "RED GREEN")  #~ note
    return Colour.RED.value


@app.task
def work(words):
    parser = argparse.ArgumentParser()  #~ note
    parser.add_argument("--fast")
    return parser.parse_args(words).fast


def in_loop(lines):
    found = 0
    for line in lines:

        class Line:  #~ note
            def __init__(self, text):
                self.text = text

            def length(self):
                return len(self.text)

        found += Line(line).length()
    return found


def rows(numbers):
    while numbers:
        Row = dataclasses.make_dataclass("Row", ["number"])  #~ note
        yield Row(numbers.pop()).number


@app.task
def narrow(words):
    parser = argparse.ArgumentParser()  #~ note
    parser.add_argument("--width", default=WIDTH)
    group = parser.add_argument_group("output")
    group.add_argument("--out")
    return parser.parse_args(words).width


def by_type(lines):
    found = 0
    for line in lines:
        Line = type("Line", (), {"width": 8})  #~ note
        found += Line().width
    return found


def typed(lines):
    found = 0
    for line in lines:
        Size = typing.TypedDict("Size", {"width": int})  #~ note
        size = Size(width=len(line))
        found += size["width"]
    return found


@app.task
def colour(name):
    class Colour(enum.Enum):  #~ note
        RED = "red"
        BLUE = "blue"

    return Colour.RED.value == name


@app.task
def area(a, b):
    @dataclasses.dataclass
    class Box:  #~ note
        a: int
        b: int

    box = Box(a, b)
    return box.a * box.b


@app.task
def count_parts(path):
    document = minidom.parse(path)  #~ note
    return len(document.getElementsByTagName("part"))


@app.task
def stand_in(words):
    stand = mock.Mock()  #~ note
    stand.write(words)
    return stand.write.call_count


# near misses


@app.task
def with_part(path):
    with minidom.parse(path) as document:
        return len(document.getElementsByTagName("part"))


def parse_one(path):
    document = minidom.parse(path)
    return len(document.getElementsByTagName("part"))


@app.task
def document_of(path):
    document = minidom.parse(path)
    return document


@app.task
def kind_of(value):
    kind = type(value)
    return kind.__name__


@app.task
def type_of_name(name):
    Named = type(name, (), {})
    return Named().width


@app.task
def of_file(path):
    settings = configparser.ConfigParser()
    settings.read(path)
    return settings.get("page", "name")


def of_each(paths):
    names = []
    for path in paths:
        with open(path) as file:
            settings = configparser.RawConfigParser()
            settings.read_file(file)
        names.append(settings.get("page", "name"))
    return names


@app.task
def save(path, name):
    settings = configparser.ConfigParser()
    settings.add_section("page")
    settings.set("page", "name", name)
    with open(path, "w") as file:
        settings.write(file)


@app.task
def save_item(path, page):
    settings = configparser.ConfigParser()
    settings["page"] = page
    with open(path, "w") as file:
        settings.write(file)


@app.task
def parse(words, width):
    parser = argparse.ArgumentParser()
    parser.add_argument("--width", default=width)
    return parser.parse_args(words).width


@app.task
def parse_group(words, width):
    parser = argparse.ArgumentParser()
    group = parser.add_argument_group("output")
    group.add_argument("--width", default=width)
    return parser.parse_args(words).width


@app.task
def of_names(names):
    Row = namedtuple("Row", names)
    return Row(1, 2)._fields


def once(line):
    Span = namedtuple("Span", "start end")
    return Span(0, 1).end


def main(words):
    parser = argparse.ArgumentParser()
    return parser.parse_args(words)


def factory(names):
    made = []
    for name in names:
        Row = namedtuple(name, "a b")
        made.append(Row)
    return made


@app.get("/made")
def class_of(name):
    Row = namedtuple(name, "a b")
    TYPES[name] = Row
    return Row(1, 2).a


def shared(lines):
    return [Pair(line, 1).a for line in lines]


def kept(lines):
    found = []
    for line in lines:
        Span = namedtuple("Span", "start end")  #~ note
        found.append(Span(0, line))
    return found


@app.get("/kept")
def kept_class(request):
    class Entry:  #~ note
        def __init__(self, path):
            self.path = path

    ENTRIES.append(Entry(request.path))


@app.get("/kept/of")
def kept_class_of_function(request):
    """The class is made of what the function is given."""

    class Entry:
        path = request.path

    ENTRIES.append(Entry())


@app.get("/kept/base")
def kept_class_of_import(request):
    """It is made here, as what it needs is imported here."""
    import slow

    class Entry(slow.Entry):
        pass

    ENTRIES.append(Entry(request))


def kept_columns(lines):
    """The columns are not the same at each turn."""
    found = []
    for line in lines:
        Span = namedtuple("Span", line.columns)
        found.append(Span(0, line))
    return found


def kept_once(line):
    Span = namedtuple("Span", "start end")
    return Span(0, line)


@app.get("/given")
def given(request):
    settings = configparser.ConfigParser()
    return request.read(settings)


@app.get("/error")
def raised(request):
    class Failure(Exception):  #~ note
        pass

    raise Failure(request)


@app.get("/derived")
def derived(request):
    class Base:
        def name(self):
            return "base"

    class Derived(Base):  #~ note
        pass

    return Derived().name()


def short():
    for _ in range(2):
        Span = namedtuple("Span", "start end")
        print(Span(0, 1).end)


class Application:
    def __init__(self):
        self.parser = argparse.ArgumentParser()

    def run(self, words):
        return self.parser.parse_args(words)


def wrap(handlers):
    for handler in handlers:

        class Safe:  #~ note
            def handle(self, record):
                return None

        handler.handle = Safe().handle


class Loader:
    def __getattr__(self, name):
        class Found:
            def value(self):
                return name

        return Found().value()


# ------------------------------------------------------------ row factories


def namedtuple_factory(cursor, row):
    fields = [column[0] for column in cursor.description]
    Row = namedtuple("Row", fields)  #~ warning
    return Row(*row)


def by_make(cursor, row):
    return namedtuple("Row", [c[0] for c in cursor.description])._make(row)  #~


class Storage:
    def _factory(self, cursor, row):
        names = [column[0] for column in cursor.description]
        cls = namedtuple("Row", names)  #~ warning
        return cls._make(row)


@functools.lru_cache(maxsize=None)
def class_of(names):
    return namedtuple("Row", names)


def by_columns(cursor, row):
    """The class is kept by its columns."""
    return class_of(tuple(c[0] for c in cursor.description))._make(row)


def of_all_rows(cursor, rows):
    """Once for a query."""
    Row = namedtuple("Row", [c[0] for c in cursor.description])
    return [Row(*row) for row in rows]

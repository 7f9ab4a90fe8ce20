"""MEM405: subclasses of immutable builtins without __slots__. `#~`: reported."""

import collections
import enum
import weakref
from collections import namedtuple
from typing import NamedTuple

import somewhere

_Span = collections.namedtuple("_Span", "start end")


class Celsius(float):  #~
    def fahrenheit(self):
        return self * 1.8 + 32


def read(file):
    return [Celsius(line) for line in file]


class Point(namedtuple("Point", "x y")):  #~
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


def points(names):
    return [Point(len(name), 0) for name in names]


class Span(_Span):  #~
    """The fields are named above."""

    def width(self):
        return self.end - self.start


def spans(texts):
    return [Span(0, len(text)) for text in texts]


class Corner(namedtuple("Corner", "x y")):
    """One for each call, and none is kept: nothing much."""

    def sum(self):
        return self.x + self.y


def corner(name):
    return Corner(len(name), 0)


class Words(tuple):  #~
    def joined(self):
        return " ".join(self)


def split(lines):
    return {line: Words(line.split()) for line in lines}


class Name(str):  #~
    pass


def names(rows):
    found = []
    for row in rows:
        found.append(Name(row[0]))
    return found


class Offset(int):  #~
    def __repr__(self):
        return hex(self)


def offsets(table):
    return [Offset(at) for at in table]


class Key(bytes):  #~
    def hidden(self):
        return b"*" * len(self)


def keys(lines):
    return [Key(line) for line in lines]


class Tags(frozenset):  #~
    limit = 10

    def first(self):
        return min(self)


def tags(rows):
    return [Tags(row) for row in rows]


# ------------------------------------------------------------- near misses


class Slotted(namedtuple("Slotted", "x y")):
    __slots__ = ()


def slotted(rows):
    return [Slotted(a, b) for a, b in rows]


class Tree(list):
    """No room is saved for what changes: list, dict and set."""


def trees(rows):
    return [Tree(row) for row in rows]


class Marked(str):
    """Sets an attribute: another rule's."""

    def __init__(self, text):
        self.is_safe = True


def marked(rows):
    return [Marked(row) for row in rows]


class New(int):
    def __new__(cls, text):
        made = int.__new__(cls, text)
        made.is_safe = False
        return made


def new(rows):
    return [New(row) for row in rows]


class Color(str, enum.Enum):
    RED = "red"


class Typed(NamedTuple):
    x: int
    y: int


def typed(rows):
    return [Typed(a, b) for a, b in rows]


class Mixed(somewhere.Mixin, tuple):
    pass


def mixed(rows):
    return [Mixed(row) for row in rows]


class Later(float):
    pass


def later(rows):
    found = []
    for row in rows:
        one = Later(row)
        one.unit = "m"
        found.append(one)
    return found


class Watched(frozenset):
    def handle(self):
        return weakref.ref(self)


def watched(rows):
    return [Watched(row) for row in rows]


class Shown(str):
    def show(self):
        return self.__dict__


def shown(rows):
    return [Shown(row) for row in rows]


class Only(str):
    """One in the program."""


ONLY = Only("only")


class Few(int):
    """A number that is made once a call."""


def few(text):
    return Few(text)


@somewhere.register
class Registered(tuple):
    pass


def registered(rows):
    return [Registered(row) for row in rows]

"""MEM409: attributes on subclasses of builtin types. `#~`: reported."""

import collections

import somewhere


class Row(list):  #~
    def __init__(self, cells, line):
        super().__init__(cells)
        self.line = line


def load(file):
    return [Row(line.split(), i) for i, line in enumerate(file)]


class Tree(list):  #~
    """Makes others of its kind."""

    def __init__(self, label, children):
        list.__init__(self, children)
        self.label = label

    def copied(self):
        return Tree(self.label, [c for c in self])


class Token(str):  #~
    def __init__(self, text):
        self.line = None
        self.column = None


def tokens(lines):
    found = []
    for line in lines:
        found.append(Token(line))
    return found


class Weight(float):  #~
    def __init__(self, value):
        self.unit = "kg"


def weights(rows):
    return [Weight(row) for row in rows]


class Number(int):  #~
    """An int's subclass can have no slots."""

    def __init__(self, text):
        self.text = text


def numbers(rows):
    return [Number(row) for row in rows]


class Pair(tuple):  #~
    def __init__(self, values):
        self.source = None


def pairs(rows):
    return [Pair(row) for row in rows]


class Tags(set):  #~
    def __init__(self, values):
        super().__init__(values)
        self.owner = None


def tags(rows):
    return {row: Tags(row) for row in rows}


class Record(dict):  #~
    def __init__(self, values):
        super().__init__(values)
        self.is_changed = False


def records(rows):
    return [Record(row) for row in rows]


# ------------------------------------------------------------- near misses


class Slotted(list):
    __slots__ = ("line",)

    def __init__(self, line):
        self.line = line


def slotted(rows):
    return [Slotted(row) for row in rows]


class Bare(list):
    def first(self):
        return self[0]


def bare(rows):
    return [Bare(row) for row in rows]


class Plain:
    """Its instances share their keys."""

    def __init__(self, line):
        self.line = line


def plain(rows):
    return [Plain(row) for row in rows]


class Single(list):  #~ note
    def __init__(self, name):
        self.name = name


SINGLE = Single("only")


class Cache(dict):  #~ note
    """A cache for each call."""

    def __init__(self, size):
        self.size = size


def cached(size):
    return Cache(size)


class Lazy(list):
    """Most have no attribute."""

    def text(self):
        self.joined = "".join(self)
        return self.joined


def lazy(rows):
    return [Lazy(row) for row in rows]


class Maybe(str):
    def __init__(self, text):
        if text.startswith("#"):
            self.is_comment = True


def maybe(rows):
    return [Maybe(row) for row in rows]


class Queue(collections.deque):
    def __init__(self, owner):
        self.owner = owner


def queues(rows):
    return [Queue(row) for row in rows]


class Mixed(somewhere.Base, list):
    def __init__(self, owner):
        self.owner = owner


def mixed(rows):
    return [Mixed(row) for row in rows]


class Settable(list):
    @property
    def name(self):
        return self[0]

    @name.setter
    def name(self, value):
        self[0] = value

    def __init__(self, name):
        self.name = name


def settable(rows):
    return [Settable(row) for row in rows]


class Documented(str):
    """The attribute is of every class: no slot could hold it."""

    def __init__(self, text):
        self.__doc__ = text


def documented(rows):
    return [Documented(row) for row in rows]


class Length(float):  #~
    def __init__(self, value):
        self.unit = "m"


class Width(Length):
    """All that it has is its base's."""


def widths(rows):
    return [(Length(row), Width(row)) for row in rows]


class Line(str):  #~ warning
    def __init__(self, text):
        self.words = text.split()


def lines_of_log(path):
    with open(path) as f:
        return [Line(text) for text in f]

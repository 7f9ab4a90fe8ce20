"""MEM401: classes whose instances could have __slots__. `#~`: reported."""

import abc
import enum
import functools
import weakref
from typing import Generic, NamedTuple, Protocol, TypeVar

import somewhere

T = TypeVar("T")


class Point:  #~
    def __init__(self, x, y):
        self.x = x
        self.y = y


def load(rows):
    return [Point(x, y) for x, y in rows]


class _Token:  #~
    kind = "token"

    def __init__(self, text, line):
        self.text = text
        self.line = line


def tokenize(lines):
    tokens = []
    for number, line in enumerate(lines):
        tokens.append(_Token(line, number))
    return tokens


class Node:  #~
    """A record: a value and a constant."""

    def __init__(self, value):
        self.value = value
        self.next = None


class Box(Generic[T]):  #~
    def __init__(self, item):
        self.item = item


class Shape(abc.ABC):  #~
    def __init__(self, name):
        self.name = name

    @abc.abstractmethod
    def area(self):
        raise NotImplementedError


class Empty:
    """No attributes: nothing to save that is worth a line."""

    def run(self):
        return 1


class Slotted:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Below(Slotted):
    __slots__ = ()


class Service:
    """Neither kept in bulk nor a record."""

    def __init__(self, path):
        self.cache = load(path)
        self.handlers = dict(a=1)
        self.count = len(self.cache)

    def get(self, key):
        return self.handlers[key]


class UnknownBase(somewhere.Base):
    def __init__(self, x):
        self.x = x


class HasSubclass:
    def __init__(self, x):
        self.x = x


class WithMore(HasSubclass):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y


class Counted:
    total = 0

    def __init__(self, total):
        self.total = total


class UsesDict:
    def __init__(self, x):
        self.x = x

    def items(self):
        return self.__dict__.items()


class UsesVars:
    def __init__(self, x):
        self.x = x

    def items(self):
        return vars(self)


class Dynamic:
    def __init__(self, x, **more):
        self.x = x
        for name, value in more.items():
            setattr(self, name, value)


class Cached:
    def __init__(self, x):
        self.x = x

    @functools.cached_property
    def double(self):
        return 2 * self.x


class WeaklyKnown:
    def __init__(self, x):
        self.x = x

    def reference(self):
        return weakref.ref(self)


class Color(enum.Enum):
    RED = 1

    def __init__(self, value):
        self.shade = value


class Failure(Exception):
    def __init__(self, code):
        self.code = code


class Comparable(Protocol):
    def __init__(self, x):
        self.x = x


class Pair(NamedTuple):
    left: int
    right: int


class Meta(type):
    def __init__(cls, name, bases, body):
        cls.registered = name


class Registered(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class Watched:
    def __init__(self, x):
        self.x = x


def watch(x):
    watched = Watched(x)
    watched.late = True
    return watched


class Moved:  #~
    def __init__(self, x):
        self.x = x


def move(x):
    moved = Moved(x)
    moved.x = 2
    return moved


class Pickled:
    def __init__(self, x):
        self.x = x

    def __getstate__(self):
        return {"x": self.x}


class Property:  #~
    def __init__(self, x):
        self.x = x

    @property
    def size(self):
        return self.x


@somewhere.decorate
class Decorated:
    def __init__(self, x):
        self.x = x


@functools.total_ordering
class Ordered:  #~
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return self.x < other.x

    def __eq__(self, other):
        return self.x == other.x

import dataclasses
import functools


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Computed:
    def __init__(self, x):
        self.a = x + 1
        self.b = x + 2
        self.c = x


class Slotted:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Above(Slotted):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y


class Foreign(dict):
    def __init__(self, x):
        self.x = x


class UsesDict:
    def __init__(self, x):
        self.x = x

    def show(self):
        return self.__dict__


class Cached:
    def __init__(self, x):
        self.x = x

    @functools.cached_property
    def double(self):
        return self.x * 2


class Default:
    x = 0

    def __init__(self, x):
        self.x = x


@dataclasses.dataclass
class Data:
    x: int


class Base:
    def __init__(self, x):
        self.x = x


class Same(Base):
    def total(self):
        return self.x


class More(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y


class Written:
    def __init__(self, x):
        self.x = x


def write(count):
    one = Written(1)
    one.extra = 2
    return [Point(i, i) for i in range(count)]


class Empty:
    pass


class Event:
    def __init__(self, kind, at):
        self.kind = kind
        self.at = at


def event(kind):
    return Event(kind, 1)


class EventManager:
    def __init__(self, events):
        self.events = events

    def start(self):
        return self.events


MANAGER = EventManager([])


class Row:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Row(self.x + other.x)


def area(x):
    return Shape(x).area()


class Shape:
    def __init__(self, x):
        self.x = x

    def area(self):
        return self.x


class Line:
    def __init__(self, text):
        self.text = text


class Bag:
    def __init__(self, text):
        self.items = [text]


def lines(path):
    with open(path) as file:
        return [(Line(text), Bag(text)) for text in file]

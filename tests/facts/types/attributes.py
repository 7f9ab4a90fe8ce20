"""Attributes of self, over all that set them."""

import enum
import io
from dataclasses import dataclass, field
from typing import Optional


class Buffer:
    limit = 10
    unset = None
    declared: Optional[str] = None

    def __init__(self, name: str, size=0):
        self.name = name
        self.size = size
        self.data = b""
        self.text = ""
        self.lines = []
        self.pair = (1, "a")
        self.late = None
        self.first, self.second = "a", 1
        self.stream = io.BytesIO()
        self.parent: "Optional[Buffer]" = None
        self._hidden = 1

    def feed(self, data):
        self.data += data
        self.data = self.data[1:]
        self.text = self.text + str(data)
        self.late = "now"
        self.name, self.size, self.data, self.text, self.lines, self.pair
        self.late, self.first, self.second, self.limit, self.unset
        self.stream, self.parent, self.declared, self._hidden
        self.parent.name if self.parent else None

    def reset(self):
        self.size = "big"


class Child(Buffer):
    def __init__(self):
        super().__init__("a")
        self.parent = Buffer("b")
        self._hidden = "child"
        self._hidden


buffer = Buffer("a")
buffer.feed(b"abc")
buffer.reset()
Child().feed(b"x")
buffer.name, buffer.text


class Outside:
    def __init__(self):
        self.open = 1
        self.own = 1


def change(thing):
    thing.open = "a"
    return thing.open


change(Outside())
made = Outside()
made.own = "a"
made.own, made.open


class Dynamic:
    def __init__(self, **values):
        self.x = 1
        for name in values:
            setattr(self, name, values[name])
        self.x


Dynamic(x="a")


class Stored:
    def __init__(self):
        self.x = 1
        setattr(self, "y", 2)
        self.y = "a"
        self.x, self.y


Stored()


class Color(enum.Enum):
    RED = 1
    name_of = "x"


Color.RED
Color.RED.value


@dataclass
class Point:
    x: int
    y: float = 0.0
    tags: list = field(default_factory=list)
    label: str = None

    def show(self):
        self.x, self.y, self.tags, self.label


Point(1).show()


class Intercepted:
    def __init__(self):
        self.x = 1

    def __setattr__(self, name, value):
        object.__setattr__(self, name, str(value))

    def show(self):
        self.x


Intercepted().show()


class Private:
    __secret = None

    def set(self):
        self.__secret = "a"
        self.__secret
        return self

    def get(self):
        return self.__secret


Private().get()
Private().set().get()

"""Bases that the other file derives from."""

from somewhere import Meta


class Node:
    def __init__(self, line):
        self.line = line


class Slotted:
    __slots__ = ("line",)


class Above(Node):
    __slots__ = ()  #~


class Between(Node):
    pass


class Built(metaclass=Meta):
    pass


try:
    from collections.abc import Sized
except ImportError:

    class Sized:
        pass


class Route:
    def __init__(self, cost):
        self.cost = cost


class Mark:
    def __init__(self, size):
        self.size = size

"""What takes keywords, and a base that several imports bind."""

import functools


class Bag:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)


class Reader:
    def __init__(self, **kwargs):
        self.name = kwargs.get("name")
        self.size = kwargs["size"]


class Registry:
    def extend(self, **attributes):
        for key, value in attributes.items():
            if not hasattr(self, key):
                setattr(self, key, value)

    def count(self, **attributes):
        self.counted = len(attributes)


class Window:
    def __init__(self, a=None, b=None, c=None, d=None, e=None, on_close=None):
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.on_close = on_close


class Base:
    def wrap(self, function):
        @functools.wraps(function)
        def wrapped(x):
            return function(self, x)

        return wrapped

    def bare(self, function):
        def plain(x):
            return function(x)

        return plain

    def check(self, other):
        local = Bag(owner=other)
        raise TypeError(local)

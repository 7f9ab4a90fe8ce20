"""MEM403: what a subclass without __slots__ costs, measured by tracemalloc.

Runs alone; exit 1 if the claim fails: a plain subclass of a slotted class takes
more bytes an instance than one with slots.
"""

import tracemalloc

COUNT = 20000


class Base:
    __slots__ = ("a",)


class Lost(Base):
    def __init__(self):
        self.a = self.b = self.c = self.d = None


class Kept(Base):
    __slots__ = ("b", "c", "d")

    def __init__(self):
        self.a = self.b = self.c = self.d = None


class LostEmpty(Base):
    def __init__(self):
        self.a = None


class KeptEmpty(Base):
    __slots__ = ()

    def __init__(self):
        self.a = None


def bytes_each(cls):
    [cls() for _ in range(100)]
    tracemalloc.start()
    kept = [cls() for _ in range(COUNT)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    for bad, good in ((Lost, Kept), (LostEmpty, KeptEmpty)):
        lost, kept = bytes_each(bad), bytes_each(good)
        print(f"bytes an instance: {bad.__name__} {lost:.0f}, {good.__name__} {kept:.0f}")
        assert lost > kept + 7


main()

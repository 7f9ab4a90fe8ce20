"""MEM402: bytes an instance of a class with __slots__ under a base without.

Runs alone; exit 1 if the claim fails: the slots save nothing against a class
without any where the base sets an attribute, and slots all through do.
"""

import sys
import tracemalloc

COUNT = 20000


class Base:
    def __init__(self):
        self.a = None


class Bad(Base):
    __slots__ = ("b", "c", "d")

    def __init__(self):
        super().__init__()
        self.b = self.c = self.d = None


class Plain(Base):
    def __init__(self):
        super().__init__()
        self.b = self.c = self.d = None


class SlottedBase:
    __slots__ = ("a",)

    def __init__(self):
        self.a = None


class Good(SlottedBase):
    __slots__ = ("b", "c", "d")

    def __init__(self):
        super().__init__()
        self.b = self.c = self.d = None


class Empty:
    pass


class UnderEmpty(Empty):
    __slots__ = ("a",)

    def __init__(self):
        self.a = None


class PlainOne:
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
    bad, plain, good = bytes_each(Bad), bytes_each(Plain), bytes_each(Good)
    print(f"bytes an instance: slots under a dict {bad:.0f}, no slots {plain:.0f}, all slots {good:.0f}")
    assert bad > plain - 4 and bad > good + 30
    under, one = bytes_each(UnderEmpty), bytes_each(PlainOne)
    print(f"bytes an instance: one slot under a base that sets nothing {under:.0f}, none {one:.0f}")
    if sys.version_info[:2] in ((3, 11), (3, 12)):
        assert under > one - 4


main()

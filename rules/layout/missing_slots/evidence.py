"""MEM401: bytes an instance with and without __slots__, measured by tracemalloc.

Runs alone; exit 1 if the claim fails: slots save at least 30 bytes an instance.
"""

import tracemalloc

COUNT = 20000


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class SlottedPoint:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


def bad():
    return [Point(None, None, None) for _ in range(COUNT)]


def good():
    return [SlottedPoint(None, None, None) for _ in range(COUNT)]


def bytes_each(make):
    make()
    tracemalloc.start()
    kept = make()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    assert [p.x for p in bad()] == [p.x for p in good()]
    plain, slotted = bytes_each(bad), bytes_each(good)
    print(f"bytes an instance of 3 attributes: plain {plain:.0f}, slots {slotted:.0f}")
    assert plain - slotted > 30


main()

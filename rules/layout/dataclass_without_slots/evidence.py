"""MEM404: bytes an instance of a dataclass with and without slots=True.

Runs alone; exit 1 if the claim fails: slots=True saves at least 30 bytes an
instance. slots=True is there from CPython 3.10.
"""

import dataclasses
import sys
import tracemalloc

COUNT = 20000


@dataclasses.dataclass
class Point:
    x: int
    y: int
    z: int = 0


def bad():
    return [Point(None, None) for _ in range(COUNT)]


def good():
    return [SlottedPoint(None, None) for _ in range(COUNT)]


def bytes_each(make):
    make()
    tracemalloc.start()
    kept = make()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    assert [dataclasses.astuple(p) for p in bad()] == [dataclasses.astuple(p) for p in good()]
    plain, slotted = bytes_each(bad), bytes_each(good)
    print(f"bytes an instance of 3 fields: plain {plain:.0f}, slots=True {slotted:.0f}")
    assert plain - slotted > 30


if sys.version_info < (3, 10):
    print("no slots=True before CPython 3.10")
else:

    @dataclasses.dataclass(slots=True)
    class SlottedPoint:
        x: int
        y: int
        z: int = 0

    main()

"""MEM204: a copy of all that is only read once. Exit 1 if a claim fails.

The peak is what tracemalloc saw beyond what was there before.
"""

import copy
import tracemalloc
from collections import deque

ELEMENTS = 200_000
SMALL = 1_000  # bytes: an iterator


def peak(function, argument):
    """(result, peak bytes) of function(argument)."""
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def last(iterable):
    element = None
    for element in iterable:
        pass
    return element


WAYS = [
    ("list(list)", [None] * ELEMENTS, list, 8),
    ("list[:]", [None] * ELEMENTS, lambda xs: xs[:], 8),
    ("list.copy()", [None] * ELEMENTS, list.copy, 8),
    ("copy.copy(list)", [None] * ELEMENTS, copy.copy, 8),
    ("tuple(list)", [None] * ELEMENTS, tuple, 8),
    ("list(set)", set(range(ELEMENTS)), list, 8),
    ("set.copy()", set(range(ELEMENTS)), set.copy, 8),
    ("list(dict)", dict.fromkeys(range(ELEMENTS)), list, 8),
    ("dict.copy()", dict.fromkeys(range(ELEMENTS)), dict.copy, 8),
    ("deque.copy()", deque([None] * ELEMENTS), deque.copy, 8),
    ("list(str)", "x" * ELEMENTS, list, 8),
    ("bytearray[:]", bytearray(ELEMENTS), lambda xs: xs[:], 1),
]
SAME = [
    ("tuple[:]", (None,) * ELEMENTS, lambda xs: xs[:]),
    ("tuple(tuple)", (None,) * ELEMENTS, tuple),
    ("str[:]", "x" * ELEMENTS, lambda xs: xs[:]),
    ("bytes[:]", bytes(ELEMENTS), lambda xs: xs[:]),
]


def main():
    for name, xs, way, size in WAYS:
        result, copied = peak(lambda all: last(way(all)), xs)
        same, read = peak(last, xs)
        print(f"loop over {name}: {copied} bytes, over it itself {read}")
        assert result == same, name
        assert copied >= ELEMENTS * size and read < SMALL, name
    for name, xs, way in SAME:
        assert way(xs) is xs, name
        print(f"{name}: the same object")
    found, copied = peak(lambda xs: 1 in list(xs), [None] * ELEMENTS)
    same, read = peak(lambda xs: 1 in xs, [None] * ELEMENTS)
    print(f"in list(xs): {copied} bytes, in xs {read}")
    assert found == same and copied >= 8 * ELEMENTS and read < SMALL


main()

"""MEM201: a slice that is only read once. Runs alone; exit 1 if it fails.

Each pair computes the same; the peak is what tracemalloc saw beyond what was
there before. The slice costs 8 bytes an element (1 for bytes and ASCII text).
"""

import array
import itertools
import tracemalloc

ELEMENTS = 200_000
SMALL = 5_000  # bytes: an iterator, a few integers


def peak(function, sequence):
    """(result, peak bytes) of function(sequence)."""
    function(sequence)
    tracemalloc.start()
    result = function(sequence)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def loop_bad(xs):
    last = None
    for x in xs[1:]:
        last = x
    return last


def loop_good(xs):
    last = None
    for x in itertools.islice(xs, 1, None):
        last = x
    return last


def backwards_bad(xs):
    last = None
    for x in xs[::-1]:
        last = x
    return last


def backwards_good(xs):
    last = None
    for x in reversed(xs):
        last = x
    return last


def stride_bad(xs):
    return sum(1 for x in xs[::2])


def stride_good(xs):
    return sum(1 for x in itertools.islice(xs, 0, None, 2))


def reducer_bad(xs):
    return max(xs[1:])


def reducer_good(xs):
    return max(itertools.islice(xs, 1, None))


def enumerate_bad(xs):
    last = None
    for i, x in enumerate(xs[1:], 1):
        last = x
    return last


def enumerate_good(xs):
    last = None
    for i, x in enumerate(itertools.islice(xs, 1, None), 1):
        last = x
    return last


def but_the_last_bad(xs):
    last = None
    for x in xs[:-1]:
        last = x
    return last


def but_the_last_good(xs):
    last = None
    for i in range(len(xs) - 1):
        last = xs[i]
    return last


def named_bad(xs):
    rest = xs[1:]
    return any(x is None for x in rest)


def named_good(xs):
    return any(x is None for x in itertools.islice(xs, 1, None))


PAIRS = [
    ("for x in xs[1:]", loop_bad, loop_good),
    ("for x in xs[::-1]", backwards_bad, backwards_good),
    ("comprehension over xs[::2]", stride_bad, stride_good),
    ("max(xs[1:])", reducer_bad, reducer_good),
    ("enumerate(xs[1:])", enumerate_bad, enumerate_good),
    ("for x in xs[:-1]", but_the_last_bad, but_the_last_good),
    ("a name that any() reads once", named_bad, named_good),
]

COPIED = [
    ("list", [None] * ELEMENTS, 8),
    ("tuple", (None,) * ELEMENTS, 8),
    ("bytes", bytes(ELEMENTS), 1),
    ("bytearray", bytearray(ELEMENTS), 1),
    ("str", "x" * ELEMENTS, 1),
    ("array", array.array("d", bytes(8 * ELEMENTS)), 8),
]
VIEWS = [
    ("range", range(ELEMENTS)),
    ("memoryview", memoryview(bytes(ELEMENTS))),
]


def joined_slice(parts):
    return len("".join(parts[1:]))


def joined_iterator(parts):
    return len("".join(itertools.islice(parts, 1, None)))


def main():
    for name, bad, good in PAIRS:
        xs = [None] * ELEMENTS if bad is not reducer_bad else [1] * ELEMENTS
        (result, copied), (same, lazy) = peak(bad, xs), peak(good, xs)
        print(f"{name}: {copied} bytes at its peak, without the slice {lazy}")
        assert result == same, name
        assert copied > ELEMENTS // 2 * 8 and lazy < SMALL, name
    for name, xs, size in COPIED:
        copied = peak(loop_bad, xs)[1]
        print(f"a slice of a {name}: {copied / ELEMENTS:.2f} bytes an element")
        assert copied >= (ELEMENTS - 1) * size, name
    for name, xs in VIEWS:
        copied = peak(loop_bad, xs)[1]
        print(f"a slice of a {name}: {copied} bytes, copies nothing")
        assert copied < SMALL, name
    parts = ["x"] * ELEMENTS
    copied, lazy = peak(joined_slice, parts)[1], peak(joined_iterator, parts)[1]
    print(f"join: {copied} bytes with the slice, {lazy} with islice: not reported")
    assert lazy > 0.8 * copied


main()

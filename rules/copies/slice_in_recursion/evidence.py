"""MEM202: a slice of the parameter, passed on to the function itself. Runs
alone; exit 1 if it fails.

Every level of the recursion holds its own slice, so the peak grows with the
square of the length; with halves, and with an index, it does not.
"""

import sys
import tracemalloc

SHORT, LONG = 1_000, 2_000


def peak(function, *arguments):
    """(result, peak bytes) of a call."""
    function(*arguments)
    tracemalloc.start()
    result = function(*arguments)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def tail(xs):
    if not xs:
        return 0
    return xs[0] + tail(xs[1:])


def init(xs):
    if not xs:
        return 0
    return xs[-1] + init(xs[:-1])


def unpacked(xs):
    if not xs:
        return 0
    first, *rest = xs
    return first + unpacked(rest)


def splatted(*xs):
    if not xs:
        return 0
    return xs[0] + splatted(*xs[1:])


def apply_splatted(xs):
    return splatted(*xs)


def text(s):
    if not s:
        return 0
    return ord(s[0]) + text(s[1:])


def index(xs, i=0):
    if i == len(xs):
        return 0
    return xs[i] + index(xs, i + 1)


def halves(xs):
    if len(xs) < 2:
        return sum(xs)
    middle = len(xs) // 2
    return halves(xs[:middle]) + halves(xs[middle:])


def loop(xs):
    total = 0
    for x in xs:
        total += x
    return total


BAD = [
    ("f(xs[1:])", tail),
    ("f(xs[:-1])", init),
    ("h, *t = xs; f(t)", unpacked),
    ("f(*xs[1:])", apply_splatted),
]


def main():
    sys.setrecursionlimit(10 * LONG)
    short, long = [1] * SHORT, [1] * LONG
    by_index = peak(index, long)
    print(f"f(xs, i + 1): {by_index[1]} bytes at {LONG} elements")
    for name, function in BAD:
        at_n, at_2n = peak(function, short), peak(function, long)
        ratio = at_2n[1] / at_n[1]
        print(f"{name}: {at_n[1]} bytes, at twice the length {at_2n[1]}")
        assert at_2n[0] == by_index[0] == loop(long), name
        assert ratio > 3.2, (name, ratio)
        assert at_2n[1] > 10 * by_index[1], name
        assert at_2n[1] > LONG * LONG / 2 * 8 * 0.9, name
    at_n, at_2n = peak(text, "x" * SHORT)[1], peak(text, "x" * LONG)[1]
    print(f"f(s[1:]) of a str: {at_n} bytes, at twice the length {at_2n}")
    assert at_2n > LONG * LONG / 2 * 0.9
    at_n, at_2n = peak(halves, short)[1], peak(halves, long)[1]
    print(f"halves: {at_n} bytes, at twice the length {at_2n}: not reported")
    assert at_2n < 2.5 * at_n + 5_000 and at_2n < 4 * 8 * LONG


main()

"""MEM207: zip(xs, xs[1:]) copies xs. Exit 1 if a claim fails.

itertools.pairwise is there from Python 3.10.
"""

import itertools
import tracemalloc

ELEMENTS = 200_000
SMALL = 2_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def bad(xs):
    return sum(a is b for a, b in zip(xs, xs[1:]))


def both(xs):
    return sum(a is b for a, b in zip(xs[:-1], xs[1:]))


def good(xs):
    return sum(a is b for a, b in zip(xs, itertools.islice(xs, 1, None)))


def pairwise(xs):
    return sum(a is b for a, b in itertools.pairwise(xs))


def main():
    xs = [None] * ELEMENTS
    want, copied = peak(bad, xs)
    print(f"zip(xs, xs[1:]): {copied} bytes at its peak")
    assert copied >= 8 * (ELEMENTS - 1)
    result, twice = peak(both, xs)
    print(f"zip(xs[:-1], xs[1:]): {twice} bytes")
    assert result == want and twice > 1.9 * copied
    goods = [good] + [pairwise] * hasattr(itertools, "pairwise")
    for function in goods:
        result, read = peak(function, xs)
        print(f"{function.__name__}: {read} bytes")
        assert result == want and read < SMALL
        for short in [[], [1], [1, 2], [1, 1, 1]]:
            assert function(short) == bad(short)


main()

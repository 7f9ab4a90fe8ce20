"""What MEM305 claims: `sum` and `reduce` over lists, dicts or sets copy all that
is joined so far for each of them, so that what n of them allocate is quadratic.
`chain.from_iterable` and `reduce(operator.iadd, ...)` copy each item once.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import functools
import itertools
import operator
import sys
import tracemalloc

PARTS = 500


def sum_of_lists(parts):
    return sum(parts, [])


def sum_of_tuples(parts):
    return sum(map(tuple, parts), ())


def reduce_add(parts):
    return functools.reduce(operator.add, parts)


def reduce_dicts(parts):
    return functools.reduce(
        lambda a, b: {**a, **b}, map(dict.fromkeys, parts), {}
    )


def reduce_union(parts):
    return functools.reduce(set.union, parts, set())


def chained(parts):
    return list(itertools.chain.from_iterable(parts))


def reduce_in_place(parts):
    return functools.reduce(operator.iadd, parts, [])


COPIED = [sum_of_lists, sum_of_tuples, reduce_add, reduce_dicts, reduce_union]
IN_PLACE = [chained, reduce_in_place]


def traced(items):
    """Each item as a list; from the last one on, memory is traced."""
    for item in items[:-1]:
        yield [item]
    tracemalloc.start()
    yield [items[-1]]


def copied_by(function, n):
    """What the last of n parts allocates, for each byte of the result; the
    least of eight sizes, for a result is made larger now and then."""
    peaks = []
    for size in range(n, n + 8):
        items = list(range(size))
        result = function(traced(items))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert sorted(result) == items
        peaks.append(peak / sys.getsizeof(result))
    return min(peaks)


def copies(function):
    """Whether each part copies those before; prints the figures."""
    once, twice = copied_by(function, PARTS), copied_by(function, 2 * PARTS)
    print(f"{function.__name__}: the last of {PARTS} allocates {once:.2f}x the"
          f" result, of {2 * PARTS} {twice:.2f}x")
    assert once > 0.4 and twice > 0.4 or once < 0.1 and twice < 0.1
    return once > 0.4


def main():
    print(f"CPython {sys.version.split()[0]}")
    for function in COPIED:
        assert copies(function), "copied on every version"
    for function in IN_PLACE:
        assert not copies(function), "copied once on every version"


if __name__ == "__main__":
    main()

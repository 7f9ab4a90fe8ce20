"""MEM508: a list that is made only for a constructor. Exit 1 if untrue.

The peak with the list and without it, of the same result.
"""

import tracemalloc
from collections import OrderedDict, deque

ELEMENTS = 40_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def extend_bad(xs):
    result = []
    result.extend([x + 1 for x in xs])
    return result


def extend_good(xs):
    result = []
    result.extend(x + 1 for x in xs)
    return result


def update_bad(xs):
    result = set()
    result.update([x + 1 for x in xs])
    return result


def update_good(xs):
    result = set()
    result.update(x + 1 for x in xs)
    return result


PAIRS = [
    ("set", lambda xs: set([x + 1 for x in xs]), lambda xs: {x + 1 for x in xs}, 1.05),
    (
        "set of few",
        lambda xs: set([x % 9 for x in xs]),
        lambda xs: {x % 9 for x in xs},
        100,
    ),
    (
        "frozenset",
        lambda xs: frozenset([x + 1 for x in xs]),
        lambda xs: frozenset(x + 1 for x in xs),
        1.05,
    ),
    (
        "dict",
        lambda xs: dict([(x, x) for x in xs]),
        lambda xs: {x: x for x in xs},
        1.3,
    ),
    (
        "OrderedDict",
        lambda xs: OrderedDict([(x, x) for x in xs]),
        lambda xs: OrderedDict((x, x) for x in xs),
        1.2,
    ),
    (
        "list",
        lambda xs: list([x + 1 for x in xs]),
        lambda xs: [x + 1 for x in xs],
        1.1,
    ),
    (
        "tuple",
        lambda xs: tuple([x + 1 for x in xs]),
        lambda xs: tuple(x + 1 for x in xs),
        1.05,
    ),
    (
        "sorted",
        lambda xs: sorted([x + 1 for x in xs]),
        lambda xs: sorted(x + 1 for x in xs),
        1.1,
    ),
    (
        "deque",
        lambda xs: deque([x + 1 for x in xs]),
        lambda xs: deque(x + 1 for x in xs),
        1.1,
    ),
    ("extend", extend_bad, extend_good, 1.1),
    ("update", update_bad, update_good, 1.05),
    ("set(list(xs))", lambda xs: set(list(xs)), lambda xs: set(xs), 1.05),
    (
        "dict(list(zip()))",
        lambda xs: dict(list(zip(xs, xs))),
        lambda xs: dict(zip(xs, xs)),
        1.3,
    ),
]


def main():
    xs = list(range(1000, 1000 + ELEMENTS))
    for name, bad, good, least in PAIRS:
        (result, with_list), (same, without) = peak(bad, xs), peak(good, xs)
        print(f"{name}: {with_list} bytes, without the list {without}")
        assert result == same, name
        assert with_list > least * without, name


main()

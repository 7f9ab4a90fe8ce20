"""MEM411: bytes of an empty container for each item, and of one made when the
first element comes.

Runs alone; exit 1 if the claim fails: an empty set takes more than 200 bytes,
an empty deque more than 600, an empty defaultdict more than 200 before CPython
3.10; made when the first element comes, an item with one in ten filled
takes less than half.
"""

import sys
import tracemalloc
from collections import defaultdict, deque

COUNT = 20000


def bad(make, put):
    table = {i: make() for i in range(COUNT)}
    for i in range(0, COUNT, 10):
        put(table[i], i)
    return table


def good(make, put):
    table = dict.fromkeys(range(COUNT))
    for i in range(0, COUNT, 10):
        one = table[i]
        if one is None:
            one = table[i] = make()
        put(one, i)
    return table


def bytes_each(fill, make, put):
    fill(make, put)
    tracemalloc.start()
    kept = fill(make, put)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / COUNT, {k: list(v) for k, v in kept.items() if v}


def empty(make):
    make()
    tracemalloc.start()
    kept = [make() for _ in range(COUNT)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    least = {"set": 200, "deque": 600,
             "defaultdict": 200 if sys.version_info < (3, 10) else 60}
    ways = {"set": (set, set.add), "deque": (deque, deque.append),
            "defaultdict": (lambda: defaultdict(int),
                            lambda d, i: d.__setitem__(i, i))}
    for name, (make, put) in ways.items():
        size = empty(make)
        always, one = bytes_each(bad, make, put)
        later, other = bytes_each(good, make, put)
        assert one == other
        print(f"bytes an empty {name}: {size:.0f}; an item of a dict with one"
              f" in ten filled: {always:.0f}, made when needed {later:.0f}")
        assert size > least[name]
        if size > 200:
            assert later < always / 2
    print(f"bytes an empty list: {empty(list):.0f}")
    assert empty(list) < 70


main()

"""What MEM501 claims: a reducer that is given a list comprehension has all the
elements in memory at once; given a generator expression it has one.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import array
import collections
import csv
import functools
import heapq
import math
import operator
import os
import sqlite3
import statistics
import sys
import tracemalloc

COUNT = 15_000
ABSENT = -1
NULL = open(os.devnull, "w")


def made(i):
    """A new int at every call."""
    return 3 * i + 1000


def store(rows):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (a)")
    database.executemany("INSERT INTO t VALUES (?)", rows)
    count = database.execute("SELECT sum(a) FROM t").fetchone()
    database.close()
    return count


# name, with the list, with the generator
PAIRS = [
    ("sum", lambda r: sum([made(i) for i in r]), lambda r: sum(made(i) for i in r)),
    ("min", lambda r: min([made(i) for i in r]), lambda r: min(made(i) for i in r)),
    (
        "max key=",
        lambda r: max([made(i) for i in r], key=operator.neg),
        lambda r: max((made(i) for i in r), key=operator.neg),
    ),
    (
        "any",
        lambda r: any([made(i) < 0 for i in r]),
        lambda r: any(made(i) < 0 for i in r),
    ),
    (
        "all",
        lambda r: all([made(i) > 0 for i in r]),
        lambda r: all(made(i) > 0 for i in r),
    ),
    (
        "in",
        lambda r: ABSENT in [made(i) for i in r],
        lambda r: ABSENT in (made(i) for i in r),
    ),
    (
        "in (set)",
        lambda r: ABSENT in {made(i) for i in r},
        lambda r: ABSENT in (made(i) for i in r),
    ),
    (
        "len",
        lambda r: len([i for i in r if i & 1]),
        lambda r: sum(1 for i in r if i & 1),
    ),
    (
        "Counter",
        lambda r: collections.Counter([made(i % 99) for i in r]),
        lambda r: collections.Counter(made(i % 99) for i in r),
    ),
    (
        "nlargest",
        lambda r: heapq.nlargest(9, [made(i) for i in r]),
        lambda r: heapq.nlargest(9, (made(i) for i in r)),
    ),
    (
        "fsum",
        lambda r: math.fsum([i * 0.5 for i in r]),
        lambda r: math.fsum(i * 0.5 for i in r),
    ),
    (
        "prod",
        lambda r: math.prod([1.0 + i * 1e-9 for i in r]),
        lambda r: math.prod(1.0 + i * 1e-9 for i in r),
    ),
    (
        "fmean",
        lambda r: statistics.fmean([i * 0.5 for i in r]),
        lambda r: statistics.fmean(i * 0.5 for i in r),
    ),
    (
        "reduce",
        lambda r: functools.reduce(operator.xor, [made(i) for i in r]),
        lambda r: functools.reduce(operator.xor, (made(i) for i in r)),
    ),
    (
        "isdisjoint",
        lambda r: {ABSENT}.isdisjoint([made(i) for i in r]),
        lambda r: {ABSENT}.isdisjoint(made(i) for i in r),
    ),
    (
        "deque maxlen=",
        lambda r: collections.deque([made(i) for i in r], maxlen=9),
        lambda r: collections.deque((made(i) for i in r), maxlen=9),
    ),
    (
        "executemany",
        lambda r: store([(made(i),) for i in r]),
        lambda r: store((made(i),) for i in r),
    ),
]
# These keep a compact result of their own, so the gain is a factor of it.
COMPACT = [
    (
        "bytes",
        lambda r: bytes([i & 255 for i in r]),
        lambda r: bytes(i & 255 for i in r),
    ),
    (
        "array",
        lambda r: array.array("q", [made(i) for i in r]),
        lambda r: array.array("q", (made(i) for i in r)),
    ),
    # A text file keeps up to one buffer of text that is not yet written.
    (
        "writelines",
        lambda r: NULL.writelines(["%d\n" % i for i in r]),
        lambda r: NULL.writelines("%d\n" % i for i in r),
    ),
    (
        "writerows",
        lambda r: csv.writer(NULL).writerows([[i, made(i)] for i in r]),
        lambda r: csv.writer(NULL).writerows([i, made(i)] for i in r),
    ),
]
MEAN = (
    "mean",
    lambda r: statistics.mean([i * 0.5 for i in r]),
    lambda r: statistics.mean(i * 0.5 for i in r),
)


def peak(call, source):
    """The most bytes that are allocated at one time while call(source) runs."""
    call(range(10))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = call(source)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, result


def check(holds, claim):
    if not holds:
        sys.exit("not true: " + claim)


def compare(name, bad, good, gain):
    """The list's peak is `gain` times the generator's, and grows with n."""
    (once, want), (lazy, got) = peak(bad, range(COUNT)), peak(good, range(COUNT))
    twice = peak(bad, range(2 * COUNT))[0]
    print(f"{name}: list {once} bytes, of twice the length {twice}, generator {lazy}")
    check(want == got, name + ": the same result")
    check(once > gain * lazy, f"{name}: the list's peak is over {gain} times it")
    check(twice > 1.7 * once, name + ": the list's peak grows with the length")


def crossing():
    """The smallest list of existing objects that costs more than a generator."""
    for length in range(1, 200):
        items = [None] * length
        if peak(lambda _: sum([0 for i in items]), None)[0] > (
            peak(lambda _: sum(0 for i in items), None)[0]
        ):
            return length
    return 200


def behaviour():
    """What the rule is silent about, or says: a generator differs there."""
    seen = []
    any([seen.append(i) or i == 1 for i in range(4)])
    any(seen.append(i) or i == 1 for i in range(4))
    check(seen == [0, 1, 2, 3, 0, 1], "any() of a generator stops early")
    check(sum([i for i in {1, 1.0, True}]) == 1, "a set drops what is equal")
    for wrap in (sum, max):
        ends = iter([1])
        try:
            wrap(next(ends) for _ in range(3))
        except RuntimeError:
            continue
        check(False, "StopIteration in an element becomes RuntimeError")


def main():
    for pair in PAIRS:
        compare(*pair, gain=50)
    for pair in COMPACT:
        compare(*pair, gain=3)
    if sys.version_info >= (3, 11):
        compare(*MEAN, gain=50)
    else:
        print("mean: makes a list of the generator before 3.11")
        most, lazy = (peak(call, range(COUNT))[0] for call in MEAN[1:])
        check(lazy > 0.8 * most, "mean() holds all before 3.11")
    length = crossing()
    print(f"existing objects: the list is the larger one from {length} elements on")
    check(3 <= length <= 60, "the break-even is between 3 and 60 elements")
    behaviour()


main()

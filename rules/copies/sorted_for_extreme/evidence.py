"""MEM209: sorted() for one or a few elements, or copied besides."""

import heapq
import random
import tracemalloc

ELEMENTS = 40_000
SMALL = 4_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def backwards_bad(xs):
    return sum(1 for x in reversed(list(xs)))


def backwards_good(xs):
    return sum(1 for x in reversed(xs))


PAIRS = [
    ("sorted(xs)[0]", lambda x: sorted(x)[0], min),
    ("sorted(xs)[-1]", lambda x: sorted(x)[-1], max),
    (
        "sorted(xs)[:10]",
        lambda x: sorted(x)[:10],
        lambda x: heapq.nsmallest(10, x),
    ),
    (
        "sorted(xs)[-10:]",
        lambda x: sorted(x)[-10:],
        lambda x: heapq.nlargest(10, x)[::-1],
    ),
    ("reversed(list(xs))", backwards_bad, backwards_good),
]
TWICE = [
    ("sorted(list(xs))", lambda x: sorted(list(x)), sorted),
    ("list(sorted(xs))", lambda x: list(sorted(x)), sorted),
    ("sorted(xs[:])", lambda x: sorted(x[:]), sorted),
    (
        "sorted(xs)[::-1]",
        lambda x: sorted(x)[::-1],
        lambda x: sorted(x, reverse=True),
    ),
]


def main():
    xs = list(range(ELEMENTS))
    random.Random(1).shuffle(xs)
    for name, bad, good in PAIRS:
        (result, whole), (same, little) = peak(bad, xs), peak(good, xs)
        print(f"{name}: {whole} bytes, instead {little}")
        assert result == same, name
        assert whole >= 8 * ELEMENTS and little < SMALL, name
    for name, bad, good in TWICE:
        (result, whole), (same, once) = peak(bad, xs), peak(good, xs)
        print(f"{name}: {whole} bytes, instead {once}")
        assert result == same, name
        assert whole > 1.2 * once and whole >= 16 * ELEMENTS, name
    equal = [1, 1.0, True]
    assert sorted(equal)[-1] is True and max(equal) is equal[0]
    print("of equals sorted()[-1] is the last, max() the first")


main()

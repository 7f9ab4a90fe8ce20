"""What MEM503 claims: list() around what gives its elements one by one makes all
of them before the first is read.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import sys
import tracemalloc

COUNT = 30_000


def bad_zip(table):
    return sum(a ^ b for a, b in list(zip(table, table)))


def good_zip(table):
    return sum(a ^ b for a, b in zip(table, table))


def bad_items(table):
    return sum(a ^ b for a, b in list(table.items()))


def good_items(table):
    return sum(a ^ b for a, b in table.items())


def bad_values(table):
    return max(list(table.values()))


def good_values(table):
    return max(table.values())


def bad_search(table):
    return -1 in list(table.keys())


def good_search(table):
    return -1 in table


def bad_count(table):
    return len(list(table.values()))


def good_count(table):
    return len(table.values())


def bad_range(table):
    return sum(list(range(1000, 1000 + len(table))))


def good_range(table):
    return sum(range(1000, 1000 + len(table)))


def bad_enumerate(table):
    return sum(a ^ b for a, b in list(enumerate(table)))


def good_enumerate(table):
    return sum(a ^ b for a, b in enumerate(table))


def bad_map(table):
    return sum(1 for text in list(map(str, table)) if text)


def good_map(table):
    return sum(1 for text in map(str, table) if text)


def bad_filter(table):
    return sum(1 for key in list(filter(None, table)))


def good_filter(table):
    return sum(1 for key in filter(None, table))


def bad_generator(table):
    return sum(list(3 * key for key in table))


def good_generator(table):
    return sum(3 * key for key in table)


NAMES = ["zip", "items", "values", "search", "count", "range", "enumerate", "map"]
NAMES += ["filter", "generator"]


def peak(call, table):
    """The most bytes that are allocated at one time while call(table) runs."""
    call({1: 1})
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = call(table)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, result


def check(holds, claim):
    if not holds:
        sys.exit("not true: " + claim)


def compare(name):
    bad, good = globals()["bad_" + name], globals()["good_" + name]
    table = {key: key for key in range(1000, 1000 + COUNT)}
    (once, want), (lazy, got) = peak(bad, table), peak(good, table)
    table = {key: key for key in range(1000, 1000 + 2 * COUNT)}
    twice = peak(bad, table)[0]
    each = once / COUNT
    print(f"{name}: list {once} bytes ({each:.0f} each), twice {twice}, without {lazy}")
    check(want == got, name + ": the same result")
    check(once > 50 * lazy, name + ": the list's peak is over 50 times it")
    check(twice > 1.7 * once, name + ": the list's peak grows with the length")
    check(each > 7.5, name + ": at least 8 bytes an element")
    if name in ("zip", "items"):
        check(each > 60, name + ": a pair takes 56 bytes besides")


def snapshot(lazily):
    """The list is needed where the loop changes the dict."""
    table = {1: 1, 2: 2}
    try:
        for key in table.keys() if lazily else list(table.keys()):
            del table[key]
    except RuntimeError:
        return "RuntimeError"
    return table


def main():
    for name in NAMES:
        compare(name)
    check(snapshot(False) == {}, "the list is a snapshot")
    check(snapshot(True) == "RuntimeError", "the view is none")
    print("a loop that deletes from the dict needs the list")


main()

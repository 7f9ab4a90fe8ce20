"""What MEM507 claims: a list that is made for its first element holds all of
them; next() makes one.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import sys
import tracemalloc

COUNT = 50_000


def bad_comprehension(table):
    return [3 * key for key in table if key > 1000][0]


def good_comprehension(table):
    return next(3 * key for key in table if key > 1000)


def bad_values(table):
    return list(table.values())[0]


def good_values(table):
    return next(iter(table.values()))


def bad_dict(table):
    return list(table)[0]


def good_dict(table):
    return next(iter(table))


def bad_zip(table):
    return list(zip(table, table))[0]


def good_zip(table):
    return next(iter(zip(table, table)))


def peak(call, table):
    """The most bytes that are allocated at one time while call(table) runs."""
    call({2000: 1})
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = call(table)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, result


def check(holds, claim):
    if not holds:
        sys.exit("not true: " + claim)


def table_of(count):
    return {key: key for key in range(1000, 1000 + count)}


def compare(name):
    bad, good = globals()["bad_" + name], globals()["good_" + name]
    (once, want), (lazy, got) = peak(bad, table_of(COUNT)), peak(good, table_of(COUNT))
    twice = peak(bad, table_of(2 * COUNT))[0]
    print(f"{name}: list {once} bytes, of twice the length {twice}, next {lazy}")
    check(want == got, name + ": the same result")
    check(once > 50 * lazy, name + ": the list's peak is over 50 times it")
    check(twice > 1.7 * once, name + ": the list's peak grows with the length")


def used_up(take):
    """Bytes that are copied while a set is emptied one by one."""
    left, copied = set(range(1000)), 0
    while left:
        copied += 8 * len(left) if take == "list" else 0
        left.remove(list(left)[0] if take == "list" else next(iter(left)))
    return copied


def raised(call):
    try:
        call({})
    except Exception as error:
        return type(error)
    return None


def main():
    for name in ["comprehension", "values", "dict", "zip"]:
        compare(name)
    check(used_up("list") > 250 * 8 * 1000, "emptied so, it is copied each time")
    check(used_up("next") == 0, "next() copies nothing")
    check(raised(bad_values) is IndexError, "[0] of nothing is an IndexError")
    check(raised(good_values) is StopIteration, "next() of nothing is another")
    print("without elements: IndexError by [0], StopIteration by next()")


main()

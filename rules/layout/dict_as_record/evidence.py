"""MEM408: bytes of a record of three fields as a dict and with __slots__.

Runs alone; exit 1 if the claim fails: the dict takes more than twice as much.
"""

import tracemalloc

COUNT = 20000


class Row:
    __slots__ = ("name", "count", "price")

    def __init__(self, name, count, price):
        self.name = name
        self.count = count
        self.price = price


def bad():
    return [{"name": None, "count": i, "price": None} for i in range(COUNT)]


def good():
    return [Row(None, i, None) for i in range(COUNT)]


def bytes_each(make):
    make()
    tracemalloc.start()
    kept = make()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    assert [r["count"] for r in bad()] == [r.count for r in good()]
    dicts, slots = bytes_each(bad), bytes_each(good)
    print(f"bytes a record of 3 fields: dict {dicts:.0f}, __slots__ {slots:.0f}")
    assert dicts > 2 * slots


main()

"""MEM410: bytes an instance with 29 and with 30 attributes.

Runs alone; exit 1 if the claim fails: from CPython 3.11 the 30th attribute makes
an instance four times as large, and not with __slots__.
"""

import sys
import tracemalloc

COUNT = 20000


def make(count, slots):
    names = ["a%d" % i for i in range(count)]
    body = "    __slots__ = %r\n" % names if slots else ""
    body += "    def __init__(self):\n" + "".join(f"        self.{n} = None\n" for n in names)
    scope = {}
    exec("class C:\n" + body, scope)
    return scope["C"]


def bytes_each(cls, *arguments):
    [cls(*arguments) for _ in range(100)]
    tracemalloc.start()
    kept = [cls(*arguments) for _ in range(COUNT)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    few, many, slots = (bytes_each(make(*a)) for a in ((29, False), (30, False), (30, True)))
    print(f"bytes an instance: 29 attributes {few:.0f}, 30 {many:.0f}, 30 slots {slots:.0f}")
    if sys.version_info >= (3, 11):
        assert many > 4 * few and slots < few


main()

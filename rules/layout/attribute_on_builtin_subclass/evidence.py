"""MEM409: bytes of one attribute on subclasses of builtins.

Runs alone; exit 1 if the claim fails: from CPython 3.11 an attribute takes more
than 150 bytes an instance on these, and less than 100 on a plain class.
"""

import sys
import tracemalloc

COUNT = 20000


def pair(base):
    class Bare(base):
        __slots__ = ()

    class WithOne(base):
        def __init__(self):
            self.x = None

    return Bare, WithOne


class Plain:
    def __init__(self):
        self.x = None


def bytes_each(cls, *arguments):
    [cls(*arguments) for _ in range(100)]
    tracemalloc.start()
    kept = [cls(*arguments) for _ in range(COUNT)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    plain = bytes_each(Plain)
    print(f"bytes of a plain object with one attribute: {plain:.0f}")
    for base in (dict, list, str, int, tuple, set, float):
        bare, one = (bytes_each(c) for c in pair(base))
        print(f"bytes of {base.__name__}: {bare:.0f}, with an attribute {one:.0f}")
        if sys.version_info >= (3, 11):
            assert one - bare > 150 and plain < 100


main()

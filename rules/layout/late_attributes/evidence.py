"""MEM406: bytes an instance whose attributes are first set late.

Runs alone; exit 1 if the claim fails: two late attributes (three before CPython
3.11) take more than 200 bytes an instance over those set in __init__.
"""

import sys
import tracemalloc

COUNT = 20000


LATE = 2 if sys.version_info >= (3, 11) else 3


class Late:
    def __init__(self):
        self.a = self.b = self.c = None

    def finish(self):
        for name in "xyz"[:LATE]:
            setattr(self, name, None)


class Early(Late):
    def __init__(self):
        super().__init__()
        self.x = self.y = None
        if LATE == 3:
            self.z = None


def bytes_each(cls):
    [cls() for _ in range(100)]
    tracemalloc.start()
    kept = [cls() for _ in range(COUNT)]
    for one in kept:
        one.finish()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept) - 8  # without the list's pointer


def main():
    late, early = bytes_each(Late), bytes_each(Early)
    print(f"bytes an instance, {LATE} attributes late: {late:.0f}, set in __init__ {early:.0f}")
    assert late - early > 200


main()

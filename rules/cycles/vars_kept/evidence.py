"""MEM110: an object's own `__dict__`, kept. Runs alone; exit 1 if it fails.

Each object has an attribute of 100 KB. With the collector off, what stays is
what reference counting could not free; after a collection, what stays for ever.
"""

import gc
import sys
import tracemalloc

OBJECTS = 20
SIZE = 100000


def make(keep):
    class Settings:
        def __init__(self):
            self.text = "x" * SIZE
            keep(self)

    return Settings


def kept(self):
    self.values = vars(self)


def kept_attribute(self):
    self.values = self.__dict__


def copied(self):
    self.values = dict(vars(self))


def read(self):
    return sorted(vars(self))


def held(keep):
    """Bytes an object held before and after a collection."""
    cls = make(keep)
    cls()
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(OBJECTS):
            cls()
        waiting = tracemalloc.get_traced_memory()[0] - before
        gc.collect()
        left = tracemalloc.get_traced_memory()[0] - before
        return waiting / OBJECTS, left / OBJECTS
    finally:
        tracemalloc.stop()
        gc.enable()


def main():
    for keep in kept, kept_attribute:
        waiting, left = held(keep)
        print(f"{keep.__name__}: {waiting:.0f} bytes wait, {left:.0f} stay for ever")
        assert waiting > 0.9 * SIZE
        if sys.version_info[:3] == (3, 13, 0):
            assert left > 0.9 * SIZE, "3.13.0 collects it"
        elif sys.version_info < (3, 13):
            assert left < 0.1 * SIZE
    for keep in copied, read:
        waiting, left = held(keep)
        print(f"{keep.__name__}: {waiting:.0f} bytes wait, {left:.0f} stay for ever")
        assert waiting < 0.1 * SIZE


main()

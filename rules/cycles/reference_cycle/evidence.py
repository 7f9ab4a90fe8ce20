"""MEM101: what a reference cycle costs, measured. Runs alone; exit 1 if it fails.

1. A pair that refers to each other is freed by the cyclic collector alone.
2. With the collector on, dropping such pairs with 1 MB payloads peaks at hundreds
   of megabytes, for the collector counts objects, not bytes.
"""

import gc
import tracemalloc
import weakref


class Child:
    def __init__(self, parent, payload):
        self.parent = parent
        self.payload = payload


class Parent:
    def __init__(self, size):
        self.child = Child(self, bytearray(size))


class GoodParent:
    def __init__(self, size):
        self.child = Child(weakref.ref(self), bytearray(size))


def bad(count, size):
    return sum(len(Parent(size).child.payload) for _ in range(count))


def good(count, size):
    return sum(len(GoodParent(size).child.payload) for _ in range(count))


def objects_left_to_the_collector(make):
    gc.collect()
    gc.disable()
    try:
        make(1, 10)
        return gc.collect()
    finally:
        gc.enable()


def peak(make):
    gc.collect()
    tracemalloc.start()
    make(1500, 1_000_000)
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.collect()
    return highest


def main():
    assert bad(3, 10) == good(3, 10)
    left = objects_left_to_the_collector(bad), objects_left_to_the_collector(good)
    print(f"objects only the collector frees: cycle {left[0]}, weakref {left[1]}")
    assert left[0] >= 2 and left[1] == 0
    high, low = peak(bad), peak(good)
    print(f"peak bytes of 1500 pairs of 1 MB: cycle {high}, weakref {low}")
    assert high > 50 * low


main()

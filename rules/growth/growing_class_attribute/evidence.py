"""MEM604: what stays in a container of the class once its instances are gone.

Runs alone; exit 1 if the claim fails: a list of the class keeps 40 bytes a call
or more after the instances that added to it are gone, one of the instance none;
instances that put themselves in a list of the class are all alive, in a WeakSet
none, and a __del__ that would take them out of the list does not run.
"""

import gc
import tracemalloc
import weakref

COUNT = 20000


class Shared:
    seen = []

    def add(self, text):
        self.seen.append(text)


class Own:
    def __init__(self):
        self.seen = []

    def add(self, text):
        self.seen.append(text)


class Listed:
    every = []

    def __init__(self, payload):
        self.payload = payload
        Listed.every.append(self)


class LeftToDel:
    every = []

    def __init__(self, payload):
        self.payload = payload
        self.every.append(self)

    def __del__(self):
        self.every.remove(self)


class Weak:
    every = weakref.WeakSet()

    def __init__(self, payload):
        self.payload = payload
        Weak.every.add(self)


def bytes_a_call(cls):
    gc.collect()
    tracemalloc.start()
    for n in range(COUNT):
        cls().add("line %d of many" % n)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / COUNT


def alive(cls):
    for _ in range(1000):
        cls(bytearray(100))
    gc.collect()
    return len(cls.every)


def main():
    shared, own = bytes_a_call(Shared), bytes_a_call(Own)
    print(f"bytes a call: class {shared:.1f}, instance {own:.1f}")
    assert shared >= 40 and own < 5
    listed, weak = alive(Listed), alive(Weak)
    print(f"alive of 1000: list {listed}, WeakSet {weak}")
    assert listed == 1000 and weak <= 1
    left = alive(LeftToDel)
    print(f"alive of 1000 whose __del__ would take them out: {left}")
    assert left == 1000


main()

"""MEM102: callables kept by what they hold. Runs alone; exit 1 if it fails.

Each class is made once with the collector off; what it then finds is what
reference counting could not free.
"""

import collections
import functools
import gc
import weakref


class Kept:
    """What the rule reports: each way of keeping a callable that holds self."""

    def run(self):
        return 1

    def walk(self):
        yield self

    def method(self):
        self.callback = self.run

    def table(self):
        self.table = {"a": self.run}

    def closure(self):
        self.callback = lambda: self.run()

    def nested(self):
        def callback():
            return self.run()

        self.callback = callback

    def partial(self):
        self.callback = functools.partial(self.run)

    def mapped(self):
        self.stream = map(self.run, [])

    def factory(self):
        self.table = collections.defaultdict(self.run)

    def generator(self):
        self.stream = self.walk()


class Free:
    """What it recommends or leaves alone."""

    def run(self):
        return 1

    @staticmethod
    def shout():
        return 1

    def weak(self):
        self.callback = weakref.WeakMethod(self.run)

    def walk(self):
        yield self

    def finished_generator(self):
        self.stream = self.walk()
        for _ in self.stream:
            pass

    def dropped_generator(self):
        self.stream = self.walk()
        next(self.stream)
        self.stream = None

    def name(self):
        self.callback = "run"

    def static(self):
        self.callback = self.shout

    def result(self):
        self.callback = self.run()

    def own_parameter(self):
        self.callback = lambda self: self.run()

    def proxy(self):
        self.callback = functools.partial(print, weakref.proxy(self))


def is_left_to_the_collector(cls, way):
    """Is an object that did `way` alive after its last name is gone?"""
    gc.collect()
    gc.disable()
    try:
        made = cls()
        getattr(made, way)()
        alive = weakref.ref(made)
        del made
        return alive() is not None
    finally:
        gc.enable()


def ways(cls):
    ready_made = {"run", "walk", "shout"}
    return [n for n in vars(cls) if not n.startswith("_") and n not in ready_made]


def main():
    for way in ways(Kept):
        print(f"kept {way}: waits for the collector")
        assert is_left_to_the_collector(Kept, way), way
    for way in ways(Free):
        print(f"free {way}: freed at once")
        assert not is_left_to_the_collector(Free, way), way


main()

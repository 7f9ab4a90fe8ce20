"""MEM601: objects that a cache on a method keeps after their last use.

Each of 300 objects owns 100 KB and is dropped after one call of the method.
Counted is what is alive after a collection. Runs alone under any CPython from
3.8 on; exit 1 if the claim fails.
"""

import functools
import gc
import tracemalloc

OBJECTS = 300
PAYLOAD = 100_000


class Report:
    def __init__(self):
        self.data = bytearray(PAYLOAD)


class Unbounded(Report):
    @functools.lru_cache(maxsize=None)
    def total(self):
        return len(self.data)


class Default(Report):
    @functools.lru_cache()
    def total(self):
        return len(self.data)


class Four(Report):
    @functools.lru_cache(maxsize=4)
    def total(self):
        return len(self.data)


class Property(Report):
    @property
    @functools.lru_cache(maxsize=None)
    def total(self):
        return len(self.data)


class Assigned(Report):
    def _total(self):
        return len(self.data)

    total = functools.lru_cache(maxsize=None)(_total)


class Cached(Report):
    @functools.cached_property
    def total(self):
        return len(self.data)


class Static(Report):
    @staticmethod
    @functools.lru_cache(maxsize=None)
    def total():
        return PAYLOAD


class ByClass(Report):
    @classmethod
    @functools.lru_cache(maxsize=None)
    def total(cls):
        return PAYLOAD


class ByValue(Report):
    def __eq__(self, other):
        return isinstance(other, ByValue)

    def __hash__(self):
        return 1

    @functools.lru_cache(maxsize=None)
    def total(self):
        return len(self.data)


def objects_kept(kind):
    gc.collect()
    tracemalloc.start()
    for _ in range(OBJECTS):
        report = kind()
        value = report.total() if callable(kind.__dict__["total"]) or kind in (Static, ByClass) else report.total
        assert value == PAYLOAD
        del report
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] / PAYLOAD
    tracemalloc.stop()
    return kept


def main():
    for kind, low, high in (
        (Unbounded, 300, 310),
        (Property, 300, 310),
        (Assigned, 300, 310),
        (Default, 128, 135),
        (Four, 4, 5),
        (ByValue, 1, 2),
        (Cached, 0, 1),
        (Static, 0, 1),
        (ByClass, 0, 1),
    ):
        kept = objects_kept(kind)
        print(f"{kind.__name__}: {kept:.1f} of {OBJECTS} objects kept")
        assert low <= kept <= high, kind


main()

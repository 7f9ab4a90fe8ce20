"""MEM605: what calls leave in a default that they add to.

Counted is what is alive after a collection, per call. Runs alone under any
CPython from 3.8 on; exit 1 if the claim fails.
"""

import gc
import tracemalloc

CALLS = 20_000


def append(x, found=[]):
    found.append(x)
    return len(found)


def put(x, table={}):
    table[x] = x * 0.5
    return len(table)


def add(x, seen=set()):
    seen.add(x)
    return len(seen)


class Kept:
    def __init__(self, parts=[]):
        self.parts = parts

    def add(self, x):
        self.parts.append(x)


def store(x):
    Kept().add(x)


def new(x, found=None):
    if found is None:
        found = []
    found.append(x)
    return len(found)


def copied(x, found=[]):
    found = list(found)
    found.append(x)
    return len(found)


def joined(x, found=[]):
    found = found + [x]
    return len(found)


def same_key(x, table={}):
    table["last"] = x
    return len(table)


def kept_by(way):
    gc.collect()
    tracemalloc.start()
    for number in range(CALLS):
        way(number + 1000)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] / CALLS
    tracemalloc.stop()
    return kept


def main():
    for way, least in (append, 30), (store, 30), (add, 80), (put, 80):
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.1f} bytes kept for each call")
        assert kept > least, way
    for way in new, copied, joined, same_key:
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.1f} bytes kept for each call")
        assert kept < 2, way


main()

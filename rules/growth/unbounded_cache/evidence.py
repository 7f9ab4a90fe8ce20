"""MEM602: what each different call leaves in a cache without a bound.

Counted is what is alive after a collection, per call. Runs alone under any
CPython from 3.8 on; exit 1 if the claim fails.
"""

import functools
import gc
import tracemalloc

CALLS = 20_000
PAYLOAD = 10_000


@functools.lru_cache(maxsize=None)
def unbounded(number):
    return number % 7


@functools.lru_cache(maxsize=None)
def of_texts(text):
    return len(text)


@functools.lru_cache(maxsize=128)
def bounded(number):
    return number % 7


@functools.lru_cache(maxsize=None)
def of_flag(flag):
    return not flag


def by_number(number):
    unbounded(number + 1000.5)


def by_text(number):
    of_texts("%10d" % number)


def by_number_bounded(number):
    bounded(number + 1000.5)


def by_flag(number):
    of_flag(number % 2 == 0)


@functools.lru_cache(maxsize=None)
def of_large(data):
    return len(data)


def kept_by(way, calls):
    gc.collect()
    tracemalloc.start()
    for number in range(calls):
        way(number)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] / calls
    tracemalloc.stop()
    return kept


def main():
    for way, low, high in (
        (by_number, 70, 400),
        (by_text, 50, 400),
        (by_number_bounded, 0, 5),
        (by_flag, 0, 5),
    ):
        kept = kept_by(way, CALLS)
        print(f"{way.__name__}: {kept:.1f} bytes kept for each call")
        assert low <= kept <= high, way
    kept = kept_by(lambda number: of_large(b"%d" % number * (PAYLOAD // 10)), 500)
    print(f"of large arguments: {kept:.0f} bytes kept for each call")
    assert kept > PAYLOAD / 10


main()

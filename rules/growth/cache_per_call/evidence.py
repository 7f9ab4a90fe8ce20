"""MEM607: a cache on a nested function serves one call of the outer one.

Runs alone under any CPython from 3.8 on; exit 1 if the claim fails.
"""

import functools
import gc
import tracemalloc

CALLS = 100
computed = []


def load(country):
    computed.append(country)
    return len(country)


def nested(country):
    @functools.lru_cache(maxsize=None)
    def rate(name):
        return load(name)

    return rate(country)


@functools.lru_cache(maxsize=None)
def shared_rate(name):
    return load(name)


def shared(country):
    return shared_rate(country)


def plain(country):
    def rate(name):
        return load(name)

    return rate(country)


def peak_of(way):
    way("warm")
    gc.collect()
    gc.disable()
    tracemalloc.start()
    way("France")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.enable()
    return peak


def times_computed(way):
    computed.clear()
    for _ in range(CALLS):
        way("Italy")
    return len(computed)


def main():
    assert nested("Spain") == shared("Spain") == plain("Spain")
    for way, expected in (nested, CALLS), (plain, CALLS), (shared, 1):
        times = times_computed(way)
        print(f"{way.__name__}: computed {times} times in {CALLS} calls")
        assert times == expected, way
    more = peak_of(nested) - peak_of(plain)
    print(f"a new cache: {more} bytes")
    assert more > 1000


main()

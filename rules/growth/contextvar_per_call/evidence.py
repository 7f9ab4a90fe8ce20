"""MEM610: what a ContextVar that a function makes and sets leaves behind.

Each call sets a value of 1 KB. Counted is what is alive after a collection, per
call. Runs alone under any CPython from 3.8 on; exit 1 if the claim fails.
"""

import contextvars
import gc
import tracemalloc

CALLS = 500
PAYLOAD = 1000
SHARED = contextvars.ContextVar("shared")


def made_and_set():
    current = contextvars.ContextVar("current")
    current.set(bytearray(PAYLOAD))


def made_only():
    contextvars.ContextVar("current")


def reset():
    current = contextvars.ContextVar("current")
    token = current.set(bytearray(PAYLOAD))
    current.reset(token)


def shared():
    SHARED.set(bytearray(PAYLOAD))


def in_copy():
    contextvars.copy_context().run(made_and_set)


def kept_by(way):
    gc.collect()
    tracemalloc.start()
    for _ in range(CALLS):
        way()
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] / CALLS
    tracemalloc.stop()
    return kept


def main():
    for way, low, high in (
        (made_and_set, PAYLOAD, 3 * PAYLOAD),
        (made_only, 0, 20),
        (reset, 0, 20),
        (shared, 0, 20),
        (in_copy, 0, 20),
    ):
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.0f} bytes kept for each call")
        assert low <= kept <= high, way


main()

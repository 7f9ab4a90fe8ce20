"""MEM903: `#~` at the end of a line: a finding begins on it."""

import sys
import threading
import tracemalloc
from tracemalloc import start


def peak_of(work, limit):
    tracemalloc.start()  #~ note
    work()
    peak = tracemalloc.get_traced_memory()[1]
    if peak > limit:
        return None
    tracemalloc.stop()
    return peak


def peak_of_each(works):
    for work in works:
        tracemalloc.start(10)  #~ note
        work()
        if tracemalloc.get_traced_memory()[1] > 1000000:
            return work
        tracemalloc.stop()
    return None


def size_of(work):
    start()  #~ note
    value = work()
    if value is not None:
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return size


# near misses


def measured(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()


def compared(work, again):
    tracemalloc.start(25)
    work()
    before = tracemalloc.take_snapshot()
    again()
    after = tracemalloc.take_snapshot()
    tracemalloc.stop()
    return after.compare_to(before, "lineno")


def asked_for(options, work):
    if options.trace:
        tracemalloc.start()
    work()


def started_before(work):
    if not tracemalloc.is_tracing():
        return None
    work()
    return tracemalloc.take_snapshot()


class Watcher:
    def begin(self):
        tracemalloc.start()

    def end(self):
        tracemalloc.stop()


class MemoryTracer:
    def begin(self):
        tracemalloc.start()


def stopped_at_exit(stack, work):
    tracemalloc.start()
    stack.callback(tracemalloc.stop)
    return work()


def lines_of(work):
    lines = []

    def trace(frame, event, argument):
        lines.append(frame.f_lineno)
        return trace

    sys.settrace(trace)
    work()
    return lines


def other(tracemalloc, work):
    tracemalloc.start()
    work()


def other_threads(function):
    threading.settrace(function)

"""MEM606: bytes that each call leaves in a logger or in atexit.

Runs alone; exit 1 if the claim fails: what each keeps is in the range that the
rule prints, as analyzer/layout/cost.py measures it; a handler that is taken off
again keeps less than a quarter, and a filter of warnings of one text nothing.
"""

import atexit
import functools
import gc
import io
import logging
import tracemalloc
import warnings

COUNT = 500
NAMES = ["logger %d" % i for i in range(COUNT + 2)]
LOG = logging.getLogger("evidence")
STREAM = io.StringIO()


def bad_handler(n):
    LOG.addHandler(logging.StreamHandler(STREAM))


def good_handler(n):
    handler = logging.StreamHandler(STREAM)
    LOG.addHandler(handler)
    LOG.removeHandler(handler)
    handler.close()


def bad_filter(n):
    LOG.addFilter(logging.Filter("a"))


def bad_logger(n):
    logging.getLogger(NAMES[n])


def bad_exit(n):
    atexit.register(len, ())


class Bus:
    def __init__(self):
        self.callbacks = []

    def subscribe(self, callback):
        self.callbacks.append(callback)


BUS = Bus()


def bad_callback(n):
    BUS.subscribe(lambda event: event)


def bad_warnings(n):
    warnings.filterwarnings("ignore", message="row %d" % n)


def good_warnings(n):
    warnings.filterwarnings("ignore", message="row")


@functools.singledispatch
def show(value):
    return str(value)


def bad_class(n):
    class Row:
        pass

    show.register(Row, repr)


def bytes_a_call(function):
    function(COUNT + 1)
    gc.collect()
    tracemalloc.start()
    for n in range(COUNT):
        function(n)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / COUNT


def main():
    good = bytes_a_call(good_handler)
    for function, least, most in ((bad_handler, 520, 576), (bad_filter, 88, 160),
                                  (bad_logger, 344, 408), (bad_exit, 80, 80),
                                  (bad_callback, 144, 168),
                                  (bad_warnings, 420, 464),
                                  (bad_class, 1780, 2480)):
        size = bytes_a_call(function)
        print(f"{function.__name__}: {size:.0f} bytes a call")
        assert least - 8 <= size <= most + 8
    print(f"good_handler: {good:.0f} bytes a call")
    assert good < bytes_a_call(bad_handler) / 4
    good = bytes_a_call(good_warnings)
    print(f"good_warnings: {good:.0f} bytes a call")
    assert good < 10


main()

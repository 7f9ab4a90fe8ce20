"""MEM606: bytes that each call leaves in a logger or in atexit.

Runs alone; exit 1 if the claim fails: a handler keeps 400 bytes a call or more,
a filter 70, a logger of a new name 300, a function registered with atexit 50,
a callback in a list 70, a filter of warnings with a text of its own 300, a class
that is registered with a generic function 1 500; a handler that is taken off
again less than a quarter of that, and a filter of one text nothing.
"""

import atexit
import functools
import gc
import io
import logging
import tracemalloc
import warnings

COUNT = 500
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
    logging.getLogger("evidence.%d" % n)


def nothing(n):
    return n


def bad_exit(n):
    atexit.register(functools.partial(nothing, n))


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
    for function, least in ((bad_handler, 400), (bad_filter, 70),
                            (bad_logger, 300), (bad_exit, 50),
                            (bad_callback, 70), (bad_warnings, 300),
                            (bad_class, 1500)):
        size = bytes_a_call(function)
        print(f"{function.__name__}: {size:.0f} bytes a call")
        assert size >= least
    print(f"good_handler: {good:.0f} bytes a call")
    assert good < bytes_a_call(bad_handler) / 4
    good = bytes_a_call(good_warnings)
    print(f"good_warnings: {good:.0f} bytes a call")
    assert good < 10


main()

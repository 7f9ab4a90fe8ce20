"""MEM104: what a local that holds its own frame leaves to the collector.

Each function is called with the collector off; counted are the objects that it
then finds, and the bytes of 1 MB in another local that stay. Runs alone under
any CPython from 3.8 on; exit 1 if the claim fails.
"""

import gc
import inspect
import sys
import traceback
import tracemalloc

CALLS = 10
PAYLOAD = 1_000_000


def boom():
    raise ValueError("x")


def frame():
    frame = inspect.currentframe()


def get_frame():
    frame = sys._getframe(0)


def stack():
    callers = inspect.stack()


def first_of_stack():
    own = inspect.stack()[0]


def outer_frames():
    callers = inspect.getouterframes(inspect.currentframe())


def info():
    try:
        boom()
    except ValueError:
        info = sys.exc_info()


def parts_of_info():
    try:
        boom()
    except ValueError:
        kind, error, tb = sys.exc_info()


def underscores():
    try:
        boom()
    except ValueError:
        kind, _, _ = sys.exc_info()


def value():
    try:
        boom()
    except ValueError:
        error = sys.exc_info()[1]


def tb():
    try:
        boom()
    except ValueError as error:
        tb = error.__traceback__


def trace():
    try:
        boom()
    except ValueError:
        inner = inspect.trace()


def frame_with_payload():
    data = bytearray(PAYLOAD)
    frame = inspect.currentframe()


def info_with_payload():
    data = bytearray(PAYLOAD)
    try:
        boom()
    except ValueError:
        info = sys.exc_info()


def f_locals():
    names = sys._getframe().f_locals


def caller():
    frame = sys._getframe(1)


def back():
    frame = inspect.currentframe().f_back


def walk():
    frame = sys._getframe()
    while frame:
        frame = frame.f_back


def line():
    number = sys._getframe().f_lineno


def caller_of_stack():
    name = inspect.stack()[1].function


def locals_alone():
    names = locals()


def kind():
    try:
        boom()
    except ValueError:
        kind = sys.exc_info()[0]


def deleted():
    try:
        boom()
    except ValueError:
        kind, error, tb = sys.exc_info()
        del error, tb


def deleted_in_finally():
    data = bytearray(PAYLOAD)
    frame = inspect.currentframe()
    try:
        frame.f_lineno
    finally:
        del frame


def text():
    try:
        boom()
    except ValueError:
        text = traceback.format_exc()


def extracted():
    stack = traceback.extract_stack()


def outside_a_handler():
    info = sys.exc_info()


def in_a_function_called_by_a_handler():
    def report():
        kind, error, tb = sys.exc_info()

    try:
        boom()
    except ValueError:
        report()


def left(function):
    """(objects, bytes) for each call that only the collector frees."""
    gc.collect()
    gc.disable()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(CALLS):
        function()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    objects = gc.collect()
    gc.enable()
    return objects / CALLS, kept / CALLS


def main():
    stack()  # fills linecache
    bad = [frame, get_frame, stack, first_of_stack, outer_frames]
    bad += [info, parts_of_info, underscores, value, tb, trace]
    for function in bad:
        objects, _ = left(function)
        print(f"{function.__name__}: {objects:.0f} objects for each call")
        assert objects >= 1, function
    good = [caller, back, walk, line, caller_of_stack, locals_alone, kind, deleted]
    good += [deleted_in_finally, text, extracted, outside_a_handler]
    good += [in_a_function_called_by_a_handler]
    for function in good:
        objects, _ = left(function)
        print(f"{function.__name__}: {objects:.0f} objects for each call")
        assert objects == 0, function
    for function in frame_with_payload, info_with_payload:
        assert left(function)[1] > 0.9 * PAYLOAD, function
    assert left(deleted_in_finally)[1] < 0.1 * PAYLOAD
    print(f"{PAYLOAD} bytes in another local: kept, freed where the frame is deleted")

    objects, _ = left(f_locals)
    print(f"f_locals: {objects:.0f} objects for each call")
    assert (objects > 0) == (sys.version_info >= (3, 13))


main()

"""MEM103: what a kept exception leaves to the cyclic collector, and retains.

Each function is called with the collector off; counted are the objects that it
then finds. Then the bytes of 1 MB in another local of the frame, as long as an
exception is kept. Runs alone under any CPython from 3.8 on; exit 1 if the claim
fails.
"""

import gc
import sys
import traceback
import tracemalloc

CALLS = 10
PAYLOAD = 1_000_000
ERRORS = []


def boom():
    raise ValueError("x")


class Job:
    def __init__(self):
        self.error = None
        self.errors = []

    def keep(self):
        try:
            boom()
        except ValueError as e:
            self.error = e

    def keep_wrapped(self):
        try:
            boom()
        except ValueError as e:
            self.error = RuntimeError(e)

    def keep_info(self):
        try:
            boom()
        except ValueError:
            self.error = sys.exc_info()

    def append(self):
        try:
            boom()
        except ValueError as e:
            self.errors.append(e)

    def keep_and_raise(self):
        try:
            boom()
        except ValueError as e:
            self.error = e
            raise

    def keep_text(self):
        try:
            boom()
        except ValueError as e:
            self.error = str(e)

    def keep_cut(self):
        try:
            boom()
        except ValueError as e:
            self.error = e.with_traceback(None)

    def keep_made(self):
        self.error = ValueError("never raised")

    def keep_and_reset(self):
        try:
            boom()
        except ValueError as e:
            self.error = e
        self.error = None


def attribute():
    Job().keep()


def wrapped():
    Job().keep_wrapped()


def info():
    Job().keep_info()


def attribute_list():
    Job().append()


def attribute_and_raise():
    try:
        Job().keep_and_raise()
    except ValueError:
        pass


def attribute_of_local():
    job = Job()
    try:
        boom()
    except ValueError as e:
        job.error = e
    return job


def local():
    try:
        boom()
    except ValueError as e:
        saved = e


def same(e):
    return e


def local_given_back():
    try:
        boom()
    except ValueError as e:
        saved = same(e)


def local_list():
    errors = []
    try:
        boom()
    except ValueError as e:
        errors.append(e)


def local_dict():
    result = {}
    try:
        boom()
    except ValueError as e:
        result["error"] = e
    return result


def parameter_list(errors=None):
    if errors is None:
        return parameter_list([])
    try:
        boom()
    except ValueError as e:
        errors.append(e)


def in_generator():
    def generate():
        try:
            boom()
        except ValueError as e:
            saved = e
        yield 1

    list(generate())


def text():
    Job().keep_text()


def cut():
    Job().keep_cut()


def made():
    Job().keep_made()


def reset():
    Job().keep_and_reset()


def name_of_handler():
    try:
        boom()
    except ValueError as e:
        repr(e)


def captured_name_of_handler():
    try:
        boom()
    except ValueError as e:
        show = lambda: e


def returned():
    try:
        boom()
    except ValueError as e:
        return e


def returned_in_tuple():
    try:
        boom()
    except ValueError as e:
        return False, e


def returned_in_dict():
    try:
        boom()
    except ValueError as e:
        return {"error": e}


def passed_on(report=repr):
    try:
        boom()
    except ValueError as e:
        report(e)


def local_kind():
    try:
        boom()
    except ValueError as e:
        saved = type(e)


def local_arguments():
    try:
        boom()
    except ValueError as e:
        saved = e.args


def local_deleted():
    try:
        boom()
    except ValueError as e:
        saved = e
    del saved


def local_in_finally():
    saved = None
    try:
        try:
            boom()
        except ValueError as e:
            saved = e
        return 1
    finally:
        saved = None


def summary():
    try:
        boom()
    except ValueError as e:
        saved = traceback.TracebackException.from_exception(e)


def objects_left(function):
    gc.collect()
    gc.disable()
    for _ in range(CALLS):
        function()
    objects = gc.collect()
    gc.enable()
    return objects / CALLS


def fail(keep):
    data = bytearray(PAYLOAD)
    try:
        boom()
    except ValueError as e:
        keep(e)


def kept_bytes(keep):
    ERRORS.clear()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    fail(keep)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    ERRORS.clear()
    return kept


def main():
    summary()  # fills linecache
    bad = [attribute, wrapped, info, attribute_list, attribute_and_raise]
    bad += [attribute_of_local, local, local_list, local_dict, parameter_list]
    bad += [in_generator, local_given_back]
    for function in bad:
        objects = objects_left(function)
        print(f"{function.__name__}: {objects:.0f} objects for each call")
        assert objects >= 5, function
    good = [text, cut, made, reset, name_of_handler, captured_name_of_handler]
    good += [returned, returned_in_tuple, returned_in_dict, passed_on, local_kind]
    good += [local_arguments, local_deleted, local_in_finally, summary]
    for function in good:
        objects = objects_left(function)
        print(f"{function.__name__}: {objects:.0f} objects for each call")
        assert objects == 0, function

    kept = kept_bytes(ERRORS.append)
    print(f"kept in a global list with its traceback: {kept} bytes")
    assert kept > 0.9 * PAYLOAD
    kept = kept_bytes(lambda e: ERRORS.append(e.with_traceback(None)))
    print(f"kept there without: {kept} bytes")
    assert kept < 0.1 * PAYLOAD


main()

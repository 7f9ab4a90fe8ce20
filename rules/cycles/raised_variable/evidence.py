"""MEM106: what a raise leaves to the cyclic collector.

Each way is raised and caught with the collector off; counted are the objects
that it then finds, and the bytes of 1 MB in another local of the frame that
stay. Runs alone under any CPython from 3.8 on; exit 1 if the claim fails.
"""

import gc
import tracemalloc

RAISES = 10
PAYLOAD = 1_000_000


def boom():
    raise ValueError("x")


def make():
    return ValueError("x")


def local():
    error = ValueError("x")
    error.code = 5
    raise error


def local_without_traceback():
    error = ValueError("x")
    raise error.with_traceback(None)


def parameter(error=None):
    if error is None:
        return parameter(ValueError("x"))
    raise error


def retry():
    last = None
    for _ in range(2):
        try:
            boom()
        except ValueError as error:
            last = error
    raise last


def wrapped():
    try:
        boom()
    except ValueError as error:
        new = RuntimeError(str(error))
        raise new from error


def item():
    errors = []
    try:
        boom()
    except ValueError as error:
        errors.append(error)
    raise errors[0]


class Job:
    def fail(self):
        self.error = ValueError("x")
        raise self.error


def attribute():
    Job().fail()


def in_generator():
    def generate():
        error = ValueError("x")
        yield 1
        raise error

    list(generate())


def in_coroutine():
    async def run():
        error = ValueError("x")
        raise error

    run().send(None)


def with_payload():
    data = bytearray(PAYLOAD)
    error = ValueError("x")
    raise error


def direct():
    raise ValueError("x")


def direct_with_payload():
    data = bytearray(PAYLOAD)
    raise ValueError("x")


def result_of_call():
    raise make()


def wrapped_directly():
    try:
        boom()
    except ValueError as error:
        raise RuntimeError("y") from error


def bare():
    try:
        boom()
    except ValueError:
        raise


def handlers_name():
    try:
        boom()
    except ValueError as error:
        raise error


def handlers_name_from_none():
    try:
        boom()
    except ValueError as error:
        raise error from None


def deleted():
    error = ValueError("x")
    try:
        raise error
    finally:
        del error


def set_to_none():
    last = None
    try:
        try:
            boom()
        except ValueError as error:
            last = error
        raise last
    finally:
        last = None


def a_class():
    error = ValueError
    raise error


def left(way):
    """(objects, bytes) for each raise that only the collector frees."""
    gc.collect()
    gc.disable()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(RAISES):
        try:
            way()
        except Exception:
            pass
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    objects = gc.collect()
    gc.enable()
    return objects / RAISES, kept / RAISES


def main():
    bad = [local, local_without_traceback, parameter, retry, wrapped, item, attribute]
    bad += [in_generator, in_coroutine]
    for way in bad:
        objects, kept = left(way)
        print(f"{way.__name__}: {objects:.0f} objects, {kept:.0f} bytes for each raise")
        assert objects >= 4, way
    good = [direct, result_of_call, wrapped_directly, bare, handlers_name]
    good += [handlers_name_from_none, deleted, set_to_none, a_class]
    for way in good:
        objects, kept = left(way)
        print(f"{way.__name__}: {objects:.0f} objects for each raise")
        assert objects == 0, way
    assert left(with_payload)[1] > 0.9 * PAYLOAD
    assert left(direct_with_payload)[1] < 0.1 * PAYLOAD
    print(f"{PAYLOAD} bytes in another local: kept by the variable, freed without")


main()

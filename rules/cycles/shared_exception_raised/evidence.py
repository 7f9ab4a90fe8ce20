"""MEM108: what each raise of one shared exception instance leaves behind.

Each raise happens in a function with 100 KB in a local. Counted are the bytes
that stay after the collector ran, per raise, and the entries of the traceback.
Runs alone under any CPython from 3.8 on; exit 1 if the claim fails.
"""

import gc
import tracemalloc

RAISES = 40
PAYLOAD = 100_000


class EmptyError(LookupError):
    pass


SHARED = EmptyError("empty")
CUT = EmptyError("empty")


class Queue:
    EMPTY = EmptyError("empty")

    def raise_own(self):
        data = bytearray(PAYLOAD)
        raise self.EMPTY


def raise_shared():
    data = bytearray(PAYLOAD)
    raise SHARED


def raise_shared_from_none():
    data = bytearray(PAYLOAD)
    raise SHARED from None


def raise_shared_and_catch():
    data = bytearray(PAYLOAD)
    try:
        raise SHARED
    except EmptyError:
        pass


def raise_class():
    data = bytearray(PAYLOAD)
    raise EmptyError


def raise_new():
    data = bytearray(PAYLOAD)
    raise EmptyError("empty")


def raise_copy():
    data = bytearray(PAYLOAD)
    raise type(SHARED)(*SHARED.args)


def raise_cut():
    data = bytearray(PAYLOAD)
    raise CUT.with_traceback(None)


def kept_by(way):
    """Bytes alive after a collection, per raise."""
    for shared in SHARED, CUT, Queue.EMPTY:
        shared.__traceback__ = None
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(RAISES):
        try:
            way()
        except EmptyError:
            pass
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return kept / RAISES


def entries(error):
    count, traceback = 0, error.__traceback__
    while traceback is not None:
        count, traceback = count + 1, traceback.tb_next
    return count


def main():
    for way in raise_shared, raise_shared_from_none, raise_shared_and_catch, Queue().raise_own:
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.0f} bytes kept for each raise")
        assert kept > 0.9 * PAYLOAD, way
    for way in raise_class, raise_new, raise_copy, raise_cut:
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.0f} bytes kept for each raise")
        assert kept < 0.1 * PAYLOAD, way

    kept_by(raise_shared)
    print(f"entries of the traceback after {RAISES} raises: {entries(SHARED)}")
    assert entries(SHARED) >= RAISES


main()

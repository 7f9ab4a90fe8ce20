"""The folklore page's figures: advice that circulates, and what CPython does.

Each function is one entry of output/folklore.def, by its name; it prints what it
measures and asserts what the entry says: that the advice does not hold, and where
it does.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import contextlib
import gc
import os
import re
import sys
import tempfile
import threading
import time
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor

kept = []


def peak(run, *arguments):
    """Bytes at the peak of a call, beside what was there before."""
    run(*arguments)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = run(*arguments)
    high = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    del result
    return high


def stays(run, times):
    """Bytes that a call leaves behind, of many calls, after a collection."""
    run()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(times):
        run()
    gc.collect()
    left = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return max(0, left) // times


@contextlib.contextmanager
def without_collector():
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# ------------------------------------------------------------ cycles


class WithDel:
    """In a cycle with itself."""

    called = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        WithDel.called += 1


class Resurrected:
    def __init__(self):
        self.me = self

    def __del__(self):
        kept.append(self)


def del_and_cycles(say):
    refs = []
    for _ in range(100):
        refs.append(weakref.ref(WithDel()))
    gc.collect()
    alive = sum(ref() is not None for ref in refs)
    say(f"of 100 cycles with __del__ alive after a collection {alive}, in gc.garbage {len(gc.garbage)}")
    assert alive == 0 and not gc.garbage and WithDel.called == 100
    for _ in range(100):
        Resurrected()
    gc.collect()
    say(f"of 100 whose __del__ keeps self alive {len(kept)}")
    assert len(kept) == 100
    kept.clear()


def closure_keeps_locals(say):
    def only_number():
        number, big = 1, bytearray(1 << 20)
        return (lambda: number), len(big)

    def reads_big():
        big = bytearray(1 << 20)
        return lambda: big

    def has_sibling():
        number, big = 1, bytearray(1 << 20)
        other = lambda: len(big)  # noqa: E731
        other()
        return lambda: number

    def held(make):
        gc.collect()
        tracemalloc.start()
        one = make()
        gc.collect()
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del one
        return size

    small, whole, sibling = held(only_number), held(reads_big), held(has_sibling)
    say(f"bytes kept by a closure that reads a number {small}, a number beside a sibling that reads 1 MB {sibling}")
    say(f"bytes kept by a closure that reads the 1 MB {whole}")
    assert small < 2000 and sibling < 2000 and whole > 1 << 20

    def fails():
        big = bytearray(1 << 20)
        raise ValueError(len(big))

    def keep_exception():
        try:
            fails()
        except ValueError as error:
            return error

    failed = held(keep_exception)
    say(f"bytes kept by an exception of a function with 1 MB {failed}")
    assert failed > 1 << 20


def del_at_end(say):
    def plain(n):
        data = list(range(n))
        return len(data)

    def deleted(n):
        data = list(range(n))
        n = len(data)
        del data
        return n

    def two(n):
        data = list(range(n))
        first = len(data)
        more = list(range(n))
        return first + len(more)

    def two_deleted(n):
        data = list(range(n))
        first = len(data)
        del data
        more = list(range(n))
        return first + len(more)

    a, b = peak(plain, 100000), peak(deleted, 100000)
    say(f"peak with del at the end {b} bytes, without {a}")
    assert abs(a - b) < 1000
    c, d = peak(two, 100000), peak(two_deleted, 100000)
    say(f"peak with del before the next list {d} bytes, without {c}")
    assert d < c * 0.7


def collect_calls(say):
    def work():
        for _ in range(2000):
            data = [1, 2, 3]
            data.append(len(data))

    def work_and_collect():
        work()
        return gc.collect()

    with without_collector():
        found = work_and_collect()
        say(f"objects that gc.collect() finds after 2000 lists without cycles {found}")
    a, b = peak(work), peak(work_and_collect)
    say(f"peak with gc.collect() {b} bytes, without {a}")
    assert found == 0 and abs(a - b) < 2000

    def cycles():
        for _ in range(100):
            ring = [bytearray(10000)]
            ring.append(ring)

    def cycles_and_collect():
        for _ in range(100):
            ring = [bytearray(10000)]
            ring.append(ring)
            del ring
            gc.collect()

    with without_collector():
        c, d = peak(cycles), peak(cycles_and_collect)
    say(f"peak of 100 dropped cycles of 10 kB with gc.collect() after each {d} bytes, without {c}")
    assert d < c / 10


# ------------------------------------------------------------ texts


class Page:
    text = ""


def local_concat(say):
    def local(n):
        s = ""
        for _ in range(n):
            s += "x" * 8
        return s

    def joined(n):
        pieces = []
        for _ in range(n):
            pieces.append("x" * 8 + "")
            pieces[-1] = str(bytes(pieces[-1], "ascii"), "ascii")
        return "".join(pieces)

    def attribute(n):
        page = Page()
        page.text = ""
        for _ in range(n):
            page.text += "x" * 8
        return page.text

    n = 20000
    a, b, c = (peak(run, n) / (8 * n) for run in (local, joined, attribute))
    say(f"peak by the result's size of a local += {a:.1f}, of join {b:.1f}, of an attribute += {c:.1f}")
    assert a < 1.2 and b > 4 and c > 1.9


def join_of_list(say):
    pieces = [str(i) for i in range(50000)]

    def of_list():
        return "".join([p for p in pieces])

    def of_generator():
        return "".join(p for p in pieces)

    a, b = peak(of_list), peak(of_generator)
    say(f"peak of join over a list {a} bytes, over a generator {b}")
    assert b > a * 0.95

    def sum_of_list():
        return sum([len(p) for p in pieces])

    def sum_of_generator():
        return sum(len(p) for p in pieces)

    c, d = peak(sum_of_list), peak(sum_of_generator)
    say(f"peak of sum over a list {c} bytes, over a generator {d}")
    assert d < c / 10


def int_counters(say):
    def counter(n):
        total = 0
        for i in range(n):
            total += i
        return total

    def digits(n):
        total = 0
        for _ in range(n):
            total = total * 10 + 7
        return total

    a, b = peak(counter, 20000), peak(counter, 40000)
    c, d = peak(digits, 2000), peak(digits, 4000)
    say(f"peak of a counter {a} bytes, of twice the turns {b}")
    say(f"peak of a number that gains a digit a turn {c} bytes, of twice the turns {d}")
    assert b < a + 200 and d > c * 1.7


def full_slices(say):
    values = {
        "tuple": tuple(range(1000)),
        "str": "x" * 1000,
        "bytes": b"x" * 1000,
    }
    same = all(value[:] is value for value in values.values())
    copies = all(value[:] is not value for value in ([1], bytearray(b"x")))
    same_calls = all(type(value)(value) is value for value in values.values())
    say(f"[:] of tuple, str and bytes is the same object {same}, and so is tuple(t), str(s), bytes(b) {same_calls}")
    say(f"[:] of list and bytearray is a copy {copies}")
    assert same and copies and same_calls


# ------------------------------------------------------------ lists


def pop_from_front(say):
    def allocated(n):
        values = list(range(n))
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        while len(values) > n // 2:
            values.pop(0)
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high - before

    def seconds(n):
        values = list(range(n))
        began = time.process_time()
        while values:
            values.pop(0)
        return time.process_time() - began

    n = 20000
    size, extra = sys.getsizeof(list(range(n))), allocated(n)
    say(f"a list of {size} bytes takes at most a tenth more while it is emptied from its front {extra < size / 10}")
    ratio = min(seconds(60000) / seconds(30000) for _ in range(3))
    say(f"twice the length takes more than three times the time {ratio > 3}")
    assert extra < size * 1.1 and ratio > 2


def constant_membership(say):
    def in_list(x):
        return x in [1, 2, 3]

    def in_tuple(x):
        return x in (1, 2, 3)

    def in_names(x, a, b, c):
        return x in [a, b, c]

    def constants(function):
        return any(value == (1, 2, 3) for value in function.__code__.co_consts)

    folded = constants(in_list)
    a, b = peak(in_list, 3), peak(in_tuple, 3)
    say(f"x in [1, 2, 3] is compiled as x in (1, 2, 3) {folded}, peak of the list {a - b} bytes more")
    assert folded and a == b
    c = peak(in_names, 3, 1, 2, 3)
    say(f"x in [a, b, c] of variables {c - a} bytes more")
    assert c > a


def append_loops(say):
    def appended(n):
        result = []
        for i in range(n):
            result.append(i)
        return result

    def comprehension(n):
        return [i for i in range(n)]

    def generator(n):
        return sum(i for i in range(n))

    a, b, c = (peak(run, 50000) for run in (appended, comprehension, generator))
    say(f"peak of append in a loop {a} bytes, of a comprehension {b}")
    assert abs(a - b) < a * 0.05
    say(f"peak of a generator that sum() reads {c} bytes")
    assert c < a / 100


def range_of_len(say):
    values = list(range(50000))

    def by_index():
        total = 0
        for i in range(len(values)):
            total += values[i]
        return total

    def by_value():
        total = 0
        for value in values:
            total += value
        return total

    def enumerated():
        total = 0
        for i, value in enumerate(values):
            total += value + i
        return total

    a, b, c = peak(by_index), peak(by_value), peak(enumerated)
    say(f"peak of range(len(xs)) below 1000 bytes {a < 1000}, of xs itself {b < 1000}, of enumerate {c < 1000}")
    assert max(a, b, c) < 1000


def small_ints(say):
    def small(n):
        return [i % 250 for i in range(n)]

    def large(n):
        return [i + 1000 for i in range(n)]

    n = 50000
    a, b = peak(small, n) / n, peak(large, n) / n
    say(f"bytes an element of a list of ints from 0 to 249 {a:.0f}, of ints from 1000 on {b:.0f}")
    assert a < 10 and b > 30
    one, two = int("1000"), int("1000")
    say(f"two ints of 1000 that are computed are one object {one is two}")
    assert one is not two


# ------------------------------------------------------------ resources


def open_files():
    return len(os.listdir("/dev/fd")) if os.path.isdir("/dev/fd") else 0


def dropped_files(say):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        with open(path, "w", encoding="utf-8") as file:
            file.write("x")

        def read():
            return open(path, encoding="utf-8").read()

        def in_cycle():
            holder = [open(path, encoding="utf-8")]
            holder.append(holder)

        with without_collector():
            before = open_files()
            for _ in range(50):
                read()
            dropped = open_files() - before
            for _ in range(50):
                in_cycle()
            cyclic = open_files() - before
        gc.collect()
        for _ in range(50):
            kept.append(os.open(path, os.O_RDONLY))
        numbers = open_files() - before
        for number in kept:
            os.close(number)
        kept.clear()
    say(f"files open after 50 were dropped without close {dropped}")
    say(f"after 50 that a cycle holds {cyclic}, after 50 of os.open {numbers}")
    assert dropped == 0
    assert cyclic == 50 or not os.path.isdir("/dev/fd")
    assert numbers >= 50 or not os.path.isdir("/dev/fd")


def dropped_pools(say):
    def dropped():
        pool = ThreadPoolExecutor(1)
        return pool.submit(len, "ab").result()

    def stored():
        pool = ThreadPoolExecutor(1)
        kept.append(pool)
        return pool.submit(len, "ab").result()

    before = threading.active_count()
    with without_collector():
        for _ in range(10):
            dropped()
        deadline = time.time() + 10
        while threading.active_count() > before and time.time() < deadline:
            time.sleep(0.01)
        left = threading.active_count() - before
        for _ in range(10):
            stored()
        held = threading.active_count() - before
    say(f"threads after 10 executors were dropped without shutdown {left}, after 10 that are kept {held}")
    assert left == 0 and held == 10
    for pool in kept:
        pool.shutdown()
    kept.clear()


def compiled_patterns(say):
    def again():
        return re.compile(r"a+b[0-9]{2}").match("aab12")

    def left(times):
        re.purge()
        gc.collect()
        tracemalloc.start()
        for i in range(times):
            re.compile(f"a{i}b").match("a")
        gc.collect()
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return size

    say(f"bytes that stay for each re.compile of one pattern {stays(again, 200)}")
    few, many = left(1000), left(2000)
    say(f"bytes that stay after 1000 ever new patterns {few}, after 2000 {many}")
    say(f"patterns that the module keeps at most {re._MAXCACHE}")
    assert many < few * 1.2
    assert stays(again, 200) < 10


# ------------------------------------------------------------ arrays


def array_temporaries(say):
    try:
        import numpy as np
    except ImportError:
        raise LookupError("numpy") from None
    array = np.ones(1000000)

    def chain():
        return array * 2 + array - 1

    def rebound():
        x = np.ones(1000000)
        x = x + 1
        return x

    def in_place():
        x = np.ones(1000000)
        x += 1
        return x

    size = array.nbytes
    a, b, c = (peak(run) / size for run in (chain, rebound, in_place))
    say(f"peak by the array's size of a * 2 + a - 1 {a:.1f}, of x = x + 1 {b:.1f}, of x += 1 {c:.1f}")
    assert a < 1.2 and b > 1.9 and c < 1.2


def inplace_frames(say):
    try:
        import pandas as pd
    except ImportError:
        raise LookupError("pandas") from None

    def frame():
        return pd.DataFrame({name: range(100000) for name in "abcde"}, dtype=float)

    def megabytes(method, how, inplace):
        data = frame()
        gc.collect()
        tracemalloc.start()
        result = getattr(data, method)(inplace=inplace, **how)
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        del result
        return high / 1e6

    for method, how in (
        ("sort_values", {"by": "a"}),
        ("dropna", {}),
        ("rename", {"columns": {"a": "z"}}),
    ):
        a, b = (megabytes(method, how, inplace) for inplace in (True, False))
        say(f"a frame of 4 MB, {method}: with inplace=True {a:.1f} MB more, without {b:.1f} MB more")
        if method != "rename":
            assert a > b * 0.9


ENTRIES = {
    "del-makes-cycles-uncollectable": del_and_cycles,
    "closure-keeps-all-locals": closure_keeps_locals,
    "del-at-the-end": del_at_end,
    "collect-now-and-then": collect_calls,
    "join-saves-memory": local_concat,
    "join-of-a-generator": join_of_list,
    "counting-allocates": int_counters,
    "full-slice-copies": full_slices,
    "pop-from-the-front": pop_from_front,
    "list-of-constants": constant_membership,
    "append-is-worse": append_loops,
    "range-of-len": range_of_len,
    "small-ints-are-free": small_ints,
    "files-leak-without-close": dropped_files,
    "pools-leak-without-close": dropped_pools,
    "compile-leaks": compiled_patterns,
    "arrays-need-out": array_temporaries,
    "inplace-saves-memory": inplace_frames,
}


def main():
    print(f"CPython {sys.version.split()[0]}")
    for name, run in ENTRIES.items():
        try:
            run(lambda text, name=name: print(f"{name}: {text}"))
        except LookupError as missing:
            print(f"{missing.args[0]} is not here: nothing was measured of {name}")


if __name__ == "__main__":
    main()

"""MEM210: what a kept match or view keeps alive. Exit 1 if untrue."""

import gc
import re
import tracemalloc

SIZE = 8_388_608


def kept(make):
    """The bytes that are held when make() has returned, and what it gave."""
    make()
    gc.collect()
    tracemalloc.start()
    value = make()
    seen = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return value, seen


def text():
    return "name=value" + "x" * SIZE


def match():
    return re.search("=([a-z]{5})", text())


def group():
    return match().group(1)


def view():
    return memoryview(bytes(SIZE))[:10]


def own():
    return bytes(memoryview(bytes(SIZE))[:10])


def main():
    for name, bad, good in [("match", match, group), ("memoryview", view, own)]:
        (whole, much), (part, little) = kept(bad), kept(good)
        print(f"{name}: {much} bytes are kept, of the part alone {little}")
        same = whole.group(1) if name == "match" else bytes(whole)
        assert same == part, name
        assert much > SIZE and little < 2_000, name


main()

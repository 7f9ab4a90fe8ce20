"""MEM609: what a module that builds data when it is imported keeps.

A module that makes a list of 200 000 numbers, or reads a file of 1 MB, at its
top, against one that does so in the function that uses it: counted is what is
alive after the import, and after a call. Runs alone under any CPython from 3.8
on; exit 1 if the claim fails.
"""

import gc
import os
import tempfile
import tracemalloc
import types

COUNT = 200000
FILE = 1000000

AT_IMPORT = """
NUMBERS = list(range(%d))
TEXT = open(%r).read()


def use():
    return len(NUMBERS) + len(TEXT)
"""

IN_FUNCTION = """
def use():
    numbers = list(range(%d))
    with open(%r) as file:
        text = file.read()
    return len(numbers) + len(text)
"""

CACHED = """
import functools


@functools.lru_cache(maxsize=None)
def table():
    with open(%r) as file:
        return list(range(%d)), file.read()


def use():
    numbers, text = table()
    return len(numbers) + len(text)
"""


def alive(code):
    """(MB after the import, MB after a call, what it gave)"""
    compiled = compile(code, "module", "exec")
    gc.collect()
    tracemalloc.start()
    module = types.ModuleType("module")
    exec(compiled, module.__dict__)
    imported = tracemalloc.get_traced_memory()[0] / 1e6
    result = module.use()
    called = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return imported, called, result


def main():
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("x" * FILE)
    try:
        results = set()
        for name, code, low, high, after in (
            ("at import", AT_IMPORT % (COUNT, file.name), 7, 12, 7),
            ("in the function", IN_FUNCTION % (COUNT, file.name), 0, 1, 0),
            ("cached", CACHED % (file.name, COUNT), 0, 1, 7),
        ):
            imported, called, result = alive(code)
            results.add(result)
            print("%s: %.1f MB after the import, %.1f after a call"
                  % (name, imported, called))
            assert low <= imported <= high, name
            assert after <= called <= after + 5, name
        assert len(results) == 1
    finally:
        os.remove(file.name)


main()

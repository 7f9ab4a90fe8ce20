"""Measure what things cost in bytes, for cost.def.

    python3 cost.py                  the rows of the CPython that runs this
    python3 cost.py --check          compare those with cost.def: exit 1 if they differ
    python3 cost.py --write PYTHON.. write cost.def anew: the rows of these
                                     interpreters; of other versions the old ones

A row is COST_ROW(version, KIND, bytes ...): what tracemalloc sees of one object,
without the values that it holds. The columns of instances and of RECORD are 0,
1, ... 32 attributes or keys; the others are named in cost.h, in this order.
"""

import argparse
import array
import atexit
import collections
import configparser
import contextvars
import dataclasses
import enum
import functools
import gc
import logging
import os
import re
import subprocess
import sys
import tracemalloc

MOST = 32
COUNT = 2000
ELEMENTS = 100000
HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "cost.def")
HEAD = """\
/* What things cost in bytes, by CPython version: measured by cost.py (`make
 * evidence`); do not edit. COST_ROW(version, KIND, bytes ...) */
"""

# Three late names cost a dict of its own on every version, two from 3.11.
LATE = 2 if sys.version_info >= (3, 11) else 3


def make_class(attributes, slots=None, base=object, first=0):
    """Sets a0, a1 ... in __init__; those of a base are set there."""
    names = ["a%d" % i for i in range(first, first + attributes)]
    scope = {"Base": base}
    lines = ["class C(Base):"]
    if slots is not None:
        lines.append("    __slots__ = %r" % (tuple(slots),))
    lines.append("    def __init__(self):")
    if first:
        lines.append("        Base.__init__(self)")
    lines += ["        self.%s = None" % n for n in names]
    lines.append("        pass")
    exec("\n".join(lines), scope)
    return scope["C"]


def bytes_each(make, later=(), count=COUNT, settle=False):
    """`later`: attributes that are set when all the objects are there; `settle`: without
    what the collector frees."""
    kept = [None] * count
    for _ in range(50):
        make()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for i in range(count):
        kept[i] = make()
    for one in kept if later else ():
        for name in later:
            setattr(one, name, None)
    if settle:
        gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return ((after - before) // count + 4) // 8 * 8


def plain(n):
    return bytes_each(make_class(n))


def slotted(n):
    return bytes_each(make_class(n, ["a%d" % i for i in range(n)]))


def lost(n):
    """One slot in the base, n attributes in the __dict__ of the subclass."""
    base = make_class(1, ["a0"])
    return bytes_each(make_class(n, None, base, 1))


def unused(n):
    """n attributes in the __dict__ of the base, one slot in the subclass."""
    return bytes_each(make_class(1, ["a%d" % n], make_class(n), n))


def late(n):
    """n attributes, the last of them set when many instances exist already."""
    if n <= LATE:
        return plain(n)
    return bytes_each(make_class(n - LATE), ["a%d" % i for i in range(n - LATE, n)])


def record(n):
    keys = ", ".join("'a%d': None" % i for i in range(n))
    return bytes_each(eval("lambda: {%s}" % keys))


def on_builtin(n):
    """What n attributes add to an instance of a subclass of a builtin."""
    return bytes_each(make_class(n, None, dict)) - bytes_each(make_class(0, (), dict))


def on_sized(n):
    """The same of tuple, int and bytes, whose size varies."""
    return bytes_each(make_class(n, None, tuple)) - bytes_each(make_class(0, (), tuple))


def sub(base, slots):
    body = {"__slots__": ()} if slots else {}
    cls = type("C", (base,), body)
    return bytes_each(cls)


BASES = [tuple, str, int, float, bytes, frozenset, list, dict, set]
CONTAINERS = [
    lambda: [],
    lambda: {},
    lambda: dict(),
    lambda: set(),
    lambda: collections.deque(),
    lambda: collections.defaultdict(list),
]


def per_element(make):
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = make()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return round((after - before) / ELEMENTS)


NUMBERS = range(1000, 1000 + ELEMENTS)
MADE = list(NUMBERS)
ELEMENT = [
    lambda: [None] * ELEMENTS,
    lambda: (None,) * ELEMENTS,
    lambda: list(NUMBERS),
    lambda: [i + 0.5 for i in NUMBERS],
    lambda: array.array("q", NUMBERS),
    lambda: set(MADE),
    lambda: dict.fromkeys(MADE),
]


@functools.lru_cache(maxsize=None)
def cached(number):
    return None


def new_cache():
    @functools.lru_cache(maxsize=None)
    def function(number):
        return None

    return function


def context():
    contextvars.ContextVar("name").set(None)


def plain_class():
    class C:
        pass

    return C


def mock(name):
    """Imported here, after the others were measured: it makes classes, and keeps modules."""
    import unittest.mock

    return getattr(unittest.mock, name)()


MOST_CALLS = 2 * (COUNT + 50)
NUMBERS_MADE = iter([10**6 + i for i in range(MOST_CALLS)])
NAMES = iter(["logger %d" % i for i in range(MOST_CALLS)])
LOGGER = logging.getLogger("one")
# Of what is made by a call, or kept by what it calls.
CALLS = [
    lambda: cached(next(NUMBERS_MADE)),
    new_cache,
    context,
    plain_class,
    lambda: collections.namedtuple("C", "a b"),
    lambda: enum.Enum("C", "a b"),
    lambda: dataclasses.make_dataclass("C", ["a", "b"]),
    argparse.ArgumentParser,
    configparser.ConfigParser,
    lambda: logging.getLogger(next(NAMES)) and None,
    lambda: LOGGER.addHandler(logging.StreamHandler()),
    lambda: LOGGER.addFilter(logging.Filter()),
    lambda: atexit.register(len, ()) and None,
    lambda: mock("Mock"),
    lambda: mock("MagicMock"),
]

# These take long to make.
SLOW, FEW = CALLS[3:9] + CALLS[13:], 200


def kept_by(call):
    """A context in pools without holes: where a ContextVar lies decides its hash, and
    the hashes how large the tree of the context is. Twice: a dict of all subclasses
    that grows does so in one of the two."""
    filled = [contextvars.ContextVar("name") for _ in range(30000 * (call is context))]
    count = FEW if call in SLOW else COUNT
    each = min(bytes_each(call, count=count, settle=True) for _ in range(2))
    del filled
    return each


def rows():
    version = sys.version_info[0] * 100 + sys.version_info[1]
    sizes = {
        "DICT": [plain(n) for n in range(MOST + 1)],
        "SLOTS": [slotted(n) for n in range(MOST + 1)],
        "LOST": [lost(n) for n in range(MOST + 1)],
        "UNUSED": [unused(n) for n in range(MOST + 1)],
        "LATE": [late(n) for n in range(MOST + 1)],
        "RECORD": [record(n) for n in range(MOST + 1)],
        "ON_BUILTIN": [on_builtin(n) for n in range(MOST + 1)],
        "ON_SIZED": [on_sized(n) for n in range(MOST + 1)],
        "BUILTIN": [sub(b, False) for b in BASES],
        "BUILTIN_SLOTS": [sub(b, True) for b in BASES],
        "CONTAINER": [bytes_each(c) for c in CONTAINERS],
        "ELEMENT": [per_element(e) for e in ELEMENT],
        "CALL": [kept_by(c) for c in CALLS],
    }
    lines = ["/* CPython %s */" % sys.version.split()[0]]
    for kind, figures in sizes.items():
        lines.append("COST_ROW(%d, %s, %s)" % (version, kind, ", ".join(map(str, figures))))
    return lines


def read_table():
    """{(version, kind): figures}"""
    with open(TABLE, encoding="utf-8") as f:
        found = re.findall(r"(?m)^COST_ROW\((\d+), (\w+), ([\d, ]+)\)$", f.read())
    return {(v, k): [int(n) for n in figures.split(",")] for v, k, figures in found}


def check():
    """Micro versions may differ by a word, or by a twentieth."""
    table = read_table()
    wrong = 0
    for line in rows()[1:]:
        version, kind, figures = re.match(r"COST_ROW\((\d+), (\w+), (.*)\)", line).groups()
        was = table.get((version, kind))
        now = [int(n) for n in figures.split(",")]
        if was is None and int(version) in (int(v) for v, _ in table):
            print("no row for %s %s" % (version, kind))
            wrong += 1
        for n, (a, b) in enumerate(zip(was or [], now)):
            if abs(a - b) > max(8, a // 20):
                print("%s %s column %d: cost.def has %d, measured %d" % (version, kind, n, a, b))
                wrong += 1
    print("%d figures differ" % wrong)
    return wrong != 0


def write(pythons):
    with open(TABLE, encoding="utf-8") as f:
        parts = re.split(r"(?m)^(?=/\* CPython )", f.read())[1:]
    blocks = {re.search(r"COST_ROW\((\d+)", part).group(1): part for part in parts}
    for python in pythons:
        done = subprocess.run([python, __file__], stdout=subprocess.PIPE, check=True)
        text = done.stdout.decode()
        blocks[re.search(r"COST_ROW\((\d+)", text).group(1)] = text
    with open(TABLE, "w", encoding="utf-8") as f:
        f.write(HEAD + "".join(blocks[v] for v in sorted(blocks)))


def main():
    if sys.argv[1:2] == ["--write"]:
        return write(sys.argv[2:])
    if sys.argv[1:] == ["--check"]:
        return check()
    print("\n".join(rows()))


if __name__ == "__main__":
    sys.exit(main())

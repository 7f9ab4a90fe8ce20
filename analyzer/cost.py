"""Measure bytes an instance for cost.def, under the CPython that runs this.

    python3 cost.py                 one row for this version
    python3 cost.py 3.8 3.9 ...     rows of the interpreters that are found

A row is COST_ROW(version, kind, bytes with 1, 2, ... 32 attributes): what
tracemalloc sees of one object whose __init__ sets them, without the values.
"""

import shutil
import subprocess
import sys
import tracemalloc

MOST = 32
COUNT = 2000


def make_class(attributes, slots):
    names = ["a%d" % i for i in range(attributes)]
    lines = ["class C:"]
    if slots:
        lines.append("    __slots__ = %r" % (tuple(names),))
    lines.append("    def __init__(self):")
    lines += ["        self.%s = None" % n for n in names]
    scope = {}
    exec("\n".join(lines), scope)
    return scope["C"]


def bytes_each(cls):
    kept = [None] * COUNT
    for _ in range(50):
        cls()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for i in range(COUNT):
        kept[i] = cls()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return ((after - before) // COUNT + 4) // 8 * 8


def row(kind, slots):
    version = sys.version_info[0] * 100 + sys.version_info[1]
    sizes = [bytes_each(make_class(n, slots)) for n in range(1, MOST + 1)]
    return "COST_ROW(%d, %s, %s)" % (version, kind, ", ".join(map(str, sizes)))


def main():
    if len(sys.argv) == 1:
        print(row("DICT", False))
        print(row("SLOTS", True))
        return
    for version in sys.argv[1:]:
        python = shutil.which("python" + version)
        if python is not None:
            sys.stdout.write(
                subprocess.run(
                    [python, __file__], stdout=subprocess.PIPE, check=True
                ).stdout.decode()
            )


main()

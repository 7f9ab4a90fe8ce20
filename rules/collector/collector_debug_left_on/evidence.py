"""MEM902: gc.DEBUG_SAVEALL and DEBUG_LEAK keep all cyclic garbage.

Pairs that refer to each other, with 1 KB each, are made, dropped and collected;
counted is what is alive then. Runs alone under any CPython from 3.8 on; exit 1
if the claim fails.
"""

import gc
import os
import sys
import tracemalloc

PAIRS = 5000
PAYLOAD = 1000


class Node:
    def __init__(self):
        self.other = None
        self.data = bytearray(PAYLOAD)


def alive_with(flags):
    """MB alive after a collection while these flags are set."""
    gc.collect()
    tracemalloc.start()
    gc.set_debug(flags)
    for _ in range(PAIRS):
        left, right = Node(), Node()
        left.other, right.other = right, left
    del left, right
    gc.collect()
    alive = tracemalloc.get_traced_memory()[0] / 1e6
    gc.set_debug(0)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    gc.garbage.clear()
    gc.collect()
    return alive, kept


def main():
    # DEBUG_LEAK prints each object that it keeps
    sys.stderr = open(os.devnull, "w")
    os.dup2(sys.stderr.fileno(), 2)
    for name, low, high in (("DEBUG_SAVEALL", 9, 40), ("DEBUG_LEAK", 9, 40),
                            ("DEBUG_UNCOLLECTABLE", 0, 1)):
        alive, kept = alive_with(getattr(gc, name))
        print("%s: %.1f MB alive, %.1f after set_debug(0) and collect()"
              % (name, alive, kept))
        assert low <= alive <= high, name
        # resetting the flags alone frees nothing
        assert low <= kept <= high, name


main()

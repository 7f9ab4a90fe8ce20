"""MEM901: what cyclic garbage stays while the collector is switched off.

20 000 pairs that refer to each other, with 1 KB each, are made and dropped;
counted is what is alive at the end, in processes of their own. And what an
exception between disable() and enable() leaves. Runs alone under any CPython
from 3.8 on; exit 1 if the claim fails.
"""

import gc
import subprocess
import sys
import tracemalloc

PAIRS = 10000
PAYLOAD = 1000


class Node:
    def __init__(self):
        self.other = None
        self.data = bytearray(PAYLOAD)


def drop_pairs():
    for _ in range(PAIRS):
        left, right = Node(), Node()
        left.other, right.other = right, left


def usual():
    drop_pairs()


def disabled():
    gc.disable()
    drop_pairs()


def threshold_zero():
    gc.set_threshold(0)
    drop_pairs()


def threshold_huge():
    gc.set_threshold(10 ** 7)
    drop_pairs()


def frozen_again_and_again():
    for _ in range(20):
        gc.disable()
        for _ in range(PAIRS // 20):
            left, right = Node(), Node()
            left.other, right.other = right, left
        gc.freeze()
        gc.enable()


def frozen_live_that_dies_later():
    """What was alive at a freeze and becomes garbage after it stays."""
    for _ in range(20):
        live = []
        for _ in range(PAIRS // 20):
            left, right = Node(), Node()
            left.other, right.other = right, left
            live.append(left)
        gc.collect()
        gc.freeze()
        del live
    gc.collect()


def exception_between():
    try:
        gc.disable()
        int("none")
        gc.enable()
    except ValueError:
        pass
    drop_pairs()


def enabled_in_finally():
    try:
        gc.disable()
        try:
            int("none")
        finally:
            gc.enable()
    except ValueError:
        pass
    drop_pairs()


WAYS = (
    (usual, 0, 6),
    (enabled_in_finally, 0, 6),
    (disabled, 18, 60),
    (threshold_zero, 18, 60),
    (threshold_huge, 18, 60),
    (frozen_again_and_again, 18, 60),
    (frozen_live_that_dies_later, 18, 60),
    (exception_between, 18, 60),
)


def alive_after(way):
    tracemalloc.start()
    way()
    print(tracemalloc.get_traced_memory()[0] / 1e6)


def main():
    for way, low, high in WAYS:
        done = subprocess.run([sys.executable, __file__, way.__name__],
                              stdout=subprocess.PIPE, check=True)
        alive = float(done.stdout)
        print("%s: %.1f MB alive" % (way.__name__, alive))
        assert low <= alive <= high, way


if len(sys.argv) > 1:
    alive_after(globals()[sys.argv[1]])
else:
    main()

"""What MEM804 claims: `x = x + y` holds the old array and the new one at once,
`x += y` the one that is there; both give the same numbers. A chain of operators
reuses its own temporaries.

    python3 evidence.py        any CPython from 3.8 with NumPy; exit code 1 if it
                               is untrue. Without NumPy nothing is measured.
"""

import sys
import tracemalloc

try:
    import numpy as np
except ImportError:
    np = None

COUNT = 1000000
TURNS = 4


def rebound():
    x = np.zeros(COUNT)
    for turn in range(TURNS):
        x = x + turn
    return x


def in_place():
    x = np.zeros(COUNT)
    for turn in range(TURNS):
        x += turn
    return x


def chained():
    x = np.zeros(COUNT)
    return x * 2 + 1 - 3


def peak_of(make):
    tracemalloc.start()
    made = make()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{make.__name__}: {peak / 1e6:.1f} MB at its peak")
    return peak, made


def main():
    print(f"CPython {sys.version.split()[0]}")
    if np is None:
        print("NumPy is not here: nothing was measured")
        return
    print(f"NumPy {np.__version__}")
    peak, made = peak_of(rebound)
    assert peak > 1.9 * made.nbytes
    peak, wanted = peak_of(in_place)
    assert peak < 1.1 * wanted.nbytes
    assert (made == wanted).all() and made.dtype == wanted.dtype
    peak, made = peak_of(chained)
    assert peak < 2.1 * made.nbytes
    whole = np.zeros(2, int)
    try:
        whole += 0.5
    except TypeError:
        return
    raise AssertionError("a float was added to whole numbers in place")


if __name__ == "__main__":
    main()

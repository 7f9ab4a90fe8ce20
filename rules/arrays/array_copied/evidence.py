"""What MEM806 claims: flatten() copies, ravel() of what lies in a row does not;
astype() to the same dtype copies; what is picked by a mask is copied, and
np.where() makes an array of indices, where np.count_nonzero() makes neither.

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


def peak_of(name, make):
    tracemalloc.start()
    made = make()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{name}: {peak} bytes at the peak")
    return peak, made


def main():
    print(f"CPython {sys.version.split()[0]}")
    if np is None:
        print("NumPy is not here: nothing was measured")
        return
    print(f"NumPy {np.__version__}")
    a = np.arange(float(COUNT)).reshape(1000, -1)
    flat = a.ravel()
    pairs = [
        ("flatten().sum()", lambda: a.flatten().sum(), "ravel().sum()", lambda: a.ravel().sum(), 8),
        ("astype(float)", lambda: flat.astype(float).shape, "copy=False",
         lambda: flat.astype(float, copy=False).shape, 8),
        ("len(a[a > 0])", lambda: len(flat[flat > 0]), "count_nonzero",
         lambda: np.count_nonzero(flat > 0), 8),
        ("a.copy().sum()", lambda: flat.copy().sum(), "a.sum()", lambda: flat.sum(), 8),
        ("a[a > 0].sum()", lambda: round(flat[flat > 0].sum(), -3), "a.sum(where=a > 0)",
         lambda: round(flat.sum(where=flat > 0), -3), 8),
        ("len(np.where(a > 0)[0])", lambda: len(np.where(flat > 0)[0]), "count_nonzero",
         lambda: np.count_nonzero(flat > 0), 8),
    ]  # fmt: skip
    for bad, copied, good, read, size in pairs:
        much, first = peak_of(bad, copied)
        little, second = peak_of(good, read)
        assert first == second
        assert much > (size - 1) * COUNT and little < 1.2 * COUNT


if __name__ == "__main__":
    main()

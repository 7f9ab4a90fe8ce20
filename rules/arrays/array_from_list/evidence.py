"""What MEM803 claims: a list of numbers that is made for np.array() takes four
to five times what the array takes; np.fromiter() with a count takes the array
alone. And np.array() of a generator is no array of its elements.

    python3 evidence.py        any CPython from 3.8 with NumPy; exit code 1 if it
                               is untrue. Without NumPy nothing is measured.
"""

import sys
import tracemalloc

try:
    import numpy as np
except ImportError:
    np = None

COUNT = 200000


def floats():
    return (i / 2 for i in range(COUNT))


def by_list():
    return np.array([i / 2 for i in range(COUNT)])


def by_iterator():
    return np.fromiter(floats(), float)


def by_count():
    return np.fromiter(floats(), float, count=COUNT)


def of_range():
    return np.array(range(COUNT))


def by_arange():
    return np.arange(COUNT)


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
    listed, wanted = peak_of(by_list)
    for make, most in ((by_iterator, 2), (by_count, 1.1)):
        peak, made = peak_of(make)
        assert (made == wanted).all() and made.dtype == wanted.dtype
        assert peak < most * wanted.nbytes
    assert listed > 4 * wanted.nbytes
    listed, wanted = peak_of(of_range)
    peak, made = peak_of(by_arange)
    assert (made == wanted).all() and peak < 1.1 * made.nbytes
    assert listed > 4 * made.nbytes
    assert np.array(i for i in range(3)).shape == ()


if __name__ == "__main__":
    main()

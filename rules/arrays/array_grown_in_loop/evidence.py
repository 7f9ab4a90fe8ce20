"""What MEM801 claims: NumPy's append, concatenate, vstack, insert and delete
copy the whole array, so that what n turns of a loop allocate is quadratic; a
list that is made an array once, and an array that is filled, are linear.

    python3 evidence.py        any CPython from 3.8 with NumPy; exit code 1 if it
                               is untrue. Without NumPy nothing is measured.
"""

import sys
import tracemalloc

try:
    import numpy as np
except ImportError:
    np = None

TURNS = 1000


def by_append(n):
    values = np.array([])
    for i in range(n):
        values = np.append(values, float(i))
        yield
    assert len(values) == n and values[-1] == n - 1


def by_concatenate(n):
    values = np.array([])
    for i in range(n):
        values = np.concatenate((values, [float(i)]))
        yield
    assert len(values) == n and values[-1] == n - 1


def by_vstack(n):
    rows = np.empty((0, 1))
    for i in range(n):
        rows = np.vstack((rows, [float(i)]))
        yield
    assert len(rows) == n and rows[-1, 0] == n - 1


def by_index(n):
    values = np.array([])
    for i in range(n):
        values = np.r_[values, float(i)]
        yield
    assert len(values) == n and values[-1] == n - 1


def by_insert(n):
    values = np.array([])
    for i in range(n):
        values = np.insert(values, 0, float(i))
        yield
    assert len(values) == n and values[0] == n - 1


def by_delete(n):
    values = np.arange(float(n))
    for _ in range(n):
        values = np.delete(values, 0)
        yield
    assert len(values) == 0


def by_list(n):
    values = []
    for i in range(n):
        values.append(float(i))
        yield
    values = np.array(values)
    assert len(values) == n and values[-1] == n - 1


def by_filling(n):
    values = np.empty(n)
    for i in range(n):
        values[i] = float(i)
        yield
    assert len(values) == n and values[-1] == n - 1


def allocated(way, n):
    """The sum, over the turns, of what each allocates at its peak: a copy is
    made before what it is a copy of is let go."""
    total, turns, is_over = 0, way(n), False
    while not is_over:
        tracemalloc.start()
        is_over = next(turns, turns) is turns
        total += tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return total


def main():
    print(f"CPython {sys.version.split()[0]}")
    if np is None:
        print("NumPy is not here: nothing was measured")
        return
    print(f"NumPy {np.__version__}")
    for way in (by_append, by_concatenate, by_vstack, by_index, by_insert, by_delete):
        ratio = allocated(way, 2 * TURNS) / allocated(way, TURNS)
        print(f"{way.__name__}: twice the turns allocate {ratio:.2f} times as much")
        assert ratio > 3, "each turn copies the whole array"
    for way in (by_list, by_filling):
        ratio = allocated(way, 2 * TURNS) / allocated(way, TURNS)
        print(f"{way.__name__}: twice the turns allocate {ratio:.2f} times as much")
        assert ratio < 3, "a turn costs the same at any length"
    values = np.zeros(100000)
    tracemalloc.start()
    values = np.append(values, 1.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"np.append of one number to 100 000: {peak} bytes")
    assert peak > 8 * 100000


if __name__ == "__main__":
    main()

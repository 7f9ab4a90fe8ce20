"""MEM806: arrays that are copied to be read. `#~` marks what is reported."""

import numpy as np
from numpy.typing import NDArray


def total(image: np.ndarray):
    return image.flatten().sum()  #~


def values(image: NDArray[np.float64]):
    return np.unique(image.flatten())  #~


def made_here(count):
    grid = np.zeros((count, count))
    grid[0] = 1
    return grid.flatten().max()  #~


def zeros(count):
    return np.zeros(count).astype(float)  #~


def steps(low, high):
    return np.linspace(low, high, 1000).astype(np.float64)  #~


def positive(a: np.ndarray):
    return len(a[a > 0])  #~


def large(numbers):
    a = np.asarray(numbers)
    return len(a[a >= 100]) / len(a)  #~


def hits(mask):
    return len(np.where(mask)[0])  #~


def misses(a, b):
    return len(np.nonzero(a != b)[0])  #~


class Image:
    def __init__(self, size):
        self.pixels = np.zeros(size)

    def brightest(self):
        return np.max(self.pixels.flatten())  #~


def of_name(count):
    a = np.zeros(count)
    a[0] = 1
    return a.astype(np.float64)  #~


def of_the_same_ints(count):
    a = np.full(count, 7, dtype=np.int32)
    return a.astype(np.int32)  #~


def sum_of_copy(a: np.ndarray):
    return a.copy().sum()  #~


def largest_of_copy(a: np.ndarray):
    return np.max(np.array(a))  #~


def gone_through(a: np.ndarray):
    count = 0
    for value in a.flatten():  #~
        count += value > 0
    return count


def sum_of_positive(a: np.ndarray):
    return a[a > 0].sum()  #~


def mean_below(a: np.ndarray, limit):
    return np.mean(a[a < limit])  #~


# ------------------------------------------------------------- silent


def copy_changed(a: np.ndarray):
    b = a.copy()
    b[0] = 0
    return b.sum()


def array_of_rows(rows):
    return np.array(rows).sum()


def array_of_other_dtype(a: np.ndarray):
    return np.array(a, dtype=np.float32).sum()


def changed_meanwhile(a: np.ndarray):
    for i, value in enumerate(a.flatten()):
        a[i] = 2 * value


def changed_in_loop(a: np.ndarray):
    i = 0
    for value in a.flatten():
        a[i] = 2 * value
        i += 1


def largest_of_positive(a: np.ndarray):
    """max() needs a value to begin with."""
    return a[a > 0].max()


def sum_by_other(a: np.ndarray, b: np.ndarray):
    return a[b > 0].sum()


def sum_of_picked(a: np.ndarray):
    return a[a > 0].sum(axis=0)


def of_rebound_name(count):
    a = np.zeros(count)
    a = np.round(a)
    return a.astype(np.float64)


def of_wider_ints(count):
    a = np.full(count, 7, dtype=np.int32)
    return a.astype(np.int64)


def read_as_it_is(image: np.ndarray):
    return image.ravel().sum()


def changed(image: np.ndarray):
    flat = image.flatten()
    flat[0] = 0
    return flat


def returned(image: np.ndarray):
    return image.flatten()


def in_other_order(image: np.ndarray):
    return image.flatten("F").sum()


def own_flatten(tree):
    return tree.flatten().sum()


def other_dtype(count):
    return np.zeros(count).astype(int)


def of_ints(count):
    return np.zeros(count, dtype=int).astype(float)


def of_second(count):
    return np.zeros(count, int).astype(float)


def without_copy(count):
    return np.zeros(count).astype(float, copy=False)


def unknown_dtype(a: np.ndarray):
    return a.astype(float)


def counted(a: np.ndarray):
    return np.count_nonzero(a > 0)


def picked(a: np.ndarray):
    return a[a > 0]


def by_position(a: np.ndarray):
    return len(a[3:])


def of_a_list(rows):
    return len(rows[rows > 0])


def chosen(mask, a, b):
    return len(np.where(mask, a, b)[0])


def indices(mask):
    return np.where(mask)[0]


def of_three(index):
    return len(np.nonzero(index)[0]) == 3

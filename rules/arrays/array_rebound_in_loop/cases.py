"""MEM804: arrays that a loop replaces. `#~` marks what is reported."""

import numpy as np
from numpy import zeros


def decay(size, steps):
    level = np.ones(size)
    for _step in range(steps):
        level = level * 0.5  #~
    return level


def drift(size, steps):
    x = zeros(size)
    for step in range(steps):
        x = x + step  #~
        x[0] = 0
    return x


def accumulate(shape, files, read):
    total = np.zeros(shape)
    part = np.empty(shape)
    for path in files:
        part[:] = read(path)
        total = total + part  #~
    return total.sum()


def walk(count):
    position = np.zeros((count, 3))
    speed = np.ones((count, 3))
    time = 0.0
    while time < 100.0:
        position = position - speed  #~
        time += 0.1
    return np.mean(position)


def mean_of(shape, images):
    mean = np.zeros(shape)
    for image in images:
        mean += image
    while mean.max() > 1.0:
        mean = mean / 2.0  #~
    return mean


def relax(size, rate: float, steps: int):
    grid = np.zeros((size, size))
    for step in range(steps):
        grid[0] = 1
        grid = grid * (1 - rate)  #~
        if grid.sum() < 1e-6:
            break
    return grid


def grow(size, steps):
    weights = np.linspace(0, 1, size)
    for step in range(steps):
        weights = (weights * 1.5)  #~
        print(step, weights.mean(), len(weights))
    return weights


class Model:
    def run(self, steps):
        state = np.ones(1000000)
        for step in range(steps):
            state = state - 1 / (step + 1)  #~
            self.norm = np.linalg.norm(state)
        return state


# ------------------------------------------------------------- silent


def in_place(size, steps):
    level = np.ones(size)
    for _step in range(steps):
        level *= 0.5
    return level


def once(size):
    """No loop."""
    level = np.ones(size)
    level = level * 0.5
    return level


def chained(size, steps):
    """NumPy reuses what is between."""
    level = np.ones(size)
    for _step in range(steps):
        level = level * 0.5 + 1
    return level


def of_temporaries(size, steps):
    """The new array takes the place of the one in brackets."""
    level = np.ones(size)
    for step in range(steps):
        level = level + (level * step)
    return level


def kept(size, steps):
    """Each is another object of the list."""
    levels = []
    level = np.ones(size)
    for _step in range(steps):
        level = level * 0.5
        levels.append(level)
    return levels


def kept_as_view(size, steps):
    level = np.ones(size)
    first = None
    for _step in range(steps):
        first = level[:10]
        level = level * 0.5
    return level, first


def yielded(size, steps):
    level = np.ones(size)
    for _step in range(steps):
        level = level * 0.5
        yield level


def given_to_what_may_keep_it(size, steps, show):
    level = np.ones(size)
    for _step in range(steps):
        level = level * 0.5
        show(level)


def of_whole_numbers(size, steps):
    """A float cannot be put in."""
    level = np.zeros(size, int)
    for _step in range(steps):
        level = level + 0.5
    return level


def of_another_dtype(size, steps):
    level = np.zeros(size)
    for _step in range(steps):
        level = level * 1j
    return level


def of_another_shape(size, steps):
    """The first turn makes a row a table."""
    level = np.zeros(size)
    table = np.ones((size, size))
    for _step in range(steps):
        level = level + table
    return level


def of_who_knows_what(size, parts):
    level = np.zeros(size)
    for part in parts:
        level = level + part
    return level


def parameter(level, steps):
    """The caller has it too."""
    for _step in range(steps):
        level = level * 0.5
    return level


def alias(size, steps):
    level = first = np.ones(size)
    for _step in range(steps):
        level = level * 0.5
    return level - first


def number(steps):
    level = 1.0
    for _step in range(steps):
        level = level * 0.5
    return level


def other(size, steps):
    level = np.ones(size)
    for step in range(steps):
        twice = level * 2
        print(twice.sum(), step)
    return level

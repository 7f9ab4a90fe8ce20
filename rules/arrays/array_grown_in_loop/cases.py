"""MEM801: an array that is copied to grow. `#~` marks what is reported."""

from collections import deque

import numpy as np
import tensorflow as tf
import torch
from numpy import append as add
from numpy import array


def appended(sensor, count):
    values = np.array([])
    for _ in range(count):
        values = np.append(values, sensor.read())  #~ note
    return values


def by_another_name(sensor, count):
    values = array([])
    for _ in range(count):
        values = add(values, sensor.read())  #~
    return values


def stacked(paths):
    rows = np.empty((0, 3))
    for path in paths:
        rows = np.vstack((rows, np.loadtxt(path)))  #~ note
    return rows


def first_time(paths):
    everything = None
    for path in paths:
        part = np.load(path)
        if everything is None:
            everything = part
        else:
            everything = np.concatenate([everything, part], axis=0)  #~
    return everything


def first_time_in_one(paths):
    everything = None
    for path in paths:
        part = np.load(path)
        everything = part if everything is None else np.concatenate([everything, part])  #~
    return everything


def in_front(sensor, count):
    values = np.array([])
    for _ in range(count):
        values = np.concatenate((sensor.read(), values))  #~
    return values


def indexed(parts):
    whole = np.zeros(0)
    for part in parts:
        whole = np.r_[whole, part]  #~
    return whole


def inserted(pairs, table):
    for at, value in pairs:
        table = np.insert(table, at, value)  #~
    return table


def deleted(indices, table):
    for at in sorted(indices, reverse=True):
        table = np.delete(table, at)  #~ note
    return table


def until_done(source):
    seen = np.array([], dtype=int)
    while not source.done():
        if source.ready():
            seen = np.append(seen, source.next()).astype(int)  #~
    return seen


def predictions(model, loader):
    found = torch.empty(0)
    for batch in loader:
        found = torch.cat([found, model(batch)])  #~ note
    return found


def by_keyword(model, loader):
    found = torch.empty(0)
    for batch in loader:
        found = torch.cat(tensors=(found, model(batch)), dim=0)  #~
    return found


def flowing(parts):
    whole = tf.zeros((0, 4))
    for part in parts:
        whole = tf.concat([whole, part], axis=0)  #~
    return whole


def from_last(steps, start):
    path = np.array([start])
    for step in steps:
        path = np.append(path, path[-1] + step)  #~
    return path


def side_by_side(samples):
    xs, ys = np.array([]), np.array([])
    for sample in samples:
        xs, ys = np.append(xs, sample.x), np.append(ys, sample.y)  #~
    return xs, ys


def fitted(model, points):
    known = np.empty((0, 2))
    for point in points:
        known = np.vstack([known, point])  #~ note
        model.fit(known)
    return known


class Log:
    def __init__(self):
        self.values = np.array([])

    def read_all(self, source):
        for item in source:
            self.values = np.append(self.values, item)  #~


class Net:
    def __init__(self):
        self.grad = None

    def gradients(self, components):
        grad = np.zeros((1, 4))
        for component in components:
            part = component.grad(4)
            grad = np.vstack((grad, part))  #~ note
        return grad


# ------------------------------------------------------------- silent


def once(values, last):
    values = np.append(values, last)
    return values


def list_first(sensor, count):
    values = []
    for _ in range(count):
        values.append(sensor.read())
    return np.array(values)


def many_at_once(paths):
    return np.concatenate([np.load(path) for path in paths])


def preallocated(sensor, count):
    values = np.empty(count)
    for i in range(count):
        values[i] = sensor.read()
    return values


def recent(sensor, count):
    values = deque(maxlen=count)
    for _ in range(count * 2):
        values.append(sensor.read())
    return np.array(values)


def for_each(paths, extra):
    for path in paths:
        values = np.load(path)
        values = np.append(values, extra)
        yield values


def few(grid):
    edges = np.array([])
    for side in ("left", "right", "top"):
        edges = np.append(edges, grid.edge(side))
    return edges


def window(sensor, count):
    recent_values = np.zeros(100)
    for _ in range(count):
        recent_values = np.append(recent_values[1:], sensor.read())
        sensor.show(recent_values)


def window_cut_after(sensor, count):
    buffer = np.array([])
    for _ in range(count):
        buffer = np.append(buffer, sensor.read())
        if len(buffer) > 100:
            buffer = buffer[-100:]
        sensor.show(buffer)


def frames(stream, size):
    buffer = np.array([])
    for chunk in stream:
        buffer = np.concatenate([buffer, chunk])
        while len(buffer) >= size:
            yield buffer[:size]
            buffer = buffer[size:]


def doubled(pattern, times):
    for _ in range(times):
        pattern = np.concatenate((pattern, pattern))
    return pattern


def subdivided(vertices, times):
    for _ in range(times):
        middles = (vertices[1:] + vertices[:-1]) / 2
        vertices = np.sort(np.concatenate((vertices, middles)))
        vertices = np.vstack((vertices, middles))
    return vertices


def grown_on_demand(source):
    buffer, used = np.zeros(1024), 0
    for value in source:
        if used == len(buffer):
            buffer = np.concatenate([buffer, np.zeros(1024 * 1024)])
        buffer[used] = value
        used += 1
    return buffer[:used]


def replaced(changes, active):
    for change in changes:
        active = np.delete(active, change.index)
        active = np.append(active, change.value)
    return active


def dense(layers, x):
    for layer in layers:
        x = torch.cat([x, layer(x)], dim=1)
    return x


def decoder(layers, skips, x):
    for layer, skip in zip(layers, skips):
        x = torch.cat([layer(x), skip], dim=1)
    return x


def to_another(parts, base):
    for part in parts:
        whole = np.append(base, part)
        print(whole.mean())


def own_append(values, items):
    np_like = __import__("own")
    for item in items:
        values = np_like.append(values, item)
    return values


# ------------------------------------------------------------- with the data


def numbers_of(path):
    values = np.array([])
    with open(path) as file:
        for line in file:
            values = np.append(values, float(line))  #~ warning
    return values


def first_million(sensor):
    values = np.array([])
    for _ in range(1000000):
        values = np.append(values, sensor.read())  #~ warning
    return values


def of_both_sides(sides):
    """How many there are is not known."""
    values = np.array([])
    for side in sides:
        values = np.concatenate([values, side])  #~ note
    return values

"""MEM803: a list made only for np.array(). `#~` marks what is reported."""

import math

import numpy as np
from numpy import array


def lengths(rows):
    return np.array([len(row) for row in rows])  #~ note


def roots(records):
    return np.array([math.sqrt(record.area()) for record in records])  #~


def parsed(path):
    with open(path) as file:
        return np.array([float(line) for line in file])  #~ warning


def parsed_to_list(path):
    with open(path) as file:
        return np.array(list(map(float, file.readlines())))  #~


def typed(path):
    lines = open(path).readlines()
    return np.asarray([len(line) for line in lines], dtype=np.int32)  #~ warning


def long_lines(path):
    with open(path) as file:
        return array([float(line) for line in file if len(line) > 1])  #~


def of_a_stream(stream):
    return np.array([float(part) for part in stream.read().split()])  #~ warning


def numbered(rows):
    return np.array(range(len(rows)))  #~ note


def numbered_by_list(rows):
    return np.array(list(range(1, len(rows))))  #~


def many():
    return np.array(range(1000000), dtype=float)  #~ warning


def squares():
    return np.array([i * i for i in range(100000)])  #~ warning


# ------------------------------------------------------------- silent


def from_iterator(rows):
    return np.fromiter((len(row) for row in rows), int, count=len(rows))


def from_generator(rows):
    return np.array(len(row) for row in rows)


def counted(rows):
    return np.arange(len(rows))


def small():
    return np.array([len(word) for word in ("a", "few", "words")])


def of_a_head(stream):
    return np.array(list(map(float, stream.readline().split()[:3])))


def axes():
    return np.array(range(3))


def of_a_line(line: str):
    return np.array([float(part) for part in line.split(",")])


def written_out(a, b):
    return np.array([a, b, a + b])


def points(rows):
    return np.array([(row.x, row.y) for row in rows])


def table(rows):
    return np.array([[float(part) for part in row] for row in rows])


def texts(words):
    return np.array([word.strip() for word in words])


def objects(rows):
    return np.array([len(row) for row in rows], dtype=object)


def channels(names):
    return np.array([len(name) for name in names])


def flags(rows):
    return np.array([1 if row else 0 for row in rows])


def looked_up(rows: list[str], numbers: dict[str, int]):
    return np.array([numbers[row] for row in rows])


def unknown(rows):
    return np.array([row.value for row in rows])


def unknown_function(rows, measure):
    return np.array([measure(row) for row in rows])


def column(rows):
    return np.array([len(row) for row in rows], ndmin=2)


def kept(rows):
    sizes = [len(row) for row in rows]
    return sizes, np.array(sizes)


def ordered(rows):
    return np.array(sorted(len(row) for row in rows))

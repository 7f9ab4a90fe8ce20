"""MEM407: many numbers held by a list. `#~`: reported."""

import math
import statistics
import struct
import time


def spread(file):
    values = []  #~
    for line in file.readlines():
        values.append(float(line))
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values))


def middle(path):
    with open(path) as file:
        sizes = [int(line) for line in file]  #~
    total = sum(sizes)
    for i in range(len(sizes)):
        if sizes[i] * 2 > total:
            return i
    return -1


def offsets(path):
    starts = []  #~
    with open(path, "rb") as file:
        for line in file:
            if line.startswith(b"From "):
                starts.append(file.tell())
    return starts[-1] - starts[0]


def sieve():
    least = list(range(1000000))  #~
    for n in range(2, 1000):
        for multiple in range(n * n, 1000000, n):
            if least[multiple] == multiple:
                least[multiple] = n
    return sum(1 for n in range(2, 1000000) if least[n] == n)


def halves():
    table = [n * 0.5 for n in range(5000)]  #~
    best = max(table)
    for value in table:
        if value * 2 == best:
            return value
    return None


def smooth(path):
    values = list(map(float, open(path)))  #~
    for i in range(1, len(values)):
        values[i] = (values[i] + values[i - 1]) / 2
    return max(values) - min(values)


def waits(rows):
    seen: list = []  #~ missing: the annotation says nothing of its elements
    for row in open(rows):
        started = time.perf_counter()
        handle(row)
        seen.append(time.perf_counter() - started)
    print(len(seen), min(seen), max(seen))


def handle(row):
    print(row)


def ends(path):
    places = []  #~
    with open(path, "rb") as file:
        while True:
            line = file.readline()
            if not line:
                break
            places.append(file.tell())
    return places[-1] - places[0]


def gaps(path):
    times = []  #~
    for line in open(path):
        if line.strip():
            times.append(float(line.split()[0]))
    widest = 0.0
    for a, b in zip(times, times[1:]):
        widest = max(widest, b - a)
    return widest, times[0]


def shuffled(path):
    order = [float(row.split()[0]) for row in open(path)]  #~
    for i in range(0, len(order) - 1, 2):
        order[i], order[i + 1] = order[i + 1], order[i]
    return sum(a * i for i, a in enumerate(order)) + len(order)


# Near misses: the list is what was asked for, or goes elsewhere.

def loaded(file):
    values = []
    for line in file.readlines():
        values.append(float(line))
    print(len(values))
    return values


def kept(file, table):
    values = [float(line) for line in file.readlines()]
    table["values"] = values
    return sum(values)


def passed(file):
    values = [float(line) for line in file.readlines()]
    plot(values)
    return max(values)


def plot(values):
    print(values)


# What an array does not have.

def ordered(path):
    values = [float(line) for line in open(path)]
    values.sort()
    return values[0], values[-1]


def joined(path, more):
    values = [float(line) for line in open(path)]
    both = values + more
    return sum(both) + len(values)


def equal(path, other):
    values = [float(line) for line in open(path)]
    return values == other or sum(values) == 0


def part(path):
    values = [float(line) for line in open(path)]
    head = values[:10]
    return head, sum(values)


# Numbers that are surely shared.

def zeros():
    counts = [0] * 1000000
    for i in range(1000000):
        counts[i // 1000] = 1
    return sum(counts)


def codes(path):
    values = [ord(c) for c in open(path).read()]
    return sum(values) + len(values)


def masked(path):
    values = [int(line) & 0xFF for line in open(path)]
    return sum(values) + len(values)


def flags(path):
    values = [line.startswith("#") for line in open(path)]
    return sum(values) + len(values)


def lengths(path):
    values = [len(line) for line in open(path)]
    return sum(values) + len(values)


# No numbers, or not all of them.

def texts(path):
    values = [line.strip() for line in open(path)]
    return len(values) + values.index("")


def some(path):
    values = [float(line) if line else None for line in open(path)]
    return values[0], len(values)


def unpacked(data):
    values = []
    for i in range(0, len(data), 8):
        values.append(struct.unpack_from("<q", data, i)[0])
    return statistics.mean(values), values[0]


# A few, or nobody knows how many.

def parts(line):
    values = [int(v) for v in line.split(".")]
    return values[0], len(values)


def scaled(values):
    halved = [float(v) / 2 for v in values]
    return sum(halved) / len(halved)


# Read once: no list is needed at all, which others say.

def total(path):
    values = [float(line) for line in open(path)]
    return sum(values)


# Numbers of any size: no array holds them.

def powers():
    values = [3 ** n for n in range(2000)]
    return values[0], sum(values)

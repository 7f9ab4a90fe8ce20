"""MEM203: the rest of a sequence takes its place at every turn. Runs alone; exit
1 if it fails.

First what one cut allocates, then how many elements all cuts of a loop copy, at
n and at 2n: that grows with the square (a ratio of 4), with an offset or a
deletion in place with the length. The peak is only about twice the sequence.
"""

import array
import collections
import tracemalloc

SHORT, LONG = 4_000, 8_000
STEP = 4


class Counted:
    """The lengths of all that was copied, added up."""

    total = 0


def count(piece):
    Counted.total += len(piece)
    return piece


def cut(xs):
    turns = 0
    while xs:
        xs = count(xs[STEP:])
        turns += 1
    return turns


def cut_back(xs):
    turns = 0
    while xs:
        xs = count(xs[:-STEP])
        turns += 1
    return turns


def unpacked(xs):
    turns = 0
    while xs:
        first, second, third, fourth, *xs = xs
        count(xs)
        turns += 1
    return turns


def split(text):
    turns = 0
    while text:
        text = count(text.split(" ", 1)[1])
        turns += 1
    return turns


def partition(text):
    turns = 0
    while text:
        head, mark, text = text.partition(" ")
        count(text)
        turns += 1
    return turns


def offset(xs):
    turns = start = 0
    while start < len(xs):
        count(xs[start : start + STEP])
        start += STEP
        turns += 1
    return turns


def deleted(data):
    buffer = bytearray(data)
    turns = 0
    while buffer:
        count(buffer[:STEP])
        del buffer[:STEP]
        turns += 1
    return turns


def popped(xs):
    queue = collections.deque(xs)
    turns = 0
    while queue:
        for _ in range(STEP):
            queue.popleft()
        count("xxxx")
        turns += 1
    return turns


def viewed(data):
    view = memoryview(data)
    turns = 0
    while view:
        Counted.total += STEP
        view = view[STEP:]
        turns += 1
    return turns


def copied(function, sequence):
    Counted.total = 0
    turns = function(sequence)
    assert turns == len(sequence) // STEP, function.__name__
    return Counted.total


def peak(function, sequence):
    tracemalloc.start()
    function(sequence)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seen


def cut_once(xs):
    rest = xs[STEP:]
    return len(rest)


def in_eighths(data):
    step = len(data) // 8
    while data:
        data = data[step:]


def numbers(n):
    return list(range(n))


BAD = [
    ("list", cut, numbers),
    ("tuple", cut, lambda n: tuple(range(n))),
    ("str", cut, lambda n: "x" * n),
    ("bytes", cut, bytes),
    ("bytearray", cut, bytearray),
    ("array", cut, lambda n: array.array("i", range(n))),
    ("list from behind", cut_back, numbers),
    ("first, *xs = xs", unpacked, numbers),
    ("s.split(x, 1)[1]", split, lambda n: "abc " * (n // 4)),
    ("s.partition(x)", partition, lambda n: "abc " * (n // 4)),
]
GOOD = [
    ("an offset", offset, numbers),
    ("del b[:n]", deleted, bytes),
    ("a deque", popped, numbers),
    ("a memoryview", viewed, bytes),
]


ONE_CUT = [
    ("list", [None] * LONG, 8 * LONG),
    ("tuple", (None,) * LONG, 8 * LONG),
    ("str", "x" * LONG, LONG),
    ("bytes", bytes(LONG), LONG),
    ("bytearray", bytearray(LONG), LONG),
    ("array", array.array("i", bytes(4 * LONG)), 4 * LONG),
    ("memoryview", memoryview(bytes(LONG)), 0),
]


def main():
    for name, sequence, size in ONE_CUT:
        allocated = peak(cut_once, sequence)
        print(f"one cut of a {name} of {LONG}: {allocated} bytes")
        assert 0.99 * size <= allocated < size + 1_000, name
    for name, function, make in BAD:
        at_n, at_2n = copied(function, make(SHORT)), copied(function, make(LONG))
        print(f"{name}: {at_n} elements copied, at twice the length {at_2n}")
        assert at_2n > 3.8 * at_n, name
        assert at_2n > LONG * LONG / (2 * STEP) * 0.9, name
    for name, function, make in GOOD:
        at_n, at_2n = copied(function, make(SHORT)), copied(function, make(LONG))
        print(f"{name}: {at_n} elements copied, at twice the length {at_2n}")
        assert at_2n < 2.1 * at_n and at_2n <= LONG, name
    data = bytes(1_000_000)
    seen = peak(in_eighths, data)
    print(f"cutting 1 MB in eighths: {seen} bytes at its peak")
    assert 800_000 < seen < 2 * len(data)


main()

"""MEM407: bytes of a number in a list and in an array.

Runs alone; exit 1 if the claim fails: a list of distinct ints or floats takes
30 bytes or more for each, an array of them less than 10, and numbers from -5 to
256 take no more than a pointer each in a list.
"""

import tracemalloc
from array import array

COUNT = 20000


def bad(lines, number):
    values = []
    for line in lines:
        values.append(number(line))
    return values


def good(lines, number):
    values = array("d" if number is float else "q")
    for line in lines:
        values.append(number(line))
    return values


def bytes_each(fill, first, number):
    lines = (str(first + i % 250 if first == 0 else first + i)
             for i in range(COUNT))
    tracemalloc.start()
    kept = fill(lines, number)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / len(kept), sum(kept), kept[COUNT // 2], len(kept)


def main():
    for name, number in (("int", int), ("float", float)):
        size, *values = bytes_each(bad, 1000, number)
        other, *others = bytes_each(good, 1000, number)
        assert values == others
        print(f"bytes each {name}: list {size:.0f}, array {other:.0f}")
        assert size >= 30 and other < 10
    small, *_ = bytes_each(bad, 0, int)
    print(f"bytes each int from 0 to 249: list {small:.0f}")
    assert small < 10


main()

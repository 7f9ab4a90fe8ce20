"""MEM208: a copy at every turn of a loop. Exit 1 if a claim fails.

What is allocated is counted by the peaks of the single copies: tracemalloc
gives no sum of all allocations.
"""

import tracemalloc

ELEMENTS = 20_000
TURNS = 100


def allocated(make, value):
    """The bytes of all copies that TURNS calls of make(value) make."""
    total = 0
    tracemalloc.start()
    for _ in range(TURNS):
        tracemalloc.stop()
        tracemalloc.start()
        make(value)
        total += tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return total


def bad(table):
    result = []
    for number in range(TURNS):
        result.append(list(table)[number])
    return result


def good(table):
    keys = list(table)
    return [keys[number] for number in range(TURNS)]


def main():
    table = {f"key {i}": [i] for i in range(ELEMENTS)}
    assert bad(table) == good(table)
    once = allocated(list, table) // TURNS
    for name, make, least in [
        ("list", list, 8),
        ("set", set, 8),
        ("dict", dict, 16),
    ]:
        total = allocated(make, table)
        print(f"{name}: {total} bytes in {TURNS} turns over {ELEMENTS} elements")
        assert total > least * ELEMENTS * TURNS, name
    print(f"one list of the keys: {once} bytes")
    assert once < 9 * ELEMENTS


main()

"""MEM612: a dict or set that was emptied element by element keeps its table.

Filled with 200 000 and drained to 0 by popitem(), pop(), del, discard();
counted is its own size. And when the table goes: by clear(), by a new
container, by so many insertions. Runs alone under any CPython from 3.8 on;
exit 1 if the claim fails.
"""

import collections
import sys

COUNT = 200000


def dict_popitem():
    table = dict.fromkeys(range(COUNT))
    while table:
        table.popitem()
    return table


def dict_pop():
    table = dict.fromkeys(range(COUNT))
    for key in list(table):
        table.pop(key)
    return table


def dict_del():
    table = dict.fromkeys(range(COUNT))
    for key in list(table):
        del table[key]
    return table


def set_pop():
    table = set(range(COUNT))
    while table:
        table.pop()
    return table


def set_discard():
    table = set(range(COUNT))
    for key in list(table):
        table.discard(key)
    return table


def dict_clear():
    table = dict.fromkeys(range(COUNT))
    table.clear()
    return table


def set_clear():
    table = set(range(COUNT))
    table.clear()
    return table


def dict_replaced():
    table = dict.fromkeys(range(COUNT))
    taken, table = table, {}
    for _ in taken.items():
        pass
    return table


def list_pop():
    table = list(range(COUNT))
    while table:
        table.pop()
    return table


def deque_popleft():
    table = collections.deque(range(COUNT))
    while table:
        table.popleft()
    return table


def main():
    for way, low, high in (
        (dict_popitem, 5000000, 20000000),
        (dict_pop, 5000000, 20000000),
        (dict_del, 5000000, 20000000),
        (set_pop, 4000000, 20000000),
        (set_discard, 4000000, 20000000),
        (dict_clear, 0, 1000),
        (set_clear, 0, 1000),
        (dict_replaced, 0, 1000),
        (list_pop, 0, 1000),
        (deque_popleft, 0, 2000),
    ):
        table = way()
        assert not table
        size = sys.getsizeof(table)
        print("%s: %d bytes when empty" % (way.__name__, size))
        assert low <= size <= high, way


main()

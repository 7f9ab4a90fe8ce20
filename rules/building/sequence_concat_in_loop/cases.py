"""MEM303: a list or tuple that is copied to grow. `#~` marks what is reported."""

import collections

import numpy as np


def names(rows):
    found = []
    for row in rows:
        found = found + [row.name]  #~
    return found


def numbers_of(path):
    found = []
    with open(path) as file:
        for line in file:
            found = found + [int(line)]  #~
    return found


def received(socket):
    pieces = ()
    while True:
        piece = socket.recv(4096)
        if not piece:
            return pieces
        pieces += (piece,)  #~


def flat(groups):
    items = []
    for group in groups:
        items = items + list(group)  #~
    return items


def displayed(rows):
    found = []
    for row in rows:
        found = [*found, row.name]  #~
    return found


def several(rows):
    found = []
    for row in rows:
        if row.name:
            found = [*found, row.name, row.size]  #~
    return found


def in_front(rows):
    found = []
    for row in rows:
        found = [row.name] + found  #~
    return found


def tuple_in_front(rows):
    found = ()
    for row in rows:
        found = (row.name,) + found  #~
    return found


def spread_in_front(rows):
    found = []
    for row in rows:
        found = [row.name, *found]  #~
    return found


def with_tuple(rows):
    found = ()
    for row in rows:
        found += (row.name,)  #~
    return found


def tuple_plus(rows):
    found = tuple()
    for row in rows:
        found = found + (row.name, row.size)  #~
    return found


def read_all(queue):
    seen = []
    while not queue.empty():
        seen = seen + [queue.get()]  #~
    return seen


def chained(pairs):
    found = []
    for a, b in pairs:
        found = found + [a] + [b]  #~
    return found


def not_of_its_own(rows, found: list):
    for row in rows:
        found = found + [row]  #~
    return found


def sorted_seed(rows, more):
    found = sorted(rows)
    for row in more:
        found = found + [row]  #~
    return found


def passed_on(rows, log):
    found = []
    for row in rows:
        found = found + [row]  #~
        log(found)
    return found


class Journal:
    def __init__(self):
        self.lines = []

    def read(self, file):
        for line in file:
            self.lines = self.lines + [line]  #~

    def extend(self, file):
        for line in file:
            self.lines += [line]


# Near misses.


def extended(rows):
    found = []
    for row in rows:
        found += [row.name]
    return found


def appended(rows):
    found = []
    for row in rows:
        found.append(row.name)
    return found


def once(rows):
    found = []
    for row in rows:
        found = [] + [row.name]
    return found


def not_in_a_loop(row):
    found = []
    found = found + [row.name]
    return found


def few_turns(row):
    found = []
    for key in ("name", "size", "mode"):
        found = found + [row[key]]
    return found


def few_calls(row):
    found = ()
    for k in range(4):
        found += (row[k],)
    return found


def made_anew(groups):
    for group in groups:
        found = []
        found = found + [group]
        print(found)


def every_prefix(rows):
    found = ()
    prefixes = []
    for row in rows:
        prefixes.append(found)
        found = found + (row,)
    return prefixes


def every_prefix_yielded(rows):
    found = []
    for row in rows:
        yield found
        found = found + [row]


def totals(arrays):
    total = [0.0, 0.0]
    for array in arrays:
        total = total + np.asarray(array)
    return total


def unknown(rows, found):
    for row in rows:
        found = found + row
    return found


def numbers(rows):
    total = 0
    for row in rows:
        total = total + row.size
    return total


def padded(shape: tuple):
    while len(shape) < 4:
        shape = (1,) + shape
    return shape


def with_deque(rows):
    found = collections.deque()
    for row in rows:
        found.appendleft(row)
    return found


def left_at_once(rows):
    found = []
    for row in rows:
        if row:
            found = found + [row]
            break
    return found


def keywords(**options):
    found = ()
    for key, value in options.items():
        found += (key, value)
    return found


def path_parts(path):
    found = []
    for part in path.split("/", 3):
        found = found + [part]
    return found


def refined(nodes, graph):
    work = sorted(nodes)
    while work:
        last = work.pop()
        for node in graph.neighbours(last):
            parts = sorted(graph.split(node))
            work = parts[1:] + work
    return graph


def in_front_and_read(tags):
    opened = []
    for tag in tags:
        opened = [tag] + opened
        for each in opened:
            print(each)
    return opened


def in_front_and_bound(tags):
    opened = []
    for tag in tags:
        if tag.starts:
            opened = [tag] + opened
        else:
            opened = [each for each in opened if each != tag]
    return opened


def keys_of(services, build):
    found = []
    for service in services:
        names = build(service)
        found = found + names.keys()  # a TypeError
    return found


def two_names(rows):
    found = kept = []
    for row in rows:
        found = found + [row.name]
    return found, kept


def block_of(name, variable, places):
    key = (name,)
    for dim in variable.dims:
        key += (places[dim],)
    return key


def cut(items):
    waiting = []
    for item in items:
        waiting = waiting + [item]
        show(waiting[-3:])
    return waiting


def looked_up(items):
    found = []
    for item in items:
        found = found + [item]  #~
        show(found[-1])
    return found

"""MEM204: copies of all of a container that are only read once."""

import copy
import sys
from collections import deque

REGISTRY = {}


# Reported: nothing changes what is copied while the copy is read


def printed(names):
    seen = {name.lower() for name in names}
    for name in list(seen):  #~
        print(name)


def by_slice(path):
    with open(path) as file:
        lines = file.readlines()
    for line in lines[:]:  #~
        print(line)


def by_method(words):
    words = [word.strip() for word in words]
    return [word for word in words.copy() if word]  #~


def keys(rows):
    table = {row.key: row for row in rows}
    for key in list(table):  #~
        print(key, table[key])


def as_tuple(rows):
    limits = [(row.low, row.high) for row in rows]
    return dict(zip(rows, tuple(limits)))  #~


def total(numbers):
    numbers = sorted(numbers)
    return sum(list(numbers))  #~


def with_module(items):
    items = [item for item in items if item]
    for item in copy.copy(items):  #~
        print(item)


def searched(words, name):
    words = [word.strip() for word in words]
    return name in list(words)  #~


def letters(text: str):
    counts = {}
    for letter in list(text):  #~
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def queue(rows):
    waiting = deque(rows)
    for row in waiting.copy():  #~
        print(row)


# Silent: the loop changes it


def removed(names):
    seen = {name.lower() for name in names}
    for name in list(seen):
        if name.startswith("_"):
            seen.remove(name)
    return seen


def popped(rows):
    table = {row.key: row for row in rows}
    for key in list(table):
        if not table[key]:
            del table[key]
    return table


def extended(words):
    words = [word.strip() for word in words]
    for word in words[:]:
        words.append(word.upper())
    return words


# Silent: what is called may change it


def given_away(names, take):
    seen = {name.lower() for name in names}
    take(seen)
    keep = [seen]
    for name in list(seen):
        take(name)
    return keep


def captured(names, visit):
    seen = {name.lower() for name in names}

    def forget(name):
        seen.discard(name)

    for name in list(seen):
        visit(name, forget)


# Silent: attributes, globals, sys.modules, parameters: others hold them too


class Server:
    def __init__(self):
        self.clients = []

    def show(self):
        for client in list(self.clients):
            print(client)


def registered():
    for name in list(REGISTRY):
        print(name)


def modules():
    for name in list(sys.modules):
        print(name)


def of_caller(names: list):
    for name in names[:]:
        print(name)


# Silent: nothing is copied


def whole_tuple(rows):
    rows = tuple(rows)
    for row in rows[:]:
        print(row)
    for row in tuple(rows):
        print(row)


def whole_text(text: str):
    for letter in text[:]:
        print(letter)


# Silent: small, unknown, kept, or an iterator


def small():
    pair = ["a", "b"]
    for side in list(pair):
        print(side)


def unknown(values):
    for value in list(values):
        print(value)


def kept(names):
    seen = {name.lower() for name in names}
    order = list(seen)
    for name in order:
        print(name)
    return order


def iterator(names):
    upper = map(str.upper, names)
    for name in list(upper):
        print(name)

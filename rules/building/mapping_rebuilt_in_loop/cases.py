"""MEM304: a dict or set that is copied to grow. `#~` marks what is reported."""

import re


def index(rows):
    found = {}
    for row in rows:
        found = {**found, row.key: row}  #~
    return found


def keys_of(path):
    found = {}
    with open(path) as file:
        for line in file:
            key, value = line.split("=", 1)
            found = {**found, key: value}  #~
    return found


def merged(mappings):
    found = {}
    for mapping in mappings:
        found = {**found, **mapping}  #~
    return found


def united(mappings):
    found = {}
    for mapping in mappings:
        found = found | mapping  #~
    return found


def by_call(mappings):
    found = {}
    for mapping in mappings:
        found = dict(found, **mapping)  #~
    return found


def names(rows):
    found = set()
    for row in rows:
        found = found | {row.name}  #~
    return found


def by_union(groups):
    found = set()
    for group in groups:
        found = found.union(group)  #~
    return found


def frozen(rows):
    found = frozenset()
    for row in rows:
        found |= {row.name}  #~
    return found


def spread(rows):
    found = set()
    for row in rows:
        found = {*found, row.name}  #~
    return found


def the_other_way(mappings):
    found = {}
    for mapping in mappings:
        found = mapping | found  #~
    return found


def same_keys(rows, log):
    state = {}
    for row in rows:
        state = {**state, "row": row}  #~
    return state


class Index:
    def __init__(self):
        self.rows = {}

    def read(self, rows):
        for row in rows:
            self.rows = {**self.rows, row.key: row}  #~


# Near misses.


def in_place(rows):
    found = {}
    for row in rows:
        found[row.key] = row
    return found


def updated(mappings):
    found = {}
    for mapping in mappings:
        found |= mapping
    return found


def added(rows):
    found = set()
    for row in rows:
        found |= {row.name}
    return found


def rendered(rows, attributes: dict, render):
    for row in rows:
        attributes = {**attributes, "id": row.name}
        print(render(row, attributes))


def flags(names):
    found = 0
    for name in names:
        found = found | getattr(re, name)
    return found


def unknown(rows, found):
    for row in rows:
        found = found | row.flags
    return found


def each_its_own(rows, defaults):
    for row in rows:
        options = {}
        options = {**options, **row.options}
        print(options)


def few_turns(environment):
    found = {}
    for key in ("HOME", "PATH", "USER"):
        found = {**found, key: environment[key]}
    return found


def not_in_a_loop(row):
    found = {}
    found = {**found, row.key: row}
    return found


def snapshots(rows):
    state = {}
    history = []
    for row in rows:
        state = {**state, row.key: row}
        history.append(state)
    return history


def intersection(groups):
    found = set("abc")
    for group in groups:
        found = found & group
    return found


def other_dict(rows, dict):
    found = {}
    for row in rows:
        found = dict(found, row)
    return found


def left_at_once(rows):
    found = {}
    for row in rows:
        if row.key:
            found = {**found, row.key: row}
            break
    return found


def synonyms(words, numbers):
    found = set()
    for word in words:
        found = found.union([name.lower() for name in numbers[word]])  #~
    return found


def first_one_wins(layers: list[dict[str, int]]):
    merged: dict[str, int] = {}
    for layer in layers:
        merged = {**layer, **merged}  #~
    return merged


def first_one_wins_by_union(layers: list[dict[str, int]]):
    merged: dict[str, int] = {}
    for layer in layers:
        merged = layer | merged  #~
    return merged


def spread(seed, near):
    seen = new = {seed}
    while new:
        found = set()
        for one in new:
            seen = seen.union(near(one))
            found = found.union(near(one))  #~
        new = found - seen
    return seen

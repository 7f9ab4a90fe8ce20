"""MEM508: lists that are made only to make another container of them."""

from collections import OrderedDict, deque


# Reported: comprehensions


def names(rows):
    return set([row.name for row in rows])  #~


def by_name(rows):
    return dict([(row.name, row) for row in rows])  #~


def with_split(lines):
    return dict([line.split("=", 1) for line in lines])  #~


def ordered(rows):
    return OrderedDict([(row.name, row) for row in rows])  #~


def frozen(rows):
    return frozenset([row.name for row in rows])  #~


def twice(rows):
    return list([row.name for row in rows])  #~


def in_order(rows):
    return sorted([row.name for row in rows], key=len)  #~


def queue(rows):
    return deque([row for row in rows if row.is_open])  #~


def long_tuple(path):
    with open(path) as file:
        lines = file.readlines()
    return tuple([line.strip() for line in lines])  #~


def extended(rows, more):
    result = [row.name for row in rows]
    result.extend([row.name for row in more])  #~
    return result


def updated(rows, more):
    seen = {row.name for row in rows}
    seen.update([row.name for row in more])  #~
    return seen


# Reported: list()


def of_list(names):
    return set(list(names))  #~


def of_pairs(keys, values):
    return dict(list(zip(keys, values)))  #~


def of_range(count):
    return deque(list(range(count)))  #~


def of_map(names):
    return tuple(list(map(str.strip, names)))  #~


# Silent: as it should be


def good(rows):
    one = {row.name for row in rows}
    two = {row.name: row for row in rows}
    three = sorted(row.name for row in rows)
    return one, two, three


# Silent: the list is used


def kept(rows):
    found = [row.name for row in rows]
    return set(found), found


# Silent: another function, a method of something unknown


def other(rows, result):
    result.extend([row.name for row in rows])
    return print([row.name for row in rows])


# Silent: what is added comes from the receiver


def doubled(rows):
    result = [row.name for row in rows]
    result.extend([name.upper() for name in result])
    result.extend(list(result))
    return result


class Table:
    def __init__(self):
        self.rows = []

    def add(self, rows):
        self.rows.extend([self.made(row) for row in rows])

    def made(self, row):
        return (row, len(self.rows))


# Silent: few elements


def few(a, b):
    return set([x for x in (a, b) if x])


def splat(*args):
    return set(list(args))


# Silent: a short tuple takes less by a list


def point(values):
    return tuple([value / 2 for value in values])


# Silent: dict() of a mapping is not dict() of its keys


def of_keys(pairs):
    return dict(list(pairs))


# Silent: keywords; await


def named(rows):
    return dict([(row.name, row) for row in rows], total=len(rows))


async def awaited(rows):
    return set([await row for row in rows])


# Silent: not the builtin


def shadowed(set, rows):
    return set([row.name for row in rows])


def in_an_f_string(xs: list[str]) -> str:
    """No fix: the brace of the set would stand beside that of the field."""
    return f"{set([x for x in xs])}"  #~

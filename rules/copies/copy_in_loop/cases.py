"""MEM208: copies that a loop makes anew at every turn, only to read them."""

import copy


# Reported


def names(table: dict, numbers):
    result = []
    for number in numbers:
        result.append(list(table)[number])  #~
    return result


def by_key(table: dict, numbers: list):
    return [list(table.keys())[number] for number in numbers]  #~


def known(words: list, rows: list):
    return [row for row in rows if row in set(words)]  #~


def searched(table: dict, rows: list):
    for row in rows:
        if row in list(table.values()):
            return row
    return None


def totals(weights: list, rows: list):
    result = []
    for row in rows:
        mine = list(weights)  #~
        result.append(mine[0] * row)
    return result


def lengths(pairs, rows: list):
    options = dict(pairs)
    sizes = []
    for row in rows:
        mine = options.copy()  #~
        sizes.append(len(mine) + row)
    return sizes


def shallow(options: dict, rows: list):
    sizes = []
    for row in rows:
        mine = copy.copy(options)  #~
        if row in mine:
            sizes.append(row)
    return sizes


def numbered(words: list, count: int):
    found = []
    for number in range(count):
        found.append(tuple(words)[number])  #~
    return found


# Silent: once


def once(table: dict, numbers):
    keys = list(table)
    return [keys[number] for number in numbers]


# Silent: the copy is kept, changed, given away


def kept(row: dict, numbers):
    result = []
    for number in numbers:
        result.append(dict(row))
    return result


def changed(defaults: dict, rows: list):
    result = []
    for row in rows:
        mine = dict(defaults)
        mine["row"] = row
        result.append(len(mine))
    return result


def given(defaults: dict, rows: list, take):
    for row in rows:
        take(row, copy.deepcopy(defaults))


def nodes(tree, rows: list):
    result = []
    for row in rows:
        result.append(copy.deepcopy(tree)[row])
    return result


# Silent: the loop changes the original


def used_up(table: dict):
    result = []
    while table:
        key = list(table)[0]
        result.append(table.pop(key))
    return result


def grown(words: list, rows: list):
    for row in rows:
        if row not in list(words):
            words.append(row)
    return words


# Silent: another one at each turn


def each(tables: list[dict]):
    return [list(table)[0] for table in tables]


# Silent: on the way out


def first(table: dict, rows: list):
    for row in rows:
        if row:
            key = list(table)[row]
            return key
    return None


# Silent: few, or nothing known


def few(rows: list):
    sides = ["a", "b"]
    return [row for row in rows if row in list(sides)]


def unknown(values, numbers):
    return [list(values)[number] for number in numbers]


def short(table: dict):
    return [list(table)[number] for number in (0, 1)]


def matched(words: set, rows: list):
    found = []
    for row in rows:
        if row in list(words):  #~
            found.append(row)
    return found

"""MEM207: a sequence beside a slice of it."""

import itertools
from itertools import zip_longest


# Reported


def steps(values: list):
    return max(b - a for a, b in zip(values, values[1:]))  #~


def is_sorted(names: list):
    return all(a <= b for a, b in zip(names, names[1:]))  #~


def but_last(path):
    with open(path) as file:
        lines = file.readlines()
    for line, following in zip(lines[:-1], lines[1:]):  #~
        print(line, following)


def numbered(words: tuple):
    for i, (a, b) in enumerate(zip(words, words[1:])):  #~
        print(i, a, b)


def by_two(numbers: list):
    return dict(zip(numbers[::2], numbers[1::2]))  #~


def previous(names: list):
    for name, before in zip(names[1:], names):  #~
        print(name, before)


def to_the_end(words: list):
    return [a + (b or "") for a, b in zip_longest(words, words[1:])]  #~


def three(text: str):
    return sum(a == b == c for a, b, c in zip(text, text[1:], text[2:]))  #~


def mapped(numbers: list):
    return list(map(max, numbers, numbers[1:]))  #~


# Silent: without a copy


def pairwise(values: list):
    return max(b - a for a, b in itertools.pairwise(values))


def islice(values: list):
    return [b - a for a, b in zip(values, itertools.islice(values, 1, None))]


# Silent: another sequence


def others(values: list, names: list):
    return dict(zip(names, values[1:])) if values else {}


# Silent: small by origin


def few(*args):
    return [(a, b) for a, b in zip(args[:-1], args[1:])]


def head(values: list):
    return list(zip(values[:8], values[1:9]))


# Silent: the loop changes it


def collapsed(values: list):
    for a, b in zip(values, values[1:]):
        if a == b:
            values.remove(a)
    return values


# Silent: kept, and perhaps read later


def later(values: list):
    return zip(values, values[1:])


# Silent: no copy


def spans(count):
    numbers = range(count)
    return list(zip(numbers, numbers[1:]))


# Silent: nothing known of it


def unknown(values):
    return list(zip(values, values[1:]))


def view(data: bytes):
    data = memoryview(data)
    return sum(a == b for a, b in zip(data, data[1:]))


# Silent: never the same as with islice()


def cut(text, limit):
    lines = text.splitlines()
    return itertools.chain(lines[: limit // 2], ["..."], lines[-limit // 2 :])


# Silent: the key of a dict


def arguments_of(table, words, names):
    key = tuple(words) + tuple(names)
    table[key] = dict(zip(key[1::2], key[2::2]))


# Silent: once, at import

LETTERS = list("abcdefghijklmnopqrstuvwxyz")
AFTER = dict(zip(LETTERS, LETTERS[1:]))

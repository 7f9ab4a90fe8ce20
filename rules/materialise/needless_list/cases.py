"""MEM503: lists of what could be read as it is."""

import string
import threading


# Reported: in the header of a loop


def total(prices, counts):
    result = 0
    for price, count in list(zip(prices, counts)):  #~
        result += price * count
    return result


def first_empty(lines):
    for number, line in list(enumerate(lines, 1)):  #~
        if not line:
            return number
    return None


def widths(rows):
    most = 0
    for width in tuple(map(len, rows)):  #~
        most = max(most, width)
    return most


def triangle(n):
    result = []
    for i in list(range(n)):  #~
        result.append(i * (i + 1) // 2)
    return result


def squares(numbers):
    result = []
    for square in list(n * n for n in numbers):  #~
        result.append(square)
    return result


def by_length(words):
    lengths = {}
    for word in words:
        lengths[word] = len(word)
    found = []
    for word, length in list(lengths.items()):  #~
        if length > 3:
            found.append(word)
    return found


# Reported: reduced, handed on, in a comprehension


def longest(words):
    lengths = {}
    for word in words:
        lengths[word] = len(word)
    return max(list(lengths.values()))  #~


def pairs(rows):
    return [(i, row) for i, row in zip(list(range(len(rows))), rows)]  #~


def stripped(lines):
    return [line for line in list(map(str.strip, lines)) if line]  #~


# Reported: searched and counted


class Table:
    def __init__(self):
        self.rows = {}

    def put(self, key, row):
        self.rows[key] = row

    def __contains__(self, key):
        return key in list(self.rows.keys())  #~

    def __len__(self):
        return len(list(self.rows.values()))  #~


# Reported: a range under a name that is read once


def by_name(rows):
    numbers = list(range(len(rows)))  #~
    result = []
    for number, row in zip(numbers, rows):
        result.append((number, row))
    return result


# Silent: without the list


def lazily(prices, counts):
    return sum(price * count for price, count in zip(prices, counts))


# Silent: the loop changes the dict, or what zip reads


def pruned(words):
    lengths = {}
    for word in words:
        lengths[word] = len(word)
    for word, length in list(lengths.items()):
        if length > 3:
            del lengths[word]
    return lengths


def doubled(numbers):
    for i, number in list(enumerate(numbers)):
        numbers.append(i * number)
    return numbers


# Silent: the loop calls what may change it


def given_away(table: dict, handle):
    for key in list(table.keys()):
        handle(table, key)


def may_have_it(table: dict, handle):
    for key in list(table.keys()):
        handle(key)


# Silent: an attribute or a global, which others may change


JOBS: dict = {}


class Pool:
    def __init__(self):
        self.threads = {}
        self.lock = threading.Lock()

    def names(self):
        found = []
        for thread in list(self.threads.values()):
            found.append(thread.name)
        return found


def all_jobs():
    return sum(list(JOBS.values()))


# Silent: kept, indexed, read twice, changed


def kept(prices, counts):
    return list(zip(prices, counts))


def third(table: dict):
    return list(table.values())[2]


def twice(prices, counts):
    pairs_of = list(zip(prices, counts))
    return sum(a for a, _ in pairs_of) + sum(b for _, b in pairs_of)


def backwards(prices, counts):
    for price, count in reversed(list(zip(prices, counts))):
        print(price, count)


# Silent: join makes a list of its own; an iterator has no length


def joined(words):
    return "".join(list(map(str, words)))


def counted(words):
    return len(list(filter(None, words)))


# Silent: no dict that is known, another function of the name


def unknown(table):
    for key in list(table.keys()):
        print(key)


def shadowed(rows, list):
    for i, row in list(enumerate(rows)):
        print(i, row)


# Silent: short


def digits():
    for i, digit in list(enumerate(string.digits[:10])):
        print(i, digit)


def ten():
    for i in list(range(10)):
        print(i)


def options(**settings):
    for key, value in list(settings.items()):
        print(key, value)


# Silent: calls that the loop and the elements make in turn


def in_turn(rows, parse, log):
    for row in list(map(parse, rows)):
        log(row)


# Silent: a view of an object's attributes, which the loop sets


def cleared(thing):
    names = vars(thing)
    for name in list(names.keys()):
        setattr(thing, name, None)


def as_long_as_the_data(path):
    words = open(path).read().split()
    for number in list(map(int, words)):  #~
        print(number)


def templates(first, last, codes):
    found = []
    for code in list(range(first, last)):  #~
        found.append(code in codes)
    return found


def all_codes(codes):
    found = []
    for code in list(range(32, 256)):  #~
        found.append(code in codes)
    return found

"""MEM205: slices of which only one thing is asked."""


# Reported


def arguments(command: list):
    return len(command[1:])  #~


def third(values: list):
    return values[2:][0]  #~


def more(lines: list):
    if lines[1:]:  #~
        return "several"
    return "one"


def none_left(lines: list, at):
    return "" if not lines[at:] else "more"  #~


def any_left(lines: list, at, is_open):
    while is_open and lines[at:]:  #~
        at += 1
    return bool(lines[at:])  #~


def again(names: list, at):
    return names[at] in names[at + 1 :]  #~


def fields(text: str):
    found = []
    at = 0
    while at < len(text):
        if ";" in text[at:]:  #~
            found.append(at)
        at += 1
    return found


def comments(text: str):
    at = 0
    while at >= 0:
        if text[at:].startswith("#"):  #~
            return at
        at = text.index("\n", at) + 1
    return None


def positions(path, word):
    text = open(path).read()
    return text[100:].find(word)  #~


class Buffer:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        self.data = bytes(data)
        return self.data[8:].count(b"\0")  #~


def place(names: list, start, name):
    return names[start:].index(name) + start  #~


# Silent: without a slice


def arithmetic(command: list):
    return max(0, len(command) - 1)


def element(values: list):
    return values[2]


def bounds(text: str, at):
    while at < len(text):
        if text.startswith("#", at):
            return at
        at += 1
    return None


# Silent: the slice is used


def value(lines: list, at):
    return lines[at:] or None


def shown(lines: list, at):
    rest = lines[at:]
    return len(rest), rest


def written(values: list):
    values[2:][0] = None
    return values


# Silent: few elements


def is_long(values: list):
    return len(values[:9]) == 9


def option(text: str, at):
    while at < len(text):
        if "-" in text[at : at + 2]:
            return True
        at += 1
    return False


def splat(*args):
    return len(args[1:])


# Silent: a short text, once


def is_word(name: str):
    return "_" not in name[1:]


def lines_of(path):
    with open(path) as file:
        for line in file:
            if "#" in line[1:]:
                print(line)


# Silent: no copy, or nothing known


def span(count):
    return len(range(count)[1:])


def view(data: bytes):
    return len(memoryview(data)[1:])


def unknown(values):
    return len(values[1:])


# Silent: backwards, there is no such bound


def last_place(names: list, name):
    return names[::-1].index(name)


# Silent: an index that is no constant


def some(values: list, start, at):
    return values[start:][at]


# Silent: a part of a sorted list, which islice would go through the list for


def contains(places: list, keys: list, item, left, right):
    i = left(keys, item)
    j = right(keys, item)
    return item in places[i:j]


# Silent: a short constant of the class


class Server:
    STATES = ("new", "open", "shut", "gone", "lost", "back")

    def is_over(self, state):
        return state in self.STATES[2:]


def same_as_before(axes, make):
    axes = tuple(axes)
    return [axis for place, axis in enumerate(axes) if axis in axes[:place]]


# Silent: with fewer elements than the limit it is another one


def last_within(xs: list, limit):
    return sorted(xs)[:limit][-1], xs[:limit][-1]


def first_within(xs: list, limit):
    return xs[:limit][0]  #~

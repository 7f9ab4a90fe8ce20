"""MEM507: lists that are made for their first element."""


# Reported: a list comprehension


def find(rows, key):
    return [row for row in rows if row.key == key][0]  #~


def key_type(attributes, name):
    kind = [  #~
        attribute["type"]
        for attribute in attributes
        if attribute["name"] == name
    ][0]
    return kind.lower()


def first_name(people):
    name = [person.name for person in people][0]  #~
    return name.title()


def odd_vertex(graph):
    start = [v for v in graph if graph.degree(v) % 2][0]  #~
    return start


def with_handler(rows, key):
    try:
        row = [row for row in rows if row.key == key][0]  #~
    except IndexError:
        row = None
    return row


class Backend:
    def __init__(self):
        self.instances = []

    def add(self, instance):
        self.instances.append(instance)

    def instance(self, arn):
        return [i for i in self.instances if i.arn == arn][0]  #~


# Reported: list() and tuple() of what gives its elements one by one


def first_pair(names, sizes):
    return list(zip(names, sizes))[0]  #~


def first_long(words):
    return list(filter(lambda word: len(word) > 9, words))[0]  #~


def first_square(numbers):
    return tuple(n * n for n in numbers)[0]  #~


def first_word(path):
    with open(path) as file:
        words = set(file.read().split())
    return list(words)[0]  #~


# Reported: a dict or set that is used up so, and copied at every turn


def in_order(resources: dict, take):
    while resources:
        key = list(resources.keys())[0]  #~
        take(resources.pop(key))


def emptied(names: set, take):
    while len(names) > 0:
        name = list(names)[0]  #~
        names.discard(name)
        take(name)


# Silent: next() already


def lazily(rows, key):
    return next(row for row in rows if row.key == key)


# Silent: another than the first, or more


def second(rows, key):
    return [row for row in rows if row.key == key][1]


def last(rows, key):
    return [row for row in rows if row.key == key][-1]


def some(rows, key):
    return [row for row in rows if row.key == key][0:3]


def by_number(rows, number):
    return [row for row in rows][number]


# Silent: the list is used again


def kept(rows, key):
    found = [row for row in rows if row.key == key]
    return found[0], len(found)


# Silent: its length is looked at, so that the first is the only one


def only(rows, key):
    if len([row for row in rows if row.key == key]) == 1:
        return [row for row in rows if row.key == key][0]
    return None


# Silent: elements that are made for what that does


def answers(sockets, wanted):
    return [socket.recv(wanted) for socket in sockets][0]


def printed(rows):
    return [print(row) for row in rows][0]


# Silent: short


def head(a, b):
    return [x for x in (a, b) if x is not None][0]


def argument(*args):
    return [arg for arg in args if arg is not None][0]


def digit():
    return list(range(10))[0]


def tag(value: dict):
    return list(value.keys())[0]  #~ note


# Silent: nothing is known of what may have an x[0] of its own


def unknown(values):
    return list(values)[0]


def others(names: set, rows: dict, take):
    while rows:
        take(rows.popitem(), list(names)[0])  #~ note


# Silent: it was seen to be the only one


def only(names: set):
    if len(names) == 1:
        return list(names)[0]
    return None


# Silent: no comprehension


def display(a, b):
    return [a, b][0]


def written(rows):
    [row for row in rows][0] = None
    return rows


# Silent: the groups of a match


def first_of_groups(match):
    return [part for part in match.group(2, 3, 4) if part is not None][0]

"""MEM611: `#~` at the end of a line: a finding begins on it."""

# target: 3.12

import csv
import itertools
import sys
import uuid
from sys import intern

# ------------------------------------------------------------------ reported


def count(path, counts):
    with open(path) as file:
        for line in file:
            text = sys.intern(line.strip())  #~
            counts[text] = counts.get(text, 0) + 1


def lines_of(path):
    with open(path, "rb") as file:
        return [intern(line.decode()) for line in file]  #~


class Reader:
    def __init__(self, path):
        self.path = path

    def read(self, seen):
        with open(self.path) as file:
            for line in file.readlines():
                seen.add(sys.intern(line.lower()))  #~


def open_session(user, sessions):
    token = sys.intern(str(uuid.uuid4()))  #~
    sessions[token] = user
    return token


def by_identity(thing, table):
    key = f"{id(thing):x}"
    table[sys.intern(key)] = 1  #~


def remember(owner, request):
    setattr(owner, f"request_{id(request)}", request)  #~


def attach(owner, handler):
    name = uuid.uuid4().hex
    setattr(owner, "handler_" + name, handler)  #~
    return name


def label(page, text):
    setattr(page, "label_%d" % hash(text), text)  #~


def label_too(page, text):
    setattr(page, "label_{}".format(hash(text)), text)  #~


# -------------------------------------------------------------------- silent

NAMES = [sys.intern(name) for name in ("left", "right")]


def of_few_columns(path, rows):
    """What is picked of a line may have few values."""
    with open(path) as file:
        for line in file:
            rows.append(sys.intern(line.split()[0]))


def of_a_csv_field(path, rows):
    with open(path) as file:
        for kind, value in csv.reader(file):
            rows.append((sys.intern(kind), value))


def not_interned(path, counts):
    with open(path) as file:
        for line in file:
            text = line.strip()
            counts[text] = counts.get(text, 0) + 1


def whoever_calls(name):
    """Nothing says how many there are."""
    return sys.intern(name)


def of_constants(table):
    for name in ("one", "two", "three"):
        table[sys.intern(name)] = name


def by_kind(kind):
    return sys.intern(f"kind_{kind}")


def settings(owner, **options):
    for name, value in options.items():
        setattr(owner, name, value)


def numbered(owner, values):
    for number, value in enumerate(values):
        setattr(owner, f"value_{number}", value)


def as_keys(table, request):
    """Keys of a dict are not interned."""
    table[f"request_{id(request)}"] = request


def by_class(owner, cls, value):
    setattr(owner, f"_of_{id(cls)}", value)


def the_identity_itself(owner, thing):
    setattr(owner, "identity", id(thing))


def main():
    """Once."""
    key = sys.intern(str(uuid.uuid4()))
    print(key)


def of_another_module(path, store):
    with open(path) as file:
        for line in file:
            store.intern(line.strip())


def first_ones(path):
    with open(path) as file:
        return [sys.intern(line.split(":", 1)[0])
                for line in itertools.islice(file, 3)]


if __name__ == "__main__":
    main()

"""Containers of classes. Reported: Kept, Above, Visit."""

from somewhere import Foreign


class Kept:
    lines = []

    def feed(self, line):
        self.lines.append(line)  #~


class Above:
    lines_above = []

    def feed(self, line):
        self.lines_above.append(line)  #~


class SetBelow:
    own = []

    def feed(self, line):
        self.own.append(line)


class ClearedBelow:
    cleared = []

    def feed(self, line):
        self.cleared.append(line)


class Emptied:
    emptied = []

    def feed(self, line):
        self.emptied.append(line)


class Popped:
    popped = []

    def feed(self, line):
        self.popped.append(line)


class Derived(Foreign):
    """What the base does with its attributes is not known."""

    unknown = []

    def feed(self, line):
        self.unknown.append(line)


class Session:
    """Made at the import of the other file."""

    opened_here = []

    def __init__(self, user):
        self.user = user
        Session.opened_here.append(self)


class Visit:
    """Made by a function of the other file."""

    visits = []

    def __init__(self, user):
        self.user = user
        Visit.visits.append(self)  #~

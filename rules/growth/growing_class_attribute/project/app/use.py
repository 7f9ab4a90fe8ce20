"""Derives from, empties and makes the classes of the other file."""

from app.model import Above, ClearedBelow, Emptied, Session, SetBelow, Visit

DEFAULT = Session("root")


class Below(Above):
    pass


class Own(SetBelow):
    def __init__(self):
        self.own = []


class Cleared(ClearedBelow):
    def end(self):
        self.cleared.clear()


def end(popped):
    Emptied.emptied.clear()
    return popped.popped.pop()


def visit(user):
    found = Visit(user)
    return found.user

"""Derives from and empties what the other file has."""

from app.model import ClearedBelow, Emptied, SetBelow


class Own(SetBelow):
    def restart(self):
        self.own = []


class Cleared(ClearedBelow):
    def end(self):
        self.cleared.clear()


def drain(worker: Emptied):
    found = list(worker.emptied)
    worker.emptied.clear()
    return found

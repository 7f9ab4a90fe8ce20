"""Classes and values that the code comes by in a round-about way."""
from typing import Generic, TypeVar

T = TypeVar("T")


class Writer(Generic[T]):
    def __init__(self, session):
        self.session = session


class Process:
    def start(self, table):
        self.writer = Writer[str](self)
        self.reader = table[str](self)  # some callable


def instruction(name, make=Writer):
    def build(block):
        made = make(block)
        block.instructions.append(made)

    return build


class Registry:
    lookup_type = None

    def __init__(self):
        self.lookup = self.lookup_type(self)


class WriterRegistry(Registry):
    lookup_type = Writer


class Client:
    def __init__(self, connection):
        self.connection = connection


class Connection:
    client_class = None  # what another file says

    def __init__(self):
        self.client = self.client_class(self)


class Table(dict):
    def known(self, key):
        return dict.__getitem__(self, key)


class Dispatcher:
    def __init__(self):
        self.handlers = Table({"add": self.add})
        self.listeners = {}
        self.add("added", self.added)

    def add(self, name, listener, is_once=None):
        if is_once is not None:
            listener = lambda event, once=is_once: once
        if name not in self.listeners:
            self.listeners[name] = []
        self.listeners[name].append((listener, is_once))

    def added(self, event):
        pass


class Package:
    @lazyproperty
    def parts(self):
        return Table()

    def add_part(self):
        part = Writer(self)
        self.parts["main"] = part


class Deep:
    """What __init__ calls stands further down, four calls deep."""

    def __init__(self):
        self.part = self.first()

    def first(self):
        return self.second()

    def second(self):
        return self.third()

    def third(self):
        return Writer(self)


def link_all(found):
    for node in found.nodes():
        node.parent = found
        found.children.append(node)

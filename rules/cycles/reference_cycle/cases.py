"""MEM101: objects that keep each other alive. `#~` marks what is reported."""

import collections
import dataclasses
import weakref


class Child:
    def __init__(self, parent, name="child"):
        self.parent = parent
        self.name = name


class WeakChild:
    def __init__(self, parent):
        self.parent = weakref.ref(parent)


class Reader:
    """Takes an owner and does not keep it."""

    def __init__(self, owner):
        self.title = str(owner)


class Parent:
    def __init__(self):
        self.child = Child(self)  #~
        self.weak = WeakChild(self)
        self.reader = Reader(self)
        self.by_name = {}
        self.kids = []

    def add(self, child):
        child.parent = self
        self.kids.append(child)  #~

    def add_named(self, name):
        self.by_name[name] = Child(self, name)  #~

    def adopt(self, child):
        self.kids.append(child)

    def fill(self, names):
        self.all = [Child(self, n) for n in names]  #~

    def keyword(self):
        self.one = Child(parent=self)  #~

    def readers(self, names):
        self.read = [Reader(self) for _ in names]

    def pair(self, child):
        self.partner, child.partner = child, self  #~

    def until_cleared(self):
        self.temporary = Child(self)
        try:
            print(self.temporary.name)
        finally:
            self.temporary = None

    def local_only(self):
        child = Child(self)
        return child.name


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.prev = None


def link(first, second):
    first.next = second
    second.prev = first  #~


def link_down(first, second):
    first.next = second
    second.next = None


def link_exclusive(first, second, forward):
    if forward:
        first.next = second
    else:
        second.next = first


def link_then_cut(first, second):
    first.next = second
    second.prev = first
    first.next = None


def link_weakly(first, second):
    first.next = second
    second.prev = weakref.ref(first)


def ring():
    a, b, c = Node(1), Node(2), Node(3)
    a.next = b
    b.next = c
    c.next = a  #~
    return a


class LinkedList:
    """A class that refers to its own class is no cycle."""

    def __init__(self):
        self.head = None

    def push(self, value):
        node = Node(value)
        node.next = self.head
        self.head = node


class Sentinel:
    def __init__(self):
        self.next = self  #~
        self.prev = None


class AttributeDict(dict):
    def __init__(self, **items):
        super().__init__(**items)
        self.__dict__ = self  #~


class Registry:
    def __init__(self):
        self.entries = {}
        self.entries["self"] = self  #~

    def names(self):
        return {name: None for name in self.entries}


def contains_itself():
    items = []
    items.append(items)  #~
    return items


def contains_a_copy():
    items = []
    items.append(items[:])
    return items


class Setter:
    def __init__(self):
        self.owner = None

    def set_owner(self, owner):
        self.owner = owner


class Composer:
    def __init__(self):
        self.part = Setter()
        self.part.set_owner(self)  #~

    def later(self):
        self.part.owner = self  #~


class Base:
    def __init__(self, owner):
        self.owner = owner


class Derived(Base):
    def __init__(self, owner):
        super().__init__(owner)
        self.extra = 1


class Owner:
    def __init__(self):
        self.part = Derived(self)  #~


class WithProperty:
    @property
    def holder(self):
        return self._holder()

    @holder.setter
    def holder(self, value):
        self._holder = weakref.ref(value)


class HoldsWithProperty:
    def __init__(self):
        self.part = WithProperty()
        self.part.holder = self


@dataclasses.dataclass
class Part:
    owner: object
    size: int = 0


class Machine:
    def __init__(self):
        self.part = Part(self, 3)  #~


class Queue:
    def __init__(self):
        self.waiting = collections.deque()
        self.seen = weakref.WeakSet()

    def put(self, item):
        self.waiting.append(item)
        item.queue = self  #~

    def note(self, item):
        self.seen.add(item)
        item.seen_by = self


class Opened:
    """Only close() lets go: a note that names it."""

    def __init__(self):
        self.child = Child(self)  #~

    def close(self):
        self.child = None


def build_many(names):
    parents = []
    for name in names:
        parent = Node(name)
        child = Node(name)
        parent.next = child
        child.prev = parent  #~
        parents.append(parent)
    return parents


def rebound(first, items):
    for item in items:
        first.next = item
        first = item
    first.prev = items

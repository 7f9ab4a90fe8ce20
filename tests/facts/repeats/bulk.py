import heapq
from collections import deque


class Node:
    def __init__(self, value, owner=None):
        self.value = value
        self.owner = owner
        self.extra = Extra()


class Extra:
    pass


class Leaf:
    pass


class Box:
    def __init__(self, inside):
        self.inside = inside


class Store:
    def __init__(self):
        self.items = []
        self.last = None

    def add(self, value):
        self.items.append(Leaf())
        self.keep(Leaf())
        self.last = Leaf()

    def keep(self, leaf):
        self.items.append(leaf)

    def on_event(self):
        return Leaf()

    def fill(self, values):
        for value in values:
            self.add(value)


def make(value):
    return Node(value)


def make_twice(value):
    return make(value)


def appended(values):
    out = []
    for value in values:
        out.append(Leaf())
        Leaf()
        leaf = Leaf()
        out.append(leaf)
        box = Box(Leaf())
        out.append((value, box))
        dropped = [Leaf()]
        dropped.append(Leaf())
        out += [Leaf()]
    return out


def by_key(values):
    found = {}
    for value in values:
        found[value] = Leaf()
        found.setdefault(value, []).append(Leaf())
        bucket = found.get(value)
        bucket.append(Leaf())
        group = found[value]
        group.append(Leaf())
    heap = []
    for value in values:
        heapq.heappush(heap, (value, Leaf()))
    return found


def called(values):
    nodes = []
    for value in values:
        nodes.append(make_twice(value))
    return nodes


def comprehensions(values):
    a = [Leaf() for value in values]
    b = sum([Leaf() for value in values])
    c = deque(Leaf() for value in values)
    d = max(Leaf() for value in values)
    e = {value: Leaf() for value in values}
    f = [Leaf() for _ in range(3)]
    for leaf in [Leaf() for value in values]:
        print(leaf)
    return a, b, c, d, e, f


def fields(values, nodes):
    current = nodes
    for value in values:
        current.field = Leaf()
    for node in nodes:
        node.field = Leaf()
    node = nodes
    for value in values:
        node.next = Leaf()
        node = node.next


def walk(tree, out):
    out.append(Leaf())
    for child in tree:
        walk(child, out)


def odd(tree):
    return Leaf(), even(tree)


def even(tree):
    return odd(tree)


def once():
    return Leaf()


def main():
    store = Store()
    while True:
        store.fill([])
        Leaf()


class Stem:
    pass


class Short:
    def __init__(self):
        self.items = []

    def add(self):
        self.items.append(Stem())


def short_lived(values):
    for value in values:
        short = Short()
        short.add()

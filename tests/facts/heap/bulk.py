class Part:
    def __init__(self, owner):
        self.owner = owner


class Each:
    """In bulk: made in each turn of a loop elsewhere."""

    def __init__(self):
        self.part = Part(self)


def each(names):
    return [Each() for _ in names]


class Few:
    """Not in bulk: a Part is made often, but not this way."""

    def __init__(self):
        self.part = Part(self)


def parts(names):
    return [Part(name) for name in names]


def few():
    return [Few() for _ in range(8)], [Few() for _ in "ab"]


class Served:
    """Not in bulk: the loop is that of the program."""

    def __init__(self):
        self.part = Part(self)


def serve():
    while True:
        Served()


class Again:
    """Not in bulk: what is set again lets go of the part before."""

    def renew(self):
        self.part = Part(self)

    def fill(self):
        self.parts.append(Part(self))

    def __init__(self):
        self.parts = []


def again(names):
    one = Again()
    for _ in names:
        one.renew()
        one.fill()


class Flagged:
    """Not in bulk: only if it is made so."""

    def __init__(self, owned=False):
        if owned:
            self.part = Part(self)


class Default:
    def __init__(self, part=None):
        self.part = part or Part(self)


def flagged(names):
    return [Flagged() for _ in names], [Default(name) for name in names], Default()


class Tree:
    """In bulk: by recursion."""

    def __init__(self, parent, depth):
        self.parent = parent
        self.kids = []
        if parent is not None:
            parent.kids.append(self)


def grow(parent, depth):
    tree = Tree(parent, depth)
    if depth:
        grow(tree, depth - 1)


class Deep:
    """In bulk through three calls, not through four."""

    def __init__(self):
        self.part = Part(self)


def deep1():
    return Deep()


def deep2():
    return deep1()


def deep3(names):
    for _ in names:
        deep2()


class Deeper:
    def __init__(self):
        self.part = Part(self)


def deeper1():
    return Deeper()


def deeper2():
    return deeper1()


def deeper3():
    return deeper2()


def deeper4(names):
    for _ in names:
        deeper3()


def first(root, names):
    for name in names:
        part = Part(root)
        if name:
            root.parts = [part]
            return part


class Linked:
    """Not in bulk: it is linked to others afterwards."""

    def __init__(self):
        self.next = self


def link(names):
    last = Linked()
    for _ in names:
        node = Linked()
        node.next = last
        last = node

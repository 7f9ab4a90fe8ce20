class Part:
    def __init__(self, whole):
        self.whole = whole


class Whole:
    def __init__(self):
        self.root = Part(self)

    def of_items(self, item):
        item.wholes.append(self)
        self.items.append(item)

    def of_result(self, get):
        got = get()
        got.user = self
        self.got = got

    def of_made(self):
        made = Part.Other(2)
        made.set = self
        self.made = made


class Tree:
    def __init__(self, leaf):
        self.leaf = leaf
        leaf.tree = self


class Slotted:
    __slots__ = ("part",)

    def __init__(self):
        self.part = Part(self)


class Referable:
    __slots__ = ("part", "__weakref__")

    def __init__(self):
        self.part = Part(self)


class Pair(tuple):
    def __init__(self):
        self.part = Part(self)

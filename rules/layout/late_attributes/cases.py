"""MEM406: attributes first set after __init__. `#~`: reported."""

import somewhere


class Node:  #~
    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


def load(names):
    return [Node(name) for name in names]


class Item:  #~
    """Class-level defaults are no attributes of the instance."""

    width = 0
    height = 0

    def __init__(self, text):
        self.text = text

    def measure(self, font):
        self.width = font.width(self.text)
        self.height = font.height


def items(lines):
    found = []
    for line in lines:
        found.append(Item(line))
    return found


class Vertex:  #~
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def visit(self, at):
        self.visited = at

    def leave(self, at):
        self.left = at
        self.order = at - self.visited


def vertices(pairs):
    return {pair: Vertex(*pair) for pair in pairs}


class Word:  #~
    def __init__(self, text):
        self.text = text
        self.length = len(text)

    def tag(self, kind):
        self.kind, self.rank = kind, 1


def words(lines):
    return [Word(w) for line in lines for w in line.split()]


class Part:  #~
    def __init__(self, name):
        self.name = name
        self.prepare()

    def prepare(self):
        self.size = 0

    def place(self, x, y):
        self.x = x
        self.y = y


def parts(names):
    return [Part(n) for n in names]


class Slot:  #~
    def __init__(self, number):
        self.number = number

    def fill(self, value):
        self.value = value
        self.filled = True

    def empty(self):
        self.value = None
        self.filled = False


def slots(count):
    return [Slot(i) for i in range(count)]


class Cell:  #~
    def __init__(self, row, column):
        self.row = row
        self.column = column

    def style(self, font):
        for self.font in (font,):
            self.bold = font.bold


def cells(rows):
    return [Cell(i, j) for i, row in enumerate(rows) for j in row]


class Edge:  #~
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def weigh(self, table):
        self.weight = table[self.a]
        self.cost = self.weight * 2
        self.rank = self.cost


def edges(pairs):
    return [Edge(a, b) for a, b in pairs]


# ------------------------------------------------------------- near misses


class Declared:
    def __init__(self, name):
        self.name = name
        self.index = self.low = None

    def number(self, index, low):
        self.index = index
        self.low = low


def declared(names):
    return [Declared(n) for n in names]


class OneLate:
    def __init__(self, name):
        self.name = name

    def number(self, index):
        self.index = index


def one_late(names):
    return [OneLate(n) for n in names]


class Slotted:
    __slots__ = ("name", "index", "low")

    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


def slotted(names):
    return [Slotted(n) for n in names]


class Reset:
    """__init__ calls what sets them."""

    def __init__(self, name):
        self.name = name
        self.reset()

    def reset(self):
        self.index = 0
        self.low = 0


def resets(names):
    return [Reset(n) for n in names]


class Through:
    def __init__(self, name):
        self.name = name
        self.start()

    def start(self):
        self.again()

    def again(self):
        self.index = 0
        self.low = 0


def through(names):
    return [Through(n) for n in names]


class Foreign(somewhere.Base):
    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


def foreign(names):
    return [Foreign(n) for n in names]


class Single:
    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


SINGLE = Single("only")


class OnceACall:
    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


def once(name):
    return OnceACall(name)


class Above:
    """A subclass may set them when it is made."""

    def __init__(self, name):
        self.name = name

    def number(self, index, low):
        self.index = index
        self.low = low


class Below(Above):
    def __init__(self, name):
        super().__init__(name)
        self.number(0, 0)


def below(names):
    return [Above(n) for n in names] + [Below(n) for n in names]


class Property:
    def __init__(self, name):
        self.name = name

    @property
    def index(self):
        return self.name

    @index.setter
    def index(self, value):
        self.name = value

    def number(self, index, low):
        self.index = index
        self.low = low


def properties(names):
    return [Property(n) for n in names]


class Built:
    def __init__(self, name):
        self.name = name
        self.at = 0

    def get_at(self):
        return self._at

    def set_at(self, at):
        self._at = at
        self._was = at

    at = property(get_at, set_at)


def built(names):
    return [Built(n) for n in names]


class Visit:  #~ warning
    def __init__(self, line):
        self.line = line

    def parse(self):
        self.host, self.path, self.code = self.line.split()


def visits(log):
    with open(log) as f:
        return [Visit(line) for line in f]


class Adopted:
    """All that __init__ takes may be set there."""

    def __init__(self, x, y):
        somewhere.adopt(self, locals())
        self.z = 1

    def move(self, by):
        self.x = by
        self.y = by


def adopted(lines):
    return [Adopted(line, line) for line in lines]

"""MEM401: classes whose instances could have __slots__. `#~`: reported."""

import abc
import enum
import functools
import pickle
import weakref
from typing import Generic, NamedTuple, Protocol, TypeVar

import somewhere

T = TypeVar("T")


class Point:  #~
    def __init__(self, x, y):
        self.x = x
        self.y = y


def load(rows):
    return [Point(x, y) for x, y in rows]


class _Token:  #~
    kind = "token"

    def __init__(self, text, line):
        self.text = text
        self.line = line


def tokenize(lines):
    tokens = []
    for number, line in enumerate(lines):
        tokens.append(_Token(line, number))
    return tokens


class Node:  #~
    """A record: a value and a constant."""

    def __init__(self, value):
        self.value = value
        self.next = None


def linked(value):
    return Node(value)


class Box(Generic[T]):  #~
    def __init__(self, item):
        self.item = item


def put(boxes, item):
    boxes.append(Box(item))


class Shape(abc.ABC):  #~
    """Its subclass is made; both need slots."""

    def __init__(self, name):
        self.name = name

    @abc.abstractmethod
    def area(self):
        raise NotImplementedError


class Circle(Shape):
    def area(self):
        return 1


def circles(names):
    return [Circle(name) for name in names]


class Empty:
    """No attributes: nothing to save that is worth a line."""

    def run(self):
        return 1


class Slotted:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Below(Slotted):
    __slots__ = ()


class Service:
    """Neither kept in bulk nor a record."""

    def __init__(self, path):
        self.cache = load(path)
        self.handlers = dict(a=1)
        self.count = len(self.cache)

    def get(self, key):
        return self.handlers[key]


class UnknownBase(somewhere.Base):
    def __init__(self, x):
        self.x = x


class HasSubclass:
    def __init__(self, x):
        self.x = x


class WithMore(HasSubclass):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y


class Counted:
    total = 0

    def __init__(self, total):
        self.total = total


class UsesDict:
    def __init__(self, x):
        self.x = x

    def items(self):
        return self.__dict__.items()


class UsesVars:
    def __init__(self, x):
        self.x = x

    def items(self):
        return vars(self)


class Dynamic:
    def __init__(self, x, **more):
        self.x = x
        for name, value in more.items():
            setattr(self, name, value)


class Cached:
    def __init__(self, x):
        self.x = x

    @functools.cached_property
    def double(self):
        return 2 * self.x


class WeaklyKnown:
    def __init__(self, x):
        self.x = x

    def reference(self):
        return weakref.ref(self)


class Color(enum.Enum):
    RED = 1

    def __init__(self, value):
        self.shade = value


class Failure(Exception):
    def __init__(self, code):
        self.code = code


class Comparable(Protocol):
    def __init__(self, x):
        self.x = x


class Pair(NamedTuple):
    left: int
    right: int


class Meta(type):
    def __init__(cls, name, bases, body):
        cls.registered = name


class Registered(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class Watched:
    def __init__(self, x):
        self.x = x


def watch(x):
    watched = Watched(x)
    watched.late = True
    return watched


class Moved:  #~
    def __init__(self, x):
        self.x = x


def move(xs):
    places = []
    for x in xs:
        moved = Moved(x)
        moved.x = 2
        places.append(moved)
    return places


class Pickled:
    def __init__(self, x):
        self.x = x

    def __getstate__(self):
        return {"x": self.x}


class Property:  #~
    def __init__(self, x):
        self.x = x

    @property
    def size(self):
        return self.x

    def doubled(self):
        return Property(2 * self.x)


@somewhere.decorate
class Decorated:
    def __init__(self, x):
        self.x = x


@functools.total_ordering
class Ordered:  #~
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return self.x < other.x

    def __eq__(self, other):
        return self.x == other.x


def order(table, key, x):
    table[key] = Ordered(x)


# ---------------------------------------------------------- how many there are


class Unmade:  #~
    """A record that this project never makes, but others may."""

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Single:
    def __init__(self, x, y):
        self.x = x
        self.y = y


SINGLE = Single(1, 2)


class Lazily:
    def __init__(self, x, y):
        self.x = x
        self.y = y


_lazily = None


def lazily():
    global _lazily
    if _lazily is None:
        _lazily = Lazily(1, 2)
    return _lazily


class Used:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def area(self):
        return self.x * self.y


def used(x, y):
    return Used(x, y).area()


class Guard:
    """A context manager: one at a time. Nothing says how many are made."""

    def __init__(self, x):
        self.x = x

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


def guarded(x):
    return Guard(x)


class Connection:  #~
    """One that is opened; but many are kept."""

    def __init__(self, x):
        self.x = x

    def connect(self):
        return self.x


def connections(xs):
    return [Connection(x) for x in xs]


class Indent:  #~
    """On a stack: how many there are at a time is not known."""

    def __init__(self, x):
        self.x = x


def indents(xs):
    stack = []
    for x in xs:
        stack.append(Indent(x))
        if x < 0:
            stack[:] = []


class OneKey:  #~
    def __init__(self, x):
        self.x = x


def one_key(table, x):
    table["only"] = OneKey(x)


class Part:  #~
    """One for each part of a text that is small by origin: a note."""

    def __init__(self, text):
        self.text = text


def parts(version):
    return [Part(text) for text in version.split(".")]


class Main:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def main():
    return Main(1, 2)


class Copies:
    """No record: the attributes are containers of its own."""

    def __init__(self, xs, ys):
        self.xs = list(xs)
        self.ys = dict(ys)


def copies(xs, ys):
    return Copies(xs, ys)


# ---------------------------------------------------- what slots would break


class Unlike:  #~
    """No instance is self.shell.out or y.info: those have other members."""

    def __init__(self, x):
        self.x = x


class Shell:
    def __init__(self, shell):
        self.shell = shell
        self.saved = shell.out

    def capture(self, y):
        self.saved = self.shell.out.kept
        self.shell.out.late = Unlike(1)
        if y.info.kinds:
            y.info.later = 1
        return vars(self)


class Alike:
    """Could be y.info."""

    def __init__(self, extent):
        self.extent = extent


def alike(y):
    if y.info.extent:
        y.info.later = Alike(1)


def lazy_property(function):
    return somewhere.lazy(function)


class LazyMember:
    def __init__(self, x):
        self.x = x

    @somewhere.lazy_property
    def double(self):
        return 2 * self.x


def lazy_members(xs):
    return [LazyMember(x) for x in xs]


class Documented:
    def __init__(self, x, text):
        self.x = x
        self.__doc__ = text


def documented(xs):
    return [Documented(x, "") for x in xs]


class Wrapping:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function


def wrapping(functions):
    return [Wrapping(function) for function in functions]


class Receiver:
    def __init__(self, x, signal):
        self.x = x
        signal.connect(self.receive)

    def receive(self):
        return self.x


def receivers(xs, signal):
    return [Receiver(x, signal) for x in xs]


class Named:
    """A base at run time: its instances have a dict."""

    def __init__(self, x):
        self.x = x


Special = type("Special", (Named,), {})


def named(xs):
    return [Named(x) for x in xs]


class Defaulted:
    __slots__ = ()
    shade = "grey"


class Painted(Defaulted):
    """The slot would hide the default of the base."""

    def paint(self, shade):
        self.shade = shade


def painted(xs):
    return [Painted() for x in xs]


try:
    from somewhere import Wildcard
except ImportError:

    class Wildcard:
        """The base of another, or not."""

        def __init__(self, x):
            self.x = x


class Star(Wildcard):
    def __init__(self, x):
        super().__init__(x)
        self.star = x


def wildcards(xs):
    return [Wildcard(x) for x in xs]


class Saved:
    """A pickle of its __dict__ cannot be loaded into slots."""

    def __init__(self, x):
        self.x = x

    def save(self):
        return pickle.dumps(self)


# ------------------------------------------------------------------- levels


class Entry:  #~
    def __init__(self, host, key):
        self.host = host
        self.key = key


def read_entries(path):
    entries = []
    with open(path) as file:
        for line in file:
            host, key = line.split()
            entries.append(Entry(host, key))
    return entries


class Sample:  #~
    def __init__(self, row):
        self.row = row


def samples(cursor):
    return [Sample(row) for row in cursor.fetchall()]


class Span:  #~
    """As many as the square of n."""

    def __init__(self, start, end):
        self.start = start
        self.end = end


def spans(n):
    chart = {}
    for i in range(n):
        for j in range(i, n):
            chart[i, j] = Span(i, j)
    return chart


class Group:  #~
    """Beside each one's list the table is little."""

    def __init__(self, name):
        self.name = name
        self.members = []


def groups(path):
    with open(path) as file:
        return [Group(line) for line in file]


class Upload:  #~
    """Each one holds a file."""

    def __init__(self, name, stream):
        self.name = name
        self.stream = stream


def uploads(path):
    with open(path) as file:
        return [Upload(line, open(line)) for line in file]


class Option:  #~
    """Nothing says that there are many."""

    def __init__(self, name, value):
        self.name = name
        self.value = value


def options(names):
    return [Option(name, None) for name in names]


class Record:  #~
    """The loop ends with the file: it is no event loop."""

    def __init__(self, name, line):
        self.name = name
        self.line = line


def read_records(file):
    records = []
    while True:
        line = file.readline()
        if not line:
            return records
        record = Record(line[:8], line)
        records.append(record)


class Job:  #~
    """A stack holds few of those it is given."""

    def __init__(self, name, line):
        self.name = name
        self.line = line


def run_jobs(file, stack):
    while True:
        line = file.readline()
        if not line:
            return
        stack.append(Job(line[:8], line))
        stack.pop().line.strip()


import csv


class Measured:  #~ warning
    def __init__(self, x, y):
        self.x = x
        self.y = y


def load_measured(path):
    points = []
    with open(path) as f:
        for row in csv.reader(f):
            points.append(Measured(float(row[0]), float(row[1])))
    return points


class Option:  #~ note
    def __init__(self, name, value):
        self.name = name
        self.value = value


def load_options(path):
    found = []
    with open(path) as f:
        for line in f:
            found.append(Option(*line.split("=")))
    return found


class LineParser:
    """Called after what it does: there are few."""

    def __init__(self, line, limit):
        self.line = line
        self.limit = limit


def parse_line(line):
    return LineParser(line, 80)


class LineSpan:  #~
    def __init__(self, line, limit):
        self.line = line
        self.limit = limit


def line_span(line):
    return LineSpan(line, 80)


class SpanParser:  #~
    """A role, but one is kept for each."""

    def __init__(self, line, limit):
        self.line = line
        self.limit = limit


def span_parsers(lines):
    return [SpanParser(line, 80) for line in lines]


class Pointer:
    """A descriptor: one for each class that has it."""

    def __init__(self, key):
        self.key = key

    def __get__(self, instance, owner=None):
        return getattr(instance.target, self.key)


class Relation:
    """One at a time, and none is kept."""

    def __init__(self, name, schema):
        self.name = name
        self.schema = schema

    def clean(self):
        print("drop table", self.schema, self.name)


def clean_all(names):
    for name in names:
        relation = Relation(name, "temp")
        relation.clean()


class Schema:  #~
    """One at a time, and another function may keep it."""

    def __init__(self, name, tables):
        self.name = name
        self.tables = tables


def save_all(names, save):
    for name in names:
        schema = Schema(name, ())
        save(schema)


class Transfer:
    """There are as few as there are open channels."""

    def __init__(self, channel, name):
        self.channel = channel
        self.name = name


def transfer(channel, name):
    return Transfer(channel, name)


class Tally:  #~
    """Made by what is given the class as well."""

    def __init__(self, start=0, end=0):
        self.start = start
        self.end = end


def tallied(lines, field):
    tally = Tally()
    tally.end = len(lines)
    return field(default_factory=Tally)


class Listener:  #~
    """`file` may be no more than a name."""

    def __init__(self, name, file):
        self.name = name
        self.file = file


def listen(name, listeners):
    listeners[name] = Listener(name, None)


# MEM101 and MEM604 advise weak references to these, for which slots need room.
class Branch:  #~
    def __init__(self, name):
        self.name = name
        self.leaf = Leaf(self)


class Leaf:  #~
    def __init__(self, parent):
        self.parent = parent
        self.name = parent.name


def branches(cursor):
    return [Branch(name) for name in cursor.fetchall()]


class Listed:  #~
    opened = []

    def __init__(self, a, b, c, d, e, f, g, h, i):
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.f = f
        self.g = g
        self.h = h
        self.i = i
        self.opened.append(self)


def listed(cursor):
    return [Listed(*row) for row in cursor.fetchall()]


from compat import functools as portable


class Wrapper:
    """update_wrapper() sets what it likes."""

    def __init__(self, function, text):
        portable.update_wrapper(self, function)
        self.function = function
        self.text = text


def wrapped(functions):
    return [Wrapper(function, "") for function in functions]


class Renamed:  #~
    def __init__(self, function, text):
        portable.update_name(function)
        self.function = function
        self.text = text


def renamed(functions):
    return [Renamed(function, "") for function in functions]


# ------------------------------- what only holds values, and what does a thing


class Viewport:
    """It computes, and nothing says that there is more than one."""

    def __init__(self, width, height):
        self.width = width
        self.height = height

    def scaled(self, factor):
        return self.width * factor, self.height * factor


class Offset:
    """One function in the place of another."""

    def __init__(self, function, offset):
        self.function = function
        self.offset = offset

    def __call__(self, x):
        return self.function(x) + self.offset


class Address:  #~
    """Values, and what shows and compares them."""

    def __init__(self, host, port):
        self.host = host
        self.port = port

    def __eq__(self, other):
        return (self.host, self.port) == (other.host, other.port)

    @property
    def netloc(self):
        return f"{self.host}:{self.port}"


class Ruler:
    """Made each time the function runs, which nothing says how often."""

    def __init__(self, unit, marks):
        self.unit = unit
        self.marks = marks

    def draw(self, canvas):
        canvas.line(self.unit, self.marks)


def ruler(canvas, unit):
    drawn = Ruler(unit, 10)
    drawn.draw(canvas)
    return drawn


class Term:  #~
    """It makes others of its own kind."""

    def __init__(self, factor, power):
        self.factor = factor
        self.power = power

    def derived(self):
        return Term(self.factor * self.power, self.power - 1)


def kept(xs):
    """Of what must stay silent however many there are."""
    return [
        (UsesDict(x), UsesVars(x), WeaklyKnown(x), Shell(x), Saved(x)) for x in xs
    ]


class Access:  #~ note
    """What it is made to hold takes more than its table."""

    def __init__(self, name):
        self.name = name
        self.allowed = AccessSet()


def load_accesses(path):
    found = []
    with open(path) as f:
        for row in csv.reader(f):
            found.append(Access(row[0]))
    return found


class Permission:  #~ note
    """No name says that there are many."""

    def __init__(self, name, weight):
        self.name = name
        self.weight = weight


def load_permissions(path):
    found = []
    with open(path) as f:
        for line in f:
            found.append(Permission(*line.split()))
    return found


class Access2:  #~ warning
    def __init__(self, name, weight):
        self.name = name
        self.weight = weight


def load_access_log(path):
    found = []
    with open(path) as f:
        for line in f:
            found.append(Access2(*line.split()))
    return found


class Adopted:
    """Another function may set whatever __init__ takes."""

    def __init__(self, x, y):
        adopt(self, locals())
        self.z = 1


def adopted(lines):
    return [Adopted(line, line) for line in lines]

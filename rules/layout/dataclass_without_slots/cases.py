"""MEM404: dataclasses that could have slots=True. `#~`: reported."""

import dataclasses
import functools
import pickle
import weakref
from dataclasses import KW_ONLY, InitVar, dataclass, field
from typing import ClassVar

import somewhere


@dataclass
class Point:  #~
    x: int
    y: int


def load(rows):
    return [Point(x, y) for x, y in rows]


@dataclasses.dataclass(frozen=True)
class Token:  #~
    text: str
    line: int = 0
    tags: list = field(default_factory=list)


def tokenize(lines):
    tokens = []
    for number, line in enumerate(lines):
        tokens.append(Token(line, number))
    return tokens


@dataclass()
class Pair:  #~
    left: object
    right: object

    def swapped(self):
        return Pair(self.right, self.left)


@dataclass(eq=False, repr=False)
@functools.total_ordering
class Ranked:  #~
    rank: int
    name: str

    def __lt__(self, other):
        return self.rank < other.rank


def rank(names):
    return Ranked(len(names), names[0])


@dataclass
class Counted:  #~
    """Has class variables, which are no fields."""

    made: ClassVar[int] = 0
    limit = 10

    name: str
    count: int = 0

    def add(self):
        self.count += 1


def count(names):
    return {name: Counted(name) for name in names}


@dataclass
class Computed:  #~
    width: int
    height: int
    area: int = field(init=False)

    def __post_init__(self):
        self.area = self.width * self.height


def areas(sizes):
    return [Computed(w, h) for w, h in sizes]


class Nothing:
    __slots__ = ()


@dataclass
class OnSlotted(Nothing):  #~
    value: int
    weight: float


def weigh(values):
    return [OnSlotted(v, 1.0) for v in values]


@dataclass
class Edge:  #~
    """Fields that are set from outside."""

    start: int
    end: int


def reverse(pairs):
    edges = [Edge(a, b) for a, b in pairs]
    for edge in edges:
        edge.start, edge.end = edge.end, edge.start
    return edges


def make_reader(rows):
    @dataclass
    class Row:  #~
        key: str
        value: str

    return [Row(k, v) for k, v in rows]


# ------------------------------------------------------------- near misses


@dataclass(slots=True)
class Slotted:
    x: int
    y: int


@dataclass(slots=False)
class Decided:
    x: int
    y: int


@dataclass
class Manual:
    __slots__ = ("x", "y")
    x: int
    y: int


@dataclass(**somewhere.options)
class Unsure:
    x: int
    y: int


@somewhere.registered
@dataclass
class Registered:
    x: int
    y: int


@dataclass
class Extra:
    """__post_init__ sets what is no field: slots=True leaves no place for it."""

    x: int

    def __post_init__(self):
        self.double = self.x * 2


@dataclass
class FromInitVar:
    x: int
    start: InitVar[int] = 0

    def __post_init__(self, start):
        self.start = start


@dataclass
class Cached:
    x: int

    @functools.cached_property
    def double(self):
        return self.x * 2


@dataclass
class CallsSuper(Nothing):
    """slots=True makes a second class, which super() does not know."""

    x: int

    def __repr__(self):
        return super().__repr__()


@dataclass
class NamesCell:
    x: int

    def again(self):
        return __class__(self.x)


@dataclass
class Mixed(somewhere.Base):
    x: int


class Plain:
    pass


@dataclass
class OnPlain(Plain):
    x: int


@dataclass
class Above:
    x: int


@dataclass
class Below(Above):
    y: int


@dataclass
class DefaultRead:
    """The default is read from the class, where a slot will be."""

    size: int = 10


def default_size():
    return DefaultRead.size


@dataclass
class DefaultOwn:
    size: int = 10

    @classmethod
    def default(cls):
        return cls.size


@dataclass
class Shown:
    x: int

    def as_dict(self):
        return vars(self)


@dataclass
class Watched:
    x: int

    def handle(self):
        return weakref.ref(self)


@dataclass
class Pickled:
    x: int

    def save(self, file):
        pickle.dump(self, file)


@dataclass
class Later:
    x: int


def mark(x):
    later = Later(x)
    later.seen = True
    return later


@dataclass
class Property:
    _x: int
    x: int

    @property
    def x(self):
        return self._x


@dataclass
class Empty:
    pass


@dataclass
class Settings:
    """One in the program."""

    path: str
    size: int


def main():
    print(Settings("a", 1))


@dataclass
class Keywords:  #~
    _: KW_ONLY
    first: int
    second: int


def keywords(rows):
    return [Keywords(first=a, second=b) for a, b in rows]


# ------------------------------------------------------------------- levels


@dataclass
class Sample:  #~
    row: tuple
    weight: float


def samples(cursor):
    return [Sample(row, 1.0) for row in cursor.fetchall()]


@dataclass
class Preview:
    duration: float
    position: float
    is_analyzed = False


def previews(rows):
    return [Preview(duration, position) for duration, position in rows]


@dataclass
class Clip:  #~
    duration: float
    position: float
    KIND = "clip"


def clips(rows):
    return [Clip(duration, position) for duration, position in rows]


@dataclass
class Reading:  #~ warning
    name: str
    value: float


def load_reading_records(path):
    with open(path) as f:
        return [Reading(line[:8], float(line[8:])) for line in f]


@dataclass
class Series:  #~ note
    """Each has a list of its own, which takes more."""
    name: str
    values: list[float]


def load_series_records(path):
    with open(path) as f:
        return [Series(line[:8], line[8:].split()) for line in f]


@dataclass(
    frozen=True  # a key of dicts
)
class Key:  #~
    name: str
    place: int


def all_keys(rows):
    return [Key(name, place) for name, place in rows]

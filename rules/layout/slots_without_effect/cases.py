"""MEM402: __slots__ under a base that has a __dict__. `#~`: reported."""

import abc
import enum
import typing
from typing import Generic, NamedTuple, Protocol, TypeVar

import somewhere

T = TypeVar("T")


class Node:
    def __init__(self, line):
        self.line = line


class Name(Node):
    __slots__ = ("text", "scope")  #~

    def __init__(self, line, text):
        super().__init__(line)
        self.text = text
        self.scope = None


class Number(Node):
    __slots__ = "value"  #~


class Mixin:
    """Sets nothing, and still brings a __dict__."""

    def show(self):
        return repr(self)


class Shown(Mixin):
    __slots__ = ("x",)  #~

    def __init__(self, x):
        self.x = x


class Above(Node):
    __slots__ = ()  #~


class Below(Above):
    """Above, which has __slots__ itself, is the one to look at."""

    __slots__ = ("left", "right")


class Between(Node):
    def walk(self):
        return [self]


class Branch(Between):
    """The __dict__ comes from two classes."""

    __slots__ = ("left", "right")  #~


class Slotted:
    __slots__ = ("a",)


class Both(Slotted, Mixin):
    __slots__ = ("b",)  #~


class Sized(Protocol):
    def size(self): ...


class Box(Sized):
    __slots__ = ("height",)  #~


class Abstract(abc.ABC):
    @abc.abstractmethod
    def run(self): ...


class Runner(Abstract):
    __slots__ = ["command"]  #~

    def run(self):
        return self.command


class Collected(Generic[T]):
    def __init__(self, items):
        self.items = items


class Sorted(Collected[int]):
    __slots__ = ("key",)  #~


class Foreign(somewhere.Base, Node):
    """Nobody knows what the other base brings."""

    __slots__ = ("more",)


# ------------------------------------------------------------- near misses


class Closed(Slotted):
    __slots__ = ("b",)


class OnGeneric(Generic[T]):
    __slots__ = ("x",)


class OnAbc(abc.ABC):
    __slots__ = ("x",)


class OnProtocol(Protocol):
    __slots__ = ("x",)


class WithDict(Node):
    """Asks for the __dict__ itself."""

    __slots__ = ("x", "__dict__")


class Unknown(somewhere.Base):
    __slots__ = ("x",)


class Plain(Node):
    def __init__(self):
        self.x = 1


class Built(metaclass=somewhere.Meta):
    """The metaclass may add __slots__."""

    def run(self):
        pass


class OnBuilt(Built):
    __slots__ = ("x",)


@somewhere.define
class Defined:
    x: int


class OnDefined(Defined):
    __slots__ = ("y",)


class Pair(NamedTuple):
    left: int
    right: int


class Swapped(Pair):
    __slots__ = ()


class Color(enum.Enum):
    RED = 1


class UnknownSlots(Slotted):
    __slots__ = tuple(somewhere.names)


class BelowUnknown(UnknownSlots):
    __slots__ = ("c",)


class Problem(Exception):
    """An exception's __dict__ is made when it is needed."""

    __slots__ = ("code",)


if typing.TYPE_CHECKING:

    class Guarded:
        pass

else:
    from somewhere import Guarded


class OnGuarded(Guarded):
    __slots__ = ("x",)


class Plainly:
    def __init__(self, size):
        self.size = size


class Never(Plainly):
    """Never made itself, and what derives from it has a __dict__ anyway."""

    __slots__ = ("name",)


class Always(Never):
    def __init__(self, name):
        super().__init__(0)
        self.name = name
        self.extra = None


def load_always(names):
    return [Always(name) for name in names]


class Line:
    def __init__(self, text):
        self.text = text


class Number(Line):
    """Slots in Line would break Word."""

    __slots__ = ("value",)


class Word(Line):
    __slots__ = ("word",)

    def __init__(self, text):
        super().__init__(text)
        self.words = text.split()


class Size:
    def __init__(self, size):
        self.size = size


class Sign(Size):  # alone, Size is what brings the __dict__
    __slots__ = ("value",)  #~


class Wide(Size, Line):
    """Slots in Size save nothing here: Line has none either."""

    __slots__ = ()


class Copied:
    """It hands on its __dict__, which with slots would not be there."""

    def __init__(self, size):
        self.size = size

    def copy(self):
        new = self.__class__.__new__(self.__class__)
        new.__dict__ = self.__dict__.copy()
        return new


class CopiedName(Copied):
    __slots__ = ("name",)


class Counted:
    """Slots in it would be hidden by the kind of Tallied."""

    def __init__(self, kind):
        self.kind = kind


class Tallied(Counted):
    __slots__ = ("count",)
    kind = "tally"


class Labelled:
    def __init__(self, label):
        self.label = label


class Tagged(Labelled):
    __slots__ = ("tag",)  #~
    prefix = "tag"


class Twig:
    def __init__(self, parent=None):
        self.parent = parent


class Limb(Twig):
    """MEM101 advises a weak reference, which takes __weakref__ in Twig's slots."""

    __slots__ = ("children",)  #~

    def __init__(self, parent=None):
        super().__init__(parent)
        self.children = []

    def add(self):
        child = Limb(self)
        self.children.append(child)
        return child


def grown(rows):
    root = Limb()
    for _ in rows:
        root.add()
    return root

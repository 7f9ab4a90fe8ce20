"""MEM403: subclasses that lose the slots of their base. `#~`: reported."""

import functools
import somewhere


class Shape:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name


class Circle(Shape):  #~
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius


class Square(Shape):  #~
    """Sets nothing of its own, and still gets a __dict__."""

    def area(self):
        return 1


class Renamed(Shape):  #~
    def rename(self, name):
        self.name = name


class Triangle(Shape):
    __slots__ = ("sides",)

    def __init__(self, sides):
        super().__init__("triangle")
        self.sides = sides


class Corner(Triangle):  #~
    def __init__(self, at):
        super().__init__((1, 2, 3))
        self.at = at


class Closed(Triangle):
    __slots__ = ()


class Sealed(Closed):  #~
    def seal(self):
        return self.sides


class Listed:
    __slots__ = ["x", "y"]


class Derived(Listed):  #~
    def __init__(self):
        self.z = 1


class Mixed(Shape, somewhere.Mixin):
    """The other base may have a __dict__ anyway."""

    def __init__(self):
        self.other = 1


class Plain:
    def __init__(self):
        self.x = 1


class BelowPlain(Plain):
    def __init__(self):
        super().__init__()
        self.y = 1


class HalfSlotted(Plain):
    __slots__ = ("y",)


class BelowHalf(HalfSlotted):
    """Plain has a __dict__ already."""

    def __init__(self):
        super().__init__()
        self.z = 1


class WithDict:
    __slots__ = ("x", "__dict__")


class BelowWithDict(WithDict):
    def __init__(self):
        self.y = 1


class Caching(Shape):
    """cached_property needs the __dict__."""

    @functools.cached_property
    def area(self):
        return 2


class Open(Shape):
    def items(self):
        return self.__dict__


class Named:
    __slots__ = NAMES = ("x",)


class Unknown:
    __slots__ = somewhere.names()


class BelowUnknown(Unknown):
    def __init__(self):
        self.y = 1


class Interface:
    __slots__ = ()

    def run(self):
        raise NotImplementedError


class Implementation(Interface):
    """An empty base holds nothing to lose."""

    def __init__(self):
        self.table = load()


class Many:
    __slots__ = ("x",)


class Kept(Many):  #~
    def __init__(self, x):
        self.x = x
        self.y = x


def load(rows=()):
    return [Kept(row) for row in rows]


class Singleton(Shape):
    """One in the process."""

    def area(self):
        return 1


SINGLETON = Singleton("only")


class AtRunTime(Shape):
    def area(self):
        return 1


Special = type("Special", (AtRunTime,), {})


class Written(Shape):  #~
    """What is written to from outside is a slot of the base."""

    def area(self):
        return 1


def written(xs):
    for x in xs:
        shape = Written(x)
        shape.name = x
        yield shape


class WrittenLate(Shape):
    def area(self):
        return 1


def written_late(x):
    shape = WrittenLate(x)
    shape.late = x
    return shape


class Condition:
    __slots__ = ("field", "values")

    def __init__(self, field, values):
        self.field = field
        self.values = values

    def __eq__(self, other):
        return all(
            getattr(self, name) == getattr(other, name)
            for name in self.__slots__
        )


class NamedCondition(Condition):
    def named(self):
        return self.field


# Nothing outside of the file is to make or know one: the fix is safe.

class _Place(Shape):  #~
    def shown(self):
        return "at %s" % self.name


class Cell:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text


class TitleCell(Cell):  #~ warning
    def title(self):
        return self.text.title()


def cells_of_records(path):
    with open(path) as f:
        return [TitleCell(line) for line in f]


class Action:
    """A table of types, for what stores it."""

    __slots__ = {"name": str, "index": int}

    def __init__(self, name, index):
        self.name = name
        self.index = index


class Received(Action):
    def shown(self):
        return self.name


class Place:
    __slots__ = {"name": "what it is called", "index": "where it is"}

    def __init__(self, name, index):
        self.name = name
        self.index = index


class TownPlace(Place):  #~
    def shown(self):
        return self.name

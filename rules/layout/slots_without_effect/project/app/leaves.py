"""Reported: Name, Wide. The others have no __dict__, or it is not known."""

from app import base
from app.base import Built, Mark, Node, Route, Sized, Slotted


class Name(Node):
    __slots__ = ("text",)  #~


class Deep(base.Above):
    """Above has __slots__, and is reported."""

    __slots__ = ("text",)


class Wide(base.Between):
    __slots__ = ("text",)  #~


class Closed(Slotted):
    __slots__ = ("text",)


class Made(Built):
    __slots__ = ("text",)


class Measured(Sized):
    __slots__ = ("text",)


class Short(Route):
    """Slots in Route would break Long."""

    __slots__ = ("name",)


class Long(Route):
    __slots__ = ("names",)

    def __init__(self, names):
        self.names = names
        self.packed = "".join(names)


class Dot(Mark, Node):
    """Both bases have a __dict__: slots in one of them save nothing."""

    __slots__ = ()

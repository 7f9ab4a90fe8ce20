"""Reported: Name, Wide. The others have no __dict__, or it is not known."""

from app import base
from app.base import Built, Node, Sized, Slotted


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

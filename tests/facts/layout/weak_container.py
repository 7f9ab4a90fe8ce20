"""What is put into a container of weak references may be any object."""

import weakref
from typing import cast

_seen: weakref.WeakValueDictionary = cast(object, weakref.WeakValueDictionary())


class Cached:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Holder:
    def __init__(self, key):
        try:
            self.cached = _seen[key]
        except KeyError:
            self.cached = Cached(key, 1)
            _seen[key] = self.cached

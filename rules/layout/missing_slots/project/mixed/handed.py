"""Their methods give functions of another file the object."""
from . import keeper
from .keeper import counted, kept, shown, text_of


class Kept:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    @kept
    def text(self):
        return self.name * self.size


class KeptOnce:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    @keeper.Once
    def text(self):
        return self.name * self.size


class Uncounted:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    @counted
    def text(self):
        return self.name * self.size


class Counted:  #~
    def __init__(self, name, size):
        self.name = name
        self.size = size
        self.calls = 0

    @counted
    def text(self):
        return self.name * self.size


class Hashed:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    def __hash__(self):
        return keeper.hash_of(self, "name", "size")

    def __eq__(self, other):
        return self.name == other.name


class Stamped:
    def __init__(self, name, size, time):
        self.name = name
        self.size = size
        keeper.stamp(item=self, time=time)


class Shown:  #~
    def __init__(self, name, size):
        self.name = name
        self.size = size

    @shown
    def text(self):
        return text_of(self)


class Exposed:  #~
    def __init__(self, name, size):
        self.name = name
        self.size = size

    @keeper.exposed
    def text(self):
        return self.name * self.size

    @keeper.described("its size")
    def length(self):
        return self.size


class Given:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    def text(self):
        return keeper.exposed(self).name


def read(rows):
    return [
        (Kept(*row), KeptOnce(*row), Uncounted(*row), Counted(*row),
         Hashed(*row), Stamped(*row), Shown(*row), Exposed(*row), Given(*row))
        for row in rows
    ]

"""Keywords, many arguments and closures that other files keep."""

from app.bags import Bag, Reader, Registry, Window
from app.base import Program

try:
    from app.fast import Base
except ImportError:
    from app.bags import Base


class Owner:
    def __init__(self):
        self.bag = Bag(owner=self)  #~


class Sized:
    def __init__(self):
        self.reader = Reader(owner=self, size=3)


class Extension:
    def __init__(self, registry: Registry):
        self.registry = registry
        registry.extend(changed=False, extension=self)  #~


class Counted:
    def __init__(self, registry: Registry):
        self.registry = registry
        registry.count(extension=self)


class LocalBag:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])


class LocalReader:
    def __init__(self, **kwargs):
        self.name = kwargs.get("name")
        self.size = kwargs["size"]


class LocalOwner:
    def __init__(self):
        self.bag = LocalBag(owner=self)  #~


class LocalSized:
    def __init__(self):
        self.reader = LocalReader(owner=self, size=3)


class Application:
    def __init__(self, a, b, c, d, e):
        self.window = Window(a, b, c, d, e, on_close=self)  #~
        self.other = Window(a, b, c, d, e)


class Wrapper(Base):
    def __init__(self, function, other):
        self.wrapped = self.wrap(function)  #~
        self.plain = self.bare(function)
        self.checked = self.check(other)


class Tree:
    def __init__(self, parent=None):
        self.parent = parent
        self.globals = parent.globals


class Top(Tree):
    def __init__(self, globals):
        self.globals = globals
        super().__init__(parent=self)  #~


class Globals(Tree):
    def __init__(self):
        super().__init__(parent=Top(self))  #~


class Tool(Program):
    def __init__(self):
        super().__init__()
        self.bag = Bag(owner=self)

# Attributes by computed names, bound methods, and parts of tuples.
import bisect
import functools
import heapq
from collections import defaultdict


class Visitor:
    def __init__(self):
        self.methods = {}

    def by_name(self, kind):
        method = getattr(self, "visit_" + kind)
        self.methods[kind] = method

    def by_use(self, kind):
        found = getattr(self, f"visit_{kind}", None)
        self.methods[kind] = found
        return found(kind)

    def data(self, kind):
        value = getattr(self, f"option_{kind}")
        self.methods[kind] = value


class Proxy:
    def get(self, name):
        return name

    def __init__(self, names):
        for name in names:
            setattr(self, name, functools.partial(self.get, name))


def patch(cls, name, value):
    value.owner = cls
    setattr(cls, name, value)  # a class


class Rule:
    def bind(self, build):
        self.build = build().__get__(self, None)


class Director:
    def __init__(self):
        self.sorted = []
        self.heap = []
        self.named = defaultdict(set)
        self.lists = {}

    def insort(self, handler):
        bisect.insort(self.sorted, handler)
        handler.owner = self

    def push(self, handler):
        heapq.heappush(self.heap, handler)
        handler.owner = self

    def add(self, name, handler):
        self.named[name].add(handler)
        handler.owner = self

    def add_default(self, name, handler):
        self.lists.setdefault(name, []).append(handler)
        handler.owner = self

    def unknown(self, name, handler):
        self.lists[name].add(handler)  # of what class?
        handler.owner = self

    def adopt(self, name):
        found = self.lists[name]
        found.owner = self


class State:
    def __init__(self):
        self.transitions = {}

    def start(self):
        names, transitions = self.make_all()
        self.add_all(names, transitions)

    def add_all(self, names, transitions):
        self.transitions.update(transitions)

    def make(self, name):
        method = getattr(self, name)
        return 1, method

    def make_all(self):
        transitions = {}
        transitions["a"] = self.make("a")
        return [], transitions


class Scope:
    def __init__(self, parent):
        self.parent = parent


class TopScope(Scope):
    def __init__(self):
        super().__init__(parent=self)


class Condition:
    def __init__(self, inner):
        self.inner = Condition(inner)  # another one


class Mapped(dict):
    def add(self, key, value):
        value.parent = self
        self[key] = value


class Converting:
    def convert(self, key, value):
        value.parent = self
        self[key] = value


class ConvertingDict(dict, Converting):
    pass


class Guarded(dict):
    def __setitem__(self, key, value):
        pass

    def add(self, key, value):
        value.parent = self
        self[key] = value


class Error:
    def __init__(self, context):
        self.context = list(context)
        for error in context:
            error.parent = self


class Vector:
    def __new__(cls, system):
        made = super().__new__(cls)
        made.system = system
        return made


class System:
    def __init__(self):
        first = Vector(self)
        self.vectors = (first, 1)


def auto(klass, spec):
    mock = klass(spec)
    made = Converting()
    made.owner = mock
    mock.children[spec] = made


class Mock:
    def __init__(self):
        __dict__ = self.__dict__
        __dict__["children"] = {}


class Frame:
    @cached_property  # of its own
    def lines(self):
        return [Vector(self)]

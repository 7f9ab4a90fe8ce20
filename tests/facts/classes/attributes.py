import abc, functools, weakref
from dataclasses import dataclass, field
from enum import Enum


class A:
    __slots__ = ("a", "b", "__dict__")
    count: int = 0
    declared: str

    def __init__(self, a, *, b: int = 2):
        self.a, (self.b, *self.rest) = a, (b, 3)
        self.chain = self.other = []
        self.typed: int = a
        self.only: int

        def inner():
            self.nested = 1

        for self.i in a:
            pass
        with open(a) as self.f, b as (self.c, d):
            pass
        self.count += 1
        del self.a
        setattr(self, "set", 3)

    @classmethod
    def make(cls):
        cls.made = 1

    @staticmethod
    def static(self):
        self.nothing = 1

    @property
    def value(self):
        return self.a

    @value.setter
    def value(self, value):
        self.a = value


class B(A, abc.ABC):
    __slots__ = "x", "y"

    def rebound(self):
        self = other
        self.nothing = 1

    def dynamic(this, name):
        setattr(this, name, 1)
        this.__dict__.update(a=1)
        object.__setattr__(this, "frozen", 1)
        super().__setattr__("frozen2", 2)
        weakref.ref(this)
        this.__class__.level = 1

    @unknown
    def validator(cls, x):
        cls.nothing = 1

    def __new__(cls):
        cls.new = 1

    def __getattr__(self, name):
        return vars(self)

    @functools.cached_property
    def cached(self):
        return 1


class C(B, metaclass=abc.ABCMeta): ...
class D(A): __slots__ = []
class E(C, D): __slots__ = {"k": "doc"}
class F(E, Unknown, key=1): __slots__ = A.__slots__ + ("z",)
class G(Generic[T], Outer.Inner): pass

@dataclass(slots=True)
class H:
    x: int
    y: list = field(default_factory=list)

@attr.s
class I(Exception):
    class Inner(Enum):
        RED = 1
    def __reduce__(self): pass

def function():
    class Local(H):
        if x:
            y = 1
        else:
            def y(self): pass
    Local.z = 3
    return Local

class X(Y): pass
class Y(X): pass

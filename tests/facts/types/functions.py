"""What functions of the file return, and what their parameters hold."""

import contextlib
import functools


def text():
    return "a"


def maybe(x):
    if x:
        return "a"


def either(x):
    if x:
        return "a"
    else:
        return "b"


def mixed(x):
    return "a" if x else 1


def loops(x):
    while True:
        if x:
            return b""
        x = 1


def guarded(x):
    try:
        return int(x)
    except ValueError:
        return 0


def fails():
    raise ValueError


def recursive(n):
    return "" if n == 0 else recursive(n - 1) + "a"


def ping(n):
    return pong(n - 1) if n else "end"


def pong(n):
    return ping(n - 1) if n else "end"


def generated():
    yield 1
    yield from [2, 3]


@contextlib.contextmanager
def managed():
    yield "a"


@functools.lru_cache(maxsize=None)
def cached():
    return ["a"]


def decorate(f):
    return lambda *args: 1


@decorate
def replaced():
    return "a"


def _private(a, b=1, *rest, c="c", **more):
    a, b, rest, c, more
    return a


def _open(a):
    a


text(), maybe(0), maybe(1), either(1), mixed(0), loops(0), guarded("x")
recursive(3), ping(4), pong(3), replaced()
for number in generated():
    number
with managed() as name:
    name
cached().append(1)
cached()[1]
_private("a")
_private("b", 2)
_private("c", b=3, c="d")
opened = _open
opened(1)
_open("a")
text
list(map(text.__class__, []))
(lambda *args, key=1, **rest: (args, key, rest))(1)
[f() for f in (text, lambda: 1)]


def annotated(a: int, b: "str | None" = None, *args: bytes, **kw: float) -> "list[str]":
    a, b, args, kw
    return []


annotated(1)
annotated(1, "b", b"c", d=1.0)


class Base:
    def _make(self):
        return "a"

    def public(self):
        return self._make()

    def _over(self):
        return "a"

    def _never(self):
        raise NotImplementedError

    @property
    def _half(self):
        return 0.5

    @staticmethod
    def _static():
        return b""

    @classmethod
    def _class(cls):
        return 1

    def use(self):
        self._make(), self._over(), self._half, self._static(), self._class()
        self.public()
        self._never() if not isinstance(self, Base) else None


class Derived(Base):
    def _over(self):
        return 1

    def public(self):
        return 2


Base().use()
Derived().use()

"""What annotations promise."""

import collections
import collections.abc
import typing
import typing as t
from typing import (IO, Any, ClassVar, Dict, Final, FrozenSet, Iterable, Iterator, List,
                    Literal, Mapping, Optional, Sequence, Set, Tuple, TypeVar, Union)  # fmt: skip

T = TypeVar("T")
Alias = List[str]


class Node:
    pass


def forward(
    a: "Node",
    b: "Optional[Later]" = None,
    c: List["Node"] = [],
    d: Dict[str, List[int]] = {},
    e: Tuple[int, str] = (1, ""),
    f: Tuple[int, ...] = (),
    g: Union[str, None] = None,
    h: Union[int, str] = 1,
    i: Any = None,
    j: T = None,
    k: Alias = [],
    l: Sequence[str] = (),
    m: Mapping[str, int] = {},
    n: Iterable[bytes] = (),
    o: Literal["a", "b"] = "a",
    p: Literal["a", 1] = 1,
    q: t.Set[int] = frozenset(),
    r: typing.FrozenSet[str] = frozenset(),
    s: "int | None" = None,
    u: object = None,
    v: collections.deque = collections.deque(),
    w: collections.abc.Iterator[str] = iter([]),
    x: "list[tuple[str, int]]" = [],
    y: "unfinished[" = 1,
    z: float = 1,
):
    a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, r, s, u, v, w, x, y, z
    for item in l:
        item
    for key, value in m.items():
        key, value
    for part in x:
        part[0], part[1]
    return e[1]


class Later(Node):
    limit: Final = 3
    shared: ClassVar[Dict[str, int]] = {}
    name: str


forward(Node())
forward(Node(), Later(), l=["a"], m={"a": 1}, x=[("a", 1)])

plain: int = 1
text: "str" = "a"
nothing: str = None
table: Dict[str, str] = {}
plain, text, nothing, table
table["a"] = "b"
for k, v in table.items():
    k, v

"""Names that stand for types in annotations."""

from typing import Dict, List, NewType, Optional, TypeVar, Union

T = TypeVar("T")
Rows = List[str]
Table = Dict[str, Rows]
Maybe = Optional[Rows]
Either = List[int] | None
Same = Rows
Ring = List["Ring"]
Other = Union["Other", int]
Of = List[T]
Number = NewType("Number", int)
Twice = List[int]
Twice = Dict[str, int]
First, Second = List[int], List[str]


def given(
    a: Rows,
    b: Table,
    c: Maybe,
    d: Either,
    e: Same,
    f: "Rows",
    g: List[Table],
    h: Of,
    i: Of[int],
    j: Ring,
    k: Other,
    l: Number,
    m: Twice,
    n: First,
):
    return a, b, c, d, e, f, g, h, i, j, k, l, m, n


def bound(made):
    Local = List[int]
    a: Local = made()
    return a

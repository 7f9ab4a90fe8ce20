# Annotations stay text: nothing in them is evaluated.
"""Docstring."""
from __future__ import annotations
from m import Used


def f(a: OnlyHere, *args: Used, b: Default = value) -> Result[Used]:
    class Local: pass

    def inner(c: Local, d: (lambda x: [y for y in x])) -> a:
        e: Local
        g: Other = c

    return inner


class C:
    h: Type
    i: Type = f

"""Candidates for MEM406 and MEM410: attributes that are set late, and many of them.

Drawn: --first 18, --without-tests.
"""

import ast

from common import FUNCTIONS, main


def attributes_of(function):
    """The names that a method binds on its first parameter."""
    if not function.args.args:
        return set()
    first = function.args.args[0].arg
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and getattr(node.value, "id", None) == first
    }


def methods_of(tree):
    """(class, its methods by name) of all classes that have __init__."""
    for cls in ast.walk(tree):
        if isinstance(cls, ast.ClassDef):
            methods = {f.name: f for f in cls.body if isinstance(f, FUNCTIONS)}
            if "__init__" in methods:
                yield cls, methods


def late_attributes(tree):
    """Classes without bases whose other methods set two or more attributes that
    __init__ does not."""
    for cls, methods in methods_of(tree):
        early = attributes_of(methods.pop("__init__"))
        late = set().union(*map(attributes_of, methods.values())) - early
        if len(late) >= 2 and not cls.bases:
            yield cls


def thirty_attributes(tree):
    """Classes whose methods set 30 or more attributes."""
    for cls, methods in methods_of(tree):
        if len(set().union(*map(attributes_of, methods.values()))) >= 30:
            yield cls


if __name__ == "__main__":
    main(late_attributes, thirty_attributes)

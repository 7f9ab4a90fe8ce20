"""Candidates for MEM503 and MEM506: lists that are made and then only iterated.

Drawn: --first 18, --without-tests.
"""

import ast

from common import FUNCTIONS, called_name, main, with_parents
from list_comprehension import read_once

LAZY = {"map", "filter", "zip", "enumerate", "range", "reversed", "keys", "values", "items"}


def needless_lists(tree):
    """list() or tuple() of map, filter, zip, enumerate, range, reversed, a dict's
    views or a generator expression, that a `for`, `in`, len() or a reducer reads."""
    for node in ast.walk(with_parents(tree)):
        if not isinstance(node, ast.Call) or len(node.args) != 1:
            continue
        if getattr(node.func, "id", None) not in ("list", "tuple"):
            continue
        source = node.args[0]
        if called_name(source) in LAZY or isinstance(source, ast.GeneratorExp):
            parent = node.parent
            if read_once(node) or getattr(getattr(parent, "func", None), "id", "") == "len":
                yield node


def appended_then_iterated(tree):
    """Empty lists of a function's local that is bound once, otherwise only has
    append() called, and is read once: by a `for`."""
    for function in ast.walk(with_parents(tree)):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in function.body:
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.List):
                continue
            target = node.targets[0]
            if node.value.elts or not isinstance(target, ast.Name):
                continue
            uses = [n for n in ast.walk(function)
                    if isinstance(n, ast.Name) and n.id == target.id and n is not target]
            appends = [n for n in uses if getattr(n.parent, "attr", "") == "append"]
            others = [n for n in uses if n not in appends]
            if appends and len(others) == 1:
                reader = others[0].parent
                if isinstance(reader, (ast.For, ast.comprehension)):
                    yield node


if __name__ == "__main__":
    main(needless_lists, appended_then_iterated)

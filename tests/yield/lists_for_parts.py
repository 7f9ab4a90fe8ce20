"""Candidates for MEM507, MEM508 and MEM509: lists of which something else is made, or
that are made for one element.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, main, with_parents
from list_comprehension import iterates

MADE = (ast.ListComp,)
MAKERS = {"set", "frozenset", "dict", "tuple", "sorted", "deque", "OrderedDict"}


def is_list(node):
    """A list comprehension or list(x)."""
    if isinstance(node, ast.ListComp):
        return True
    return getattr(getattr(node, "func", None), "id", None) == "list" and len(node.args) == 1


def lists_for_one(tree):
    """[...][0] and list(x)[0]."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_list(node.value):
            if isinstance(node.slice, ast.Constant) and node.slice.value == 0:
                yield node


def lists_into_constructors(tree):
    """A list comprehension or list(x) as the one argument of set(), frozenset(),
    dict(), tuple(), sorted(), deque(), OrderedDict(), x.extend() or x.update()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 1 and is_list(node.args[0]):
            if getattr(node.func, "id", None) in MAKERS:
                yield node.args[0]
            elif getattr(node.func, "attr", None) in ("extend", "update"):
                yield node.args[0]


FOUND = {"findall", "listdir", "glob", "fetchall"}


def results_read_once(tree):
    """findall(), listdir(), glob() and fetchall() that a `for`, len(), [0] or a
    condition reads; split() for its length or its first part."""
    for node in ast.walk(with_parents(tree)):
        if not isinstance(node, ast.Call):
            continue
        name, parent = called_name(node), node.parent
        first = isinstance(parent, ast.Subscript) and parent.value is node and (
            getattr(parent.slice, "value", None) == 0)
        counted = called_name(parent) == "len"
        if name in FOUND and not (name == "glob" and isinstance(node.func, ast.Name)):
            if iterates(parent, node) or first or counted or (
                    isinstance(parent, ast.If) and parent.test is node):
                yield node
        elif name == "split" and isinstance(node.func, ast.Attribute):
            if counted or (first and len(node.args) == 1 and not node.keywords):
                yield node


if __name__ == "__main__":
    main(lists_for_one, lists_into_constructors, results_read_once)

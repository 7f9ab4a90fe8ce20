"""Candidates for MEM607, MEM610, MEM611, MEM612 and MEM702: what a function makes and
something else keeps.

Drawn: --first 16, --without-tests.
"""

import ast

from common import FUNCTIONS, called_name, in_loops, main, with_parents
from cached_methods import CACHES, last_name

POOLS = {"Pool", "ThreadPool", "ThreadPoolExecutor", "ProcessPoolExecutor"}


def inner(tree):
    """Every node that is in a function."""
    seen = set()
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            seen.update(n for part in function.body for n in ast.walk(part))
    return seen


def caches_in_functions(tree):
    """Functions in functions that a cache decorates."""
    for node in inner(tree):
        if isinstance(node, FUNCTIONS):
            if CACHES & set(map(last_name, node.decorator_list)):
                yield node.decorator_list[0]


def context_variables(tree):
    """ContextVar() in functions."""
    return (node for node in inner(tree) if called_name(node) == "ContextVar")


def interned_names(tree):
    """intern(), and setattr() of a name that is no constant, in a loop."""
    for node in ast.walk(tree):
        if called_name(node) == "intern" and node.args:
            yield node
    for node in in_loops(tree):
        if getattr(getattr(node, "func", None), "id", None) == "setattr":
            if len(node.args) == 3 and not isinstance(node.args[1], ast.Constant):
                yield node


def drained_tables(tree):
    """The first item that a method adds to a dict or set of its object which __init__
    makes empty and from which another method takes single items."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        added, made, taken = {}, set(), set()
        for node in ast.walk(with_parents(cls)):
            if not isinstance(node, ast.Attribute):
                continue
            if getattr(node.value, "id", None) != "self":
                continue
            parent = node.parent
            if isinstance(parent, ast.Assign) and node in parent.targets:
                if isinstance(parent.value, ast.Dict) and not parent.value.keys:
                    made.add(node.attr)
                if called_name(parent.value) in ("set", "dict", "defaultdict"):
                    made.add(node.attr)
            elif isinstance(parent, ast.Subscript):
                if isinstance(parent.ctx, ast.Store):
                    added.setdefault(node.attr, parent)
                elif isinstance(parent.ctx, ast.Del):
                    taken.add(node.attr)
            elif isinstance(parent, ast.Attribute):
                if parent.attr == "add":
                    added.setdefault(node.attr, parent)
                if parent.attr in ("pop", "discard", "remove"):
                    taken.add(node.attr)
        yield from (added[name] for name in added.keys() & made & taken)


def pools_in_functions(tree):
    """Pools and executors that a function makes, but not for a `with`."""
    with_parents(tree)
    for node in inner(tree):
        if called_name(node) in POOLS and not isinstance(node.parent, ast.withitem):
            yield node


if __name__ == "__main__":
    main(caches_in_functions, context_variables, interned_names, drained_tables,
         pools_in_functions)

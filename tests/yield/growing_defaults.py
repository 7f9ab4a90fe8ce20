"""Candidates for MEM605: mutable defaults that the function changes."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DISPLAYS = (ast.List, ast.Dict, ast.Set)
MAKERS = {"list", "dict", "set", "defaultdict", "OrderedDict", "deque", "Counter"}
FILLERS = {"append", "extend", "insert", "add", "update", "setdefault", "appendleft"}


def is_mutable(node):
    """Whether a default is a new list, dict or set."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", None) in MAKERS
    return isinstance(node, DISPLAYS)


def is_named(node, name):
    return isinstance(node, ast.Name) and node.id == name


def changes(function, name):
    """Whether the body adds to the parameter, or keeps it in an attribute."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in FILLERS and is_named(node.func.value, name):
                return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            if is_named(node.value, name):
                return True
        if isinstance(node, ast.AugAssign) and is_named(node.target, name):
            return True
    return False


def candidates(tree):
    """Parameters whose default is a new list, dict or set, and which the function
    adds to by a method, an item or `+=`."""
    for function in ast.walk(tree):
        if not isinstance(function, FUNCTIONS):
            continue
        arguments = function.args
        positional = arguments.posonlyargs + arguments.args
        defaults = arguments.defaults
        pairs = list(zip(positional[len(positional) - len(defaults):], defaults))
        pairs += zip(arguments.kwonlyargs, arguments.kw_defaults)
        for parameter, default in pairs:
            if is_mutable(default) and changes(function, parameter.arg):
                yield parameter


if __name__ == "__main__":
    main(candidates)

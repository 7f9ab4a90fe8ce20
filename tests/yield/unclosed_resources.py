"""Candidates for MEM701: what is opened into a local and not closed by name."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OPENERS = {"open", "urlopen", "ZipFile", "TarFile", "GzipFile", "socket",
           "create_connection", "mkstemp", "fdopen", "FTP", "SMTP"}


def opener(node):
    """The last part of what a call calls."""
    if not isinstance(node, ast.Call):
        return None
    return getattr(node.func, "attr", None) or getattr(node.func, "id", None)


def is_looked_after(function, name):
    """Whether the function closes it, or hands it on: returns, yields, stores or
    passes it, or puts it into a `with`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in ("close", "detach"):
            if getattr(node.value, "id", None) == name:
                return True
        if isinstance(node, (ast.Return, ast.Yield, ast.withitem, ast.Call,
                             ast.Assign, ast.Tuple, ast.List, ast.keyword)):
            for child in ast.iter_child_nodes(node):
                if getattr(child, "id", None) == name and isinstance(child.ctx, ast.Load):
                    return True
    return False


def candidates(tree):
    """`name = open(...)` and the like in a function that has no `name.close`, and
    does not return, yield, store or pass the name, nor puts it into a `with`."""
    for function in ast.walk(tree):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and opener(node.value) in OPENERS:
                target = node.targets[0]
                if isinstance(target, ast.Name) and not is_looked_after(function, target.id):
                    yield node.value


if __name__ == "__main__":
    main(candidates)

"""Candidates for MEM603: globals that functions add to."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MAKERS = {"list", "dict", "set", "defaultdict", "OrderedDict", "deque", "Counter"}
FILLERS = {"append", "extend", "add", "update", "setdefault", "appendleft"}
TAKERS = {"pop", "popitem", "popleft", "clear", "remove", "discard"}


def is_empty(node):
    """Whether it makes an empty container."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        return name in MAKERS and not node.keywords
    if isinstance(node, (ast.List, ast.Set)):
        return not node.elts
    return isinstance(node, ast.Dict) and not node.keys


def globals_of(tree):
    """The names that the module binds to an empty container, once."""
    names = {}
    for node in tree.body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets:
            if isinstance(target, ast.Name):
                fresh = is_empty(getattr(node, "value", None))
                names[target.id] = fresh and target.id not in names
    return {name for name, fresh in names.items() if fresh}


def taken_from(tree, names):
    """Those that anything takes from, empties, or binds anew."""
    taken = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in TAKERS:
            taken.add(getattr(node.value, "id", None))
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Del):
            taken.add(getattr(node.value, "id", None))
        if isinstance(node, ast.Global):
            taken.update(node.names)
    return names & taken


def candidates(tree):
    """The first place in a function that adds to a container which the module makes
    empty, and which nothing in the file takes from or binds anew; not in files that
    import a test framework."""
    if any(getattr(n, "module", None) in ("unittest", "pytest")
           or any(a.name in ("unittest", "pytest") for a in getattr(n, "names", [])
                  if isinstance(a, ast.alias)) for n in ast.walk(tree)
           if isinstance(n, (ast.Import, ast.ImportFrom))):
        return
    names = globals_of(tree)
    names -= taken_from(tree, names)
    for function in ast.walk(tree) if names else ():
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            name = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in FILLERS:
                    name = getattr(node.func.value, "id", None)
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                name = getattr(node.value, "id", None)
            if name in names:
                names.discard(name)
                yield node


if __name__ == "__main__":
    main(candidates)

"""Candidates for MEM602: caches without a bound; all there are."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_unbounded(node):
    """Whether the decorator is cache, lru_cache(None) or lru_cache(maxsize=None)."""
    call = node.func if isinstance(node, ast.Call) else node
    name = getattr(call, "attr", None) or getattr(call, "id", None)
    if name == "cache":
        return True
    if name != "lru_cache" or not isinstance(node, ast.Call):
        return False
    sizes = node.args[:1] + [k.value for k in node.keywords if k.arg == "maxsize"]
    return any(isinstance(s, ast.Constant) and s.value is None for s in sizes)


def candidates(tree):
    """Decorators called cache, or lru_cache with None for its size, of functions of
    modules and classes that have parameters besides self and cls."""
    for scope in ast.walk(tree):
        if not isinstance(scope, (ast.Module, ast.ClassDef)):
            continue
        for node in scope.body:
            if isinstance(node, FUNCTIONS):
                given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
                if all(a.arg in ("self", "cls") for a in given):
                    continue
                yield from (d for d in node.decorator_list if is_unbounded(d))


if __name__ == "__main__":
    main(candidates)

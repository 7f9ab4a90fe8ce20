"""Candidates for MEM601: caches on methods."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
CACHES = {"lru_cache", "cache", "alru_cache", "cached"}
OTHERS = {"classmethod", "staticmethod"}


def last_name(node):
    """The last part of what is called or named."""
    if isinstance(node, ast.Call):
        node = node.func
    return getattr(node, "attr", None) or getattr(node, "id", None)


def candidates(tree):
    """Decorators that are called lru_cache, cache, alru_cache or cached, of functions
    in a class's body that have neither classmethod nor staticmethod."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        for node in cls.body:
            if isinstance(node, FUNCTIONS):
                names = {last_name(d): d for d in reversed(node.decorator_list)}
                if CACHES & names.keys() and not OTHERS & names.keys():
                    yield names[(CACHES & names.keys()).pop()]


if __name__ == "__main__":
    main(candidates)

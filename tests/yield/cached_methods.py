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
    """Functions in a class's body with a decorator that is called lru_cache, cache,
    alru_cache or cached, without classmethod and staticmethod."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        for node in cls.body:
            if isinstance(node, FUNCTIONS):
                names = {last_name(d) for d in node.decorator_list}
                if names & CACHES and not names & OTHERS:
                    yield node


if __name__ == "__main__":
    main(candidates)

"""Candidates for MEM604: containers of a class that its methods add to."""

import ast

from common import main
from growing_globals import FILLERS, FUNCTIONS, TAKERS, is_empty


def containers_of(cls):
    """The names that the class body binds to an empty container."""
    for node in cls.body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets:
            if isinstance(target, ast.Name) and is_empty(getattr(node, "value", None)):
                yield target.id


def is_set_or_taken_from(tree, name):
    """Whether anything takes from x.name, empties it, or sets it anew."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in TAKERS and getattr(node.value, "attr", None) == name:
                return True
            if node.attr == name and not isinstance(node.ctx, ast.Load):
                return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Del):
            if getattr(node.value, "attr", None) == name:
                return True
    return False


def added_to(node):
    """The attribute that a node adds to, or None."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in FILLERS:
            return getattr(node.func.value, "attr", None)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return getattr(node.value, "attr", None)
    return None


def candidates(tree):
    """The first place in a method that adds to a container which the class body makes
    empty, by self, cls or any other name, and which nothing in the file sets anew or
    takes from."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef):
            continue
        for name in containers_of(cls):
            if is_set_or_taken_from(tree, name):
                continue
            places = [
                node
                for function in cls.body
                if isinstance(function, FUNCTIONS)
                for node in ast.walk(function)
                if added_to(node) == name
            ]
            yield from places[:1]


if __name__ == "__main__":
    main(candidates)

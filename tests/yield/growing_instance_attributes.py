"""Candidates for MEM613: containers of an object that serves, which it adds to."""

import ast

from common import FUNCTIONS, main
from growing_class_attributes import added_to
from growing_globals import TAKERS, is_empty

SERVERS = {"start_server", "start_unix_server", "create_server", "serve_forever",
           "run_forever", "mainloop", "app_run", "run_app"}


def stays_up(cls):
    """Whether its code has a loop without an end, or names what starts a server."""
    for node in ast.walk(cls):
        if isinstance(node, ast.While) and getattr(node.test, "value", 0) in (True, 1):
            if not any(isinstance(n, (ast.Break, ast.Return, ast.Yield))
                       for n in ast.walk(node)):
                return True
        if isinstance(node, ast.Attribute) and node.attr in SERVERS:
            return True
    return False


def own_containers(cls):
    """The attributes that __init__ makes empty."""
    for function in cls.body:
        if not isinstance(function, FUNCTIONS) or function.name != "__init__":
            continue
        for node in ast.walk(function):
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            for target in targets if is_empty(getattr(node, "value", None)) else ():
                if isinstance(target, ast.Attribute):
                    yield target.attr


def is_taken_from(tree, name):
    """Whether anything takes from x.name, or more than one statement sets it."""
    stores = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in TAKERS and getattr(node.value, "attr", None) == name:
                return True
            stores += node.attr == name and not isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Del):
            if getattr(node.value, "attr", None) == name:
                return True
    return stores > 1


def candidates(tree):
    """The first place outside __init__ that adds to a container which __init__ makes
    empty, of a class that stays up, if nothing in the file takes from it."""
    for cls in ast.walk(tree):
        if not isinstance(cls, ast.ClassDef) or not stays_up(cls):
            continue
        for name in own_containers(cls):
            if is_taken_from(tree, name):
                continue
            places = [
                node
                for function in cls.body
                if isinstance(function, FUNCTIONS) and function.name != "__init__"
                for node in ast.walk(function)
                if added_to(node) == name
            ]
            yield from places[:1]


if __name__ == "__main__":
    main(candidates)

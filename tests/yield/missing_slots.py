"""Candidates for MEM401 and MEM403: classes whose instances have a dict."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EMPTY_BASES = {"object", "ABC", "Generic"}
TEST_MODULES = {"pytest", "unittest", "nose"}


def last_name(node):
    """The last part of a dotted name, without what is in brackets."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return getattr(node, "attr", None) or getattr(node, "id", None)


def has_slots(cls):
    """Whether the class body binds `__slots__`."""
    for statement in cls.body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if any(last_name(target) == "__slots__" for target in targets):
            return True
    return False


def sets_attributes(cls):
    """Whether a method assigns to an attribute of its first parameter."""
    for method in cls.body:
        if not isinstance(method, FUNCTIONS) or not method.args.args:
            continue
        if {"classmethod", "staticmethod"} & {last_name(d) for d in method.decorator_list}:
            continue
        first = method.args.args[0].arg
        for node in ast.walk(method):
            if (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                    and isinstance(node.value, ast.Name) and node.value.id == first):
                return True
    return False


def is_test_file(tree):
    """Whether the file imports a test framework."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        else:
            continue
        if TEST_MODULES & {module.split(".")[0] for module in modules}:
            return True
    return False


def candidates(tree):
    """Classes without `__slots__` of their own whose instances could do with them.

    MEM401: no decorator, no keyword such as `metaclass=`, no base but `object`,
    `ABC` and `Generic[...]`, and a method that assigns to an attribute of its
    first parameter (`self.x = ...`).

    MEM403: one of the bases is the name of a class of this file that binds
    `__slots__` in its body; whatever the class itself sets.

    Left out: every other base (a base without slots has a dict already), classes
    that set no attribute, decorated classes (MEM404 has the dataclasses), and files
    that import pytest, unittest or nose.
    """
    if is_test_file(tree):
        return
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    slotted = {cls.name for cls in classes if has_slots(cls)}
    for cls in classes:
        bases = {last_name(base) for base in cls.bases}
        if has_slots(cls) or cls.decorator_list:
            continue
        if bases & slotted:
            yield cls
        elif bases <= EMPTY_BASES and not cls.keywords and sets_attributes(cls):
            yield cls


if __name__ == "__main__":
    main(candidates)

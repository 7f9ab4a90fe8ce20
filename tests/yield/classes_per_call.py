"""Candidates for MEM608: classes that a function makes.

Drawn: 30, --without-tests.
"""

import ast

from common import main
from growing_globals import FUNCTIONS

CALLS = {"namedtuple", "collections.namedtuple", "make_dataclass", "dataclasses.make_dataclass"}


def makes_class(node):
    """A class statement, namedtuple(), make_dataclass(), or type() of three."""
    if isinstance(node, ast.ClassDef):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    return name in CALLS or (name == "type" and len(node.args) == 3)


def candidates(tree):
    """Class statements and calls that make a class, in functions; not in files that
    import a test framework."""
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None), *(a.name for a in node.names)]
    }
    if imported & {"unittest", "pytest", "test"}:
        return
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            yield from (node for node in ast.walk(function) if makes_class(node))


if __name__ == "__main__":
    main(candidates)

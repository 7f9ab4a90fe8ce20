"""Candidates for MEM204 and MEM208: copies of lists and dicts that are only read.

Drawn: --first 18, --without-tests.
"""

import ast

from common import COMPREHENSIONS, FUNCTIONS, LOOPS, called_name, in_loops, main


def copied_name(node):
    """The name that a call of list(), copy() and the like, or [:], copies, or None."""
    source = None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        part = node.slice
        if part.lower is None and part.upper is None and part.step is None:
            source = node.value
    if isinstance(node, ast.Call) and not node.keywords:
        if called_name(node) == "copy" and not node.args:
            source = getattr(node.func, "value", None)
        elif called_name(node) in ("list", "dict", "copy", "deepcopy", "set"):
            source = node.args[0] if len(node.args) == 1 else None
    return source.id if isinstance(source, ast.Name) else None


def copies_iterated(tree):
    """list(x), x.copy() and x[:] of a name that a `for` in a function iterates."""
    for function in ast.walk(tree):
        for node in ast.walk(function) if isinstance(function, FUNCTIONS) else ():
            if isinstance(node, (ast.For, ast.comprehension)):
                if copied_name(node.iter) and called_name(node.iter) not in ("dict", "set"):
                    yield node.iter


def copies_in_loops(tree):
    """Copies by list(), dict(), set(), copy() and deepcopy() of a name, in a loop that
    does not bind the name."""
    for loop in ast.walk(tree):
        if not isinstance(loop, (*LOOPS, *COMPREHENSIONS)):
            continue
        bound = {
            node.id
            for node in ast.walk(loop)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
        }
        for node in in_loops(loop):
            if copied_name(node) and isinstance(node, ast.Call):
                if copied_name(node) not in bound:
                    yield node


if __name__ == "__main__":
    main(copies_iterated, copies_in_loops)

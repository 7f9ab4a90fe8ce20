"""Candidates for MEM609: what modules read or build at their import."""

import ast

from common import main

READERS = {"read", "readlines", "load", "loads", "read_text", "read_bytes", "read_csv"}


def builds_data(node):
    """Whether a file is read, or a list made of a thousand or more."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            name = getattr(part.func, "attr", None) or getattr(part.func, "id", None)
            if name in READERS or name == "open":
                return True
        if isinstance(part, ast.Constant) and isinstance(part.value, int):
            if 1000 <= part.value and isinstance(node, (ast.BinOp, ast.Call, ast.ListComp)):
                return isinstance(node, ast.ListComp) or (
                    isinstance(getattr(node, "left", None), ast.List)
                    or getattr(getattr(node, "func", None), "id", None) == "list")
    return False


def candidates(tree):
    """Assignments of a module to a name, also in its with and try statements, of what
    reads a file or is a list of 1 000 or more elements."""
    blocks = [tree]
    for block in blocks:
        for node in block.body:
            if isinstance(node, (ast.With, ast.Try)):
                blocks.append(node)
            if isinstance(node, ast.Assign) and builds_data(node.value):
                if all(isinstance(t, ast.Name) for t in node.targets):
                    yield node


if __name__ == "__main__":
    main(candidates)

"""Candidates for MEM303, MEM304 and MEM305: lists, tuples, dicts and sets that a loop
makes anew from themselves.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, in_loops, main

DISPLAYS = (ast.List, ast.Tuple, ast.ListComp)


def leaves(node, kind):
    """The operands of a chain of `+` or `|`."""
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, ast.BinOp) and isinstance(part.op, kind):
            stack += (part.left, part.right)
        else:
            yield part


def target_of(node):
    """What an assignment to one name or attribute binds, as text."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        if isinstance(node.targets[0], (ast.Name, ast.Attribute, ast.Subscript)):
            return ast.unparse(node.targets[0])
    return None


def sequences_rebuilt(tree):
    """In loops: x = x + [...] in any order, x = [*x, ...], x += (...,)."""
    for node in in_loops(tree):
        if isinstance(node, ast.AugAssign):
            if isinstance(node.op, ast.Add) and isinstance(node.value, ast.Tuple):
                yield node
            continue
        target = target_of(node)
        if target is None:
            continue
        value = node.value
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
            parts = list(leaves(value, ast.Add))
            if target in map(ast.unparse, parts):
                if any(isinstance(p, DISPLAYS) or called_name(p) in ("list", "tuple")
                       for p in parts):
                    yield node
        elif isinstance(value, DISPLAYS):
            elements = getattr(value, "elts", [])
            if any(isinstance(e, ast.Starred) and ast.unparse(e.value) == target
                   for e in elements):
                yield node


def mappings_rebuilt(tree):
    """In loops: x = {**x, ...}, x = dict(x, ...), x = x | y, x = x.union(y)."""
    for node in in_loops(tree):
        target = target_of(node)
        if target is None:
            continue
        value = node.value
        if isinstance(value, ast.Dict):
            if any(k is None and ast.unparse(v) == target
                   for k, v in zip(value.keys, value.values)):
                yield node
        elif isinstance(value, ast.Call):
            first = value.args[0] if value.args else None
            if called_name(value) in ("dict", "set") and first is not None:
                if ast.unparse(first) == target and (value.keywords or value.args[1:]):
                    yield node
            if called_name(value) == "union" and isinstance(value.func, ast.Attribute):
                if ast.unparse(value.func.value) == target:
                    yield node
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
            if target in map(ast.unparse, leaves(value, ast.BitOr)):
                yield node


def sequences_flattened(tree):
    """sum(x, [...]) and sum(x, ()), reduce() by an addition or a union."""
    for node in ast.walk(tree):
        if called_name(node) == "sum" and len(node.args) == 2:
            if not isinstance(node.args[1], (ast.Constant, ast.Name)):
                yield node
        if called_name(node) == "reduce" and node.args:
            text = ast.unparse(node.args[0])
            if any(word in text for word in ("add", "concat", "+", "|", "or_", "union", "**")):
                yield node


if __name__ == "__main__":
    main(sequences_rebuilt, mappings_rebuilt, sequences_flattened)

"""Candidates for MEM205, MEM207 and MEM209: slices and sorted lists that are made
for one fact.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, main, with_parents

QUESTIONS = {"find", "rfind", "index", "startswith", "count"}


def is_slice(node):
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def slices_for_facts(tree):
    """Slices that len(), an index, `in`, a condition, or find(), index(), count() and
    startswith() read; none that is compared with its equal in length."""
    for node in ast.walk(with_parents(tree)):
        if not is_slice(node):
            continue
        parent = node.parent
        if isinstance(parent, ast.Call) and called_name(parent) in ("len", "bool"):
            yield node
        elif isinstance(parent, ast.Subscript) and parent.value is node:
            if not is_slice(parent):
                yield node
        elif isinstance(parent, (ast.If, ast.While, ast.IfExp)) and parent.test is node:
            yield node
        elif isinstance(parent, ast.Compare) and node is not parent.left:
            if all(isinstance(op, (ast.In, ast.NotIn)) for op in parent.ops):
                yield node
        elif isinstance(parent, ast.Attribute) and parent.attr in QUESTIONS:
            if isinstance(parent.parent, ast.Call) and parent.parent.func is parent:
                yield node


def pairwise_slices(tree):
    """zip() of something and of a slice of the same from an index on."""
    for node in ast.walk(tree):
        if called_name(node) == "zip" and len(node.args) == 2:
            bases = [ast.unparse(a.value if is_slice(a) else a) for a in node.args]
            if bases[0] == bases[1] and any(is_slice(a) for a in node.args):
                yield node


def sorted_for_extremes(tree):
    """sorted() at one index or cut short, sorted(list()), list(sorted())."""
    for node in ast.walk(with_parents(tree)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", None) != "sorted":
            continue
        parent = node.parent
        if isinstance(parent, ast.Subscript) and parent.value is node:
            yield node
        elif getattr(getattr(parent, "func", None), "id", None) == "list":
            yield node
        elif node.args and getattr(getattr(node.args[0], "func", None), "id", None) == "list":
            yield node


if __name__ == "__main__":
    main(slices_for_facts, pairwise_slices, sorted_for_extremes)

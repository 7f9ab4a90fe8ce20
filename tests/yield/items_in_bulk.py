"""Candidates for MEM407, MEM408 and MEM411: numbers in lists, dicts as records, and
containers per item.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, in_loops, main, with_parents


def numbers_in_lists(tree):
    """Names and attributes that get a list of numbers: list(range(x)), or a
    comprehension of int(), float(), sums or products."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        value = node.value
        if isinstance(value, ast.ListComp):
            element = value.elt
            if called_name(element) in ("int", "float") or (
                isinstance(element, ast.BinOp)
                and isinstance(element.op, (ast.Mult, ast.Div, ast.Pow, ast.Sub))
            ):
                yield node
        elif called_name(value) == "list" and value.args:
            if called_name(value.args[0]) == "range":
                yield node


def dicts_as_records(tree):
    """Displays of three or more constant keys that a loop appends to a list or keeps
    as items, or that comprehensions make."""
    for node in in_loops(with_parents(tree)):
        if not isinstance(node, ast.Dict) or len(node.keys) < 3:
            continue
        if not all(isinstance(k, ast.Constant) for k in node.keys):
            continue
        parent = node.parent
        kept = called_name(parent) == "append" or (
            isinstance(parent, ast.Assign)
            and any(isinstance(t, ast.Subscript) for t in parent.targets))
        if kept or isinstance(parent, (ast.ListComp, ast.DictComp)):
            yield node


MAKERS = {"set", "deque", "defaultdict"}


def containers_per_item(tree):
    """In loops: an empty set, deque or defaultdict as an item or an attribute of what
    is not self, or by setdefault()."""
    for node in in_loops(tree):
        if isinstance(node, ast.Assign) and called_name(node.value) in MAKERS:
            target = node.targets[0]
            call = node.value
            empty = not call.args or called_name(call) == "defaultdict"
            if empty and isinstance(target, (ast.Subscript, ast.Attribute)):
                if getattr(getattr(target, "value", None), "id", None) != "self":
                    yield node
        if called_name(node) == "setdefault" and len(node.args) == 2:
            if called_name(node.args[1]) in MAKERS and not node.args[1].args:
                yield node


if __name__ == "__main__":
    main(numbers_in_lists, dicts_as_records, containers_per_item)

"""Candidates for MEM402, MEM405 and MEM409: slots, and subclasses of builtins.

Drawn: --first 18, --without-tests.
"""

import ast

from common import FUNCTIONS, called_name, main

FIXED = {"tuple", "str", "int", "float", "bytes", "frozenset", "complex"}
BUILTIN = FIXED | {"dict", "list", "set", "OrderedDict", "defaultdict", "Counter", "deque"}


def has_slots(cls):
    for node in cls.body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if any(getattr(t, "id", None) == "__slots__" for t in targets):
            return True
    return False


def base_names(cls):
    return {getattr(b, "attr", None) or getattr(b, "id", None) for b in cls.bases}


def sets_attributes(cls):
    """Whether a method binds an attribute of its first parameter."""
    for function in cls.body:
        if isinstance(function, FUNCTIONS) and function.args.args:
            first = function.args.args[0].arg
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    if getattr(node.value, "id", None) == first:
                        return True
    return False


def classes(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def slots_under_bases(tree):
    """Classes with __slots__ and with a base other than object."""
    return (c for c in classes(tree) if has_slots(c) and base_names(c) - {"object"})


def builtins_without_slots(tree):
    """Classes of an immutable builtin or of namedtuple(), with neither __slots__ nor
    attributes that their methods set."""
    for cls in classes(tree):
        made = any(called_name(base) == "namedtuple" for base in cls.bases)
        if (made or base_names(cls) & FIXED) and not has_slots(cls):
            if not sets_attributes(cls):
                yield cls


def builtins_with_attributes(tree):
    """Classes of a builtin whose methods set attributes."""
    for cls in classes(tree):
        if base_names(cls) & BUILTIN and not has_slots(cls) and sets_attributes(cls):
            yield cls


if __name__ == "__main__":
    main(slots_under_bases, builtins_without_slots, builtins_with_attributes)

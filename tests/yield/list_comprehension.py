"""Candidates for MEM501 and MEM502: a list that is built to be read once.

The labels hold for target 3.11 (a source is small below 16 elements).
"""

import ast

from common import main, with_parents

COMPREHENSIONS = (ast.ListComp, ast.SetComp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
SCOPES = (*FUNCTIONS, ast.Module, ast.ClassDef)
REDUCERS = {
    "sum", "any", "all", "min", "max", "Counter", "nlargest", "nsmallest",
    "fsum", "prod", "reduce", "writelines", "writerows", "executemany",
    "bytes", "bytearray", "array",
}
PASSING_ON = {"enumerate", "zip", "map", "filter", "chain", "islice"}


def called_name(call):
    """`f` for `f(...)` and for `x.f(...)`."""
    function = call.func
    return getattr(function, "id", None) or getattr(function, "attr", None)


def reduces(call, node):
    """Whether `call` is a reducer that has `node` as positional argument."""
    name = called_name(call)
    if node not in call.args:
        return False
    if name in ("min", "max"):
        return len(call.args) == 1
    if name == "array":
        # np.array is MEM803's: only array(code, items) and array.array.
        return len(call.args) == 2 and node is call.args[1]
    if name == "deque":
        return any(k.arg == "maxlen" for k in call.keywords) or len(call.args) == 2
    return name in REDUCERS


def iterates(parent, node):
    """Whether `parent` is a `for` (of any sort) over `node`."""
    return isinstance(parent, (ast.For, ast.comprehension)) and parent.iter is node


def read_once(node):
    """Whether the place of `node` reads it once, from the start."""
    parent = node.parent
    if isinstance(parent, ast.Compare):
        return node is not parent.left and any(
            isinstance(op, (ast.In, ast.NotIn)) and item is node
            for op, item in zip(parent.ops, parent.comparators)
        )
    if isinstance(parent, ast.Call):
        if called_name(parent) in PASSING_ON:
            return node in parent.args and iterates(parent.parent, parent)
        return reduces(parent, node)
    return iterates(parent, node)


def repeats(node, child):
    """Whether `node` may run its part `child` again and again."""
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return child is not node.iter and child not in node.orelse
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return child is not node.generators[0]
    if isinstance(node, ast.comprehension):
        return child is not node.iter
    return isinstance(node, (ast.While, *FUNCTIONS))


def repeaters(node):
    """What may run `node` again and again, up to the module."""
    found = []
    while not isinstance(node, ast.Module):
        if repeats(node.parent, node):
            found.append(node.parent)
        node = node.parent
    return found


def scope_of(node):
    """The function, class or module whose name a binding at `node` is."""
    while not isinstance(node, SCOPES):
        node = node.parent
    return node


def only_read(binding, name):
    """The one reading of `name`, if nothing but `binding` writes it and every
    loop and function around the reading is around the binding as well."""
    scope = scope_of(binding)
    names = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == name]
    reads = [n for n in names if isinstance(n.ctx, ast.Load)]
    if len(names) != 2 or len(reads) != 1:
        return None
    return reads[0] if repeaters(reads[0]) == repeaters(binding) else None


def bound_name(node):
    """The name in `name = node` or `name: T = node`, else None."""
    parent = node.parent
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1:
        target = parent.targets[0]
    elif isinstance(parent, ast.AnnAssign):
        target = parent.target
    else:
        return None
    return target.id if isinstance(target, ast.Name) else None


def candidates(tree):
    """A list or set comprehension that is read once: it is an argument of a
    reducer (sum, any, all, min, max, Counter, nlargest, fsum, prod, reduce,
    writelines, writerows, executemany, bytes, array, deque with maxlen, by their
    last name), or the right side of `in`, or what a `for` iterates, directly or
    through enumerate, zip, map, filter, chain or islice. Or it is bound to a name
    that is written once and read once in its scope, in such a place, and no loop
    or function is around the reading but not around the binding.

    Left out: join, star arguments, np.array, constructors of collections, and
    names that a loop or a nested function reads again and again.
    """
    with_parents(tree)
    for node in ast.walk(tree):
        if not isinstance(node, COMPREHENSIONS):
            continue
        name = bound_name(node)
        reading = only_read(node, name) if name else node
        if reading is not None and read_once(reading):
            yield node


if __name__ == "__main__":
    main(candidates)

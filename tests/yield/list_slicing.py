"""Candidates for MEM201, MEM202 and MEM203: a slice that copies to be read once,
is handed to the function itself, or takes the place of what it was cut from.
"""

import ast
import re

from common import main, with_parents

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef, ast.Module)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
READERS = {"enumerate", "zip", "map", "filter", "any", "all", "sum", "min", "max"}
CALLBACK = re.compile(r"(data_received|feed|write|handle_\w+|on_\w+)$")
SMALL = 16


def sliced(node):
    """Whether `node` is `x[a:b:c]` with at least one of the three."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice):
        return False
    return any((node.slice.lower, node.slice.upper, node.slice.step))


def constant(node):
    """The integer that `node` is, or None."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, int) else None


def small(node):
    """Whether constant bounds leave at most 16 elements: `x[:3]`, `x[-5:]`."""
    lower, upper = node.slice.lower, node.slice.upper
    first = 0 if lower is None else constant(lower)
    if first is None:
        return False
    if upper is None:
        return -SMALL <= first < 0
    last = constant(upper)
    return last is not None and (first < 0) == (last < 0) and last - first <= SMALL


def called_name(call):
    """`f` for `f(...)`, `self.f(...)` and `cls.f(...)`."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id in ("self", "cls") else None
    return None


def enclosing(node, kinds):
    """The innermost node of one of `kinds` around `node`, in its own scope."""
    node = node.parent
    while not isinstance(node, (*kinds, *SCOPES)):
        node = node.parent
    return node if isinstance(node, kinds) else None


def read_once(node):
    """Whether the place of `node` reads it once, from the start."""
    parent = node.parent
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        if node not in parent.args or parent.func.id not in READERS:
            return False
        return parent.func.id not in ("min", "max") or len(parent.args) == 1
    return isinstance(parent, (*LOOPS[:2], ast.comprehension)) and parent.iter is node


def pairwise(node):
    """Whether `node` is in `zip(x, x[1:])` and the like, which is MEM207's."""
    bases = [arg.value if sliced(arg) else arg
             for arg in getattr(node.parent, "args", []) if arg is not node]
    return any(ast.dump(node.value) == ast.dump(base) for base in bases)


def bound_name(node):
    """The name in `name = node`, inside a function, else None."""
    parent = node.parent
    if not isinstance(parent, ast.Assign) or enclosing(node, FUNCTIONS) is None:
        return None
    target = parent.targets[0]
    return target.id if isinstance(target, ast.Name) else None


def uses(name, node):
    """Every `name` in the function around `node`."""
    function = enclosing(node, FUNCTIONS)
    return [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name]


def parameters(function):
    """Every ast.arg of the function."""
    return [n for n in ast.walk(function.args) if isinstance(n, ast.arg)]


def bound_or_annotated(node):
    """Whether the scope around `node` binds the name `node`, or annotates it."""
    if not isinstance(node, ast.Name):
        return isinstance(node, ast.Constant)
    scope = enclosing(node, SCOPES)
    if isinstance(scope, FUNCTIONS):
        named = [a for a in parameters(scope) if a.arg == node.id]
        if named:
            return named[0].annotation is not None
    return any(isinstance(n, ast.Name) and n.id == node.id
               and isinstance(n.ctx, ast.Store)
               and isinstance(n.parent, (ast.Assign, ast.AnnAssign))
               for n in ast.walk(scope))


def iterated(node):
    """MEM201: the slice, or the name bound to nothing else, is only read once."""
    if small(node) or not bound_or_annotated(node.value):
        return False
    name = bound_name(node)
    if name is None:
        return read_once(node) and not pairwise(node)
    names = uses(name, node)
    reads = [n for n in names if isinstance(n.ctx, ast.Load)]
    return len(names) == 2 and len(reads) == 1 and read_once(reads[0])


def passed_to_itself(node):
    """Whether `node` is an argument of a call of the function around it."""
    call = node.parent
    if isinstance(call, (ast.Starred, ast.keyword)):
        call = call.parent
    function = enclosing(node, FUNCTIONS)
    if function is None or not isinstance(call, ast.Call) or call.func is node:
        return False
    return called_name(call) == function.name


def recursive(node):
    """MEM202: the slice, or a name bound to it, goes to the function itself."""
    function = enclosing(node, FUNCTIONS)
    base = getattr(node.value, "id", None)
    if function is None or base not in [a.arg for a in parameters(function)]:
        return False
    name = bound_name(node)
    if name is None:
        return passed_to_itself(node)
    return any(passed_to_itself(n) for n in uses(name, node))


def head_and_tail(node):
    """MEM202: `h, *t = xs` where t goes to the function itself."""
    if not isinstance(node, ast.Assign) or enclosing(node, FUNCTIONS) is None:
        return False
    stars = [t.value for t in getattr(node.targets[0], "elts", [])
             if isinstance(t, ast.Starred) and isinstance(t.value, ast.Name)]
    return any(passed_to_itself(n) for star in stars for n in uses(star.id, node))


def source(node):
    """What the rest `node` is cut from: x in x[a:b], x.split(c)[d], x.partition(c)."""
    if isinstance(node, ast.Subscript):
        return node.value if sliced(node) else source(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("split", "rsplit", "partition", "rpartition"):
            return node.func.value
    return None


def rebound(target, loop):
    """Whether the loop also binds `target`, or a name in it, to something whose
    text does not mention it (`line = f.readline()` does: the labels sort it out).
    """
    names = {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}
    text = ast.unparse(target)
    for node in ast.walk(loop):
        if not isinstance(getattr(node, "ctx", None), ast.Store):
            continue
        if ast.unparse(node) != text and getattr(node, "id", None) not in names:
            continue
        statement = node.parent
        while isinstance(statement, (ast.Tuple, ast.List, ast.Starred)):
            statement = statement.parent
        if isinstance(statement, ast.AugAssign):
            continue
        if not isinstance(statement, ast.Assign):
            return True
        if ast.unparse(node) not in ast.unparse(statement.value):
            return True
    return False


def consumed(statement):
    """MEM203: the values of an assignment in a loop that replace their source."""
    loop = enclosing(statement, LOOPS)
    target, value = statement.targets[0], statement.value
    if loop is None and not kept_by_callback(statement):
        return
    if isinstance(target, ast.Tuple):
        same_length = isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts)
        values = value.elts if same_length else [value] * len(target.elts)
        pairs = zip(target.elts, values)
    elif isinstance(value, ast.Subscript):
        pairs = [(target, value)]
    else:
        return
    for to, rest in pairs:
        origin = source(rest)
        if origin is None or ast.unparse(origin) != ast.unparse(to):
            continue
        if loop is None or not rebound(to, loop):
            yield rest


def kept_by_callback(statement):
    """Whether a method with a callback's name assigns to an attribute."""
    function = enclosing(statement, FUNCTIONS)
    if function is None or CALLBACK.match(function.name) is None:
        return False
    return any(isinstance(n, ast.Attribute) for n in ast.walk(statement.targets[0]))


def candidates(tree):
    """A slice `x[a:b:c]` (not `x[:]`, which is MEM204's) that

    - MEM201: is what a `for` of any sort iterates, or an argument of enumerate,
      zip, map, filter, any, all, sum, min or max, directly or by a name that the
      function binds once and reads once;
    - MEM202: is an argument of a call (by name, or on self or cls) of the function
      around it, directly or by a name; or an assignment `h, *t = x` of such a t;
    - MEM203: is bound to what it was cut from, `x = x[a:b]`, in a loop, or on an
      attribute in a method named like a callback (`feed`, `write`, `on_...`). So
      are `x = x.split(c)[1]`, `a, x = x.split(c, 1)` and `a, b, x = x.partition(c)`.

    Left out. MEM201: constant bounds that span at most 16 elements, `zip(x, x[1:])`
    (MEM207), join (it makes a list of whatever it gets), and every x that is not a
    literal, a name assigned in the same scope, or an annotated parameter. MEM202:
    x that is no parameter. MEM203: x that the loop also binds to something else.
    """
    for node in ast.walk(with_parents(tree)):
        if sliced(node) and (iterated(node) or recursive(node)):
            yield node
        elif isinstance(node, ast.Assign):
            if head_and_tail(node):
                yield node
            yield from consumed(node)


if __name__ == "__main__":
    main(candidates)

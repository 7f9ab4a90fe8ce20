"""Places where an object is stored into itself, directly or inside another."""

import ast

from common import main

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
STORING = {
    "add", "add_done_callback", "append", "appendleft", "extend", "insert",
    "setdefault", "update",
}  # fmt: skip
KEEPING = {
    "chain", "count", "cycle", "defaultdict", "enumerate", "filter", "iter",
    "lru_cache", "map", "partial", "partialmethod", "reversed", "starmap", "zip",
}  # fmt: skip


def own_nodes(scope):
    """The nodes of a scope's body, without those of the scopes inside it."""
    stack = list(scope.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, SCOPES):
            stack.extend(ast.iter_child_nodes(node))


def last_name(node):
    """`f` of `f`, `a.f` and `a().f`."""
    return getattr(node, "attr", None) or getattr(node, "id", "")


def root_name(node):
    """`a` of `a.b[c].d`, or None."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def position(node):
    return node.lineno, node.col_offset


def arguments(call):
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def mentions(node, name):
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))


def is_unfinished(function):
    """A call of this function gives a generator or a coroutine."""
    return isinstance(function, ast.AsyncFunctionDef) or any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own_nodes(function)
    )


def stores_of(node):
    """(place, stored expressions) for each store that a node makes."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if not isinstance(target, (ast.Tuple, ast.List)):
                    yield target, [value]
                elif isinstance(value, (ast.Tuple, ast.List)):
                    for place, part in zip(target.elts, value.elts):
                        yield place, [part]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, [value]
        case ast.AugAssign(target=target, op=ast.Add(), value=value):
            yield target, [value]
        case ast.Call(func=ast.Name(id="setattr"), args=[owner, _, value]):
            yield ast.Attribute(owner, "?"), [value]
        case ast.Call(func=ast.Attribute(attr=attr) as func) if attr in STORING:
            yield func, arguments(node)


class Scope:
    """What the text of one function, or of the module, says of its names."""

    def __init__(self, node, methods):
        self.methods = methods
        self.inner = {n.name: n for n in own_nodes(node) if isinstance(n, FUNCTIONS)}
        self.stores = [(n, *store) for n in own_nodes(node) for store in stores_of(n)]
        self.given = {}
        for stored, place, values in self.stores:
            given = self.given.setdefault(root_name(place), [])
            given += [(position(stored), value) for value in values]

    def holds(self, value, name, until, seen):
        """Could this expression's value be or hold the object called `name`?

        Only stores up to the position `until` count; `seen` are the names that
        the question has passed through.
        """

        def any_of(parts):
            return any(self.holds(part, name, until, seen) for part in parts)

        match value:
            case ast.Name(id=local):
                return local == name or self.local_holds(local, name, until, seen)
            case ast.Attribute(value=ast.Name(id=owner), attr=attr):
                return owner == name and attr in self.methods
            case ast.Lambda():
                return mentions(value, name)
            case ast.GeneratorExp(elt=elt, generators=[first, *rest]):
                return any(mentions(part, name) for part in [elt, *first.ifs, *rest])
            case ast.ListComp(elt=elt) | ast.SetComp(elt=elt):
                return any_of([elt])
            case ast.DictComp(key=key, value=item):
                return any_of([key, item])
            case ast.Dict(keys=keys, values=items):
                return any_of([*keys, *items])
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                return any_of(items)
            case ast.BoolOp(values=items):
                return any_of(items)
            case ast.IfExp(body=body, orelse=orelse):
                return any_of([body, orelse])
            case ast.NamedExpr(value=item):
                return any_of([item])
            case ast.Call(func=ast.Name(id="locals")):
                return name == "self"
            case ast.Call(func=func):
                called = last_name(func)
                if root_name(func) == name and any(
                    map(is_unfinished, self.methods.get(called, ()))
                ):
                    return True
                keeps = called in KEEPING or called.lstrip("_")[:1].isupper()
                return keeps and any_of(arguments(value))
        return False

    def local_holds(self, local, name, until, seen):
        """Is it an inner function that reads `name`, or was it given `name`?"""
        if local in seen:
            return False
        if local in self.inner:
            return mentions(self.inner[local], name)
        seen = {*seen, local}
        return any(
            self.holds(value, name, until, seen)
            for place, value in self.given.get(local, ())
            if place <= until
        )


def candidates(tree):
    """A store into an object, of something whose text leads back to that object.

    A store is an assignment (`=`, `+=`, annotated, one tuple to another) to an
    attribute or item, `setattr`, or a call of a method named append, appendleft,
    add, insert, extend, update, setdefault or add_done_callback. The object is
    the name on the left of its dots: `self` of `self.a.b[c] = ...`.

    The stored expression leads back to it if it is
    - the name itself;
    - `name.m` where some class in the file defines a method m, or a call of
      `name.m` or `name.a.m` where m is a generator or coroutine function;
    - a lambda, generator expression (but for its first iterable) or function
      defined in the same function, that mentions the name;
    - a call with an argument that leads back, of something with a capital (a
      class, by convention) or one of partial, map, filter, iter, defaultdict ...;
    - `locals()` for the name `self`;
    - a display, comprehension, `a if c else b` or `a or b` of such parts;
    - another name to which, or to an attribute or item of which, the same
      function stored something that leads back, further up or in the same
      statement (of `c.parent = p; p.child = c` the second is the candidate:
      the edge that closes the cycle).

    Left out: edges made in two functions, calls of functions with a small
    letter, `getattr(self, name)`, `vars(self)`, and callables given to a part by
    other methods than those above (`self.button.connect(self.clicked)`).
    """
    methods = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for member in own_nodes(node):
                if isinstance(member, FUNCTIONS):
                    methods.setdefault(member.name, []).append(member)
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.Module)):
            scope = Scope(node, methods)
            for stored, place, values in scope.stores:
                name = root_name(place)
                if name is None or isinstance(place, ast.Name):
                    continue
                until = position(stored)
                if any(scope.holds(value, name, until, {name}) for value in values):
                    yield stored


if __name__ == "__main__":
    main(candidates)

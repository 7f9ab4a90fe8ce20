"""Candidates for MEM301 and MEM302: text or bytes grown by concatenation."""

import ast
import re

from common import main, with_parents

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
NOT_TEXT = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp,
            ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.Compare, ast.UnaryOp)
NUMBER_CALLS = {"len", "int", "float", "abs", "round", "list", "tuple", "ord"}
NUMBER_CALLS |= {"sum", "max", "min", "time", "Decimal", "Fraction", "Counter"}
NUMBER_NAMES = {"zero", "one", "Zero", "One"}
CALLBACK = re.compile(r"(data_received|feed|write|handle_\w+|on_\w+)$")


def same(a, b):
    """Whether a and b are the same name, attribute or item."""
    if type(a) is not type(b):
        return False
    if isinstance(a, ast.Name):
        return a.id == b.id
    if isinstance(a, ast.Attribute):
        return a.attr == b.attr and same(a.value, b.value)
    if isinstance(a, ast.Subscript):
        return same(a.value, b.value) and ast.dump(a.slice) == ast.dump(b.slice)
    return False


def operands(node):
    """The operands of a chain of `+`, left to right."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return operands(node.left) + operands(node.right)
    return [node]


def called(node):
    """The last part of the name that a call calls, or None."""
    function = node.func
    return getattr(function, "attr", None) or getattr(function, "id", None)


def may_be_text(node):
    """Whether the syntax of an operand does not rule out text."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (str, bytes))
    if isinstance(node, ast.Call):
        return called(node) not in NUMBER_CALLS
    if isinstance(node, ast.BinOp):
        sides = may_be_text(node.left), may_be_text(node.right)
        if isinstance(node.op, ast.Mod):
            return isinstance(node.left, (ast.Constant, ast.JoinedStr)) and sides[0]
        if isinstance(node.op, ast.Mult):
            return any(isinstance(side, ast.Constant) and may_be_text(side)
                       for side in (node.left, node.right))
        return isinstance(node.op, ast.Add) and all(sides)
    return not isinstance(node, NOT_TEXT)


def rules_out_text(node):
    """Whether a name bound to this value holds no text, by syntax alone."""
    if isinstance(node, ast.Attribute):
        return node.attr in NUMBER_NAMES
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float, complex))
    return not isinstance(node, ast.BinOp) and not may_be_text(node)


def short_name(target):
    """The name, the attribute's name, or `name[]` for an item."""
    if isinstance(target, ast.Subscript):
        return f"{short_name(target.value)}[]"
    return getattr(target, "attr", None) or getattr(target, "id", None)


def no_text_names(scope):
    """The short names bound somewhere below scope to what is no text."""
    names = set()
    for node in ast.walk(scope):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = getattr(node, "targets", None) or [node.target]
            names |= {short_name(to) for to in targets if rules_out_text(node.value)}
            if isinstance(targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(targets[0].elts, node.value.elts)
                names |= {short_name(to) for to, value in pairs if rules_out_text(value)}
    return names


def rebuilt(target, value):
    """Whether value puts target and more together into one text."""
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) and same(target, part.value)
                   for part in value.values) and len(value.values) > 1
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        parts = operands(value)
        return (any(same(target, part) for part in parts)
                and all(may_be_text(part) for part in parts))
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mod):
        right = value.right
        parts = right.elts if isinstance(right, ast.Tuple) else [right]
        return may_be_text(value) and any(same(target, part) for part in parts)
    if isinstance(value, ast.Call) and called(value) in ("format", "join"):
        parts = value.args
        if parts and isinstance(parts[0], (ast.List, ast.Tuple)):
            parts = parts[0].elts
        return any(same(target, part) for part in parts) and isinstance(
            getattr(value.func, "value", None), ast.Constant)
    return False


def grown(node):
    """What a statement grows by concatenation, or None."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return node.target if may_be_text(node.value) else None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        return target if rebuilt(target, node.value) else None
    return None


def around(node):
    """The innermost loop in the node's own scope (or None), and that scope."""
    loop = None
    child, up = node, node.parent
    while not isinstance(up, (*SCOPES, ast.Module)):
        if loop is None and isinstance(up, LOOPS) and child not in up.orelse:
            loop = up
        child, up = up, up.parent
    return loop, up


def calls_in_loops(tree):
    """The names of what the file calls in a loop, and of what calls itself."""
    in_loops, recursive = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            loop, scope = around(node)
            if loop is not None:
                in_loops.add(name)
            if isinstance(scope, FUNCTIONS) and scope.name == name:
                recursive.add(name)
    return in_loops | recursive


def outlives(target, scope):
    """Whether what is grown lives on after the call: no local name."""
    if not isinstance(target, ast.Name):
        return True
    return any(target.id in node.names for node in ast.walk(scope)
               if isinstance(node, (ast.Global, ast.Nonlocal)))


def candidates(tree):
    """Text or bytes that may be grown by concatenation, again and again.

    A statement `t += x`, `t = t + x`, `t = x + t` (any chain of `+` with t in it),
    `t = f"...{t}..."`, `t = "..." % (t, ...)`, `t = "...".format(t, ...)` or
    `t = "...".join([t, ...])`, where t is a name, an attribute or an item, and

    - the statement is in a `for` or `while` loop of its own function, class body
      or module (the first such statement for each t and innermost loop), or
    - t is an attribute, item, global or nonlocal, and the function is named like
      a callback (`feed`, `write`, `on_...`), calls itself, or is called by its
      name in a loop of this file.

    Left out: operands that are no text by their syntax (numbers, displays,
    comprehensions, comparisons, `-x`, products and quotients without a literal
    text, calls such as `len()`); a t whose name the same function (for attributes
    and items: the file) also binds to such an operand; `reduce()`; and text passed
    on to the next call of a recursive function.
    """
    tree = with_parents(tree)
    repeated = calls_in_loops(tree)
    bound, seen = {}, set()
    grows = [node for node in ast.walk(tree) if grown(node) is not None]
    for node in sorted(grows, key=lambda node: (node.lineno, node.col_offset)):
        target = grown(node)
        loop, scope = around(node)
        if loop is None:
            if not isinstance(scope, FUNCTIONS) or not outlives(target, scope):
                continue
            if scope.name not in repeated and not CALLBACK.match(scope.name):
                continue
        binder = scope if isinstance(target, ast.Name) else tree
        if binder not in bound:
            bound[binder] = no_text_names(binder)
        if short_name(target) in bound[binder]:
            continue
        key = id(loop or scope), ast.unparse(target)
        if key not in seen:
            seen.add(key)
            yield node


if __name__ == "__main__":
    main(candidates)

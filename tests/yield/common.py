"""What the candidate scripts share: which files, which draw, which format.

A candidate is a place that has the syntax of a pattern, listed with CPython's
own `ast` and nothing of heaplint, so that the labels say what heaplint misses.

    python3 tests/yield/NAME.py ROOT...             list every candidate
    python3 tests/yield/NAME.py ROOT --draw 100     draw by seed, as label rows
    python3 tests/yield/NAME.py ROOT... --first 20  the first 20 of files in an order
                                                    drawn by seed, two of a file at most
    --files 2000                                    of so many files at most
    --without-tests                                 no folders called test or tests

    --only NAME                                     of what this function lists

A script for several rules has a function for each, and the labels of what it lists are
in a file of its name.

A label row is `path, line, column, sha256 of the file, label, reason`, separated
by tabs: path relative to its ROOT, line and column from 1 (column in characters).
Labels: `true` (RULES say that it is to be reported), `false`, and `unknown`
(the harm is likely, but nothing in this file or in the standard library proves
it: a parameter without annotation, a base class from elsewhere).
"""

import argparse
import ast
import hashlib
import os
import random
import sys
import warnings

SEED = 20261121
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def python_files(root, without=()):
    """Every .py file below root, sorted, as paths relative to root; none of the
    folders of these names."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in ("__pycache__", *without))
        for name in names:
            if name.endswith(".py"):
                found.append(os.path.relpath(os.path.join(folder, name), root))
    return sorted(found)


def parse(path):
    """The file's bytes and tree, or (bytes, None) if CPython rejects it."""
    with open(path, "rb") as file:
        data = file.read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return data, ast.parse(data)
        except (SyntaxError, ValueError, RecursionError):
            return data, None


def with_parents(tree):
    """Give each node below tree a `parent` attribute, and return tree."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    return tree


def column(data, node):
    """The node's column in characters, from 1 (ast counts UTF-8 bytes)."""
    line = data.split(b"\n")[node.lineno - 1]
    return len(line[: node.col_offset].decode("utf-8", "replace")) + 1


def called_name(call):
    """`f` for `f(...)` and for `x.f(...)`; None for what is no call of a name."""
    function = getattr(call, "func", None)
    return getattr(function, "id", None) or getattr(function, "attr", None)


def in_loops(tree):
    """Each node in the body of a loop, or in what a comprehension makes, once; what
    functions in there do is not the loop's."""
    seen = set()
    for loop in ast.walk(tree):
        if isinstance(loop, LOOPS):
            parts = list(loop.body)
        elif isinstance(loop, COMPREHENSIONS):
            parts = [getattr(loop, name, None) for name in ("elt", "key", "value")]
        else:
            continue
        for node in filter(None, parts):
            if node in seen or isinstance(node, (*FUNCTIONS, ast.Lambda)):
                continue
            seen.add(node)
            parts += ast.iter_child_nodes(node)
            yield node


def places_in(root, path, lister):
    """Label rows of what `lister` finds in a file."""
    data, tree = parse(os.path.join(root, path))
    if tree is None:
        return []
    digest = hashlib.sha256(data).hexdigest()
    places = {(n.lineno, column(data, n)) for n in lister(tree)}
    return [(path, *place, digest) for place in sorted(places)]


def draw(files, lister, options):
    """`options.draw` rows of all; or `options.first` rows of the files in an order
    drawn by seed, at most two of each file."""
    if options.first is None:
        rows = [row for file in files for row in places_in(*file, lister)]
        print(f"{len(rows)} candidates", file=sys.stderr)
        if options.draw is not None:
            rows = random.Random(SEED).sample(rows, min(options.draw, len(rows)))
        return rows
    rows = []
    for file in random.Random(SEED).sample(files, len(files))[: options.files]:
        rows += places_in(*file, lister)[:2]
        if len(rows) >= options.first:
            break
    return rows[: options.first]


def main(*listers):
    """Run the command line for functions `candidates(tree)`, which yield ast nodes."""
    parser = argparse.ArgumentParser(description=listers[0].__doc__)
    parser.add_argument("roots", nargs="+", metavar="ROOT")
    parser.add_argument("--draw", type=int, metavar="N")
    parser.add_argument("--first", type=int, metavar="N")
    parser.add_argument("--files", type=int, metavar="N")
    parser.add_argument("--without-tests", action="store_true")
    parser.add_argument("--only", choices=[lister.__name__ for lister in listers])
    options = parser.parse_args()
    listers = [f for f in listers if options.only in (None, f.__name__)]
    without = ("test", "tests") if options.without_tests else ()
    files = [(root, path) for root in options.roots for path in python_files(root, without)]
    rows = {row for lister in listers for row in draw(files, lister, options)}
    for row in sorted(rows):
        print(*row, sep="\t")

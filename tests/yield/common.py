"""What the candidate scripts share: which files, which draw, which format.

A candidate is a place that has the syntax of a pattern, listed with CPython's
own `ast` and nothing of heaplint, so that the labels say what heaplint misses.

    python3 tests/yield/NAME.py ROOT                list every candidate
    python3 tests/yield/NAME.py ROOT --draw 100     draw by seed, as label rows
    --without-tests                                 no folders called test or tests

A label row is `path, line, column, sha256 of the file, label, reason`, separated
by tabs: path relative to ROOT, line and column from 1 (column in characters).
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


def main(candidates):
    """Run the command line for `candidates(tree)`, which yields ast nodes."""
    parser = argparse.ArgumentParser(description=candidates.__doc__)
    parser.add_argument("root")
    parser.add_argument("--draw", type=int, metavar="N")
    parser.add_argument("--without-tests", action="store_true")
    options = parser.parse_args()
    rows = []
    without = ("test", "tests") if options.without_tests else ()
    for path in python_files(options.root, without):
        data, tree = parse(os.path.join(options.root, path))
        if tree is None:
            continue
        digest = hashlib.sha256(data).hexdigest()
        places = {(n.lineno, column(data, n)) for n in candidates(tree)}
        rows += [(path, *place, digest) for place in sorted(places)]
    print(f"{len(rows)} candidates", file=sys.stderr)
    if options.draw is not None:
        rows = sorted(random.Random(SEED).sample(rows, min(options.draw, len(rows))))
    for row in rows:
        print(*row, sep="\t")

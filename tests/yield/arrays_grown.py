"""Candidates for MEM801, MEM802 and MEM804: arrays and frames that loops make anew.

Drawn: --first 16, --without-tests, from pandas, astropy, sklearn, biopython, nltk,
dask, distributed and matplotlib.
"""

import ast

from common import called_name, in_loops, main
from rebuilt_in_loop import target_of

GROWERS = {"append", "concatenate", "hstack", "vstack", "dstack", "column_stack", "insert",
           "delete", "cat"}


def names_module(tree, *modules):
    """Whether the file imports one of the modules."""
    return any(
        alias.name.split(".")[0] in modules
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    )


def mentions(node, text):
    return any(ast.unparse(part) == text for part in ast.walk(node)
               if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)))


def arrays_grown(tree):
    """In loops: x = np.append(x, ...) and the like."""
    if names_module(tree, "numpy", "torch"):
        for node in in_loops(tree):
            target = target_of(node)
            if target and called_name(node.value) in GROWERS and node.value.args:
                if isinstance(node.value.func, ast.Attribute) and mentions(
                        node.value.args[0], target):
                    yield node


def frames_grown(tree):
    """In loops: x = pd.concat([x, ...]), x = x.append(...), x.loc[...] = ..."""
    if names_module(tree, "pandas"):
        for node in in_loops(tree):
            target = target_of(node)
            if not target:
                continue
            if called_name(node.value) == "concat" and mentions(node.value, target):
                yield node
            elif called_name(node.value) == "append" and (
                    ast.unparse(node.value.func) == target + ".append"):
                yield node
            elif ".loc[" in target and isinstance(node.targets[0], ast.Subscript):
                if getattr(node.targets[0].value, "attr", None) == "loc":
                    yield node


def arrays_rebound(tree):
    """In loops: x = x + y, x = x * y and the like, for a name."""
    if names_module(tree, "numpy"):
        for node in in_loops(tree):
            target = target_of(node)
            if target and isinstance(node.value, ast.BinOp):
                if ast.unparse(node.value.left) == target:
                    if not isinstance(node.value.right, ast.Constant):
                        yield node


if __name__ == "__main__":
    main(arrays_grown, frames_grown, arrays_rebound)

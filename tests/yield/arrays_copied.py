"""Candidates for MEM803, MEM806 and MEM807: arrays made of lists, copies of arrays, and
frames that are read whole.

Drawn: --first 16, --without-tests, from pandas, astropy, sklearn, biopython, nltk,
dask, distributed and matplotlib.
"""

import ast

from arrays_grown import names_module
from common import called_name, main, with_parents


def arrays_of_lists(tree):
    """np.array() and np.asarray() of a list comprehension, range() or list()."""
    for node in ast.walk(tree) if names_module(tree, "numpy") else ():
        if called_name(node) in ("array", "asarray") and node.args:
            first = node.args[0]
            if isinstance(first, ast.ListComp) or called_name(first) in ("range", "list"):
                yield node


def copies_of_arrays(tree):
    """x.flatten(), np.array(name), and a reduction of x[mask]."""
    for node in ast.walk(with_parents(tree)) if names_module(tree, "numpy") else ():
        if not isinstance(node, ast.Call):
            continue
        name = called_name(node)
        if name == "flatten" and isinstance(node.func, ast.Attribute):
            yield node
        elif ast.unparse(node.func) in ("np.array", "numpy.array"):
            if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
                if not any(k.arg == "copy" for k in node.keywords):
                    yield node
        elif name in ("sum", "mean", "min", "max") and isinstance(node.func, ast.Attribute):
            base = node.func.value
            if isinstance(base, ast.Subscript) and isinstance(
                    base.slice, (ast.Compare, ast.UnaryOp)):
                yield node


def frames_read(tree):
    """read_csv() and the like without usecols, nrows, chunksize; iterrows()."""
    for node in ast.walk(tree) if names_module(tree, "pandas") else ():
        if called_name(node) == "iterrows":
            yield node
        elif called_name(node) in ("read_csv", "read_table", "read_excel"):
            given = {k.arg for k in node.keywords}
            if not given & {"usecols", "nrows", "chunksize", "iterator"}:
                yield node


if __name__ == "__main__":
    main(arrays_of_lists, copies_of_arrays, frames_read)

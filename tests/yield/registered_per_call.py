"""Candidates for MEM606: what functions register for as long as the process.

Drawn: 30, --without-tests.
"""

import ast

from common import main
from growing_globals import FUNCTIONS

METHODS = {"addHandler", "addFilter"}
CALLS = {"atexit.register", "warnings.filterwarnings", "warnings.simplefilter"}


def candidates(tree):
    """Calls of addHandler() and addFilter() of anything, of atexit.register() and of
    the filters of warnings, in functions."""
    for function in ast.walk(tree):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name in CALLS or name.rpartition(".")[2] in METHODS:
                    yield node


if __name__ == "__main__":
    main(candidates)

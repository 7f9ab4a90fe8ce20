"""Candidates for MEM901 to MEM903: the collector and tracing, switched.

Drawn: 30, --without-tests.
"""

import ast

from common import main

CALLS = {
    "gc.disable", "gc.set_threshold", "gc.freeze", "gc.set_debug",
    "tracemalloc.start", "sys.settrace", "threading.settrace",
}


def candidates(tree):
    """Calls of what switches the collector or tracing, by these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if ast.unparse(node.func) in CALLS:
                yield node


if __name__ == "__main__":
    main(candidates)

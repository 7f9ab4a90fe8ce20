"""Candidates for MEM701: files and the like that a function opens for a local.

Drawn: 30, --without-tests.
"""

import ast

from common import main
from growing_globals import FUNCTIONS

OPENERS = {
    "open", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open",
    "zipfile.ZipFile", "ZipFile", "tarfile.open", "sqlite3.connect", "socket.socket",
    "urlopen", "urllib.request.urlopen", "os.open", "os.pipe", "tempfile.mkstemp",
    "mkstemp", "shelve.open",
}


def is_closed(function, name):
    """Whether the function has name.close(), `with name`, or hands name on: returns,
    yields or stores it, or gives it to a call."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            if node.attr in ("close", "detach") and getattr(node.value, "id", "") == name:
                return True
        parts = []
        if isinstance(node, ast.Call):
            parts = [*node.args, *(k.value for k in node.keywords)]
        elif isinstance(node, (ast.Return, ast.Yield, ast.withitem)):
            parts = [getattr(node, "value", None) or getattr(node, "context_expr", None)]
        elif isinstance(node, (ast.Assign, ast.Tuple, ast.List)):
            parts = [getattr(node, "value", None), *getattr(node, "elts", [])]
        if any(isinstance(p, ast.Name) and isinstance(p.ctx, ast.Load) and p.id == name
               for p in parts):
            return True
    return False


def candidates(tree):
    """Calls of open() and the like whose result a local gets, or a tuple of locals,
    where the function neither closes it by name nor hands it on."""
    for function in ast.walk(tree):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Assign) or len(node.targets) != 1:
                continue
            call, target = node.value, node.targets[0]
            if not isinstance(call, ast.Call) or ast.unparse(call.func) not in OPENERS:
                continue
            first = target.elts[0] if isinstance(target, ast.Tuple) else target
            if isinstance(first, ast.Name) and not is_closed(function, first.id):
                yield call


if __name__ == "__main__":
    main(candidates)

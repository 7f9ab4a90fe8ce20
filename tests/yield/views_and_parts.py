"""Candidates for MEM206 and MEM210: parts of bytes in loops, and views that are kept.

Drawn: --first 16, --without-tests.
"""

import ast

from common import called_name, in_loops, main

READERS = {
    "write", "send", "sendall", "update", "unpack", "unpack_from", "from_bytes", "crc32",
    "hexlify", "b64encode", "feed", "digest", "decompress", "compress",
}


def parts_in_loops(tree):
    """Slices of names and attributes that write(), unpack(), update() and the like get
    in a loop."""
    for node in in_loops(tree):
        if called_name(node) in READERS:
            for part in node.args:
                if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice):
                    if isinstance(part.value, (ast.Name, ast.Attribute)):
                        yield part


def kept_views(tree):
    """Matches that an attribute or an item gets or a list is appended, and slices of a
    name that is bound to memoryview() in the same file."""
    views = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and called_name(node.value) == "memoryview"
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def is_view(node):
        if called_name(node) in ("match", "search", "fullmatch"):
            return isinstance(node.func, ast.Attribute)
        return isinstance(node, ast.Subscript) and (
            getattr(node.value, "id", None) in views and isinstance(node.slice, ast.Slice))

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_view(node.value):
            if not isinstance(node.targets[0], ast.Name):
                yield node.value
        elif called_name(node) in ("append", "add") and node.args and is_view(node.args[0]):
            yield node.args[0]
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Subscript):
            if is_view(node.value):
                yield node.value


if __name__ == "__main__":
    main(parts_in_loops, kept_views)

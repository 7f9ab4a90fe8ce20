"""Candidates for MEM504, MEM505 and MEM510: files that are read or written whole.

Drawn: --first 18, --without-tests.
"""

import ast

from common import called_name, main, with_parents
from list_comprehension import bound_name, only_read

READS = {"read", "read_text", "read_bytes"}
TAKERS = {"update", "write", "send", "sendall", "feed", "md5", "sha1", "sha256", "crc32"}


def whole_lines(tree):
    """x.readlines() without a number, and splitlines() or split("\\n") of what is read."""
    for node in ast.walk(tree):
        if called_name(node) == "readlines" and not node.args:
            yield node
        elif called_name(node) in ("splitlines", "split") and not node.keywords:
            read = getattr(node.func, "value", None)
            if called_name(read) in READS and not (called_name(read) == "read" and read.args):
                if called_name(node) == "splitlines" or (
                    node.args and getattr(node.args[0], "value", None) == "\n"
                ):
                    yield node


def whole_reads(tree):
    """x.read() without a number, as an argument of write(), update(), hashes and the
    like, directly or by a name that is read once."""
    for node in ast.walk(with_parents(tree)):
        if not isinstance(node, ast.Call) or node.args or called_name(node) not in READS:
            continue
        name = bound_name(node)
        reading = only_read(node, name) if name else node
        if reading is not None and called_name(reading.parent) in TAKERS:
            if reading in reading.parent.args:
                yield node


def dumped_texts(tree):
    """dumps() that write() gets, or whose text is encoded."""
    for node in ast.walk(with_parents(tree)):
        if isinstance(node, ast.Call) and called_name(node) == "dumps":
            parent = node.parent
            if called_name(parent) == "write" or getattr(parent, "attr", "") == "encode":
                yield node


if __name__ == "__main__":
    main(whole_lines, whole_reads, dumped_texts)

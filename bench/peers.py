"""Other programs on the same files, as far as they can be had here."""

import os
import shutil
import sys

from measure import Table, interleaved, median, megabytes, ratio, run
from whole import check

HERE = os.path.dirname(os.path.abspath(__file__))
AST_PARSE = """
import ast, gc, sys
gc.disable()
for path in sys.stdin.read().split("\\n"):
    try:
        with open(path, "rb") as file:
            ast.parse(file.read())
    except (SyntaxError, ValueError):
        pass
"""
PYLINT = ("consider-using-generator,consider-using-join,unnecessary-comprehension,"
          "consider-using-dict-items,consider-iterating-dictionary,method-cache-max-size-none")
# pylint takes seconds for each: so many of the files only.
MOST_FOR_PYLINT = 20
LARGEST = 400_000


def commands(programs, text, files):
    """By name the ones that are there."""
    modules = os.path.join(os.path.abspath(programs.peers), "node_modules")
    ast_grep = os.path.join(modules, "@ast-grep", "cli-linux-x64-gnu", "ast-grep")
    ruff = os.path.join(modules, "@astral-sh", "ruff-wasm-nodejs", "ruff_wasm.js")
    found = {
        "bare": lambda: run([programs.bare], text),
        "heaplint": lambda: run(check(programs.heaplint, "-j1"), text),
        f"CPython {sys.version_info[0]}.{sys.version_info[1]} ast.parse, no analysis":
            lambda: run([sys.executable, "-c", AST_PARSE], text, codes=(0,)),
    }
    absent = []
    if os.access(ast_grep, os.X_OK):
        found["ast-grep, 10 rules"] = lambda: run(
            [ast_grep, "scan", "-j", "1", "--json=stream",
             "-r", os.path.join(HERE, "ast_grep.yml"), *files])
    else:
        absent.append("ast-grep")
    if shutil.which("node") and os.path.exists(ruff):
        found["ruff as WebAssembly, whole process"] = lambda: run(
            ["node", os.path.join(HERE, "ruff.js"), ruff, "1"], text, codes=(0,))
    else:
        absent.append("ruff")
    return found, absent, ruff


def steady_ruff(ruff, text):
    """Seconds a round, once its code is compiled; of its rules, of its parser."""
    took = run(["node", os.path.join(HERE, "ruff.js"), ruff, "5"], text, codes=(0,))
    return [float(word) for word in took.output.split()]


def compare(programs, files, rounds):
    files = [f for f in files[::12] if os.path.getsize(f) <= LARGEST]
    text = "\n".join(files)
    found, absent, ruff = commands(programs, text, files)
    took = interleaved(rounds, found)
    bare = median(t.processor for t in took["bare"])
    table = Table("Others on the same files", ["program", "ratio to bare", "MB/s"],
                  f"{len(files)} files, {megabytes(files):.1f} MB, one thread each,"
                  f" {rounds} rounds in turn.")
    for name in found:
        seconds = median(t.processor for t in took[name])
        table.add(name, f"{ratio(took, name):.2f}", f"{megabytes(files) / seconds:.1f}")
    if "ruff" not in absent:
        rules, parser = steady_ruff(ruff, text)
        for name, seconds in (("ruff as WebAssembly, steady, C4 PERF SLOT B019", rules),
                              ("ruff as WebAssembly, steady, its parser", parser)):
            table.add(name, f"{seconds / bare:.2f}", f"{megabytes(files) / seconds:.1f}")
    if shutil.which("pylint"):
        pylint(programs, table, files[:MOST_FOR_PYLINT])
    else:
        absent.append("pylint")
    for name in absent:
        table.add(name, "not installed here", "")
    return [table]


def pylint(programs, table, files):
    text = "\n".join(files)
    mine = run([programs.bare], text).processor
    took = run(["pylint", "-j1", "--disable=all", f"--enable={PYLINT}", "--exit-zero",
                *files])
    table.add(f"pylint, 6 checks, {len(files)} files", f"{took.processor / mine:.0f}",
              f"{megabytes(files) / took.processor:.3f}")

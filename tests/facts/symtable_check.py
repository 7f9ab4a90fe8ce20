"""Compare `heaplint dump scopes` with CPython's own symtable.

    PYTHON tests/facts/symtable_check.py HEAPLINT [DIRECTORY] [--files N]

Every scope and every name of the .py files below DIRECTORY (PYTHON's own
standard library; of N files, evenly chosen) is compared with what PYTHON's
symtable says. Prints the counts and each disagreement with its cause. Fails
when one has no cause that is listed in CAUSES, or when those that have cover
more than 0.1 % of the names.
"""

import argparse
import os
import subprocess
import symtable
import sys
import sysconfig
import warnings
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import _symtable

CAUSES = {
    "grammar": "the grammar has a syntax error where CPython has none",
    "default": "a type parameter's default (PEP 696), which the grammar lacks",
}

HOW = {1: "local", 2: "global", 3: "global", 4: "free", 5: "cell"}
FLAGS = [
    (_symtable.DEF_PARAM, "parameter"),
    (_symtable.DEF_LOCAL, "assigned"),
    (_symtable.USE, "referenced"),
    (_symtable.DEF_IMPORT, "imported"),
    (_symtable.DEF_ANNOT, "annotated"),
    (_symtable.DEF_GLOBAL, "global-declared"),
    (_symtable.DEF_NONLOCAL, "nonlocal-declared"),
    (1024, "type-parameter"),  # DEF_TYPE_PARAM, 3.12
]
BOUND = {"parameter", "assigned", "imported", "type-parameter"}
KINDS = {  # 3.12 and 3.13 have their own words
    "TypeVar bound": "type-variable",
    "type variable": "type-variable",
    "type parameter": "type-parameters",
    "type parameters": "type-parameters",
    "type alias": "type-alias",
}
COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}
INLINES = sys.version_info >= (3, 12)  # PEP 709

# What CPython adds for itself, besides the names with a dot (`.0`): no source
# can name it.
OWN_NAMES = {"__classdict__", "__type_params__"}


class Scope:
    def __init__(self, kind, name, line):
        self.kind, self.name, self.line = kind, name, line
        self.names = {}  # name -> (how it resolves, its flags)
        self.children = []
        self.is_generator = self.is_unsure = self.sees_class = False
        self.free = set()  # what it and its children take from around it
        self.inlined_cells = set()

    def key(self):
        return (self.kind, self.name, self.line)

    def shape(self):
        """Orders scopes that have the same key."""
        names = sorted((n, s, sorted(f)) for n, (s, f) in self.names.items())
        return repr((names, sorted(c.shape() for c in self.children)))


def from_symtable(table):
    kind = str(getattr(table.get_type(), "value", table.get_type()))
    name, line = table.get_name(), table.get_lineno()
    kind = KINDS.get(kind, kind)
    if kind == "function" and name == "lambda":
        kind, name = "lambda", "-"
    elif name in COMPREHENSIONS and ".0" in table._table.symbols:
        kind, name = "comprehension", "-"
    elif kind == "module":
        name, line = "-", 0
    scope = Scope(kind, name, line)
    for symbol, bits in table._table.symbols.items():
        if symbol.startswith(".") or symbol in OWN_NAMES:
            continue
        how = HOW[bits >> _symtable.SCOPE_OFF & _symtable.SCOPE_MASK]
        flags = frozenset(text for bit, text in FLAGS if bits & bit)
        scope.names[symbol] = how, flags
    scope.children = [from_symtable(child) for child in table.get_children()]
    return scope


def from_dump(text):
    scopes = []
    for line in text.splitlines():
        words = line.split()
        if line.startswith(" "):
            flags = frozenset(words[2:]) - {"deleted"}
            scopes[-1].names[words[0]] = words[1], flags
            continue
        scope = Scope(words[0], words[1], int(words[2]))
        scope.is_generator = "generator" in words
        scope.is_unsure = "unsure" in words
        scopes.append(scope)
        if "in" not in words:
            continue
        parent = scopes[int(words[4])]
        scope.is_unsure |= parent.is_unsure
        if scope.kind.startswith("type-"):
            scope.sees_class = parent.kind == "class" or parent.sees_class
        if "unevaluated" not in words:
            parent.children.append(scope)
    return scopes[0]


def inline(scope):
    """What inline_comprehension() of CPython 3.12 does to a table."""
    inner_free, children = set(), []
    for child in scope.children:
        inline(child)
        free = set(child.free)
        if (
            child.kind == "comprehension"
            and not child.is_generator
            and not scope.sees_class
        ):
            merge(scope, child, free)
            children += child.children
        else:
            children.append(child)
        inner_free |= free
    scope.children = children
    for name, (how, flags) in scope.names.items():
        if how in ("local", "cell") and scope.kind not in ("module", "class"):
            captured = name in inner_free or name in scope.inlined_cells
            scope.names[name] = "cell" if captured else "local", flags
            inner_free.discard(name)
    if scope.kind == "class":
        inner_free.discard("__class__")
    scope.free = inner_free | {
        name for name, (how, _) in scope.names.items() if how == "free"
    }


PASSED = "free", frozenset()  # only because a scope in it takes the name


def merge(scope, comprehension, free):
    for name, (how, flags) in comprehension.names.items():
        if how == "cell" or name in comprehension.inlined_cells:
            scope.inlined_cells.add(name)
        if scope.names.get(name, PASSED) == PASSED:
            if scope.kind == "class" and name == "__class__" and how == "free":
                how = "global"
                free.discard(name)
            scope.names[name] = how, flags
        elif (
            scope.names[name][1] & BOUND
            and scope.kind != "class"
            and not any(
                child.names.get(name, ("",))[0] == "free"
                for child in comprehension.children
            )
        ):
            free.discard(name)


def compare(ours, theirs, report):
    for name in ours.names.keys() | theirs.names.keys():
        mine, cpython = ours.names.get(name), theirs.names.get(name)
        if mine != cpython:
            report(ours, theirs, name, mine, cpython)
    groups = defaultdict(lambda: ([], []))
    for side, scope in enumerate((ours, theirs)):
        for child in scope.children:
            groups[child.key()][side].append(child)
    for mine, cpython in groups.values():
        if len(mine) > 1:
            mine.sort(key=Scope.shape)
            cpython.sort(key=Scope.shape)
        for a, b in zip(mine, cpython):
            compare(a, b, report)
        for scope in mine[len(cpython) :]:
            report(scope, None, "", "a scope", None)
        for scope in cpython[len(mine) :]:
            report(ours, scope, "", None, "a scope")


def count(scope, counts):
    counts["scopes"] += 1
    counts["names"] += len(scope.names)
    for child in scope.children:
        count(child, counts)


def size(scope):
    counts = Counter()
    count(scope, counts)
    return counts["names"] + 1


def bounds(scope):
    return sum(child.kind == "type-variable" for child in scope.children)


def cause_of(ours, theirs, is_unsure):
    if is_unsure:
        return "grammar"
    if theirs is None:
        return None
    if theirs.kind == "type-variable" and ours.kind == "type-parameters":
        return "default"
    if theirs.kind == "type-parameters" and bounds(theirs) > bounds(ours):
        return "default"
    return None


def table_of(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        return symtable.symtable(source, path, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class Check:
    def __init__(self, heaplint):
        self.heaplint = heaplint
        self.counts, self.causes = Counter(), Counter()
        self.shown = []

    def dump(self, path):
        return subprocess.run(
            [self.heaplint, "dump", "scopes", path], stdout=subprocess.PIPE
        )

    def check(self, path, dumped):
        table = table_of(path)
        if table is None:
            self.counts["refused by CPython"] += 1
            return
        theirs = from_symtable(table)
        self.counts["files"] += 1
        count(theirs, self.counts)
        if dumped.returncode != 0:
            self.note("refused", path, str(dumped.stdout), size(theirs))
            return
        ours = from_dump(dumped.stdout.decode())
        if INLINES:
            inline(ours)
        is_unsure = b" unsure" in dumped.stdout

        def report(mine, other, name, ours, theirs):
            weight = 1 if name else size(other or mine)
            where = f"{path}:{(other or mine).line} {(other or mine).kind}"
            said = f"{(other or mine).name}: {name} {show(ours)} | {show(theirs)}"
            cause = cause_of(mine, other, is_unsure)
            self.note(cause or "UNLISTED", where, said, weight)

        compare(ours, theirs, report)

    def note(self, cause, where, said, weight):
        self.causes[cause] += weight
        self.shown.append(f"{cause}: {where} {said}")


def show(what):
    if not isinstance(what, tuple):
        return what
    return " ".join([what[0], *sorted(what[1])])


def python_files(directory):
    for folder, folders, files in os.walk(directory):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heaplint")
    parser.add_argument(
        "directory", nargs="?", default=sysconfig.get_path("stdlib")
    )
    parser.add_argument("--files", type=int, metavar="N")
    parser.add_argument(
        "--share",
        type=float,
        default=0.001,
        help="of the names, that the listed causes may cover",
    )
    options = parser.parse_args()
    if sys.version_info >= (3, 14):
        print("not compared: annotations have scopes since 3.14 (PEP 649)")
        return
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10000)
    check = Check(options.heaplint)
    paths = list(python_files(options.directory))
    if options.files and len(paths) > options.files:
        paths = paths[:: -(-len(paths) // options.files)]
    with ThreadPoolExecutor(2) as pool:
        for path, dumped in zip(paths, pool.map(check.dump, paths)):
            check.check(path, dumped)
    for line in check.shown:
        print(line)
    names = check.counts["names"]
    differ = sum(check.causes.values())
    counts = ", ".join(f"{n} {what}" for what, n in check.counts.items())
    print(f"symtable of {sys.version.split()[0]}: {counts}")
    print(f"{100 * (names - differ) / names:.4f} % of the names agree")
    for cause, covered in check.causes.items():
        print(f"{covered} differ: {CAUSES.get(cause, cause)}")
    if set(check.causes) - set(CAUSES) or differ > options.share * names:
        sys.exit("the agreement is not what it must be")


main()

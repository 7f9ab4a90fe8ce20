"""Calls what two files define alike, and compares what comes of it.

    fixes_run.py BEFORE < [[AFTER, is_safe, [line, ...]], ...]

Calls the functions of BEFORE around the lines, and those of AFTER in the same
way. Prints for each AFTER the number of calls that gave a result, or the first
difference. If `is_safe`, calls that raised must raise the same. Modules that
are not there are made up. Run it in an empty directory.
"""

import ast
import builtins
import collections
import copy
import importlib.abc
import importlib.machinery
import io
import itertools
import json
import random
import re
import signal
import sys
import types
from unittest import mock

MOST_CALLS = 60
SECONDS = 0.5


class Missing(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives modules that cannot be found, as objects that have anything."""

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__getattr__ = lambda name: mock.MagicMock(name=name)
        return module

    def exec_module(self, module):
        pass


class TooLong(BaseException):
    pass


def stop(*_):
    raise TooLong


TEXT = "b = 2\na = 1\n\nc = 30, x\n"
OPEN = io.open


def read_made_up(file, mode="r", *args, **kwargs):
    if "w" in mode or "a" in mode or "x" in mode or "+" in mode:
        return io.BytesIO() if "b" in mode else io.StringIO()
    return io.BytesIO(TEXT.encode()) if "b" in mode else io.StringIO(TEXT)


def load(path, name):
    module = types.ModuleType(name)
    module.__file__ = path
    with OPEN(path, encoding="utf-8") as file:
        source = file.read()
    sys.modules[name] = module
    tree = ast.parse(source)
    future = [n for n in tree.body if isinstance(n, ast.ImportFrom)
              and n.module == "__future__"]
    for statement in tree.body:
        part = ast.Module(body=future + [statement], type_ignores=[])
        try:
            exec(compile(part, path, "exec"), module.__dict__)
        except Exception:
            pass  # what it would define cannot be called
    return module


def new_arguments(name):
    """Values to try for a parameter, the likely ones by its name first."""
    numbers = [3, 0, -1]
    texts = [TEXT, "abc", ""]
    data = [b"ab\ncd\n\nef" * 3, b""]
    lists = [[3, 1, 2, 5, 4], ["b", "a", "c"], [[1, 2], [3], []],
             [("a", 1), ("b", 2)], []]
    others = [{"a": 1, "b": 2}, {2, 1}, (1, 2, 3), None, io.StringIO(TEXT),
              io.BytesIO(TEXT.encode()), str, collections.deque([1, 2])]
    words = (
        (("n", "i", "k", "count", "size", "limit", "start", "stop", "width",
          "depth", "index", "length", "step", "first", "last", "a", "b", "x"),
         numbers + lists + texts),
        (("text", "name", "line", "s", "word", "path", "key", "prefix",
          "title"), texts + lists + data),
        (("data", "buffer", "payload", "raw", "chunk", "body"),
         data + texts + lists),
        (("file", "stream", "f", "source", "handle", "fp"),
         [io.StringIO(TEXT), io.BytesIO(TEXT.encode())] + lists + texts),
        (("pairs", "items"), [lists[3], others[0]] + lists),
        (("lists", "rows", "groups", "tables", "parts"),
         [lists[2], lists[1], [{"a": 1}, {"b": 2}]] + lists),
        (("lines", "names", "words", "texts"), [lists[1], TEXT] + lists),
        (("d", "table", "mapping", "counts"), [others[0], {}] + lists),
    )
    for names, values in words:
        if name.lstrip("_") in names:
            return values + others
    return lists + texts + numbers + data + others


def arguments_of(function, is_bound=False):
    """Tuples of arguments to try, the likely ones first."""
    code = getattr(function, "__code__", None)
    if code is None:
        return [()]
    names = code.co_varnames[:code.co_argcount]
    if is_bound or isinstance(function, types.MethodType):
        names = names[1:]
    values = [new_arguments(name) for name in names]
    if not values:
        return [()]
    found = [tuple(v[0] for v in values)]
    found += list(itertools.islice(itertools.product(*values),
                                   MOST_CALLS // 3))
    chosen = random.Random(7)
    found += [tuple(chosen.choice(v) for v in values)
              for _ in range(MOST_CALLS)]
    return found[:MOST_CALLS]


def plain(value, depth=0):
    """What a value is, so that it can be compared with another module's."""
    if depth > 5:
        return "deep"
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return "closed" if value.closed else (value.tell(), value.getvalue())
    if isinstance(value, (types.GeneratorType, map, filter, zip,
                          itertools.chain, itertools.islice)) or (
            type(value).__name__.endswith("iterator")):
        return "iterator", [plain(v, depth + 1)
                            for v in itertools.islice(value, 200)]
    if isinstance(value, (list, tuple, collections.deque)):
        return type(value).__name__, [plain(v, depth + 1) for v in value]
    if isinstance(value, (set, frozenset)):
        return type(value).__name__, sorted(repr(plain(v, depth + 1))
                                            for v in value)
    if isinstance(value, dict):
        return "dict", [(plain(k, depth + 1), plain(v, depth + 1))
                        for k, v in value.items()]
    if isinstance(value, str):
        return "str", re.sub(" at 0x[0-9a-f]+", "", value)
    if isinstance(value, (int, float, bytes, bytearray, type(None))):
        return type(value).__name__, value
    if isinstance(value, mock.Mock):
        return "made up"
    return type(value).__name__, plain(attributes(value), depth + 1)


def attributes(value):
    found = dict(getattr(value, "__dict__", {}))
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name) and not name.startswith("__"):
                found[name] = getattr(value, name)
    return {name: found[name] for name in sorted(found)}


def copied(arguments):
    made = []
    for value in arguments:
        if isinstance(value, io.StringIO):
            made.append(io.StringIO(TEXT))
        elif isinstance(value, io.BytesIO):
            made.append(io.BytesIO(TEXT.encode()))
        else:
            made.append(copy.deepcopy(value))
    return made


def outcome(call, arguments, is_safe):
    """(did it give a result, what came of it); how much of a file was read
    counts only if `is_safe`."""
    given = copied(arguments)
    printed = io.StringIO()
    random.seed(1)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with mock.patch.object(sys, "stdout", printed), \
                mock.patch.object(builtins, "open", read_made_up), \
                mock.patch.object(io, "open", read_made_up):
            result = plain(call(*given))
        if not is_safe:
            given = [g for g in given if not isinstance(g, io.IOBase)]
        return True, (result, plain(given), printed.getvalue())
    except TooLong:
        return False, "too long"
    except Exception as error:
        return False, (type(error).__name__, plain(given),
                       printed.getvalue())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def made(module, names):
    """Ways to call the function with this qualified name: functions of the
    arguments."""
    if len(names) == 1:
        function = getattr(module, names[0])
        yield function, arguments_of(
            function.__init__ if isinstance(function, type) else function,
            isinstance(function, type))
        return
    kind = getattr(module, names[0])
    makers = arguments_of(kind.__init__, True)
    for first in makers[:20]:
        try:
            one = kind(*copied(first))
            method = getattr(one, names[1])
        except Exception:
            continue
        if not callable(method):
            continue

        def call(*given, first=first):
            again = kind(*copied(first))
            result = getattr(again, names[1])(*given)
            return plain(result), plain(attributes(again))
        yield call, arguments_of(method)[:MOST_CALLS // 10]


def names_around(path, lines):
    """Qualified names of the outermost functions (and methods) around them."""
    with OPEN(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    found = set()
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else []
        for line in lines:
            if not node.lineno <= line <= node.end_lineno:
                continue
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.add((node.name,))
            elif isinstance(node, ast.ClassDef):
                methods = [(node.name, m.name) for m in inner
                           if isinstance(m, ast.FunctionDef)
                           and not m.name.startswith("__")]
                around = [(node.name, m.name) for m in inner
                          if isinstance(m, ast.FunctionDef)
                          and m.lineno <= line <= m.end_lineno]
                found.update(n for n in around or methods
                             if not n[1].startswith("__"))
                if all(n[1].startswith("__") for n in around):
                    found.add((node.name,))
    return sorted(found)


def compare(one, other, names, is_safe):
    """How many calls gave a result; the first difference as text."""
    ran = 0
    for (call, arguments), (same, _) in zip(made(one, names),
                                            made(other, names)):
        for given in arguments:
            gave, first = outcome(call, given, is_safe)
            if first == "too long" or not (gave or is_safe):
                continue
            gave_too, second = outcome(same, given, is_safe)
            if not gave:
                first, second = first[0], "" if gave_too else second[0]
            if first != second:
                return "%s%r: %.200r, then %.200r" % (
                    ".".join(names), given, first, second)
            ran += gave
    return ran


def main():
    before = sys.argv[1]
    sys.meta_path.append(Missing())
    signal.signal(signal.SIGALRM, stop)
    results = []
    for after, is_safe, lines in json.load(sys.stdin):
        result = 0
        with mock.patch.object(builtins, "open", read_made_up), \
                mock.patch.object(sys, "stdout", io.StringIO()):
            one, other = load(before, "cases"), load(after, "cases")
        for names in names_around(before, lines):
            if not hasattr(one, names[0]):
                continue
            ran = compare(one, other, names, is_safe)
            if isinstance(ran, str):
                result = ran
                break
            result += ran
        results.append(result)
    print(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

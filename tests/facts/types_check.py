"""Run real Python and compare the type of every value with what heaplint says.

    types_check.py                     the files in tests/facts/types
    types_check.py --library           modules of the standard library, driven by
                                       CPython's own tests of them
    types_check.py --run FILE [ARG]... one script

Every expression of a checked file is wrapped in a call that looks at its value.
A type that heaplint promises for the expression must hold for each of them.
"""

import array
import ast
import collections
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import re
import subprocess
import sys
import types
from collections import abc
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAPLINT = os.environ.get("HEAPLINT", str(HERE.parent.parent / "build" / "heaplint"))

# Modules and the tests that exercise them.
LIBRARY = {
    "textwrap": "test_textwrap", "json.encoder": "test_json", "json.decoder": "test_json",
    "json.scanner": "test_json", "csv": "test_csv", "configparser": "test_configparser",
    "argparse": "test_argparse", "string": "test_string", "shlex": "test_shlex",
    "difflib": "test_difflib", "fnmatch": "test_fnmatch", "glob": "test_glob",
    "html.parser": "test_htmlparser", "http.cookies": "test_http_cookies",
    "tokenize": "test_tokenize", "tempfile": "test_tempfile", "zipfile": "test_zipfile",
    "tarfile": "test_tarfile", "gzip": "test_gzip", "base64": "test_base64",
    "quopri": "test_quopri", "plistlib": "test_plistlib", "pprint": "test_pprint",
    "urllib.parse": "test_urlparse", "uuid": "test_uuid", "statistics": "test_statistics",
    "pickle": "test_pickle", "pickletools": "test_pickletools", "fileinput": "test_fileinput",
    "optparse": "test_optparse", "cmd": "test_cmd", "calendar": "test_calendar",
    "locale": "test_locale", "mimetypes": "test_mimetypes", "netrc": "test_netrc",
    "pathlib": "test_pathlib", "posixpath": "test_posixpath", "ntpath": "test_ntpath",
    "shutil": "test_shutil", "dataclasses": "test_dataclasses", "enum": "test_enum",
    "collections": "test_collections", "heapq": "test_heapq", "fractions": "test_fractions",
    "_pydecimal": "test_decimal", "_pydatetime": "test_datetime", "datetime": "test_datetime",
    "_pyio": "test_io", "inspect": "test_inspect", "traceback": "test_traceback",
    "logging": "test_logging", "subprocess": "test_subprocess", "email.header": "test_email",
    "email.message": "test_email", "email.feedparser": "test_email",
    "email._header_value_parser": "test_email", "email.generator": "test_email",
    "xml.etree.ElementTree": "test_xml_etree", "xml.dom.minidom": "test_minidom",
    "copy": "test_copy", "random": "test_random", "ipaddress": "test_ipaddress",
    "colorsys": "test_colorsys", "getopt": "test_getopt", "gettext": "test_gettext",
    "mailbox": "test_mailbox", "smtplib": "test_smtplib", "dis": "test_dis",
    "symtable": "test_symtable", "tabnanny": "test_tabnanny", "trace": "test_trace",
    "typing": "test_typing", "weakref": "test_weakref", "xmlrpc.client": "test_xmlrpc",
    "zipapp": "test_zipapp", "ast": "test_unparse", "lib2to3.pgen2.tokenize": "test_lib2to3",
    "lib2to3.pytree": "test_lib2to3", "lib2to3.patcomp": "test_lib2to3",
}  # fmt: skip

KINDS = {
    "None": types.NoneType if hasattr(types, "NoneType") else type(None),
    "bool": bool, "int": int, "float": float, "complex": complex, "str": str,
    "bytes": bytes, "bytearray": bytearray, "memoryview": memoryview, "list": list,
    "tuple": tuple, "dict": dict, "set": set, "frozenset": frozenset, "range": range,
    "deque": collections.deque, "array": array.array, "iterator": abc.Iterator,
    "generator": types.GeneratorType,
    "view": (abc.KeysView, abc.ValuesView, abc.ItemsView), "module": types.ModuleType,
    "class": type, "function": (types.FunctionType, types.BuiltinFunctionType),
    "instance": object,
}  # fmt: skip
LIKE = {"typing.Sequence": abc.Sequence, "typing.Mapping": abc.Mapping,
        "typing.MutableMapping": abc.MutableMapping, "typing.Iterable": abc.Iterable,
        "typing.MutableSequence": abc.MutableSequence}  # fmt: skip


def parse(text):
    """("list", [parts], or_none, is_exact) of a type as types_dump writes it."""
    is_exact = not text.endswith(" ~")
    name, parts, rest = parse_union(text.removesuffix(" ~"))
    assert not rest, text
    return name, parts, is_exact


def parse_union(text):
    end = 0
    while end < len(text) and text[end] not in "[],|":
        end += 1
    name, rest, parts = text[:end].strip(), text[end:], []
    if rest.startswith("["):
        while rest[0] in "[,":
            *part, rest = parse_union(rest[1:].lstrip())
            parts.append(part)
        rest = rest[1:]
    rest = rest.lstrip() if rest.lstrip().startswith("|") else rest
    if rest.startswith("| None"):
        parts, name, rest = [[name, parts]], "optional", rest[len("| None") :]
    return name, parts, rest


def is_of(value, name, parts, is_exact=False):
    head = name.split(" ")[0]
    if name == "unknown":
        return True
    if name == "optional":
        return value is None or is_of(value, *parts[0], is_exact)
    if name == "text file":
        return hasattr(value, "read") and not isinstance(value, (io.RawIOBase, io.BufferedIOBase))
    if name == "binary file":
        return hasattr(value, "read") and not isinstance(value, io.TextIOBase)
    if name in LIKE:
        kind = LIKE[name]
    elif head in KINDS:
        kind = KINDS[head]
    else:
        kind = None
        if not is_named(type(value), name):
            return False
    if name == "float" and not is_exact and type(value) is int:
        return True
    if head == "function" and hasattr(value, "__wrapped__"):
        return True
    if kind is not None and not isinstance(value, kind):
        return False
    if is_exact and isinstance(kind, type) and kind is not type and name in KINDS:
        if type(value) is not kind and kind is not abc.Iterator:
            return False
    return has_parts(value, name, parts)


def is_named(cls, name):
    last = name.split(".")[-1]
    return any(base.__name__ in (last, "Pure" + last, "Posix" + last) for base in cls.__mro__) or (
        name in ("os._Environ", "hashlib._Hash", "csv.writer", "os.scandir", "os.DirEntry",
                 "threading.Lock", "threading.RLock", "logging.Logger", "os.times_result",
                 "weakref.WeakSet", "functools.partial", "re.Match", "re.Pattern")
    )  # fmt: skip


def has_parts(value, name, parts):
    if not parts or not isinstance(value, (list, tuple, set, frozenset, dict, collections.deque)):
        return True
    if isinstance(value, dict) and len(parts) == 2:
        try:
            items = list(value.items())[:50]
        except Exception:
            return True
        return all(is_of(k, *parts[0]) and is_of(v, *parts[1]) for k, v in items)
    if name == "tuple" and len(parts) > 1:
        return len(value) == len(parts) and all(map(is_of_pair, value, parts))
    try:
        return all(is_of(item, *parts[0]) for item in list(value)[:50])
    except RuntimeError:
        return True


def is_of_pair(value, part):
    return is_of(value, *part)


class Checker:
    def __init__(self):
        self.promises = []  # (file, line, text, written type, parsed)
        self.broken = {}
        self.checked = set()

    def look(self, number, value):
        file, line, text, written, parsed = self.promises[number]
        self.checked.add(number)
        try:
            holds = is_of(value, *parsed)
        except RecursionError:
            return value
        if not holds and number not in self.broken:
            self.broken[number] = f"{file}:{line}: {text!r} is {written}, but {describe(value)}"
        return value

    def compile(self, path, source):
        out = subprocess.run([HEAPLINT, "dump", "expressions", path], capture_output=True, text=True)
        types_at = {}
        for row in out.stdout.splitlines():
            start, end, written = row.split(" ", 2)
            types_at[int(start), int(end)] = written
        tree = ast.parse(source, path)
        tree = Wrapper(self, path, source, types_at).visit(tree)
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def describe(value):
    text = type(value).__module__ + "." + type(value).__qualname__
    try:
        return f"{text}: {value!r:.80}"
    except Exception:
        return text


class Wrapper(ast.NodeTransformer):
    def __init__(self, checker, path, source, types_at):
        self.checker, self.path, self.types_at = checker, path, types_at
        self.data = source.encode()
        self.lines = [0]
        for line in self.data.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def visit(self, node):
        if isinstance(node, (ast.JoinedStr, ast.pattern if hasattr(ast, "pattern") else ast.JoinedStr)):
            return self.wrap(node) if isinstance(node, ast.JoinedStr) else node
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                node.value = self.visit(node.value)
            return node
        if isinstance(node, ast.arg):
            return node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.args.defaults = [self.visit(d) for d in node.args.defaults]
            node.args.kw_defaults = [d and self.visit(d) for d in node.args.kw_defaults]
            node.decorator_list = [self.visit(d) for d in node.decorator_list]
            node.body = self.body(node.body)
            return node
        if isinstance(node, ast.ClassDef):
            node.body = self.body(node.body)
            return node
        if isinstance(node, ast.Module):
            node.body = self.body(node.body)
            return node
        self.generic_visit(node)
        is_read = not hasattr(node, "ctx") or isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.expr) and is_read and not isinstance(node, (ast.Starred, ast.Slice)):
            return self.wrap(node)
        return node

    def body(self, body):
        """Docstrings and __future__ imports stay first."""
        first = body[0] if body else None
        skip = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        return [s if i == 0 and skip else self.visit(s) for i, s in enumerate(body)]

    def wrap(self, node):
        start = self.lines[node.lineno - 1] + node.col_offset
        end = self.lines[node.end_lineno - 1] + node.end_col_offset
        written = self.types_at.get((start, end))
        if written is None:
            return node
        text = self.data[start:end].decode()
        self.checker.promises.append((self.path, node.lineno, text[:60], written, parse(written)))
        number = len(self.checker.promises) - 1
        call = ast.Call(
            ast.Name("__heaplint_look__", ast.Load()), [ast.Constant(number), node], []
        )
        return ast.copy_location(call, node)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, checker, names):
        self.checker, self.names = checker, names

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and spec.origin and spec.origin.endswith(".py"):
            spec.loader = self
            spec.cached = None
            return spec
        return None

    def exec_module(self, module):
        path = module.__spec__.origin
        with open(path, encoding="utf-8") as file:
            code = self.checker.compile(path, file.read())
        exec(code, module.__dict__)


def check_library(checker, only):
    import builtins
    import unittest

    builtins.__heaplint_look__ = checker.look
    names = set(LIBRARY) if not only else set(only)
    for name in names:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Finder(checker, names))
    for test in sorted({LIBRARY[name] for name in names}):
        try:
            suite = unittest.defaultTestLoader.loadTestsFromName("test." + test)
            unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
        except (Exception, SystemExit) as error:
            print("not run:", test, repr(error)[:100], file=sys.stderr)


def check_file(checker, path):
    import builtins

    builtins.__heaplint_look__ = checker.look
    source = Path(path).read_text(encoding="utf-8")
    code = checker.compile(str(path), source)
    exec(code, {"__name__": "__main__", "__file__": str(path)})


# Classes that are named by what they are used for, not by where they are; and
# what not every CPython has.
ELSEWHERE = ("hashlib._Hash.", "csv.writer.", "typing.", "builtins.__", "subprocess.Popen.",
             "os.DirEntry.", "re.Match.", "collections.Counter.total")  # fmt: skip
NEWER = {"itertools.batched", "itertools.pairwise", "builtins.int.bit_count", "math.cbrt",
         "math.exp2", "builtins.int.is_integer", "re.NOFLAG", "math.lcm", "math.nextafter",
         "math.ulp", "random.randbytes", "pathlib.PurePath.is_relative_to", "ast.unparse",
         "pathlib.PurePath.with_stem", "pathlib.Path.readlink", "pathlib.Path.hardlink_to",
         "builtins.str.removeprefix", "builtins.str.removesuffix", "io.text_encoding",
         "builtins.bytes.removeprefix", "builtins.bytes.removesuffix",
         "numpy.concat", "numpy.row_stack", "pandas.DataFrame.append",
         "pandas.Series.append"}  # fmt: skip
INSTANCE_ATTRIBUTES = {"csv.DictReader.line_num", "io.TextIOWrapper.mode", "uuid.UUID.int", "logging.Logger.name",
                       "subprocess.CompletedProcess.returncode",
                       "tempfile.TemporaryDirectory.name"}  # fmt: skip


def exists(name):
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(value, part):
                return False
            value = getattr(value, part)
        return True
    return False


def check_names():
    """The names that stdlib.def has facts about and that CPython has not."""
    text = (HERE.parent.parent / "analyzer" / "types" / "stdlib.def").read_text(encoding="utf-8")
    names = re.findall(r'^[A-Z]+\("([^"]+)"', text, re.MULTILINE)
    assert len(names) > 1000 and names == sorted(names, key=str.encode)
    skipped = NEWER | INSTANCE_ATTRIBUTES
    text = (HERE.parent.parent / "analyzer" / "types" / "arrays.def").read_text(encoding="utf-8")
    arrays = re.findall(r'^[A-Z]+\("([^"]+)"', text, re.MULTILINE)
    assert len(arrays) > 200 and arrays == sorted(arrays, key=str.encode)
    names += [n for n in arrays if importlib.util.find_spec(n.split(".")[0])]
    return [n for n in names if n not in skipped and not n.startswith(ELSEWHERE) and not exists(n)]


def main():
    checker = Checker()
    if sys.argv[1:2] == ["--library"]:
        check_library(checker, sys.argv[2:])
    elif sys.argv[1:2] == ["--run"]:
        sys.argv = sys.argv[2:]
        check_file(checker, sys.argv[0])
    else:
        for name in check_names():
            checker.broken[name] = f"stdlib.def: CPython has no {name}"
        for path in sorted((HERE / "types").glob("*.py")):
            check_file(checker, path)
    for message in sorted(set(checker.broken.values())):
        print(message)
    print(
        f"types: {len(checker.promises)} expressions with a type, {len(checker.checked)} reached,"
        f" {len(checker.broken)} wrong"
    )
    sys.exit(1 if checker.broken or not checker.checked else 0)


if __name__ == "__main__":
    main()

"""What does not change what code does changes no finding but its place.

    metamorphic.py HEAPLINT [-v]

A part of CPython's own library is analysed as it is and changed in one way
after the other: comments and blank lines between statements, longer names of
locals, other line ends, all of a file in `if True:`, neighbouring functions in
reversed order, other indentation, quotes and lines within brackets. The findings, by rule, level and the line that it was, are the
same each time.
"""

import ast
import collections
import io
import json
import os
import re
import subprocess
import symtable
import sys
import sysconfig
import tempfile
import tokenize

PARTS = ["asyncio", "collections", "concurrent", "email", "http", "json", "logging",
         "multiprocessing", "unittest", "xml"]


def python_files():
    library = sysconfig.get_path("stdlib")
    for part in PARTS:
        for folder, folders, names in os.walk(os.path.join(library, part)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    path = os.path.join(folder, name)
                    yield os.path.relpath(path, library), path


class File:
    """Lines of a file, each with the number that it had at first."""

    def __init__(self, text):
        self.text = text
        self.lines = text.splitlines(True)
        self.tree = ast.parse(text)
        self.tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))

    def inside_text(self):
        """Lines that begin within a token: a text of several lines."""
        inside = set()
        for token in self.tokens:
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
        starts, depth = {}, 0  # f-strings are tokens in parts from 3.12 on
        for token in self.tokens:
            name = tokenize.tok_name[token.type]
            if name == "FSTRING_START":
                starts[depth] = token.start[0]
                depth += 1
            elif name == "FSTRING_END":
                depth -= 1
                inside.update(range(starts[depth] + 1, token.end[0] + 1))
        return inside


def as_it_is(file):
    return [(line, number) for number, line in enumerate(file.lines, 1)]


def with_comments(file):
    """A comment and a blank line after each statement that ends a line."""
    ends = {token.start[0] for token in file.tokens if token.type == tokenize.NEWLINE}
    out = []
    for line, number in as_it_is(file):
        out.append((line, number))
        if number in ends and number > 3 and line.endswith("\n"):
            out += [("\n", number), ("        # a remark\n", number), ("\n", number)]
    return out


def with_other_ends(file):
    return [(line.replace("\n", "\r\n"), number) for line, number in as_it_is(file)]


def inside_if(file):
    inside = file.inside_text()
    out = [("if True:\n", 1)]
    for line, number in as_it_is(file):
        blank = not line.strip()
        out.append((line if blank or number in inside else "    " + line, number))
    return out + [("    pass\n", len(file.lines))]


def own_locals(table, found):
    """By the line of a function: its variables that nothing else sees."""
    if table.get_type() == "function" and table.get_name() not in (
            "listcomp", "genexpr", "setcomp", "dictcomp", "lambda"):
        names = {s.get_name() for s in table.get_symbols()
                 if s.is_local() and not s.is_parameter() and not s.is_imported()
                 and not s.is_namespace() and not s.get_name().startswith("__")
                 and s.get_name() not in table.get_frees()}
        inner = set()
        stack = list(table.get_children())
        while stack:
            child = stack.pop()
            inner.update(s.get_name() for s in child.get_symbols())
            stack += child.get_children()
        found.setdefault((table.get_lineno(), table.get_name()), []).append(names - inner)
    for child in table.get_children():
        own_locals(child, found)


def with_longer_names(file):
    found = {}
    own_locals(symtable.symtable(file.text, "a.py", "exec"), found)
    places = collections.defaultdict(list)
    for node in ast.walk(file.tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        line = min([node.lineno] + [d.lineno for d in node.decorator_list])
        names = found.get((line, node.name)) or found.get((node.lineno, node.name))
        text = "".join(file.lines[node.lineno - 1:node.end_lineno])
        if not names or len(names) > 1 or re.search(r"\b(locals|vars|exec|eval|dir)\b", text):
            continue
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and child.id in names[0]:
                places[child.lineno].append((child.col_offset, child.id))
    in_fstring = {line for node in ast.walk(file.tree) if isinstance(node, ast.JoinedStr)
                  for line in range(node.lineno, node.end_lineno + 1)}
    spoiled = {name for line in in_fstring for _, name in places.get(line, ())}
    handlers = {n.name for n in ast.walk(file.tree) if isinstance(n, ast.ExceptHandler)}
    matched = {getattr(n, field) for n in ast.walk(file.tree) if type(n).__name__ in
               ("MatchAs", "MatchStar", "MatchMapping") for field in ("name", "rest")
               if hasattr(n, field)}
    out = []
    for line, number in as_it_is(file):
        raw = line.encode()
        for column, name in sorted(places.get(number, ()), reverse=True):
            if name in spoiled or name in handlers or name in matched:
                continue
            end = column + len(name.encode())
            assert raw[column:end] == name.encode(), (line, name)
            raw = raw[:end] + b"_" + raw[end:]
        out.append((raw.decode(), number))
    return out


def in_reversed_order(file):
    """Functions that follow each other, and are all that is there."""
    lines = as_it_is(file)
    runs, run = [], []
    for node in file.tree.body + [None]:
        plain = isinstance(node, ast.FunctionDef) and not node.decorator_list and \
            not any(node.args.defaults) and (
                not run or node.lineno > run[-1].end_lineno) and \
            not any(run and node.name == other.name for other in run)
        if plain:
            run.append(node)
            continue
        if len(run) > 1:
            runs.append(run)
        run = []
    for run in reversed(runs):
        starts = [node.lineno - 1 for node in run] + [run[-1].end_lineno]
        pieces = [lines[a:b] for a, b in zip(starts, starts[1:])]
        if all(piece and piece[-1][0].endswith("\n") for piece in pieces):
            lines[starts[0]:starts[-1]] = [line for piece in reversed(pieces) for line in piece]
    return lines


def other_quotes(token):
    """'a' as "a", where nothing in it minds."""
    text = token.string
    if token.type == tokenize.STRING and re.fullmatch(r"[bBrR]*'[^'\"\\\n]*'", text) and \
            not text.endswith("'''"):
        return text.replace("'", '"')
    return text


def reformatted(file):
    """Indented twice as far, in other quotes; within brackets a line for each
    item, with blanks around it."""
    inside = file.inside_text()
    pieces = collections.defaultdict(list)  # by line: (from, to, instead)
    depth = fstrings = 0
    commented = {t.start[0] for t in file.tokens if t.type == tokenize.COMMENT}
    for token, after in zip(file.tokens, file.tokens[1:]):
        kind = tokenize.tok_name[token.type]
        line, start = token.start
        fstrings += (kind == "FSTRING_START") - (kind == "FSTRING_END")
        instead = other_quotes(token)
        if kind == "OP" and not fstrings:
            depth += (token.string in "([{") - (token.string in ")]}")
            if depth and token.string in "([{," and line not in commented and \
                    after.type not in (tokenize.COMMENT, tokenize.NL):
                instead += " \n  "
        if instead != token.string:
            pieces[line].append((start, token.end[1], instead))
    out = []
    for line, number in as_it_is(file):
        for start, end, instead in reversed(pieces[number]):
            line = line[:start] + instead + line[end:]
        if number not in inside:
            blank = line[:len(line) - len(line.lstrip(" \t"))]
            line = blank + line
        out += [(part, number) for part in line.splitlines(True)]
    return out


CHANGES = [with_comments, with_other_ends, with_longer_names, in_reversed_order, inside_if,
           reformatted]


def findings(program, folder):
    done = subprocess.run([program, "check", "--isolated", "--exit-zero", "--level", "note",
                           "--include-tests", "--output", "json", "."],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise SystemExit("exit code %d: %s" % (done.returncode, done.stderr.decode()[:500]))
    return json.loads(done.stdout)["findings"]


def told(program, files, change):
    """The findings of all files, changed: (path, line at first, rule, level)."""
    with tempfile.TemporaryDirectory() as folder:
        was = {}
        for path, file in files.items():
            lines = change(file)
            was[path] = [number for line, number in lines for _ in line.splitlines()]
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "w", newline="") as stream:
                stream.write("".join(line for line, _ in lines))
        return collections.Counter(
            (f["path"], was[f["path"]][f["start"]["line"] - 1], f["code"], f["level"])
            for f in findings(program, folder))


def main():
    program = os.path.abspath(sys.argv[1])
    files = {}
    for shown, path in python_files():
        try:
            with open(path, encoding="utf-8", newline="") as stream:
                text = stream.read()
            if "\r" in text or "\f" in text or len(text) > 200000 or not text.strip():
                continue
            files[shown] = File(text)
        except (UnicodeDecodeError, SyntaxError, tokenize.TokenError):
            continue
    plain = told(program, files, as_it_is)
    failed = 0
    for change in CHANGES:
        other = told(program, files, change)
        missing, more = plain - other, other - plain
        if missing or more:
            failed += 1
            print("FAILED %s: of %d findings %d are missing, %d are new" % (
                change.__name__, sum(plain.values()), sum(missing.values()), sum(more.values())))
            for sign, which in (("-", missing), ("+", more)):
                for key in sorted(which)[:40 if "-v" in sys.argv else 6]:
                    print("    %s %s:%d %s %s" % ((sign,) + key))
    print("%d passed, %d failed" % (len(CHANGES) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

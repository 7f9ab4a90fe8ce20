"""What is hostile takes time and memory in proportion to its size.

    hostile.py HEAPLINT [--all | --instructions] [-v] [FAMILY...]

Each family is written twice, the second time twice as large (without --all:
four times, as it is small); the analysis may then take at most 2.3 times the
processor time.
Where it is refused, it must say so. Machines are busy: what takes too long is
measured again, and the least counts; if that is still too long, the
instructions decide, as valgrind counts them where it is there. They take it a
second each: with --instructions they decide for all.
"""

import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

MILLION = 1000000

ALLOWED = 2.3
SLACK = 0.03  # seconds
ATTEMPTS = 3
LIMIT = 300  # seconds, for what does not end
BYTES_EACH = 40
BYTES_MORE = 50 * MILLION
MEMORY = "/dev/shm"


def nest(head, opens, middle, closes="", tail="\n"):
    """n times `opens`, and as often `closes`."""
    return lambda n: head + opens * n + middle + closes * n + tail


def number(text, i):
    return text.replace("$", str(i)).replace("~", str(i + 1))


def wide(head, item, tail="", last=None):
    """n items; `$` in them is the item's number, `~` the next one's; then n of
    `last`, and what ends it."""
    def write(n):
        items = "".join(number(item, i) for i in range(n))
        more = "".join(number(last, i) for i in range(n)) if last else ""
        return head + items + more + tail
    return write


def blocks(head, line, depth):
    """Lines at growing indentation, to a depth, again and again."""
    def write(n):
        one = "".join(" " * i + line for i in range(depth)) + " " * depth + "pass\n"
        return head + one * (n // depth)
    return write


def long_name(form):
    return lambda n: number(form, 0).replace("@", "n" * n)


def ring(n):
    """Classes that refer to each other in a ring."""
    return "".join("class C%d:\n    def __init__(self, owner):\n"
                   "        self.owner = owner\n        self.next = C%d(self)\n"
                   % (i, (i + 1) % n) for i in range(n))


def hierarchy(n):
    return "class C0: pass\n" + "".join(
        "class C%d(C%d):\n    def m(self): self.x = self.m\n" % (i + 1, i) for i in range(n))


def tries(n, depth=45):
    one = "def f():\n" + "".join(" " * i + "try:\n" for i in range(1, depth + 1))
    one += " " * (depth + 1) + "a()\n"
    one += "".join(" " * i + "except E as e: x = e\n" for i in range(depth, 0, -1))
    return one * max(1, n // (2 * depth))


FAMILIES = {
    # ---------------------------------------------------------- deep
    "parentheses": (MILLION, nest("x = ", "(", "1", ")")),
    "lists": (MILLION, nest("x = ", "[", "1", "]")),
    "open_lists": (MILLION, nest("x = ", "[", "")),
    "calls": (MILLION, nest("x = ", "f(", "1", ")")),
    "call_chain": (MILLION, nest("x = f", "()", "")),
    "attributes": (MILLION, nest("x = a", ".b", "")),
    "methods_chain": (MILLION, nest("x = a", ".b()", "")),
    "subscripts": (MILLION, nest("x = ", "a[", "1", "]")),
    "fstrings": (MILLION, nest("x = ", "f'{", "1", "}'")),
    "fstring_parts": (MILLION, nest("x = f'", "{a}", "", "", "'\n")),
    "not": (MILLION, nest("x = ", "not ", "1")),
    "lambdas": (MILLION, nest("x = ", "lambda: ", "1")),
    "ternaries": (MILLION, nest("x = ", "1 if a else ", "1")),
    "additions": (MILLION, nest("x = ", "a + ", "1")),
    "comparisons": (MILLION, nest("x = ", "a < ", "1")),
    "booleans": (MILLION, nest("x = ", "a and ", "1")),
    "dictionaries": (MILLION, nest("x = ", "{1:", "1", "}")),
    "comprehensions": (MILLION, nest("x = ", "[i for i in ", "y", "]")),
    "elif": (MILLION, nest("if a: x\n", "elif a: x\n", "")),
    "decorators": (MILLION, nest("", "@f\n", "def g(): pass\n")),
    "except": (MILLION, nest("try: a\n", "except E: b\n", "")),
    "blocks": (MILLION, blocks("", "if a:\n", 90)),
    "functions_nested": (MILLION // 4, blocks("", "def f(a):\n", 90)),
    "classes_nested": (MILLION // 4, blocks("", "class C:\n", 90)),
    "annotation": (MILLION, nest("x: ", "List[", "int", "]")),
    "annotation_text": (MILLION, nest("x: '", "List[", "int", "]", "'\n")),
    "with_items": (MILLION // 2, wide("with ", "a as b$, ", "a: pass\n")),
    "patterns": (MILLION, nest("match a:\n case ", "[", "x", "]", ": pass\n")),
    "assigned": (MILLION, nest("", "a = ", "[]")),
    # ---------------------------------------------------------- wide
    "one_line": (2 * MILLION, wide("", "x = f(1, 2); y = [x]; ")),
    "comment_line": (50 * MILLION, long_name("# @\n")),
    "text_line": (50 * MILLION, long_name("x = '@'\n")),
    "blank_lines": (50 * MILLION, lambda n: "\n" * n),
    "spaces": (50 * MILLION, lambda n: " " * n + "\n"),
    "name": (MILLION, long_name("@ = []\ndef f(@): @.@ = @\nclass @: @ = @\n")),
    "names": (20, lambda n: "".join("%s%d = 1\n" % ("n" * MILLION, i) for i in range(n))),
    "numbers": (2 * MILLION, wide("x = [", "1, ", "]\n")),
    "texts": (MILLION, wide("x = [", "'$', ", "]\n")),
    "pairs": (MILLION, wide("x = {", "'$': [], ", "}\n")),
    "arguments": (MILLION, wide("f(", "a$, ", ")\n")),
    "keywords": (MILLION, wide("f(", "a$=1, ", ")\n")),
    "parameters": (MILLION, wide("def f(", "a$, ", "): pass\n")),
    "methods": (MILLION, wide("class C:\n", " def m$(self): self.a = 1\n")),
    "functions": (MILLION, wide("", "def f$(a): return f~(a)\n")),
    "assignments": (MILLION, wide("", "n$ = n~\n")),
    "imports": (MILLION, wide("", "import m$\n")),
    "attributes_set": (MILLION // 2, wide("class C:\n def __init__(self, p):\n",
                                          "  self.a$ = p\n")),
    "class_ring": (100000, ring),
    "hierarchy": (100000, hierarchy),
    "bases": (MILLION // 4, wide("class A: pass\n", "class B$(A): pass\n", "A): pass\n")),
    "loops": (MILLION // 4, wide("def f(a):\n", " for x in a: y = x[1:]\n")),
    "returns": (MILLION // 4, wide("def f(a):\n", " if a: return [a]\n")),
    "comments": (MILLION, wide("", "# a comment\n")),
    "collector": (20000, wide("import gc\ndef f():\n", " gc.disable()\n gc.enable()\n")),
    "tracing": (20000, wide("import tracemalloc\ndef f():\n", " tracemalloc.start()\n")),
    "names_in_list": (2 * MILLION, wide("x = [", "a,", "]\n")),
    "names_in_pairs": (MILLION // 20, wide("x = [", "(a$, b), ", "]\n")),
    "rows_of_pairs": (MILLION // 40, nest("x = [\n", "[(a, b), (c, [d])],\n", "", "", "]\n")),
    "semicolons": (2 * MILLION, lambda n: ("a;" * 50 + "a\n") * (n // 50)),
    # ------------------------------------------------ what rules ask
    "ignores": (MILLION // 4, wide("", "x = 1  # heaplint: ignore[MEM301] why\n")),
    "ignores_of_file": (MILLION // 8, wide("", "# heaplint: ignore-file[MEM301] why\n",
                                           last="def f(a):\n    for x in a:\n"
                                                "        for y in list(x): print(y)\n")),
    "ignores_on_a_line": (MILLION // 8, nest("x = 1 ", "# heaplint: ignore[MEM301] ", "")),
    "ignored_words": (MILLION // 8, nest("x = 1 # heaplint: ignore[", "MEM301,", "MEM302]")),
    "ignores_above": (MILLION // 4, wide("", "# heaplint: ignore[MEM301]\n", "x = 1\n")),
    "statements_on_a_line": (MILLION // 4, wide("", "x; ", "# heaplint: ignore[MEM301]\n")),
    "noqa": (MILLION // 4, wide("", "x = 1  # noqa: E501, MEM301\n")),
    "globals": (MILLION // 8, wide("", "x = []\nprint(x)\n")),
    "globals_used": (MILLION // 8, wide("x = []\n", "x = []\n",
                                        last="def f$(a): x.append(a)\n")),
    "global_grown": (MILLION // 8, wide("x = []\n", "def f$(a):\n    if a: x.append(a)\n")),
    "global_grown_inside": (MILLION // 8, wide("x = {}\ndef f(request):\n",
                                               "    x[request] = 1\n")),
    "global_read_before": (MILLION // 8, wide("", "print(x)\n", last="x = []\n")),
    "global_filled_inside": (MILLION // 8, wide(
        "x = []\ndef f(request):\n", "    x.append(request)\n", "    return request\n")),
    "globals_filled_inside": (MILLION // 8, wide(
        "", "x$ = []\n", last="def f$(request):\n    x$.append(request)\n"
        "    return request\n")),
    "globals_filled_by_one": (MILLION // 8, lambda n: wide("", "x$ = []\n")(n) + wide(
        "def f(request):\n", "    x$.append(request)\n", "    return request\n")(n)),
    "global_asked_inside": (MILLION // 8, wide(
        "x = {}\ny = 1\ndef f(request):\n    if y > 5: pass\n", "    x[y] = request\n")),
    "global_files": (MILLION // 8, nest("", "x = open(p).read()\n", "")),
    "globals_named": (MILLION // 16, lambda n: wide("", "x$ = []\n")(n) + wide(
        "def f(a):\n    global x0", ", x~", "\n", "\n    x$.append(a)")(n)),
    "global_called": (MILLION // 8, wide(
        "x = {}\ndef f(request):\n    x[request] = 1\n", "def g$(r): return f(r)\n")),
    "class_grown": (MILLION // 8, wide(
        "class C:\n    all = {}\n", "    def m$(self, request): self.all[request] = 1\n")),
    "class_grown_inside": (MILLION // 8, wide(
        "class C:\n    all = {}\n    def m(self, request):\n",
        "        self.all[request] = 1\n")),
    "empty_attributes": (MILLION // 8, wide(
        "class C:\n    def __init__(self):\n", "        self.a$ = set()\n",
        "def f(n): return [C() for i in range(n)]\n")),
    "empty_attributes_of_one_name": (MILLION // 8, wide(
        "class C:\n    def __init__(self):\n", "        self.a = set()\n",
        "def f(n): return [C() for i in range(n)]\n")),
    "cached_methods": (MILLION // 8, wide(
        "import functools\nclass C:\n",
        "    @functools.lru_cache(None)\n    def m$(self): return self\n")),
    "context_variables": (MILLION // 8, wide(
        "import contextvars\nclass C:\n    def f(self):\n",
        "        self.a$ = contextvars.ContextVar('a')\n        self.a$.set(1)\n",
        "def g(n): return [C() for i in range(n)]\n")),
    "context_locals": (MILLION // 8, wide(
        "import contextvars\ndef f(r):\n",
        "    a$ = contextvars.ContextVar('a'); a$.set(1)\n")),
    "context_one_local": (MILLION // 8, wide(
        "import contextvars\ndef f(r):\n",
        "    a = contextvars.ContextVar('a'); a.set(1)\n")),
    "texts_grown": (MILLION // 8, wide("def f(a):\n    s = ''\n    for x in a:\n",
                                       "        s += x\n")),
    "lists_grown": (MILLION // 8, wide("def f(a):\n", "    s = []\n    for x in a: s = s + [x]\n")),
    "matches": (MILLION // 16, wide(
        "def f(a, b, c):\n    match a:\n", "        case [x, y]: c.append(x)\n")),
    "files_tried": (MILLION // 32, wide(
        "def f(self, a):\n", "    try: x$ = open(a)\n    except OSError as e: self.e = e\n"
        "    finally: x$.close()\n")),
    "reports": (MILLION // 8, wide("def f(a):\n", "    x = sum([b for b in a])\n")),
    "local_classes": (MILLION // 8, wide("def f(a):\n", "    class C$: pass\n")),
    "calls_in_a_list": (MILLION // 4, nest(
        "import contextvars, pandas\nx = [", "f(1), ", "", "", "]\n")),
    "choices_of_new": (MILLION // 8, nest(
        "class C: pass\ndef f(x):\n    a = ", "C() and ", "x")),
    "threads_of_one_name": (MILLION // 16, wide(
        "import threading\nclass C:\n  def m(self): pass\n  def f(self):\n",
        "    v = threading.Thread(target=self.m)\n")),
    "threads_of_one_attribute": (MILLION // 16, wide(
        "import threading\nclass C:\n  def m(self): pass\n  def f(self):\n",
        "    self.a = threading.Thread(target=self.m)\n")),
    "lists_in_a_list": (MILLION // 8, nest(
        "def f(a): return [", "[b for b in a], ", "", "", "]\n")),
    "copies_of_copies": (MILLION // 32, nest("x = ", "sorted(list(", "a", "))")),
    "methods_called_by_init": (MILLION // 8, wide(
        "class C:\n    def __init__(self):\n        self.a = 1\n", "        self.m$\n",
        "    def late(self): self.b = 1\n", "    def m$(self): self.c = 1\n")),
    "private_defaults": (MILLION // 32, wide(
        "class C:\n", "    def _m$(self, x=[]): x.append(self.q$)\n")),
    "argument_after_many": (MILLION // 2, lambda n: "def g(%sb):\n    b.append(1)\n"
                            "def f(x=[]):\n    g(%sx)\n" % (
                                "".join("a%d, " % i for i in range(n)), "0, " * n)),
    "defaults_passed_on": (MILLION // 16, lambda n: "def g(%s): pass\ndef f(%s): g(%s)\n" % (
        wide("", "a$, ")(n), wide("", "b$=[], ")(n), wide("", "b$, ")(n))),
    "opened_beside_a_fork": (MILLION // 16, lambda n: "import os\ndef g(): os.fork()\n" + "".join(
        wide("def f(p):\n", "    a$ = os.open(p, 0)\n")(lines)
        for lines in [n // 2] + [78] * (n // 156))),
    "errors": (MILLION // 8, wide("", "x = = 1\n")),
    "definitions_open": (MILLION // 16, wide("", "def f(\n")),
    "dots": (MILLION, nest("x = ", ".", "")),
    "dots_imported": (MILLION, nest("from ", ".", " import a")),
    "callbacks_kept": (MILLION // 32, lambda n: (
        "class B:\n    def on(self, name, f):\n" + wide("", "        self.a$ = g($)\n")(n // 16)
        + "BUS = B()\ndef k():\n" + wide("", "    BUS.on('a', lambda: $)\n")(n))),
    "lists_in_dict": (MILLION // 16, wide(
        "import flask\nD = {}\n@app.route('/<a>')\ndef v(a):\n",
        "    D.setdefault('x', []).append($)\n")),
    "route_keys": (MILLION // 32, lambda n: "import flask\n" + wide("", "D$ = {}\n")(n)
                   + "@app.route('/<a>')\ndef v(a):\n" + wide("", "    D$[a] = $\n")(n)),
    "route_decorators": (MILLION // 32, lambda n: wide("", "D$ = {}\n")(n)
                         + wide("", "@app.route('/$')\n", "def v(a):\n")(n)
                         + wide("", "    D$[a] = $\n")(n)),
    "known_decorators": (MILLION // 32, lambda n: wide("", "D$ = {}\n")(n)
                         + wide("", "@staticmethod\n", "def v(a):\n")(n)
                         + wide("", "    D$[a] = $\n")(n)),
    "long_route": (MILLION // 32, lambda n: wide("", "D$ = {}\n")(n)
                   + "@app.route('/" + "<b>" * n + "')\ndef v(a):\n"
                   + wide("", "    D$[a] = $\n")(n)),
    "keys_of_a_name": (MILLION // 32, lambda n: wide("", "D$ = {}\n")(n)
                       + wide("def v(user):\n", "    D$[user] = $\n")(n)
                       + "f = v\n" * n),
    "keys_of_a_name_bound_anew": (MILLION // 32, lambda n: wide("", "D$ = {}\n")(n)
                                  + wide("def v(user):\n", "    D$[user] = $\n")(n)
                                  + "v = 1\n" * n),
    "closed_by_many": (MILLION // 32, lambda n: (
        "class B:\n    def close(self):\n        self.a = None\n    def m(self):\n"
        + "        self.close()\n" * n
        + wide("", "class C$(B):\n    def __init__(self):\n        self.a = D(self)\n")(n)
        + "class D:\n    def __init__(self, o):\n        self.o = o\n")),
    "clauses_that_keep": (MILLION // 32, wide(
        "async def v(x):\n    last = None\n    try:\n        x()\n",
        "    except E$ as e:\n        last = e\n")),
    "closed_too_often": (MILLION // 8, nest("", ")", "")),
    "quotes": (MILLION // 8, lambda n: "'" * (n // 6 * 6 + 1)),
    # ---------------------------------------------------------- of each statement
    "case_many": (200000, wide("match a:\n", " case [x$, *_]: pass\n")),
    "case_or": (500000, wide("match a:\n case ", "C$(x=1) | ", "None: pass\n")),
    "case_map": (500000, wide("match a:\n case {", "'k$': v$, ", "**r}: pass\n")),
    "case_nest_class": (500000, nest("match a:\n case ", "C(x=", "1", ")", ": pass\n")),
    "typeparams": (500000, wide("def f[", "T$, ", "U](x): pass\n")),
    "type_alias": (300000, wide("", "type X$ = X~ | int\n")),
    "stars": (500000, wide("x = [", "*a$, ", "]\n")),
    "walrus_many": (300000, wide("", "if (a$ := f(a$)): pass\n")),
    "async": (300000, wide("async def f(x):\n", " await x$(await x~)\n")),
    "async_for": (MILLION // 4, blocks("async def f(a):\n", " async for x in a:\n", 90)),
    "fstring_spec": (MILLION, nest("x = f'{a:", "{b:", "", "}", "}'\n")),
    "decorator_calls": (500000, wide("", "@f$(a, b=$)\n", "def g(): pass\n")),
    "slots": (MILLION, wide("class C:\n __slots__ = (", "'a$', ", ")\n")),
    "excepts": (100000, wide("def f(a):\n try: a()\n", " except E$ as e: x = e\n")),
    "isinstance": (200000, wide("def f(a):\n if a: pass\n", " elif isinstance(a, C$): a.x = a\n")),
    "unions_param": (500000, wide("def f(x: ", "A$ | ", "None): return x\n")),
    "lambda_many": (300000, wide("class C:\n def f(self):\n", "  self.a$ = lambda: self\n")),
    "closure_ring": (100000, wide("def f(a):\n", " def g$(): return g~(a)\n")),
    "handlers_each": (100000, wide(
        "from flask import Flask\napp = Flask('x')\n", "c$ = {}\n"
        "@app.route('/$')\ndef h$(x):\n c$[x] = $\n")),
    "ctor_calls3": (60000, wide(
        "class C:\n def __init__(self, a, b, c): self.a, self.b, self.c = a, b, c\n",
        "def f$(o): o.c = C(o, f~(o), o)\n")),
    "ctor_funcs": (60000, wide(
        "class C:\n def __init__(self, o): self.o = o\n", "def f$(o): o.c = C(o); f~(o)\n")),
    "calls_back": (100000, wide("def f0(x): return x\n", "def f~(x): return f$(x)\n")),
    "calls_forward": (100000, wide("", "def f$(x): return f~(x)\n")),
    "methods_ring": (60000, wide("class C:\n", " def m$(self): self.a$ = self; return self.m~()\n")),
    "dataclasses": (60000, wide(
        "from dataclasses import dataclass\n", "@dataclass\nclass C$:\n a: int = 1\n b: 'C~' = None\n")),
    "tries_deep": (MILLION // 4, tries),
    "given_uses": (60000, wide(
        "def g(e):\n", " h(e, $)\n", " return e\n", "def h$():\n try: a()\n except E as e: x = g(e)\n")),
    "given_chain": (60000, wide(
        "", "def g$(e): return g~(e)\n", "", "def h$():\n try: a()\n except E as e: x = g$(e)\n")),
    "subclass_override": (60000, wide(
        "class C0:\n def m(self): return self\n", "class C~(C0):\n def m(self): return super().m()\n")),
    "super_chain": (60000, wide(
        "class C0:\n def __init__(self, o): self.o = o\n",
        "class C~(C$):\n def __init__(self, o): super().__init__(o); o.c$ = self\n")),
    "register": (100000, wide(
        "class C:\n def f(self, b):\n", "  b.subscribe(self.m$)\n", "", " def m$(self): pass\n")),
    "defaults": (100000, wide("", "def f$(x, a=[]): a.append(x)\n")),
    "handed_on": (40000, wide("", "def k$(o, e): o.e = e\n", "",
                              "def h$(o):\n try: a()\n except E as e: k$(o, e)\n")),
    # ---------------------------------------------------------- and of their mixes
    "bases_of_one": (MILLION // 2, wide("class C(", "B$, ", "A): pass\n")),
    "bases_known": (MILLION // 8, lambda n: wide("", "class B$: pass\n")(n) + wide("class C(", "B$, ", "B0): pass\n")(n)),
    "class_keywords": (MILLION // 2, wide("class C(", "k$=1, ", "): pass\n")),
    "class_typeparams": (300000, wide("", "class C$[T, *Ts, **P](B~[T]): x: T\n")),
    "type_parameter_bounds": (300000, wide("def f[", "T$: (int, T~) = str, ", "U](x): pass\n")),
    "type_alias_union": (500000, wide("type X = ", "A$ | ", "None\n")),
    "type_alias_nested": (500000, nest("type X = ", "list[", "X", "]")),
    "unions_asked": (300000, wide("def f(x):\n if isinstance(x, ", "A$ | ", "None): x.y = x\n")),
    "isinstance_tuple": (300000, wide("def f(x):\n if isinstance(x, (", "A$, ", ")): x.y = x\n")),
    "unions_nested": (300000, nest("x: ", "Union[int, ", "str", "]", " = []\n")),
    "unions_text": (500000, wide("x: '", "A$ | ", "None' = []\n")),
    "comprehension_clauses": (500000, wide("x = [a0 ", "for a$ in b ", "]\n")),
    "comprehension_chain": (300000, wide("x = [a0 ", "for a~ in a$ ", "]\n")),
    "comprehension_ifs": (500000, wide("x = [a for a in b ", "if a ", "]\n")),
    "dict_comprehensions": (300000, nest("x = ", "{a: ", "y", " for a in y}")),
    "star_targets": (500000, wide("", "a$, ", "*b = c\n")),
    "star_targets_nested": (300000, nest("", "[a, *", "b", "]", " = c\n")),
    "star_arguments": (500000, wide("f(", "*a$, **b$, ", ")\n")),
    "star_pairs": (500000, wide("x = {", "**a$, ", "}\n")),
    "walrus_nested": (MILLION // 2, nest("x = ", "(a := ", "1", ")")),
    "walrus_ands": (300000, wide("if ", "(a$ := f(a~)) and ", "1: pass\n")),
    "walrus_comprehensions": (200000, wide("def f(b):\n", " x = [(y$ := a) for a in b]\n")),
    "await_nested": (MILLION // 2, nest("async def f(): x = ", "await (", "1", ")")),
    "async_with": (200000, blocks("async def f(a):\n", " async with a as b:\n", 90)),
    "async_with_items": (300000, wide("async def f(a):\n async with ", "a as b$, ", "a: pass\n")),
    "async_comprehension": (200000, wide("async def f(a):\n", " x$ = [await y async for y in a]\n")),
    "yield_nested": (300000, nest("def f(): x = ", "(yield ", "1", ")")),
    "fstring_format_nested": (100000, wide("x = f'", "{a:{b}.{c!r:>{d}}}", "'\n")),
    "fstring_calls": (300000, wide("x = f'", "{f(a$, [a])}", "'\n")),
    "text_concat": (MILLION, nest("x = (", "'a' ", "", "", ")\n")),
    "text_added": (500000, wide("x = ", "'a$' + ", "''\n")),
    "text_percent": (500000, nest("x = ", "'%s' % (", "a", ")")),
    "bytes_texts": (500000, wide("x = [", "b'$', ", "]\n")),
    "bytes_concat": (MILLION, nest("x = (", "b'a' ", "", "", ")\n")),
    "bytes_long": (20 * MILLION, lambda n: "x = b'" + "\\x00" * (n // 4) + "'\n"),
    "continuations": (MILLION, nest("x = a", " + \\\n a", "")),
    "continued_attributes": (MILLION // 2, nest("x = (a", "\n.b", "", "", ")\n")),
    "lambdas_chosen": (300000, nest("x = ", "lambda a: a if a else ", "1")),
    "lambda_defaults": (300000, nest("x = ", "lambda a=", "1", ": a")),
    "lambda_parameters": (300000, wide("x = lambda ", "a$, ", "b: 1\n")),
    "attribute_target": (MILLION, nest("x", ".y", "", "", " = []\n")),
    "attribute_targets": (MILLION // 4, wide("", "x.y$ = ", "[]\n")),
    "subscript_targets": (300000, wide("", "x[$] = ", "[]\n")),
    "targets_of_self": (200000, wide("class C:\n def __init__(self):\n  ", "self.a$ = ", "[]\n")),
    "assigned_names": (500000, wide("", "a$ = ", "[]\n")),
    "assigned_next": (200000, wide("def f(a0):\n", " a~ = a$\n", " return a0\n")),
    "swapped": (200000, wide("def f(a, b):\n", " a, b = b, a\n", " return a\n")),
    "augmented": (300000, wide("def f(a):\n", " a.x += a.x\n")),
    "deleted": (MILLION // 2, wide("del ", "a$, ", "b\n")),
    "nonlocals": (100000, wide("def f(a):\n v = []\n", " def g$():\n  nonlocal v\n  v = [v]\n")),
    "imports_from": (MILLION // 2, wide("from m import (", "a$, ", "b)\n")),
    "imports_renamed": (300000, wide("from m import (", "a$ as b$, ", "b)\n")),
    "imports_deep": (MILLION, nest("import a", ".a", "")),
    "imports_star": (300000, wide("", "from m$ import *\n")),
    "imports_tried": (100000, wide("", "try: import m$\nexcept ImportError: m$ = None\n")),
    "except_groups": (200000, wide("def f(a):\n try: a()\n", " except* E$ as e: x = e\n")),
    "except_tuple": (300000, wide("def f(a):\n try: a()\n except (", "E$, ", "E) as e: x = e\n")),
    "raises_of_many": (60000, lambda n: "class E(Exception): pass\n" + wide("", "X$ = E(1)\n")(n) + wide(
        "", "def f$(a):\n for x in a: raise X$\n")(n) + "def g(a):\n try: f0(a)\n except (" + wide(
        "", "E$, ")(n) + "): pass\n"),
    "slices_many": (300000, wide("x = a[", "$:~:2, ", "]\n")),
    "numbers_large": (20 * MILLION, lambda n: "x = " + "9" * n + "\n"),
    "print_old": (MILLION // 2, wide("", "print >> f, $\n")),
    "match_guards": (100000, wide("def f(a):\n match a:\n", "  case C$(x=y) if y > $: a.z = y\n")),
    "match_subjects": (300000, wide("match (", "a$, ", "b):\n case _: pass\n")),
    "match_as": (300000, nest("match a:\n case ", "(", "x", " as y)", ": pass\n")),
    "match_many": (60000, wide("def f(a):\n", " match a:\n  case [x, *y]: z = x\n  case _: z = y\n")),
    "while_nested": (60000, blocks("def f(a):\n", " while True:\n", 90)),
    "slots_set": (200000, lambda n: wide("class C:\n __slots__ = (", "'a$', ", ")\n def __init__(self, p):\n")(n) + wide("", "  self.a$ = p\n")(n)),
    "slots_each": (200000, wide("", "class C$: __slots__ = ('a', 'b')\n")),
    "dataclass_wide": (200000, wide("import dataclasses\n@dataclasses.dataclass\nclass C:\n", " a$: list = dataclasses.field(default_factory=list)\n")),
    "enum": (MILLION // 4, wide("import enum\nclass E(enum.Enum):\n", " A$ = $\n")),
    "properties": (100000, wide("class C:\n", " @property\n def p$(self): return self.p~\n")),
    "partials": (100000, wide("import functools\nclass C:\n def f(self):\n", "  self.a$ = functools.partial(self.f, $)\n")),
    "asyncio_tasks": (100000, wide("import asyncio\nclass C:\n async def f(self):\n", "  self.a$ = asyncio.create_task(self.f())\n")),
    "conditions_typed": (100000, wide("def f(x):\n", " if isinstance(x, C$): x.a = [x]\n else: x.b = [x]\n")),
    "endless_asked": (60000, lambda n: wide("", "X$ = []\n")(n) + wide("def f(r):\n while True:\n", "  X$.append(r)\n")(n)),
    "endless_called": (60000, lambda n: wide("", "X$ = []\n")(n) + "def g(r):\n" + wide("", " X$.append(r)\n")(n) + wide("", "def f$(r):\n while True:\n  g(r)\n")(n)),
    "stopping_clauses": (60000, lambda n: wide("", "X$ = []\n")(n) + "def f(r):\n try:\n  while True:\n" + "   X0.append(r)\n" * (n % 1000 + 200) + wide("", " except KeyboardInterrupt: pass\n")(n)),
    "served_sites": (60000, lambda n: "X = []\ndef g(r):\n" + " X.append(r)\n" * n + wide("", "def f$(r):\n while True: g(r)\n")(n)),
    "timers": (60000, wide("class C:\n", " def m$(self): self.after(1, self.m$); self.a.append(1)\n")),
    "dict_display_nested_lists": (200000, wide("X = {", "'$': {'a': [1, 2], 'b': ('c', $)}, ", "}\n")),
    "string_format": (200000, wide("def f(a):\n", " x$ = '{} {}'.format(a, x$)\n")),
    "lone_cr": (MILLION, lambda n: "x = 1\r" * n),
    "braces_mixed": (MILLION // 2, nest("x = ", "([{", "1", "}])")),
    "braces_wrong": (MILLION // 2, nest("x = ", "([{", "1", ")]}")),
    "texts_open": (MILLION // 2, nest("", "'''", "")),
    "indents_wrong": (MILLION // 4, lambda n: "".join(" " * (i * 7 % 90) + "x = 1\n" for i in range(n))),
    "except_alone": (MILLION // 4, nest("", "except E as e: x = e\n", "")),
    "case_alone": (MILLION // 4, nest("", "case x: y\n", "")),
    "class_open": (MILLION // 4, nest("", "class C(\n", "")),
}

# What takes more memory than it may, so that it is refused before its analysis
# could take long; beside 50 MB of comments it would not be. These have room.
ROOMY = {
    "ctor_calls3": FAMILIES["ctor_calls3"],
    "comprehension_in_element": (160000, nest("def f(y): return ", "[", "y", " for a in y]")),
    "comprehension_in_condition": (160000, nest(
        "def f(a, r):\n x = ", "[r for a in r if ", "1", "]")),
    "targets_of_self": (160000, wide("class C:\n def __init__(self):\n  ", "self.a$ = ", "[]\n")),
    "lambdas_in_tuples": (160000, nest("x = ", "lambda a: (a, L, ", "1", ")")),
    "walrus_reads": (160000, nest("def f(a):\n x = ", "(a := [a, ", "1", "])")),
    "route_keys_nested": (160000, nest(
        "D = {}\n@app.route('/<a>')\ndef f(a, r):\n x = ", "D.setdefault(r, ", "1", ")")),
    "setattr_in_lambdas": (160000, nest(
        "class C:\n def m(self):\n  x = ", "lambda: (setattr(self, 'b', 1), ", "1", ")")),
    "setattr_of_super": (160000, nest(
        "class C:\n def m(self):\n  x = ", "super().__setattr__('a', ", "1", ")")),
    "keywords_of_many": (200000, lambda n: "class C:\n def __init__(self, %s): self.o = a0\n" % (
        wide("", "a$=None, ")(n)) + wide("", "def f$(o): o.c = C(a$=o)\n")(n)),
    "caught_by_name": (160000, lambda n: "class E(Exception): pass\n" + wide(
        "", "X$ = E(1)\ndef f$(p):\n if p: raise X$\n")(n) + wide(
            "def g(p):\n for i in p:\n", "  f$(i)\n", "  try: p()\n")(n)
        + "  except F: pass\n" * n),
}

# (what is read besides Python; the file that it is, and how heaplint is asked)
SETTINGS = {
    "toml_tables": (16000, wide("", "[a$]\nb = 1\n")),
    "toml_nested": (100000, lambda n: "[" + ".".join(["a"] * n) + "]\nb = 1\n"),
    "toml_arrays": (MILLION // 8, nest("a = ", "[", "", "]")),
    "toml_inline": (40000, nest("a = ", "{a = ", "1", "}")),
    "toml_keys": (20000, wide("", "a$ = 1\n")),
    "toml_array": (80000, wide("[tool.x]\na = [", "1, ", "]\n")),
    "toml_text": (20 * MILLION, lambda n: 'a = "' + "a" * n + '"\n'),
    "toml_array_tables": (20000, wide("", "[[a]]\nb = 1\n")),
    "toml_broken": (40000, nest("", "a = = ", "")),
    "toml_globs": (24000, wide("[tool.heaplint]\nexclude = [", "'$*', ", "]\n")),
}
BASELINES = {
    "json_lists": (MILLION, nest("", "[", "", "]")),
    "json_objects": (MILLION // 4, nest("", '{"a":', "1", "}")),
    "json_text": (20 * MILLION, lambda n: '"' + "a" * n + '"'),
    "json_numbers": (MILLION, wide("[", "1,", "1]")),
    "json_open": (MILLION, nest("", "[", "")),
}


def arguments(kind, path):
    if kind == "settings":
        return [os.path.join(os.path.dirname(path), "empty.py")]
    if kind == "roomy":
        return ["--isolated", "--max-memory", "8GB", path]
    if kind == "baseline":
        return ["--isolated", "--baseline", path,
                os.path.join(os.path.dirname(path), "empty.py")]
    return ["--isolated", path]


NAMES = {"python": "a.py", "roomy": "a.py", "settings": "pyproject.toml", "baseline": "baseline.json"}


def limit_time():
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def write(path, family, n):
    """By another process: what this one has is counted as the run's too, as it
    is when that starts."""
    writer = os.fork()
    if writer == 0:
        with open(path, "w") as stream:
            stream.write(family(n))
        os._exit(0)
    os.waitpid(writer, 0)


class Run:
    """What one run took, and said."""

    def __init__(self, program, folder, kind, family, n, before=()):
        path = os.path.join(folder, NAMES[kind])
        for name in NAMES.values():
            if os.path.exists(os.path.join(folder, name)):
                os.unlink(os.path.join(folder, name))
        write(path, family, n)
        self.size = os.path.getsize(path)
        with open(os.path.join(folder, "empty.py"), "w") as stream:
            stream.write("x = 1\n")
        command = list(before) + [
            program, "check", "--exit-zero", "-j1", "--output", "concise",
            "--output", "json=" + os.path.join(folder, "out.json")] + arguments(kind, path)
        with open(os.path.join(folder, "err"), "w+") as errors:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors,
                                       cwd=folder, preexec_fn=limit_time)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
            errors.seek(0)
            self.said = errors.read().strip()
        self.code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        self.seconds = usage.ru_utime + usage.ru_stime
        self.bytes = usage.ru_maxrss * 1024


def instructions(program, folder, kind, family, n):
    """How many the run took, as valgrind counts them; 0 if it cannot."""
    run = Run(program, folder, kind, family, n,
              ["valgrind", "--tool=cachegrind", "--cache-sim=no",
               "--cachegrind-out-file=/dev/null"])
    counted = re.search(r"I +refs: +([0-9,]+)", run.said)
    return int(counted.group(1).replace(",", "")) if counted else 0


def count_family(program, folder, kind, family, n, factor):
    """What is wrong by the instructions, and the figures. What is searched to a
    bound may grow faster up to there: it is measured again beyond."""
    for size in (n, 4 * n, 20 * n) if factor == 4 else (n // 2,):
        little, much = (instructions(program, folder, kind, family, part)
                        for part in (size // factor, size))
        wrong = "" if 0 < much <= ALLOWED ** (factor // 2) * little else "instructions"
        if not wrong:
            break
    return wrong, "%.1f million, %.1f million instructions (%.2f)" % (
        little / 1e6, much / 1e6, much / max(little, 1))


def try_family(program, folder, kind, family, n, factor):
    """The words for what is wrong, or None; and the figures."""
    allowed = ALLOWED if factor == 2 else ALLOWED ** 2
    least, most = LIMIT, LIMIT
    for _ in range(ATTEMPTS):
        little, much = (Run(program, folder, kind, family, size) for size in (n // factor, n))
        least, most = min(least, little.seconds), min(most, much.seconds)
        if most <= allowed * least + SLACK:
            break
    wrong = []
    if much.code not in (0, 2) or little.code not in (0, 2):
        wrong.append("exit code %d, %d" % (little.code, much.code))
    elif much.code == 2 and not much.said:
        wrong.append("exit code 2 without a word")
    if most > allowed * least + SLACK and (
            shutil.which("valgrind") is None
            or count_family(program, folder, kind, family, n, factor)[0]):
        wrong.append("time")
    if kind != "roomy" and much.bytes > BYTES_EACH * much.size + BYTES_MORE:
        wrong.append("memory")
    figures = "%d bytes: %.2f s; %d bytes: %.2f s (%.2f), %.0f MB (%.0f a byte)%s" % (
        little.size, least, much.size, most, most / max(least, 1e-3), much.bytes / 1e6,
        max(0, much.bytes - 8e6) / much.size, " refused: " + much.said[-60:] if much.said else "")
    return ", ".join(wrong), figures


KINDS = {"python": FAMILIES, "roomy": ROOMY, "settings": SETTINGS, "baseline": BASELINES}


def tried(kind, name):
    """What is wrong with a family, or "", and its line."""
    program = os.path.abspath(sys.argv[1])
    n, family = KINDS[kind][name]
    little = max(4, n // 20)
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        if "--instructions" in sys.argv:
            wrong, figures = count_family(program, folder, kind, family, little, 4)
        elif "--all" in sys.argv:
            wrong, figures = try_family(program, folder, kind, family, n, 2)
        else:
            wrong, figures = try_family(program, folder, kind, family, little, 4)
    return wrong, "%s%s: %s" % ("FAILED (%s) " % wrong if wrong else "", name, figures)


def main():
    words = [word for word in sys.argv[2:] if not word.startswith("-")]
    failed = passed = 0
    asked = [(kind, name) for kind, families in KINDS.items() for name in families
             if not words or any(re.fullmatch(word, name) for word in words)]
    # instructions are the same beside others, time and memory are not
    with multiprocessing.Pool(os.cpu_count() if "--instructions" in sys.argv else 1) as pool:
        for wrong, line in pool.starmap(tried, asked, chunksize=1):
            failed += bool(wrong)
            passed += not wrong
            if wrong or "-v" in sys.argv:
                print(line, flush=True)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

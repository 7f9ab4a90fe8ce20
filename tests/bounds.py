"""Bounds of search that are reached are reported.

    bounds.py HEAPLINT [NAME...]

For each bound of analyzer/source/bounds.def, code that reaches it: the run says
so, and for whom. Half as much reaches none. Then what the outputs, the cache and
the link say of one that is.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

DEFINITION = "analyzer/source/bounds.def"
ROOM = ("--max-memory", "1GB")  # (what has little code has many classes in it)
PART = re.compile(r": analysed in part: more than (\d+) (.*?)"
                  r"(?: in (the module|'[^']*' \(line \d+\)))?(?: and elsewhere)?"
                  r"; findings may be missing$")


def lines(head, line, count, tail=""):
    return head + "".join(line.replace("$", str(i)) for i in range(count)) + tail


KEEPS = "class C:\n    def __init__(self, owner): self.owner = owner\n"


LATE = "    def late(self): self.b = 1\ndef f(n): return [C() for i in range(n)]\n"


def web(n):
    """Each refers to all that come after it, and the last to the first; no two to
    each other."""
    size = 18 if n > 8000 else 6
    names = ["a%d" % i for i in range(size)]
    return ("from m import g\nclass C: pass\ndef f(%s):\n    c = C()\n    g(c, 1, c.x)\n    %s.x = %s\n" % (
        ", ".join(names), names[-1], names[0]) + "".join(
        "    %s.%s = %s\n" % (a, b, b) for i, a in reversed(list(enumerate(names)))
        for b in names[i + 1:]))


def zigzag(n):
    """Each calls the one before it; they stand to its left and right in turn."""
    order = [0]
    for i in range(1, n + 2):
        order.insert(len(order) if i % 2 else 0, i)
    return "".join("def f%d(x): return %s\n" % (i, "f%d(x)" % (i - 1) if i else "[x]")
                   for i in order)


# By name: the code that has `n` of it, and whom the notice names.
CASES = {
    "EVENTS": (lambda n: lines("def f():\n", "    x = 1\n", n), "'f' (line 1)"),
    "ROUNDS": (zigzag, None),
    "DECORATORS": (lambda n: lines("class C:\n", "    @staticmethod\n", n,
                                   "    def f(self): pass\n"), None),
    "TESTS": (lambda n: "def f(e):\n    if isinstance(e, E)%s:\n        raise e\n"
              % (" and e.a" * n), None),
    "OBJECTS": (lambda n: lines("class C: pass\ndef f():\n", "    x$ = C()\n", n), "'f' (line 2)"),
    "REFERENCES": (lambda n: lines("class C: pass\ndef f():\n    a = C()\n    b = C()\n",
                                   "    a.x$ = b\n", n), "'f' (line 2)"),
    "FOREIGN_REFERENCES": (lambda n: lines("from m import g\ndef f(a, b):\n",
                                           "    g(a, b)\n", n // 6 + 1), "'f' (line 2)"),
    "CALL_REFERENCES": (lambda n: lines("def g(a, b):\n", "    a.x$ = b\n", n,
                                        "def f(a, b):\n    g(a, b)\n"), None),
    "FOREIGN_CYCLES": (lambda n: lines(
        "from m import g\nclass C: pass\ndef f(a):\n", "    b$ = C()\n    g(b$, a)\n"
        "    a.x$ = b$\n", n), "'f' (line 3)"),
    "FOREIGN_WAYS": (web, "'f' (line 3)"),
    "ITEMS": (lambda n: "class C: pass\ndef f():\n    return [%s]\n" % ("C(), " * n), "'f' (line 2)"),
    "RESETS": (lambda n: KEEPS + lines("class D:\n    def m(self): self.c = C(self)\n",
                                       "    def n$(self): self.c = None\n", n), None),
    "SITES": (lambda n: KEEPS + lines("def f(d):\n    d.c = C(d)\n", "def g$(d): f(d)\n", n),
              "'f' (line 3)"),
    "FUNCTIONS": (lambda n: KEEPS + lines("def f(d):\n    d.c = C(d)\n",
                                          "def g$(d): f(d)\n", n), None),
    "STATEMENTS": (lambda n: lines("def f(a):\n    for x in a:\n        try: s += x\n"
                                   "        except E: pass\n", "        x\n", n), "'f' (line 1)"),
    "CALLERS": (lambda n: lines("from collections import namedtuple\ndef f(a):\n"
                                "    P = namedtuple('P', 'x y')\n    return P(a, 1).x\n",
                                "def g$(): f(1)\n", n), "'f' (line 2)"),
    "CLASSES": (lambda n: KEEPS + lines("from m import *\ndef f(x): x.c = C(x)\n",
                                        "class C$: pass\n", n), "the module"),
    "METHODS": (lambda n: lines("class C:\n    a = property()\n", "    def m$(self): pass\n", n,
                                "def f(x):\n    c = C()\n    c.a = c\n"), None),
    "SETS": (lambda n: lines("class C:\n    def __init__(self, x):\n", "        self.a$ = x\n", n,
                             "        self.b = self.d(self)\n"), None),
    "NODES": (lambda n: lines(
        "class C:\n    def f(self):\n        try: g()\n        except E as e:\n"
        "            self.e = e\n", "        g()\n", n // 3), None),
    "CLASS_NODES": (lambda n: lines(
        "class C:\n    def f(self):\n        try: g()\n        except E as e:\n"
        "            self.e = e\n    def h(self):\n", "        g()\n", n // 3), "'C' (line 1)"),
    "LOOP_NODES": (lambda n: lines("def f(p):\n    s = open(p).read()\n    while s:\n"
                                   "        s = s[1:]\n", "        pass\n", n), "'f' (line 1)"),
    "LATER": (lambda n: lines("def f(a):\n    x = [b.c for b in a]\n", "    pass\n", n,
                              "    for b in x: print(b)\n"), "'f' (line 1)"),
    "BINDINGS": (lambda n: lines("", "cache = {}\n", n,
                                 "def f(k, v): cache[k] = v\n"), "the module"),
    "USES": (lambda n: lines("class C: pass\ndef f():\n    g = lambda: a\n", "    a\n", n,
                             "    a = C()\n    a.g = g\n"), "'f' (line 2)"),
    "PASSED": (lambda n: lines("def f():\n", " x$ = 1\n", n // 89, lines(
        "".join(" " * i + "def f%d():\n" % i for i in range(1, 91)),
        " " * 91 + "x$\n", n // 89)), "the module"),
    "CONDITIONS": (lambda n: lines(
        "from m import C\n", "def f$():\n    a = C()\n    b = C()\n" + lines(
            "", "    a.x$ = b\n", 500), n // 500 + 1), "the module"),
    "BODY": (lambda n: lines("from dataclasses import dataclass\n@dataclass\nclass C:\n",
                             "    a$: int = 0\n", n, "def f(d): d.c = C(d)\n"), "'C' (line 3)"),
    "MAKERS": (lambda n: lines("class C:\n    def __init__(self):\n", "        self.m$()\n", n, lines(
        "", "    def m$(self): self.a$ = 1\n", n, LATE)), "'C' (line 1)"),
    "ATTRIBUTES": (lambda n: lines("class C:\n    def __init__(self):\n",
                                   "        self.a$ = 1\n", n, LATE), "'C' (line 1)"),
    "SETATTR": (lambda n: lines(
        "class C:\n    def __setattr__(self, name, value):\n"
        "        self.__dict__[name] = value\n", "        pass\n", n,
        "    def keep(self, d): self.d = d\n"), "'__setattr__' (line 2)"),
    "READS": (lambda n: lines("def f():\n    try: g()\n    except Exception as e: err = e\n",
                              "    print(err)\n", n, "    raise err\n"), "'f' (line 1)"),
    "LAYOUT_DOUBTS": (lambda n: lines("def f(x):\n", "    x.a$ = g()\n", 100, lines(
        "", "class C$:\n    def __init__(self): self.a = 1\n", n // 100)), "the module"),
}


KEEPER = "class C:\n    def keep(self, d): self.d = d\n"
KEPT = "from p.c import C\ndef f(d):\n    c = C()\n    d.c = c\n    c.keep(d)\n"
ASKS = ("class D: pass\ndef f(thing):\n    d = D()\n    d.c = thing\n    thing.keep_it(d)\n")
GROWN = ("cache = {}\ndef page_of(url, fetch):\n    if url not in cache:\n"
         "        cache[url] = fetch(url)\n    return cache[url]\n")


def passing(n):
    """Each calls the one of the next file; the last keeps."""
    files = {"f%03d.py" % i: "from p.f%03d import g%d\ndef g%d(a): return g%d(a)\n" % (
        i + 1, i + 1, i, i + 1) for i in range(n)}
    files["f%03d.py" % n] = KEEPS + "def g%d(a): return C(a)\n" % n
    files["m.py"] = "from p.f000 import g0\ndef f(d):\n    d.c = g0(d)\n"
    return files


def keeping(n):
    """Each keeps what the one of the next file gives it."""
    files = {"f%03d.py" % i: KEEPS + "from p.f%03d import g%d\ndef g%d(a): return C(g%d(a))\n" % (
        i + 1, i + 1, i, i + 1) for i in range(n)}
    files["f%03d.py" % n] = KEEPS + "def g%d(a): return C(a)\n" % n
    files["m.py"] = "from p.f000 import g0\ndef f(d):\n    d.c = g0(d)\n"
    return files


# What comes before a use of a name, and the use, for each that asks for all of them.
USES = [
    ("E = ValueError('x')\n", "def f$(): raise E\n"),
    ("def f(n):\n    a = []\n    for i in range(n):\n        a.append(i * 2)\n",
     "    print(a[0])\n"),
    ("def f(x, a=[]):\n", "    a.append(x)\n"),
    ("def f(x):\n    class C: pass\n", "    C()\n"),
    ("def f(x):\n    rows = []\n    for y in x:\n"
     "        rows.append({'a': y, 'b': 1, 'c': 2})\n    for r in rows:\n",
     "        print(r['a'])\n"),
    ("def f(x):\n    s = open(x)\n", "    print(s.name)\n"),
    ("import contextvars\ndef f(x):\n    v = contextvars.ContextVar('v')\n    v.set(x)\n",
     "    v.get()\n"),
    ("import numpy as np\ndef f(x):\n    a = np.zeros(1000)\n    for i in range(100):\n"
     "        a = a + 1\n",
     "        b = a * 2\n"),
    ("T = list(range(1000000))\ndef f(x):\n", "    print(T)\n"),
    ("import pandas as pd\ndef f(x):\n    d = pd.read_csv(x)\n", "    print(d['a'])\n"),
    ("import pandas as pd\ndef f(x):\n    d = pd.read_csv(x)\n"
     "    for i, r in d.iterrows():\n",
     "        print(r['a'])\n"),
    ("def f(x):\n    try: g()\n    except E as e:\n        err = e\n", "    print(err)\n"),
    ("class C:\n    def f(self):\n        try: g()\n        except E as e:\n"
     "            self.e = e\n    def h(self):\n",
     "        print(self.e)\n"),
    ("class C:\n    def __init__(self, o): self.o = o\ndef f(x):\n    x.items = {}\n"
     "    x.items[1] = C(x)\n    items = x.items\n",
     "    items.get(1)\n"),
]

# Loops with `n` parts, for each that looks through one.
LOOPS = [
    ("def f(table: dict, p):\n    result = []\n    for x in p:\n"
     "        result.append(list(table)[x])\n", "        pass\n", "    return result\n"),
    ("import re\ndef f(p):\n    s = open(p).read()\n    return [m for m in re.findall('a', s) if m in (\n",
     "        1,\n", "    )]\n"),
    ("def f(p):\n    out = []\n    for x in p:\n        out.append(x)\n", "        pass\n",
     "    for y in out: print(y)\n"),
    ("def f(a, b):\n    return [k for k in list(zip(a, b)) if k in (\n", "        1,\n", "    )]\n"),
]

# The same of several files, by name; m.py asks.
PROJECTS = {
    "SUBCLASSES": lambda n: {
        "m.py": "from p.c import C\nclass D(C):\n    def f(self, d):\n        d.c = self\n"
                "        self.keep(d)\n",
        "c.py": "class C:\n    def keep(self, d): self.d = d\n",
        "d.py": lines("from p.m import D\n", "class D$(D): pass\n", n)},
    "ANCESTORS": lambda n: {
        "m.py": KEPT,
        "c.py": "class C0:\n    def keep(self, d): self.d = d\n" + "".join(
            "class C%d(C%d): pass\n" % (i + 1, i) for i in range(n)) + "class C(C%d): pass\n" % n},
    "NAMESAKES": lambda n: {
        "m.py": ASKS, "c.py": lines("", "class C$:\n    def keep_it(self, d): self.d = d\n", n)},
    "ALIASES": lambda n: dict(
        {"m.py": GROWN}, **{"a%d.py" % i: "from p.m import cache\n" for i in range(n)}),
    "CALLS_PASSED": passing,
    "CYCLE_EDGES": keeping,
    "REEXPORTS": lambda n: dict(
        {"m.py": KEPT.replace("p.c ", "p.r0 "), "r%d.py" % n: KEEPER},
        **{"r%d.py" % i: "from p.r%d import C\n" % (i + 1) for i in range(n)}),
    "STARS": lambda n: dict(
        {"m.py": KEPT, "c.py": lines("", "from p.s$ import *\n", n),
         "s%d.py" % (n - 1): KEEPER}, **{"s%d.py" % i: "" for i in range(n - 1)}),
}

def learnt_late(n):
    """Of each part of a list the type is found after that of the next."""
    return "".join(
        "def g%d(): return g%d()\n" % (i, i + 1) for i in range(n)) + (
        "def g%d(): return 1\nx = [%s]\n" % (n, "".join("g%d(), " % i for i in range(n))))


# What adds up over a function or file: how much of the code reaches it, and how
# much does not.
WORK = {
    "TYPE_WORK": (learnt_late, 420, 150, "the module"),
    "CARRY_WORK": (lambda n: lines("def f(a):\n    s = ''\n    for x in a:\n",
                                   "        s += x\n", n), 1000, 200, "the module"),
    "FLOW_WORK": (lambda n: lines(
        "class C:\n    def m(self):\n", "        self.a = (self.a, self.b)\n"
        "        self.b = [self.a, self.b, self.a]\n", n), 2000, 200, "'m' (line 2)"),
    "SWITCHES": (lambda n: lines("import gc, tracemalloc\ndef f():\n",
                                 "    tracemalloc.start()\n", n), 3000, 500, "the module"),
    "LAYOUT_WORK": (lambda n: lines(
        "class C:\n    def __init__(self): self.a = 1\n    def m(self):\n",
        "        self.x.a$ = 1\n", n), 1200, 200, "the module"),
}

def bounds():
    found = {}
    with open(DEFINITION) as file:
        for name, most, what in re.findall(
                r'^BOUND\((\w+), (\d+),\s*"(.*)"\)', file.read(), re.M):
            found[name] = (int(most), what)
    return found


def run(program, *arguments, stdin=None, cwd=None):
    environment = {k: v for k, v in os.environ.items() if k != "HEAPLINT_NO_CACHE"}
    return subprocess.run([program, *arguments], input=stdin, cwd=cwd, text=True,
                          capture_output=True, env=dict(environment, LC_ALL="C"))


def told(errors):
    """What the notices say: (most, what, whom)."""
    found = []
    for line in errors.splitlines():
        match = PART.search(line)
        if match:
            found.append((int(match[1]), match[2], match[3]))
    return found


def try_case(program, name, bound, case):
    most, what = bound
    write, whom = case[:2]
    failures = []
    sizes = case[2:] or (most + 2, most // 2 - 2)
    for n, expected in zip(sizes, (True, False)):
        done = run(program, "check", "--isolated", "--exit-zero", *ROOM, "-", stdin=write(n))
        found = [t for t in told(done.stderr) if t[:2] == bound]
        if done.returncode != 0:
            failures.append("%s: exit %d: %s" % (name, done.returncode, done.stderr[:200]))
        if bool(found) != expected:
            failures.append("%s: %d of %d: said %r" % (name, n, most, done.stderr[:300]))
        elif expected and whom is not None and found[0][2] != whom:
            failures.append("%s: of %s, not %s" % (name, found[0][2], whom))
    return failures


def unused(names):
    """Those that nothing reaches."""
    code = ""
    for pattern in ("analyzer/*/*.c", "rules/*/*.c"):
        for path in glob.glob(pattern):
            with open(path) as file:
                code += file.read()
    return ["%s: no code reaches it" % name for name in names
            if not re.search(r"\bREACHED_%s\b" % name, code)]


ASKED = ["--output", "json=../o.json", "--output", "sarif=../o.sarif"]


def by_file(folder):
    """What the JSON that a run wrote says of files that were analysed in part."""
    with open(os.path.join(folder, "o.json")) as file:
        notices = json.load(file)["notices"]
    said = [(n["level"], "%s: %s" % (n["path"], n["text"])) for n in notices]
    os.remove(os.path.join(folder, "o.json"))
    return [s for s in said if PART.search(s[1])]


def try_runs(program, bound):
    """Cold or warm, with any number of threads, linked by itself or from
    summaries: the same is said."""
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(20):
            with open(os.path.join(folder, "m%d.py" % i), "w") as file:
                file.write(CASES["OBJECTS"][0](bound[0] + i - 15))
        caching = ["check", "--exit-zero", "--cache-dir", "../cache", *ASKED, "."]
        inside = os.path.join(folder, "code")
        os.mkdir(inside)
        for name in os.listdir(folder):
            if name.endswith(".py"):
                os.rename(os.path.join(folder, name), os.path.join(inside, name))
        first = run(program, *caching, cwd=inside)
        said = by_file(folder)
        if [level for level, text in said] != ["note"] * 4:
            failures.append("of 20 files 4 have too much: %r" % said)
        line = ("heaplint: note: m16.py: analysed in part, as are 3 more of 20 files;"
                " findings may be missing (--output json lists them)\n")
        if first.stderr != line:
            failures.append("of several files one line: %r" % first.stderr)
        with open(os.path.join(folder, "o.sarif")) as file:
            told_there = json.load(file)["runs"][0]["invocations"][0]
        if ([n["level"] for n in told_there["toolExecutionNotifications"]] != ["note"] * 4
                or not told_there["executionSuccessful"]):
            failures.append("SARIF: %r" % told_there)

        def compare(how, *arguments):
            done = run(program, *arguments, *ASKED, cwd=inside)
            if (by_file(folder), done.stderr, done.returncode) != (said, line, 0):
                failures.append("%s: exit %d: %s" % (how, done.returncode, done.stderr[:300]))

        compare("warm", *caching)
        compare("one thread", "check", "--isolated", "--exit-zero", "-j1", ".")
        compare("three threads", "check", "--isolated", "--exit-zero", "-j3", ".")
        run(program, "summarize", "--isolated", "--summary", "../summary", ".", cwd=inside)
        compare("linked", "link", "--exit-zero", "../summary")
        with open(os.path.join(inside, "other.py"), "w"):
            pass
        line = line.replace("of 20", "of 21")
        compare("one file more", *caching)
        line = ""
        compare("quiet", "check", "--isolated", "--exit-zero", "-q", "--output", "concise", ".")
        done = run(program, "check", "--isolated", "--exit-zero", "--output", "github", ".",
                   cwd=inside)
        if done.stdout.count("::notice file=m16.py,title=heaplint::") != 1:
            failures.append("GitHub: %r" % done.stdout)
    return failures


def try_project(program, name, bound):
    """Linked at once, m.py alone by what it was told before, from summaries."""
    failures = []
    for n, expected in ((bound[0] + 2, True), (bound[0] // 2, False)):
        with tempfile.TemporaryDirectory() as folder:
            inside = os.path.join(folder, "p")
            os.mkdir(inside)
            files = dict({"e%d.py" % i: "" for i in range(16)}, **PROJECTS[name](n))
            files["__init__.py"] = ""
            for path, text in files.items():
                with open(os.path.join(inside, path), "w") as file:
                    file.write(text)

            def compare(how, *arguments):
                done = run(program, *arguments, "--exit-zero", "--output", "json=o.json",
                           cwd=folder)
                said = [text for _, text in by_file(folder)
                        if "p/m.py" in text and bound[1] in text]
                if done.returncode != 0 or bool(said) != expected:
                    failures.append("%s: %s: %d of %d: exit %d, said %r" % (
                        name, how, n, bound[0], done.returncode, done.stderr[:300]))

            caching = ["check", *ROOM, "--cache-dir", "cache", "p"]
            compare("at once", *caching)
            with open(os.path.join(inside, "m.py"), "a") as file:
                file.write("# changed\n")
            compare("changed", *caching)
            compare("warm", *caching)
            run(program, "summarize", "--isolated", *ROOM, "--summary", "summary", "p", cwd=folder)
            compare("linked", "link", "summary")
    return failures


def main():
    program = os.path.abspath(sys.argv[1])
    known = bounds()
    names = sys.argv[2:] or sorted(known)
    failures = []
    for name in names:
        if name in PROJECTS:
            failures += try_project(program, name, known[name])
            continue
        if name in WORK:
            write, much, little, whom = WORK[name]
            failures += try_case(program, name, known[name], (write, whom, much, little))
            continue
        if name not in CASES:
            failures.append("%s: no case" % name)
            continue
        failures += try_case(program, name, known[name], CASES[name])
        for head, use in USES if name == "USES" else []:
            failures += try_case(program, head, known[name],
                                 (lambda n: lines(head, use, n), None))
        for head, *rest in LOOPS if name == "LOOP_NODES" else []:
            failures += try_case(program, head, known[name],
                                 (lambda n: lines(head, rest[0], n, *rest[1:]), None))
    failures += unused(known)
    if not sys.argv[2:]:
        failures += try_runs(program, known["OBJECTS"])
    for failure in failures:
        print(failure)
    print("%d passed, %d failed" % (max(len(names) - len(failures), 0), len(failures)))
    sys.exit(bool(failures))


main()

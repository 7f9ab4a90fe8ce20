"""List the valid Python that the grammar cannot read (rule MEM002).

    python3 tests/facts/grammar_gaps.py HEAPLINT [--record] [--write FOLDER]

Each case is code that CPython accepts from the version named. Those that
heaplint reports as unread are compared with grammar_gaps.txt beside this file.
Where the running Python is new enough, it must accept the case. --write keeps
those that are read, as files, for symtable_check.py: what is read must also be
read as what it is.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import warnings

CASES = []  # (version, name, bytes)


def case(version, name, source):
    if isinstance(source, str):
        source = source.encode()
    CASES.append((version, name, source))


def cases(version, pep, text):
    """Each case is a line that starts with ### and names it, then its code."""
    for part in text.split("### ")[1:]:
        name, _, source = part.partition("\n")
        case(version, f"{pep}: {name}", source)


cases((3, 8), "3.8", '''
### positional-only parameters
def f(a, b=1, /, c=2, *, d): pass

### only positional-only parameters
def f(a, /): pass

### positional-only parameters of a lambda
f = lambda a, /, b=1, *, c: a

### walrus in conditions
if (n := len(a)) > 10: pass
while chunk := file.read(): pass

### walrus in a comprehension
x = [y := f(a), y**2, *(z for b in c if (z := b))]

### walrus as an argument
f(x := 1, y=(z := 2))

### walrus as a subscript
a[(b := 1)]

### f-string with =
f"{x=} {x = } {x=!r:^20} {x + 1 = :>{width}}"

### return and yield of unpacked tuples
def f():
    yield 1, *a
    return 1, *b

### continue in finally
for a in b:
    try: pass
    finally: continue

### unpacking in for
for a in *b, c: pass

### reversed keywords
print(*a, sep="", **b, end="")

### async comprehension
async def f():
    return [x async for y in z async for x in y if await x]

### async generator expression as an argument
async def f():
    return g(x async for x in y)

### await in an f-string
async def f(): return f"{await g()}"

### async with and for
async def f():
    async with a as b, c: pass
    async for d in e: pass
    else: pass

### lambda in a comprehension's condition
[x for x in y if (lambda: x)()]

### lambda in a slice
a[lambda: 1:lambda: 2]

### conditional lambda
f = lambda: a if b else c

### star expression in an index
a[1:2, ..., ::3, -1]

### numbers
x = 1_000 + 0x_ff + 0b_1 + 0o_7 + 1_0.0_1e1_0 + 1j + 1.e5j + .5 + 0_0

### strings
x = b'a' rb"b" BR"""f""" Rb''
y = R'c' u"d" f'e' fR'g' '\\N{BULLET}\\x00' U"h"

### implicit concatenation over lines
x = ("a" f"{b}"
     r"\\d")

### names that are keywords elsewhere
match = case = type = _ = print = exec = 1
match, case = type, _
match[case] = type.x

### calls of soft keywords
match(x)
case(x)
type(x)
print(x)
exec(x)

### soft keywords as arguments
f(match=1, case=2, type=3, print=4, exec=5)

### soft keywords as attributes
x.match = x.case.type = x.print.exec = 1

### soft keywords as parameters
def f(match, case=1, *type, print, **exec): pass

### soft keywords as functions and classes
def match(): pass
def print(): pass
class type: pass
class case: pass

### match as an operand
match * x
match - x
match == x
match in x

### match indexed on a line of its own
match[x]

### match called with an attribute
match(x).y

### match unpacked
match, x = 1, 2

### print as an operand
print
print and x
print >> x
x = print

### not as an operand of a comparison
x = not a == b

### chained comparisons
a < b <= c != d is not e not in f

### nested conditional
a if b else c if d else e

### ellipsis as a body
def f(): ...

### class without parentheses and with empty ones
class A: pass
class B(): pass
class C(*a, metaclass=b, **c): pass

### global and nonlocal
def f():
    global a, b
    def g():
        nonlocal c
    c = 1

### del of targets
del a, b.c, d[e], (f, [g])

### assert with message
assert (a, b), "c"

### raise from
raise a from b

### import forms
import a.b.c as d, e
from . import a
from .. import (a as b, c,)
from ...d.e import f
from .import g
from a import *

### relative import of an ellipsis and a dot
from .... import a

### semicolons
a = 1; b = 2; pass;

### several targets
a = b = c, d = *e, f = g

### starred targets
*a, b = c
[a, *b] = c
(a, *b), c = d
a, (*b, c) = d

### target with parentheses
(a) = 1
(a.b) = (c[d]) = 2
for (a) in b: pass

### annotated targets
a: int
a.b: int = 1
a[b]: int = 1
(a): int = 1
a: int = yield_

### annotated with a tuple value
a: tuple = 1, 2

### yield as a value
def f():
    a = yield
    b = yield 1, 2
    c = yield from d
    e = f((yield))
    g += yield 1
    await_(x=(yield))

### string annotations
def f(a: "int", *b: "str", **c: "c") -> "d": pass

### decorators
@a
@a.b
@a.b(c)
def f(): pass

### dictionaries and sets
x = {**a, "b": 1, **c}
y = {*a, 1}
z = {a: b for a, b in c}

### try with everything
try: pass
except A: pass
except (B, C) as d: pass
except: pass
else: pass
finally: pass

### while and for with else
while a: break
else: pass
for a in b: pass
else: pass

### with several items
with a, b as c, d as (e, f), g as h.i, j as k[l]: pass

### one-line suites
if a: b; c
elif d: e
else: f

### nested functions on deep levels
class A:
    class B:
        def f(self):
            def g():
                return lambda: (yield)

### unparenthesized tuple in a subscript with a slice
a[b, c:d, e]

### generator as the only argument, with a trailing comma elsewhere
f(a for a in b)
f(a, b,)

### matrix multiplication
a @= b @ c

### unary chains
- + ~ a ** - b

### not in and is not over lines
x = (a not
     in b is
     not c)

### await as an operand
async def f(): return await a ** 2 + -await b

### backslash continuation
if a and \\
   b:
    c = d + \\
e

### empty lines and comments everywhere
def f(
    # first
    a,  # second
    # third
):
    # fourth

    pass
    # fifth
  # sixth
# seventh
''')

cases((3, 9), "3.9", '''
### PEP 614, decorators of any expression
@a[b].c
@(lambda f: f)
@d if e else f
@x @ y
@[a][0]
@(b := c)
def f(): pass

### parenthesized with items
with (a as b, c as d): pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a): pass
with (a).b as c: pass
with (a,): pass

### parenthesized with items and a trailing comma
with (
    a as b,
    c as d,
): pass

### unparenthesized walrus in a set and an index
{a := 1, 2}
b[c := 1]
b[c := 1, d := 2]

### builtin generics
x: dict[str, list[int]] = {}
''')

cases((3, 10), "PEP 634", '''
### literals
match x:
    case 1 | -1 | 1.5 | -1.5 | 1j | -1 + 2j | 3 - 4j: pass
    case "a" | b"c" | "d" "e" | r"f": pass
    case None | True | False: pass

### captures and wildcards
match x:
    case a if b: pass
    case _: pass

### values
match x:
    case a.b | a.b.c: pass

### groups
match x:
    case (1 | 2): pass
    case ((1)): pass
    case (a): pass

### sequences
match x:
    case []: pass
    case (): pass
    case [a]: pass
    case (a,): pass
    case [a, b, *c]: pass
    case (a, *_): pass
    case [*_, a]: pass

### open sequences
match x:
    case a, b: pass
    case a,: pass
    case *a, b: pass
    case a, *_: pass
    case 1, (2, 3), [4]: pass

### mappings
match x:
    case {}: pass
    case {"a": b, 1: c, -1: d, None: e, f.g: h}: pass
    case {"a": 1, **rest}: pass
    case {**rest}: pass
    case {"a": {"b": [c]},}: pass
    case {1 + 2j: z}: pass

### classes
match x:
    case A(): pass
    case a.B(c, d): pass
    case A(b=c): pass
    case A(1, b=2, c=_,): pass
    case A(b=B(c=[d])): pass
    case A(b=-1, c=None, d="e"): pass

### classes with an alternative as a keyword's pattern
match x:
    case A(b=1 | 2): pass

### classes with a group as a keyword's pattern
match x:
    case A(b=(1 | 2)): pass

### classes with `as` in a keyword's pattern
match x:
    case A(b=B() as c): pass

### classes with an alternative as an argument
match x:
    case A(1 | 2, B() | C()): pass

### as
match x:
    case 1 as a: pass
    case (1 | 2) as b: pass
    case 1 | 2 as c: pass
    case [a as b, (c as d)]: pass
    case {"a": 1 as b}: pass

### guards
match x:
    case a if a > 1: pass
    case [b] if (c := b): pass
    case d if d if e else f: pass

### subjects
match x, y:
    case _: pass
match x,:
    case _: pass
match *x, y:
    case _: pass
match (x):
    case _: pass
match [x]:
    case _: pass
match {x: y}:
    case _: pass
match -x:
    case _: pass
match not x:
    case _: pass
match (yield_):
    case _: pass

### subject with a walrus
match x := y:
    case _: pass

### subject that is a lambda or a conditional
match lambda: x:
    case _: pass
match x if y else z:
    case _: pass

### subject that awaits
async def f():
    match await x:
        case _: pass

### one-line cases
match x:
    case 1: a = 1; b = 2
    case 2: return_

### nested match
match x:
    case 1:
        match y:
            case 2: pass

### soft keywords in patterns
match match:
    case match.case: pass
    case type(): pass
    case type.x(match=case): pass
    case {"x": type, **case}: pass
    case case if case: pass
    case type if type: pass
    case print: pass

### comments and empty lines between cases
match x:
    # first

    case 1:
        pass

    # second
    case 2: pass

### strings with prefixes as keys
match x:
    case {b"a": 1, "b" "c": 2}: pass

### parenthesized pattern over lines
match x:
    case (
        1
        | 2
    ): pass
''')

cases((3, 11), "3.11", '''
### PEP 654, exception groups
try: pass
except* A: pass
except* (B, C) as d: pass
except *E: pass

### PEP 646, unpacking in an index
a[*b]
a[*b, c]
a[b, *c] = d
del a[*b]

### PEP 646, unpacking in an annotation
def f(*args: *Ts): pass
def g(*args: *tuple[int, *Ts]): pass
''')

cases((3, 12), "PEP 695", '''
### generic functions
def f[T](a: T) -> T: pass
def g[T: int, *Ts, **P](a: T, *b: *Ts, **c: P.kwargs): pass
async def h[T](): pass
def i[T: (int, str),](): pass

### generic classes
class A[T]: pass
class B[T: "C", *Ts](A[T], metaclass=M): pass
class C[**P]: pass

### aliases
type A = int
type B[T] = list[T] | None
type C[T: int, *Ts, **P] = Callable[P, tuple[T, *Ts]]
type D = "E"
type F = lambda: x

### aliases of a conditional
type A = int if x else str

### alias after a semicolon
x = 1; type A = int

### alias on a line of its own suite
if x: type A = int

### alias over lines
type A = (
    int
    | str
)

### aliases named as soft keywords
type type = int
type match = int
type case[T] = T

### bound that is a lambda
def f[T: lambda: int](): pass

### type as a name
type = 1
type.x
type[x]
type(x)
type + 1
x = type

### type called in a target
type(x).y = z
type(x)[y] = z
type(x).y, a = z
type(x).y: int = z

### type called in an augmented target
type(x).y += z
''')

cases((3, 12), "PEP 701", r"""
### the same quotes inside
f"{x["a"]}"
f'{x['a']} {'b'}'

### nested f-strings
f"{f"{f"{1}"}"}"

### backslashes and newlines in expressions
f"{'\n'.join(a)}"
f"{
    x
}"
f"{x!r:{'\n'}>10}"

### comments in expressions
f"{x  # comment
}"
f'''{
    # first
    x,  # second
}'''

### triple quotes in triple quotes
f'''{'''a'''}'''

### lambda in parentheses and in a nested field
f"{(lambda x: x)(1)} {x:{y:{z}}}"

### format that looks like walrus or inequality
f"{x:=10} {x!=y} {(x:=1)} {x==y}"

### braces
f"{{}} {{{x}}} {x:{{y}}}"

### dictionary and set displays
f"{ {'a': 1}['a'] } {{x for x in y}}"

### braces of a comprehension
f"{ {x for x in y} }"

### yield, star and tuple
def f(): return f"{yield} {*a, b} {a, b}"

### raw and bytes neighbours
x = rf"\d{x}\{y}" fr'{z:\d}' Rf'a'

### a conversion and a format with a newline
f'''{x!r:
}'''

### a format with colons and exclamation marks
f"{x:%H:%M!s}"
""")

cases((3, 13), "PEP 696", '''
### defaults of a class's parameters
class A[T = int, *Ts = *tuple[int, ...], **P = [int, str]](B[T]): pass

### defaults of a function's parameters
def f[T: int = bool](a: T = True) -> T: pass
async def g[T = "a, b]"](): pass

### defaults of an alias's parameters
type A[T = int] = list[T]

### defaults over lines
class A[
    T = dict[
        int, str],  # ]
    U: lambda x=1: x = lambda x, y=1: x,
]: pass

### defaults of an alias after another statement
x = 1; type A[T = int] = list[T]
''')

cases((3, 14), "3.14", '''
### PEP 758, except without parentheses
try: pass
except A, B: pass
except C, D, E: pass

### PEP 758, except* without parentheses
try: pass
except* A, B: pass

### PEP 750, template strings
t"{x}"
x = t"Hello {name!r:>{width}}" rt'{y}' T"""{
z}""" tR"\\d{x}"

### PEP 750, nested template strings
t"{t"{x["a"]}"} {f'{y}'} {{}}"

### PEP 765, return in finally within a function in it
try: pass
finally:
    def f(): return 1
''')

case((3, 8), "layout: CRLF", b"if a:\r\n    b = '''c\r\n'''\r\nelse:\r\n\tpass\r\n")
case((3, 8), "layout: CRLF and backslash", b"a = 1 + \\\r\n    2\r\nb = 'c\\\r\nd'\r\n")
case((3, 8), "layout: lone CR", b"if a:\r    b = 1\rc = 2\r")
case((3, 8), "layout: form feed", b"def f():\n    pass\n\f\nclass A:\n    \f\n    x = 1\n")
case((3, 8), "layout: form feed before code", b"\fdef f():\n    pass\n\f@d\ndef g(): pass\n")
case((3, 8), "layout: form feed in indentation", b"if a:\n  \f    b\n    c\n")
case((3, 8), "layout: byte-order mark", b"\xef\xbb\xbfa = 1\n")
case((3, 8), "layout: byte-order mark and cookie", b"\xef\xbb\xbf# coding: utf-8\na = 1\n")
case((3, 8), "layout: latin-1", b"# -*- coding: latin-1 -*-\na = '\xe9'\n")
case((3, 8), "layout: cookie in the second line", b"#!/x\n# vim: set fileencoding=cp1252 :\na = '\x80'\n")
case((3, 8), "layout: euc-jp", b"# coding: euc-jp\na = '\xa4\xa2'\n")
case((3, 8), "layout: names that are not ASCII", "é = 變數 = _ñ1 = ﬁ = 1\nclass Ünï: pass\n")
case((3, 8), "layout: names with marks and joiners", "a\u0301 = x\u00b7y = \u2118 = \u212e = 1\n")
case((3, 8), "layout: no newline at the end", b"if a:\n    b")
case((3, 8), "layout: comment without a newline at the end", b"if a:\n    b\n# c")
case((3, 8), "layout: empty", b"")
case((3, 8), "layout: only a comment", b"# a")
case((3, 8), "layout: only blanks", b"   \n\t\n")
case((3, 8), "layout: tabs", b"if a:\n\tb\n\tif c:\n\t\td\ne\n")
case((3, 8), "layout: tabs and spaces in different blocks", b"if a:\n\tb\nif c:\n        d\n")
case((3, 8), "layout: continued line indented less", b"if a:\n    b = (c +\nd)\n    e = [\nf,\n]\ng\n")
case((3, 8), "layout: backslash continued line indented less", b"if a:\n    b = c + \\\nd\n    e\n")
case((3, 8), "layout: backslash before an indented line", b"if a:\n    \\\n    b\n    c\n")
case((3, 8), "layout: backslash before a statement", b"\\\na = 1\nif b: \\\n  c\n")
case((3, 8), "layout: backslash line in a block", b"def f():\n    a\\\n\n    b\n")
case((3, 8), "layout: backslash after a colon", b"class A: \\\n    pass\n")
case((3, 8), "layout: comment indented less", b"def f():\n    a\n# b\n    c\n  # d\n    e\n")
case((3, 8), "layout: comment indented more", b"def f():\n    a\n        # b\nc\n")
case((3, 8), "layout: comment before else", b"if a:\n    b\n# c\nelse:\n    d\n")
case((3, 8), "layout: comment before except", b"try:\n    b\n    # c\n# d\nexcept A:\n    e\n# f\nfinally:\n    g\n")
case((3, 8), "layout: comment after a decorator", b"@a\n# b\n\n@c  # d\ndef f(): pass\n")
case((3, 8), "layout: blank line after a decorator", b"@a\n\ndef f(): pass\n")
case((3, 8), "layout: string that dedents", b"def f():\n    a = '''\nb\n  c'''\n    d\n")
case((3, 8), "layout: docstring only", b"def f():\n    '''a'''\nclass B:\n    '''c'''\n")
case((3, 8), "layout: semicolon before a comment", b"a; # b\nc;\n")
case((3, 8), "layout: spaces around dots", b"a . b . c ( )\nfrom . a import b\nfrom . . import c\n")
case((3, 8), "layout: newlines around dots", b"(a\n .b\n .c())\n")
case((3, 8), "layout: number before a keyword", b"1if a else 2\n[1for b in c]\n0x1for x in y\n")
case((3, 8), "layout: string before a keyword", b"'a'if b else'c'\nx='a'in'b'\n")
case((3, 8), "layout: control-L and vertical blanks in brackets", b"a = (\f\n1,\n\f\n2)\n")
case((3, 8), "layout: no-break space in a string and a comment", "a = '\u00a0' # \u00a0\n")
case((3, 8), "layout: line separators in a string", "a = '\u2028\u0085'\nb = 1\n")
case((3, 8), "layout: dedent to an outer block over several levels", b"if a:\n  if b:\n    if c:\n      d\ne\n")
case((3, 8), "layout: blocks indented by one", b"if a:\n b\n if c:\n  d\n")
case((3, 8), "layout: lambda over lines", b"f = (lambda\n    a,\n    *b\n    : a)\n")


def read_lines(path):
    """The cases of grammar_lines.txt, each named by itself."""
    version = None
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("[3.") and line[3:-1].isdigit():
                version = (3, int(line[3:-1]))
            elif line and not line.startswith("#"):
                case(version, line, line.replace("¶", "\n") + "\n")


def accepts(source):
    try:
        compile(source, "case", "exec", dont_inherit=True)
    except SyntaxError as error:
        return "outside" in str(error)  # the code around it is what it lacks
    return True


def unread(heaplint, folder):
    """The cases that heaplint reports, by number."""
    reported = subprocess.run(
        [heaplint, "check", "--isolated", "--exit-zero", "--quiet"]
        + ["--select=MEM002", "--output=concise", folder],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    ).stdout
    return {
        int(os.path.basename(line.split(":")[0]).removesuffix(".py"))
        for line in reported.splitlines()
        if "MEM002" in line
    }


def write_read(folder, gaps):
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for number, (_, _, source) in enumerate(CASES):
        if number not in gaps:
            with open(os.path.join(folder, f"{number}.py"), "wb") as file:
                file.write(source)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heaplint")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--write", metavar="FOLDER")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    here = os.path.dirname(__file__)
    recorded = os.path.join(here, "grammar_gaps.txt")
    read_lines(os.path.join(here, "grammar_lines.txt"))
    wrong = [
        name
        for version, name, source in CASES
        if sys.version_info >= version and not accepts(source)
    ]
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, _, source) in enumerate(CASES):
            with open(f"{folder}/{number}.py", "wb") as file:
                file.write(source)
        gaps = unread(options.heaplint, folder)
    if options.write:
        write_read(options.write, gaps)
    text = "".join(CASES[number][1] + "\n" for number in sorted(gaps))
    if options.record:
        with open(recorded, "w", encoding="utf-8") as file:
            file.write(text)
    with open(recorded, encoding="utf-8") as file:
        expected = set(file.read().splitlines())
    found = set(text.splitlines())
    for name in wrong:
        print(f"this Python does not accept: {name}")
    for name in sorted(found - expected):
        print(f"no longer read: {name}")
    for name in sorted(expected - found):
        print(f"now read; take it off the list: {name}")
    print(f"grammar: {len(CASES)} cases, {len(gaps)} of them not read")
    sys.exit(bool(wrong or found != expected))


main()

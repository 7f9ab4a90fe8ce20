/* Python of each statement and of most expressions, in texts that nothing is
 * wrong with: for tests of what reads it. */
#ifndef HEAPLINT_PYTHON_TEXTS_H
#define HEAPLINT_PYTHON_TEXTS_H

static const char *const python_texts[] = {
    "",
    "\n\n# only this\n",
    "  # first\nx = 1  # second\n\n\ny = 2\n# last",
    "import a.b as c, d\nfrom . import (e, f as g,)\n"
    "from .h.i import *\nfrom __future__ import j\n",
    "@a.b(c)\n@d\nasync def f(a, /, b: int = 1, *c, d=2, **e) -> g:\n"
    "    # first\n    '''text'''\n    return a, b\n",
    "class A[T: int, *U](B, metaclass=C):\n    x: int = 1\n"
    "    y: list[int]\n    type Z[K] = dict[K, int]\n",
    "for a, *b in c, d: pass\nelse:\n    del a, b[0]\n"
    "while x: break\nelse: continue\n",
    "try:\n    a\nexcept* B as e:\n    b\nexcept (C, D):\n    raise E "
    "from e\nelse:\n    c\nfinally:\n    d\n",
    "with a as b, c(d) as (e, f):\n    assert g, h\n"
    "async with i as j:\n    global k, l\n",
    "match a:\n    case [1, *b] | {'c': d, **e} if f:\n        g\n"
    "    case H(i, j=-1 + 2j) as k: l\n    case _:\n        m\n",
    "if a: b\nelif c:\n  d; e\nelse:\n\tf\n",
    "def f():\n    pass\n    # of f\n# of none\n\n\nx\r\ny\r\n",
    "print = match = type = case = 1\nprint(print, match, type)\n",
    "a.b[c:d:e, ...] = f = {**i, 'j': k}\ng = {l}\n",
    "a = b if c else lambda d, *e, f=1, **g: (yield h)\nx = yield from y\n",
    "[a async for b, c in d if e if f for g in h]\n"
    "{a: b for c in d}\n(a for a in b)\nf(a for a in b)\n",
    "a < b <= c is not d not in e and not f or -g ** ~h @ i // j\n"
    "a <> b\n(k := l)\nm: n = o\np **= q\n",
    "'' 'a' '''b''' f'{a!r:>{b}} {{c}} {d=}' rb'\\x00' \"\"\"e\n\"\"\""
    "\n'\\n' u\"g'\"\nawait f(*a, b=c, **d)\n",
    "a = b + \\\n    c\nd = (e  # one\n    # two\n  .f)\n",
    "\xc3\xa9t\xc3\xa9 = '\xe2\x82\xac'\n__future__ = 1\n",
    "print >>a, b\nexec 'c' in d\nprint 'e'\n",
};

enum { PYTHON_TEXTS = sizeof(python_texts) / sizeof(*python_texts) };

#endif

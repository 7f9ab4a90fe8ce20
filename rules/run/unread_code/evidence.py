"""MEM002: what is reported is no Python, and what is not is."""

import ast

BAD = "def f(:\n    pass\n"
GOOD = "def f():\n    pass\n"
PYTHON_2 = ['print "x"', "exec 'x' in d", "a <> b", "`a`", "10L", "0777",
            'ur"x"', 'raise E, "x"', "def f((a, b)): pass",
            "lambda (a, b): a"]
BOTH = ["print >> f, x", "print(x)", "00", "0xff"]


def is_read(text):
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def main():
    assert not is_read(BAD) and is_read(GOOD)
    for text in PYTHON_2:
        assert not is_read(text), text
    for text in BOTH:
        assert is_read(text), text
    print("CPython reads none of %d marks of Python 2, and all of %d that are"
          " none" % (len(PYTHON_2), len(BOTH)))


if __name__ == "__main__":
    main()

"""MEM205: a slice that is made to learn one thing of it. Exit 1 if untrue."""

import itertools
import tracemalloc

ELEMENTS = 200_000
SMALL = 1_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


LIST = [None] * ELEMENTS
TEXT = "a" * (ELEMENTS - 1) + "b"
PAIRS = [
    ("len(xs[1:])", LIST, lambda x: len(x[1:]), lambda x: max(0, len(x) - 1)),
    ("xs[1:][0]", LIST, lambda x: x[1:][0], lambda x: x[1]),
    ("if xs[1:]", LIST, lambda x: bool(x[1:]), lambda x: len(x) > 1),
    (
        "x in xs[1:]",
        LIST,
        lambda x: 1 in x[1:],
        lambda x: 1 in itertools.islice(x, 1, None),
    ),
    ("p in s[1:]", TEXT, lambda x: "b" in x[1:], lambda x: x.find("b", 1) >= 0),
    (
        "s[1:].find(p)",
        TEXT,
        lambda x: x[1:].find("b") + 1,
        lambda x: x.find("b", 1),
    ),
    (
        "s[1:].startswith(p)",
        TEXT,
        lambda x: x[1:].startswith("a"),
        lambda x: x.startswith("a", 1),
    ),
    ("s[1:].count(p)", TEXT, lambda x: x[1:].count("b"), lambda x: x.count("b", 1)),
    (
        "xs[1:].index(x)",
        LIST,
        lambda x: x[1:].index(None) + 1,
        lambda x: x.index(None, 1),
    ),
]


def main():
    for name, value, bad, good in PAIRS:
        (result, copied), (same, read) = peak(bad, value), peak(good, value)
        size = 8 if value is LIST else 1
        print(f"{name}: {copied} bytes, without the slice {read}")
        assert result == same, name
        assert copied >= (ELEMENTS - 1) * size and read < SMALL, name
    for short in [[], [1], [1, 2], [1, 2, 3]]:
        assert len(short[1:]) == max(0, len(short) - 1)
        assert bool(short[1:]) == (len(short) > 1)
    for text in ["", "a", "ba", "bab"]:
        assert ("a" in text[1:]) == (text.find("a", 1) >= 0)
        assert text[1:].startswith("a") == text.startswith("a", 1)
        assert text[1:].count("a") == text.count("a", 1)
    print("the same for none, one, two and three elements")


main()

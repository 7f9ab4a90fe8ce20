"""What MEM301 claims: which ways to grow a text in a loop copy all of it at
every turn, and from which version of CPython on.

A turn that copies has the old and the new text in memory at once, so the peak
is twice the result at any size, and the sum of the copies is quadratic. A turn
that extends the text in place has one.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import io
import sys
import tracemalloc

VERSION = sys.version_info[:2]
FROM_311 = VERSION >= (3, 11)
PIECE = "x" * 60
TURNS = 1000
text = ""


class Page:
    shared = ""

    def __init__(self):
        self.text = ""


class Slotted:
    __slots__ = ("text",)

    def __init__(self):
        self.text = ""


def local(n):
    s = ""
    for _ in range(n):
        s += PIECE
    return s


def local_plus(n):
    s = ""
    for _ in range(n):
        s = s + PIECE
    return s


def local_sum(n):
    s = ""
    for _ in range(n):
        s += PIECE + "\n"
    return s


def local_in_brackets(n):
    s = ""
    for _ in range(n):
        s = s + (PIECE + "\n")
    return s


def local_f_string_piece(n):
    s = ""
    for i in range(n):
        s += f"{i}{PIECE}"
    return s


def local_passed_on(n):
    s = ""
    for _ in range(n):
        s += PIECE
        len(s)
    return s


def parameter(n, s=""):
    for _ in range(n):
        s += PIECE
    return s


def captured_by_list(n):
    s = ""
    for _ in range(n):
        s += PIECE
    return [s for _ in range(1)][0]


def same_line(n):
    s = ""
    i = 0
    for _ in range(n):
        s += PIECE; i += 1  # fmt: skip
    return s


def first_while(n):
    def grow():
        s = ""
        while len(s) < n * len(PIECE):
            s += PIECE
        return s

    return grow()


def first_while_true(n):
    def grow():
        s = ""
        while True:
            s += PIECE
            if len(s) == n * len(PIECE):
                return s

    return grow()


def attribute(n):
    page = Page()
    for _ in range(n):
        page.text += PIECE
    return page.text


def slot(n):
    page = Slotted()
    for _ in range(n):
        page.text += PIECE
    return page.text


def class_attribute(n):
    Page.shared = ""
    for _ in range(n):
        Page.shared += PIECE
    return Page.shared


def list_item(n):
    parts = [""]
    for _ in range(n):
        parts[0] += PIECE
    return parts[0]


def dict_item(n):
    page = {"text": ""}
    for _ in range(n):
        page["text"] += PIECE
    return page["text"]


def global_name(n):
    global text
    text = ""
    for _ in range(n):
        text += PIECE
    return text


def in_front(n):
    s = ""
    for _ in range(n):
        s = PIECE + s
    return s


def left_chain(n):
    s = ""
    for _ in range(n):
        s = s + PIECE + "\n"
    return s


def f_string(n):
    s = ""
    for _ in range(n):
        s = f"{s}{PIECE}"
    return s


def percent(n):
    s = ""
    for _ in range(n):
        s = "%s%s" % (s, PIECE)
    return s


def format_method(n):
    s = ""
    for _ in range(n):
        s = "{}{}".format(s, PIECE)
    return s


def join_of_two(n):
    s = ""
    for _ in range(n):
        s = "".join([s, PIECE])
    return s


def conditional(n):
    s = ""
    for _ in range(n):
        s = s + PIECE if s else PIECE
    return s


def unpacked(n):
    s, i = "", 0
    for _ in range(n):
        s, i = s + PIECE, i + 1
    return s


def alias(n):
    s = ""
    for _ in range(n):
        before = s
        s += PIECE
    return s or before


def kept_in_list(n):
    s = ""
    last = [None]
    for _ in range(n):
        s += PIECE
        last[:] = [s]
    return s


def dict_key(n):
    s = ""
    known = {}
    for _ in range(n):
        s += PIECE
        known.get(s)
    return s


def in_set(n):
    s = ""
    known = set()
    for _ in range(n):
        s += PIECE
        if s in known:
            break
    return s


def chain_beside(n):
    s = ""
    for _ in range(n // 2):
        s += PIECE
        s = s + PIECE + "\n"
    return s


def yielded(n):
    def grow():
        s = ""
        for _ in range(n):
            s += PIECE
            yield s

    s = ""
    for s in grow():
        pass
    return s


def nonlocal_name(n):
    s = ""

    def grow():
        nonlocal s
        for _ in range(n):
            s += PIECE

    grow()
    return s


def captured(n):
    s = ""
    for _ in range(n):
        s += PIECE
    return (lambda: s)()


def run_at(place, n):
    head = {"module": "", "class": "class Page:\n "}[place]
    lines = ["s = ''", "for _ in range(n):", " s += PIECE", "out.append(s)"]
    out = []
    code = head + ("\n" + " " * bool(head)).join(lines)
    exec(code, {"n": n, "PIECE": PIECE, "out": out})
    return out[0]


def module_level(n):
    return run_at("module", n)


def class_body(n):
    return run_at("class", n)


def join(n):
    return "".join([PIECE[i % 50 : i % 50 + 8] for i in range(8 * n)])


def string_io(n):
    out = io.StringIO()
    for i in range(8 * n):
        out.write(PIECE[i % 50 : i % 50 + 8])
    return out.getvalue()


IN_PLACE = [local, local_plus, local_sum, local_in_brackets]
IN_PLACE += [local_f_string_piece, local_passed_on, parameter]
IN_PLACE += [first_while_true]
COPIED = [attribute, slot, class_attribute, list_item, dict_item, global_name]
COPIED += [in_front, left_chain, f_string, percent, format_method, join_of_two]
COPIED += [conditional, unpacked, alias, kept_in_list, yielded]
# unicode_modifiable() in CPython: a text whose hash is known is not resized.
COPIED += [dict_key, in_set, chain_beside]
COPIED_FROM_311 = [nonlocal_name, captured, module_level, class_body]


def cost(function, n):
    """The peak in bytes, for each byte of the result."""
    tracemalloc.start()
    result = function(n)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / len(result)


def copies(function):
    """Whether each turn copies; prints the figures."""
    once, twice = cost(function, TURNS), cost(function, 2 * TURNS)
    print(f"{function.__name__}: peak {once:.2f}x and {twice:.2f}x the result")
    assert once > 1.8 and twice > 1.8 or once < 1.4 and twice < 1.4
    return once > 1.8


def main():
    local(10)
    print(f"CPython {sys.version.split()[0]}, {TURNS} turns and twice as many")
    for function in IN_PLACE:
        assert not copies(function), "extended in place on every version"
    for function in COPIED:
        assert copies(function), "copied on every version"
    for function in COPIED_FROM_311:
        assert copies(function) == FROM_311, "copied from 3.11 on"
    # Comprehensions have no scope of their own from 3.12 on (PEP 709).
    assert copies(captured_by_list) == (VERSION == (3, 11))
    # 3.13 fuses the store of s with the load of i, and misses the pattern.
    if VERSION <= (3, 13):
        assert copies(same_line) == (VERSION == (3, 13))
    # 3.11 does not count the turns of such a loop towards being warm.
    for _ in range(3):
        copied = copies(first_while)
        assert copied == (VERSION == (3, 11))
    joined = cost(join, TURNS), cost(string_io, TURNS)
    print("join of 8-character pieces: peak %.2fx, io.StringIO %.2fx" % joined)
    assert joined[0] > 5, "join costs more memory than +="
    assert joined[1] > 2


if __name__ == "__main__":
    main()

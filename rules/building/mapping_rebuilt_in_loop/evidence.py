"""What MEM304 claims: a dict or set that is made anew at every turn is copied
whole, so that what n turns allocate is quadratic; changing it in place is not.
`|` of dicts is there from 3.9 on.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import sys
import tracemalloc

TURNS = 1500
ITEMS = sorted(str(i) for i in range(2 * TURNS + 8))


def dict_display(xs, x):
    xs = {**xs, x: None}
    return xs


def dict_call(xs, x):
    xs = dict(xs, **{x: None})
    return xs


def set_or(xs, x):
    xs = xs | {x}
    return xs


def set_union(xs, x):
    xs = xs.union([x])
    return xs


def set_display(xs, x):
    xs = {*xs, x}
    return xs


def frozenset_or(xs, x):
    xs |= {x}
    return xs


def dict_or(xs, x):
    xs = xs | {x: None}
    return xs


def dict_item(xs, x):
    xs[x] = None
    return xs


def dict_update(xs, x):
    xs.update({x: None})
    return xs


def set_augmented(xs, x):
    xs |= {x}
    return xs


def set_add(xs, x):
    xs.add(x)
    return xs


COPIED = [
    (dict_display, dict),
    (dict_call, dict),
    (set_or, set),
    (set_union, set),
    (set_display, set),
    (frozenset_or, frozenset),
]
if sys.version_info >= (3, 9):
    COPIED.append((dict_or, dict))
IN_PLACE = [
    (dict_item, dict),
    (dict_update, dict),
    (set_augmented, set),
    (set_add, set),
]


def copied_by(turn, made, n):
    """What one turn allocates at n items, for each byte of the container; the
    least of eight turns, for it is made larger now and then."""
    xs, peaks = made(), []
    for i in range(n):
        xs = turn(xs, ITEMS[i])
    for i in range(n, n + 8):
        tracemalloc.start()
        xs = turn(xs, ITEMS[i])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert sorted(xs) == ITEMS[: n + 8]
    return min(peaks) / sys.getsizeof(xs)


def copies(turn, made):
    """Whether each turn copies; prints the figures."""
    once, twice = copied_by(turn, made, TURNS), copied_by(turn, made, 2 * TURNS)
    print(f"{turn.__name__}: at {TURNS} items a turn allocates {once:.2f}x"
          f" the container, at {2 * TURNS} {twice:.2f}x")
    assert once > 0.4 and twice > 0.4 or once < 0.1 and twice < 0.1
    return once > 0.4


def main():
    print(f"CPython {sys.version.split()[0]}")
    for turn, made in COPIED:
        assert copies(turn, made), "copied on every version"
    for turn, made in IN_PLACE:
        assert not copies(turn, made), "changed in place on every version"


if __name__ == "__main__":
    main()

"""What MEM303 claims: a list or tuple that grows by concatenation is copied
whole at every turn, so that what n turns allocate is quadratic. `+=` and
`append` extend a list in place.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import collections
import sys
import tracemalloc

TURNS = 2000
ITEMS = list(range(2 * TURNS + 8))


def list_plus(xs, x):
    xs = xs + [x]
    return xs


def list_display(xs, x):
    xs = [*xs, x]
    return xs


def list_in_front(xs, x):
    xs = [x] + xs
    return xs


def tuple_augmented(xs, x):
    xs += (x,)
    return xs


def tuple_plus(xs, x):
    xs = xs + (x,)
    return xs


def tuple_display(xs, x):
    xs = (*xs, x)
    return xs


def list_augmented(xs, x):
    xs += [x]
    return xs


def list_append(xs, x):
    xs.append(x)
    return xs


def deque_in_front(xs, x):
    xs.appendleft(x)
    return xs


COPIED = [
    (list_plus, list),
    (list_display, list),
    (list_in_front, list),
    (tuple_augmented, tuple),
    (tuple_plus, tuple),
    (tuple_display, tuple),
]
IN_PLACE = [
    (list_augmented, list),
    (list_append, list),
    (deque_in_front, collections.deque),
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

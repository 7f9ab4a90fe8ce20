"""What MEM502 claims: a loop over a list comprehension keeps all the elements
from before its first turn; over a generator expression it keeps one.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import sys
import tracemalloc

COUNT = 20_000


def made(i):
    """A new int at every call."""
    return 3 * i + 1000


def bad_loop(source):
    total = 0
    for number in [made(i) for i in source]:
        total += number
    return total


def good_loop(source):
    total = 0
    for number in (made(i) for i in source):
        total += number
    return total


def bad_name(source):
    total = 0
    numbers = [made(i) for i in source if i & 1]
    for number in numbers:
        total += number
    return total


def good_name(source):
    total = 0
    numbers = (made(i) for i in source if i & 1)
    for number in numbers:
        total += number
    return total


def bad_enumerate(source):
    total = 0
    for place, number in enumerate([made(i) for i in source]):
        total += place ^ number
    return total


def good_enumerate(source):
    total = 0
    for place, number in enumerate(made(i) for i in source):
        total += place ^ number
    return total


def bad_zip(source):
    total = 0
    for old, new in zip(source, [made(i) for i in source]):
        total += old ^ new
    return total


def good_zip(source):
    total = 0
    for old, new in zip(source, (made(i) for i in source)):
        total += old ^ new
    return total


def bad_generator(source):
    return sum(number ^ 1 for number in [made(i) for i in source])


def good_generator(source):
    return sum(number ^ 1 for number in (made(i) for i in source))


def bad_nested(source):
    return len([number ^ 1 for number in [made(i) for i in source]])


def good_nested(source):
    return len([number ^ 1 for number in (made(i) for i in source)])


def bad_existing(source):
    count = 0
    for number in [i for i in source if i & 1]:
        count += 1
    return count


def good_existing(source):
    count = 0
    for number in (i for i in source if i & 1):
        count += 1
    return count


# name, with the list, with the generator, how many times the peak is larger
PAIRS = [
    ("for", bad_loop, good_loop, 50),
    ("for over a name", bad_name, good_name, 50),
    ("for over elements that exist", bad_existing, good_existing, 50),
    ("enumerate", bad_enumerate, good_enumerate, 50),
    ("zip", bad_zip, good_zip, 50),
    ("generator expression", bad_generator, good_generator, 50),
    # The outer list is the result: half of the peak goes.
    ("list of a list", bad_nested, good_nested, 1.7),
]


def peak(call, source):
    """The most bytes that are allocated at one time while call(source) runs."""
    call(range(10))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = call(source)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, result


def check(holds, claim):
    if not holds:
        sys.exit("not true: " + claim)


def compare(name, bad, good, gain):
    """The list's peak is `gain` times the generator's, and grows with n."""
    (once, want), (lazy, got) = peak(bad, range(COUNT)), peak(good, range(COUNT))
    twice = peak(bad, range(2 * COUNT))[0]
    print(f"{name}: list {once} bytes, of twice the length {twice}, generator {lazy}")
    check(want == got, name + ": the same result")
    check(once > gain * lazy, f"{name}: the list's peak is over {gain} times it")
    check(twice > 1.7 * once, name + ": the list's peak grows with the length")


def removed_from(numbers, lazily):
    """What is left when the loop removes all that it is given."""
    copy = (n for n in numbers) if lazily else [n for n in numbers]
    for number in copy:
        numbers.remove(number)
    return numbers


def deleted_from(table, lazily):
    keys = (key for key in table) if lazily else [key for key in table]
    try:
        for key in keys:
            del table[key]
    except RuntimeError:
        return "RuntimeError"
    return table


def order(lazily):
    """In what order the elements are made and used."""
    log = []

    def make(i):
        log.append(i)
        return i

    for i in (make(i) for i in (1, 2)) if lazily else [make(i) for i in (1, 2)]:
        log.append(-i)
    return log


def bound_late(lazily):
    factor = 1
    products = (i * factor for i in (1, 2))
    if not lazily:
        products = [i * factor for i in (1, 2)]
    factor = 2
    return sum(products)


def behaviour():
    """Where the list is a snapshot that is needed: there the rule is silent."""
    for case, args, strict, lazy in [
        (removed_from, [[1, 2, 3, 4]], [], [2, 4]),
        (deleted_from, [{1: 1, 2: 2}], {}, "RuntimeError"),
        (order, [], [1, 2, -1, -2], [1, -1, 2, -2]),
        (bound_late, [], 3, 6),
    ]:
        name = case.__name__
        check(case(*[type(a)(a) for a in args], False) == strict, name)
        check(case(*[type(a)(a) for a in args], True) == lazy, name + ", lazily")
        print(f"{name}: list {strict}, generator {lazy}")


def main():
    for pair in PAIRS:
        compare(*pair)
    behaviour()


main()

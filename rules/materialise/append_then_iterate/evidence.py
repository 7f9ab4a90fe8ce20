"""MEM506: a list that is filled by one loop and read once. Exit 1 if untrue."""

import tracemalloc

ELEMENTS = 40_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def appended(xs):
    prices = []
    for x in xs:
        prices.append(x * 3)
    return sum(prices)


def comprehended(xs):
    prices = [x * 3 for x in xs]
    return sum(prices)


def made(xs):
    for x in xs:
        yield x * 3


def generated(xs):
    return sum(made(xs))


def at_once(xs):
    result = 0
    for x in xs:
        result += x * 3
    return result


def main():
    xs = range(1000, 1000 + ELEMENTS)
    want, whole = peak(appended, xs)
    print(f"append: {whole} bytes at its peak")
    assert whole > 30 * ELEMENTS
    result, same = peak(comprehended, xs)
    print(f"a comprehension instead: {same} bytes, which saves nothing")
    assert result == want and same > 0.95 * whole
    for function in (generated, at_once):
        result, little = peak(function, xs)
        print(f"{function.__name__}: {little} bytes")
        assert result == want and little < 2_000


main()

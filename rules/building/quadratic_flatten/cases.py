"""MEM305: containers joined by sum or reduce. `#~` marks what is reported."""

import functools
import itertools
import operator
from functools import reduce


def flatten(groups):
    return sum(groups, [])  #~


def words(path):
    with open(path) as file:
        lines = file.readlines()
    return sum((line.split() for line in lines), [])  #~


def by_keyword(groups):
    return sum((group.items for group in groups), start=[])  #~


def tuples(shapes):
    return sum(shapes, ())  #~


def to_a_new_list(groups):
    return sum([list(g) for g in groups], list())  #~


def reduced(groups):
    return functools.reduce(operator.add, groups, [])  #~


def without_start(groups):
    parts = [list(group) for group in groups]
    return reduce(operator.add, parts)  #~


def by_lambda(groups):
    return reduce(lambda a, b: a + b, groups, [])  #~


def by_display(groups):
    return reduce(lambda a, b: [*a, *b], groups)  #~


def dicts(mappings):
    return reduce(lambda a, b: {**a, **b}, mappings)  #~


def dicts_by_or(mappings):
    return reduce(lambda a, b: a | b, mappings, {})  #~


def sets(groups):
    return reduce(set.union, groups, set())  #~


def sets_by_or(groups):
    return reduce(operator.or_, groups, set())  #~


def mapped(rows):
    return reduce(lambda found, row: found + [row.name], rows, [])  #~


def indexed(rows):
    return reduce(lambda found, row: {**found, row.key: row}, rows, {})  #~


# Near misses.


def total(numbers):
    return sum(numbers)


def total_from(numbers):
    return sum(numbers, 10)


def total_from_unknown(values, start):
    return sum(values, start)


def in_place(groups):
    return reduce(operator.iadd, groups, [])


def chained(groups):
    return list(itertools.chain.from_iterable(groups))


def product(numbers):
    return reduce(operator.mul, numbers, 1)


def added(numbers):
    return reduce(operator.add, numbers)


def added_by_lambda(numbers):
    return reduce(lambda a, b: a + b, numbers, 0)


def of_three(a, b, c):
    return sum([a, b, c], [])


def of_pairs(names):
    return sum(([name, name] for name in ("a", "b", "c")), [])


def flags(values):
    return reduce(operator.or_, values, 0)


def flags_by_lambda(values):
    return reduce(lambda a, b: a | b, values)


def own_sum(groups, sum):
    return sum(groups, [])


def own_reduce(groups, reduce):
    return reduce(operator.add, groups, [])


def intersection(groups):
    return reduce(lambda a, b: a & b, groups, set())


def offsets(parts):
    return functools.reduce(
        lambda found, part: found + [found[-1] + len(part)], parts, [0]
    )


def with_separators(groups: list[list]):
    """What stands between the lists would be lost."""
    return functools.reduce(lambda x, y: x + ["--"] + y, groups, [])


def without_separators(groups: list[list]):
    return functools.reduce(lambda x, y: x + y, groups, [])  #~


def with_a_comment(groups):
    return sum(groups,  #~
               # all that is there
               [])

# The first iterable is evaluated outside; := binds outside.
rows = [[1]]
flat = [x for row in rows for x in row if x]
both = {k: [v for v in row if (last := v)] for k, row in enumerate(rows)}
lazy = (y async for y in (z for z in rows))


class C:
    data = [1]
    seen = [d for d in data]
    hidden = [data for _ in data]
    nested = [e for _ in data for e in data]


def f(items):
    if any((hit := item) > 1 for item in items):
        return hit
    return lambda: [(deep := i) for i in items], [[hit for _ in r] for r in items]


def g():
    global found
    return [found := 1 for _ in ()]


def h(a=[b for b in rows], *, c=lambda d=(lambda e: e): d):
    def inner():
        nonlocal a
        return [a := 1 for _ in c]

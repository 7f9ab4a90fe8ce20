from itertools import chain


def once(ys, zs):
    a = [y for y in ys]
    for x in a:
        print(x)
    b = [1]
    for i, x in enumerate(chain(b, zs)):
        print(i)
    c = {1: 2}
    return [k for k in c]


def again(ys):
    a = [y for y in ys]
    for _ in ys:
        sum(a)
    b = [1]
    print(b)
    sum(b)
    c = [1]
    d = (x for x in ys if x in c)
    return d


def given_away(out):
    a = [1]
    out.append(a)
    b = [1]
    out.x = b
    c = [1]
    d = c
    e = [1]
    out(lambda: e)
    f = [1]
    add = f.append
    add(d)
    g = [1]
    yield g


def kept(n):
    a = []
    for i in range(n):
        a.append(i)
    b = {}
    b[n] = 1
    c = [1]
    del c[0]
    c += [2]
    d = n.x
    d.y = 1
    return len(a) + b[n]

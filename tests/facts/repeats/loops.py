NAMES = ("a", "b", "c")


def loops(xs):
    for x in xs:
        print(x)
    for x in NAMES:
        print(x)
    for x in range(2, 20, 3):
        print(x)
    for x in range(9):
        print(x)
    for i, x in enumerate(xs[:4]):
        print(i, x)
    for x in xs[::-1]:
        print(x)
    for x in xs[8:0:-1]:
        print(x)
    for x in xs:
        return x


def leaves(xs, y):
    for x in xs:
        if x:
            return x
        else:
            raise ValueError
    for x in xs:
        if x:
            continue
        return x
    for x in xs:
        try:
            return int(x)
        except ValueError:
            pass
    for x in xs:
        try:
            return int(x)
        finally:
            print(x)
    for x in xs:
        with suppress(ValueError):
            return int(x)
    while y:
        for x in xs:
            break
        break
    while y:
        while True:
            y = y()
    for x in xs:
        match x:
            case 1:
                return 1
            case _:
                break


def nested(xs, ys):
    for x in [f(y) for y in ys]:
        a = [g(x) for x in h(x) if k(x) for z in m(x)]
        b = {x: y for x in (1, 2) for y in "abcd"}
    else:
        c()
    return lambda: [d() for _ in xs]


def serve_forever(q):
    while q.is_open:
        q.get()
    for x in q:
        x()


def events(q):
    while True:
        q.get()

"""isinstance()."""


def check(x, y=None):
    if isinstance(x, str):
        x
        x = x.encode()
        x
    x
    if isinstance(y, bytes) and y:
        y
    elif isinstance(y, list):
        y
    y.x if hasattr(y, "x") else y
    z = y
    isinstance(z, str) and z.upper()
    not isinstance(z, str) or z.upper()
    z.upper() if isinstance(z, str) else z
    [w.upper() for w in [z] if isinstance(w, str)]
    while isinstance(z, str):
        z
        z = 1
        z
    if not isinstance(y, dict):
        return y
    y
    y = [1]
    y


for value in ("a", b"a", [1], {}, None, 1):
    check(value)
    check(value, value)


def loops(values):
    for v in values:
        if not isinstance(v, str):
            continue
        v
        for _ in range(2):
            v
            v = 1
        v


loops(["a", 1])


def captured(x):
    if isinstance(x, str):

        def later():
            return x

        x = 1
        later()
        return later


captured("a")()


class Text(str):
    pass


def subclass(x):
    if isinstance(x, Text):
        x
    if isinstance(x, str):
        x
        x.upper()
        x + "a"


subclass(Text("a"))
subclass("a")


def asserted(x):
    assert isinstance(x, tuple)
    x
    return x


asserted((1,))

"""Which bindings a read can see."""

import io


def seen(flag):
    x = None
    x
    if flag:
        x = "a"
        x
    x
    x = 1
    x
    x = str(x)
    x
    for x in [b"a"]:
        x
    x
    y = 1
    while flag:
        y
        y = "a"
        y
        flag = False
    y
    try:
        z = 1
        z = "a"
        int(z)
    except ValueError as error:
        z
        error
    else:
        z = b""
    z
    return x, y, z


seen(True)
seen(False)


def rebound():
    value = 1
    text = "a"

    def inner():
        nonlocal value
        value = "a"
        value
        text
        return text

    value
    inner()
    value


rebound()


def cases(subject):
    match subject:
        case [first, *rest]:
            first, rest
        case str() as word:
            word
    with io.StringIO("a") as stream:
        stream
    a, (b, *c), d = 1, ("x", 2, 3), [4]
    a, b, c, d
    a = b = []
    b.append(1)
    a
    del a
    first = last = 0
    first += 1.5
    first, last


cases([1, 2])
cases("a")

count = 0


def bump():
    global count
    count += 1
    count


bump()
count


class Body:
    name = "a"
    name
    for letter in name:
        letter
    count
    if count > 5:
        count = "never"
    count


def later():
    return unset


unset = 1
later()
unset = "a"
later()
for _ in range(2):
    carried = 1 if _ == 0 else carried
    carried
    carried = "a"

# Class scopes are skipped, functions are not; global and nonlocal.
import os.path, sys as system
from a import b as c

count = 0


def outer(x, *args, key=count, **rest):
    y = x
    total = 0

    class Inner(base(y)):
        y = 1
        z = y

        def method(self):
            nonlocal total
            total += y + z
            return lambda: self

        class Deeper:
            def method(self):
                return y, super().method()

    def declare():
        global count, made
        count = made = x

        def below():
            return count

        return below

    def between():
        def innermost():
            return rest

        return innermost

    del args
    return Inner


class Named:
    x = [x for x in range(3)]
    global shared
    shared = 2

    def method(self):
        def inner():
            return __class__

        return shared, inner

    nonlocal_free = (lambda x=x: x)


def shadow():
    count = 1

    def middle():
        global count

        def inner():
            return count

    class Body:
        global count

        def inner(self):
            return count

"""What heaplint does not read: each part that is marked; the rest is analysed.
CPython reads none of this file."""


def whole():
    return [item for item in range(10)]


def brackets_that_do_not_match(rows):
    total = (sum(rows]  #~
    return total


def between():
    match = 1
    case = 2
    type = 3
    return match + case + type


def two_operators(a, b):
    return a ** / b  #~


class Unread:
    def method(self):
        return self.x y z  #~


def newer_syntax(value):
    match value:
        case {"a": [first, *rest]} if (n := first):
            return n, rest
        case _:
            pass
    try:
        print(f"{value!r:>{10}} {'a' 'b'}")
    except* ValueError:
        pass


def default_of_a_type_parameter[T = int](value: T) -> T:
    return value

"""One line that no version of Python reads."""


def before(rows):
    return [row for row in rows if row]


def no_comma(call, a, b):
    call(a b)  #~
    return b


def after(rows):
    total = 0
    for row in rows:
        total += row
    return total

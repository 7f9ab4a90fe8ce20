"""One line that no version of Python reads."""


def before(rows):
    return [row for row in rows if row]


def no_value(a):
    b = a + * 2  #~
    return b


def after(rows):
    total = 0
    for row in rows:
        total += row
    return total

"""One line that no version of Python reads."""


def before(rows):
    return [row for row in rows if row]


def number_then_name(a):
    b = 2 a  #~
    return a + b


def after(rows):
    total = 0
    for row in rows:
        total += row
    return total

"""One line that no version of Python reads."""


def before(rows):
    return [row for row in rows if row]


def two_names(rows):
    for a b in rows:  #~
        print(b)


def after(rows):
    total = 0
    for row in rows:
        total += row
    return total

# A scope with a syntax error is unsure.
def good():
    return len


def bad(x):
    y = = x
    return len

def through_finally(a):
    for x in a():
        try:
            if x:
                break
            if a:
                continue
            return x
        finally:
            x = None
    else:
        a = 1
    a = 2


def handlers(a):
    try:
        a()
    except ValueError as e:
        raise
    except:
        pass
    else:
        a = 1
    a = 2


def endless(a):
    while True:
        if a:
            break
    while 1:
        a = 1
    a = 3


def suppressed(a):
    with a() as b:
        raise ValueError
    return b


def matched(a):
    match a:
        case 1 if a > 2:
            return 1
        case [x, y]:
            pass
        case _:
            return 2
    a = 1


def groups(a):
    try:
        a()
    except* ValueError:
        a = 1
    except* TypeError:
        a = 2


def nested(a):
    try:
        try:
            return a()
        finally:
            a = 1
    finally:
        try:
            a = 2
        finally:
            a = 3


f = lambda x: x + 1


class C:
    a = 1
    b = 2

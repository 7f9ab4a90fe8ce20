def f(subject):
    match subject:
        case A.B | Point(0, y=0) | Point(x=a):
            return a
        case [b, *c] | (b, c) | [b, *_]:
            pass
        case {"k": d, K.e: f, **g}:
            pass
        case str() | int(i) | (None as j) if j > limit:
            pass
        case -1 | 1.5 | "text" | True | -1 + 2j:
            pass
        case Point(x=[k, l], y={"m": m}) as n:
            pass
        case _:
            pass
    match = case = type = 1
    match(case, type)
    match.case = type.x
    match[case] = 1
    type(subject).attribute = case
    type(subject)[0] = 1
    _ = type

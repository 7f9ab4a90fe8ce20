class Part:
    def __init__(self, owner):
        self.owner = owner

    def close(self):
        self.owner = None


class Whole:
    def __init__(self, count):
        self.part = Part(self)
        self.parts = [Part(self) for _ in range(count)]
        self.by_key = {}
        self.by_key["a"] = Part(self)
        self.run = self.step

    def step(self):
        return self

    def drain(self):
        while self.parts:
            self.parts.pop()

    def borrow(self):
        self.lent = Part(self)
        self.lent.owner = None


class Member:
    pass


def three():
    a, b, c = Member(), Member(), Member()
    a.next = b
    b.next = c
    c.next = a


def many(count):
    all = []
    for i in range(count):
        a, b = Member(), Member()
        a.other = b
        if i:
            b.other = a
        all.append(a)
    return all


def never(forward):
    a, b = Member(), Member()
    if forward:
        a.other = b
    else:
        b.other = a


root = Member()
root.self = root

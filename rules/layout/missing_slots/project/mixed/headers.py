"""Classes that a call of type() puts together with others."""


class Title:
    def __init__(self, name, size):
        self.name = name
        self.size = size


class Text(str):
    pass


def header(name, kinds, base=Text):
    cls = kinds.get(name, Title)
    return type("_" + cls.__name__, (cls, base), {})

import enum


class Value:
    def __init__(self, parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)


class Plain:
    def __init__(self, parts):
        self.parts = parts


class Kind(enum.Enum):
    pass

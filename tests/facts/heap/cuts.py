class Part:
    def __init__(self, owner):
        self.owner = owner


class Prepared:
    """prepare() is a part of the constructor: it cuts nothing."""

    def __init__(self):
        self.prepare()

    def prepare(self):
        self.part = None

    def build(self):
        self.part = Part(self)


class Closed:
    """Of several methods the one that is called at the end."""

    def build(self):
        self.part = Part(self)

    def swap(self):
        self.part = None

    def close(self):
        self.part = None

    def turn(self):
        self.part = None


class Emptied:
    def build(self):
        self.part = Part(self)

    def reset(self):
        self.__dict__ = {}


class Cleared:
    def build(self):
        self.parts = [Part(self)]

    def reset(self):
        self.__dict__.clear()


class Taken:
    def __init__(self):
        self.parts = {}

    def build(self, key):
        self.parts[key] = Part(self)

    def take(self, key):
        del self.parts[key]


class Tested:
    """What a method does to an object of its own cuts no other."""

    def build(self):
        self.part = Part(self)

    def try_it(self):
        other = Tested()
        other.part = None

# Attributes and items that are set and read through functions.
class Dot:
    def __init__(self, names):
        for n in names:
            self.__setattr__('get_' + n, lambda a=n: self.get(a))

    def get(self, a):
        return a


class Interp:
    def __init__(self, names):
        self.handlers = {}
        for n in names:
            self.handlers[n] = getattr(self, "on_%s" % n)

    def on_a(self):
        pass

    def options(self, names):
        for n in names:
            self.handlers[n] = getattr(self, "option_%s" % n)


class Packet:
    def add_under(self, other):
        self.under = other

    def add(self, payload):
        if isinstance(payload, Packet):
            self.payload = payload
            payload.add_under(self)


class Nothing:
    def add_under(self, other):
        pass


class Section(dict):
    def __init__(self, parent):
        self.parent = parent

    def __setitem__(self, key, value):
        if value is None:
            return
        dict.__setitem__(self, key, value)

    def make(self, key):
        self[key] = Section(self)


class Nodes(list):
    def append(self, x):
        x.owner = self
        super().append(x)


class Frozen:
    def __init__(self, kid):
        object.__setattr__(self, "kid", kid)
        kid.owner = self


class Form:
    FieldClass = None

    def parse(self, tag):
        FieldClass = self.pick(tag)
        field = FieldClass(self, tag)
        self.order = []
        self.order.append((1, field))


class Field:
    def __init__(self, form, tag):
        self.form = form

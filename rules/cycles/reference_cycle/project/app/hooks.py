"""What a class leaves for its subclasses to do, and other ways to make."""

import copy

import attr


class Loader:
    def __init__(self):
        self.pages = {}
        self.texts = {}
        self.bound = []

    def load(self, name):
        self.pages[name] = self.make_page(name)  #~

    def read(self, name):
        self.texts[name] = self.make_text(name)

    def bind(self, part):
        self.bound.append(part)
        self.adopt_part(part)  #~

    def bind_some(self, part):
        self.bound.append(part)
        self.adopt_some(part)

    def make_page(self, name):
        raise NotImplementedError

    def make_text(self, name):
        raise NotImplementedError

    def adopt_part(self, part):
        pass

    def adopt_some(self, part):
        pass

    def add_all(self, *parts):
        self.bound.extend(parts)
        for part in parts:
            part.loader = self  #~

    def name_all(self, *parts):
        self.bound.extend([part.name for part in parts])
        for part in parts:
            part.loader = self

    addAll = add_all
    nameAll = name_all


class New:
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, owner, name):
        self.owner = owner


class NewOfName:
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, owner, name):
        self.owner = name


@attr.s
class Held:
    name = attr.ib()
    owner = attr.ib(repr=False)
    late = attr.ib(init=False)


@attr.s
class HeldText:
    name = attr.ib()
    owner = attr.ib(converter=str)


class Field:
    parent = None

    def bind_to_form(self, form):
        self.parent = form


class Many(Field):
    def __init__(self, inner):
        self.inner = inner

    def bind_copy(self):
        self.inner = copy.deepcopy(self.inner)
        self.inner.bind_to_form(self)  #~

    def bind_other(self):
        other = copy.deepcopy(self.inner)
        other.bind_to_form(self)

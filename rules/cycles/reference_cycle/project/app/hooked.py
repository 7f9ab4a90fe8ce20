"""Subclasses of what hooks.py has, in another file."""

from .hooks import Held, HeldText, Loader, New, NewOfName


class Page:
    def __init__(self, loader):
        self.loader = loader


class FileLoader(Loader):
    def make_page(self, name):
        return Page(self)

    def make_text(self, name):
        return Page(self)

    def adopt_part(self, part):
        part.owner = self

    def adopt_some(self, part):
        part.owner = self


class DictLoader(Loader):
    def make_page(self, name):
        page = Page(loader=self)
        return page

    def make_text(self, name):
        return Page(name)

    def adopt_some(self, part):
        part.owner = None


class User:
    def __init__(self):
        self.first = New(self, "first")  #~
        self.other = NewOfName(self, "other")
        self.held = Held("held", self)  #~
        self.text = HeldText("text", self)


class NamedUser:
    def __init__(self):
        self.held = Held(owner=self, name="held")  #~


class Place:
    def fill(self):
        first, second = Page(None), Page(None)
        self.loader = Loader()
        self.loader.addAll(first, second)
        self.names = Loader()
        self.names.nameAll(first)
        return self

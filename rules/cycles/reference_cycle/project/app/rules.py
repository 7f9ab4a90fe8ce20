"""What names are called after: classes near by, containers, declared fields."""


class NodeList(list):
    def length(self):
        return len(self)


class Rule:
    def __init__(self, owner):
        self.owner = owner

    def bind(self, book):
        self.book = book

    def look(self, book):
        return book.size


class RuleFactory:
    def rules(self, book):
        yield from book.made


class Meta(type):
    def make(cls, **kwargs):
        return super().__call__(**kwargs)


class Checker:
    def __init__(self, owner):
        self.size = owner.size

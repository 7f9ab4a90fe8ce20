"""Whether a cache keeps more and more depends on what bases and makers in
other files do."""

from functools import cache

from app.base import Kind, Plain, Value


class Money(Value):
    @cache
    def in_words(self):
        return " ".join(self.parts)


class Colour(Kind):
    RED = 1

    @cache
    def in_words(self):
        return self.name.lower()


class Report(Plain):
    @cache  #~ note
    def in_words(self):
        return " ".join(self.parts)


class Row(Plain):
    @cache  #~ error
    def in_words(self):
        return " ".join(self.parts)


class Service(Plain):
    @cache
    def in_words(self):
        return " ".join(self.parts)

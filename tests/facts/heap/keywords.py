# What functions take out of their **parameter, and what objects do when they
# are called.
import logging


class Widget:
    def __init__(self, *args, **options):
        self.owner = options.pop("owner", None)
        self.command = options.get("command")
        self.style = options["style"]


class Panel:
    def by_pop(self):
        self.widget = Widget(owner=self)

    def by_get(self):
        self.widget = Widget(command=self.by_pop)

    def by_subscript(self):
        self.widget = Widget(style=self)

    def by_none(self):
        self.widget = Widget(other=self)


class Promise:
    def __call__(self, value):
        self.value = value


class Result:
    def __init__(self):
        self.ready = Promise()
        self.ready(self)


class Connection:
    def __init__(self, logger):
        self.logger = logging.LoggerAdapter(logger, {"connection": self})

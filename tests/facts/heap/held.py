# Classes and containers that are made through what holds them.
_container = dict


class Logger:
    def __init__(self, name):
        self.name = name


def set_class(logger):
    global _logger
    _logger = logger


_logger = Logger


class Manager:
    logger = None

    def __init__(self):
        self.loggers = {}

    def get(self, name):
        made = (self.logger or _logger)(name)
        made.manager = self
        self.loggers[name] = made


class Adapter:
    @property
    def manager(self):
        return 1


class Proxy:
    def __init__(self, parser):
        self.parser = parser


class Parser:
    def __init__(self, dict_type=_container):
        self._dict = dict_type
        self.proxies = self._dict()

    def add(self, section):
        self.proxies[section] = Proxy(self)


class Point:
    def __new__(cls, x):
        made = super().__new__(cls, x)
        made.root = made
        return made


class Meta(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        made.root = made  # a class: it is in a ring anyway
        return made

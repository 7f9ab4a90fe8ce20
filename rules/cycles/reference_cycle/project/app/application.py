from . import signals
from .base import *


class Pattern:
    def __init__(self, parser):
        self.parser = parser


def build(parser):
    registry = signals.Registry()
    registry.register(Pattern(parser), "html")
    return registry


class Application:
    def __init__(self):
        self.started = signals.Signal(self)  #~


class Parser:
    def __init__(self):
        self.patterns = build(self)  #~


class Quiet:
    def __init__(self):
        self.started = signals.Signal()
        self.patterns = signals.Registry()

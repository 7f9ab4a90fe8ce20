"""Several star imports: a name is looked for in each module."""

from app.parts import *
from app.buffers import *
from app.signals import *


class Wire:
    def __init__(self):
        self.buffer = Buffer(self, 10)  #~


class Tap:
    """The buffer reads of it what it needs."""

    def __init__(self):
        self.size = 10
        self.buffer = Glance(self, 10)

from .reader import *
from .scanner import *


class Loader(Reader, Scanner):
    def __init__(self, text):
        Reader.__init__(self, text)
        Scanner.__init__(self)

from .base import Owned


class Shelf(Owned):
    """What the base keeps stays, whatever is set to None after that."""

    def __init__(self, owner, name=None):
        Owned.__init__(self, owner, name)
        self._setup()

    def _setup(self):
        self.label = None


class Ledge(Owned):
    def __init__(self, owner):
        super().__init__(owner)
        self.label = None


class Shop:
    def __init__(self):
        self.shelf = Shelf(self)  #~
        self.ledges = []
        self.ledges.append(Ledge(self))  #~

class Engine:
    def setup(self, size=1, owner=None, **options):
        self.owner = owner
        self.size = size

    def attach_to(self, owner):
        self.owner = owner


class Shop:
    """No engine's: it takes no owner."""

    def setup(self, size=1, place=None):
        self.place = place

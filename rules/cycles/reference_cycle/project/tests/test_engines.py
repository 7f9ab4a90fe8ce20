class FakeEngine:
    """What tests define, the application does not use."""

    def setup(self, size=1, owner=None):
        print(size, owner)

    def attach_to(self, owner):
        print(owner)

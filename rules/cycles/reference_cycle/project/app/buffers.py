__all__ = ["Buffer", "Glance"]


class Buffer:
    def __init__(self, wire, size):
        self.wire = wire
        self.size = size


class Glance:
    def __init__(self, tap, size):
        self.size = tap.size + size

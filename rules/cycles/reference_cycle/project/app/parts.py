from app.base import Owned, Watched


class Part(Owned):
    def __init__(self, machine, size):
        super().__init__(machine, name="part")
        self.size = size


class Sensor(Watched):
    def __init__(self, machine, size):
        super().__init__(machine)
        self.size = size


class Label(Owned):
    def __init__(self, machine, size):
        super().__init__(size, name=str(machine))

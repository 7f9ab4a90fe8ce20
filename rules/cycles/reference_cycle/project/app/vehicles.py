class Vehicle:
    """A method of what it keeps is given the vehicle itself."""

    def __init__(self, engine):
        self.engine = engine
        self.motor = engine

    def start(self):
        self.engine.setup(owner=self)  #~

    def start_at(self, place):
        self.motor.setup(place=place)

    def join(self):
        self.motor.attach_to(self)  #~

from app.parts import *


class Sky:
    def __init__(self):
        self.part = Part(self, 1)  #~
        self.unknown = Nothing(self)


class Star(Owned):
    def __init__(self, sky):
        super().__init__(sky)
        sky.star = self  #~


class Dark(Watched):
    def __init__(self, sky):
        super().__init__(sky)
        sky.dark = self

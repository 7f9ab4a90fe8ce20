# What a class's own code does with what is stored in an attribute.
class HandsOn:
    def __setattr__(self, name, value):
        if name.startswith("__"):
            raise AttributeError(name)
        super().__setattr__(name, value)

    def link(self, other):
        self.other = other


class PutsInDict:
    def __setattr__(self, name, value):
        self.__dict__[name] = value

    def link(self, other):
        self.other = other


class TreatsOtherwise:
    def __setattr__(self, name, value):
        if name == "other":
            return
        object.__setattr__(self, name, value)

    def link(self, other):
        self.other = other
        self.another = other


class KeepsElsewhere:
    def __setattr__(self, name, value):
        self.__dict__["table"][name] = str(value)

    def link(self, other):
        self.other = other


class HasSetter:
    @property
    def owner(self):
        return self._owner

    @owner.setter
    def owner(self, value):
        self._owner = value

    @property
    def size(self):
        return 1

    @size.setter
    def size(self, value):
        print(value)

    def link(self, other):
        self.owner = other
        self.size = other

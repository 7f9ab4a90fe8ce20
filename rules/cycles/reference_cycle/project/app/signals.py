class Signal(list):
    def __init__(self, owner=None, source=None):
        super().__init__()
        if source:
            self.attach(owner, source)
        else:
            self.attach(owner)

    def attach(self, owner, source=None):
        self.__dict__["_owner"] = owner


class Registry:
    def __init__(self):
        self.by_name = {}

    def register(self, item, name):
        self.by_name[name] = item

    def deregister(self, name):
        del self.by_name[name]

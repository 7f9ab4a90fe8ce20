import weakref


class Owned:
    def __init__(self, owner, name=None):
        self.owner = owner
        self.name = name


class Watched:
    def __init__(self, owner):
        self.owner = weakref.ref(owner)


class Parent:
    def __init__(self):
        self.children = []
        self.count = 0

    @property
    def newest(self):
        return self.children[-1]

    def adopt(self, child):
        self.children.append(child)

    def watch(self, child):
        self.count += 1

    def forget(self, child, keep=False):
        if keep:
            self.children.append(child)


class Holder(Parent):
    pass


def marry(a, b):
    a.partner = b


def greet(a, b):
    return a.name + b.name


def make_owned(owner):
    return Owned(owner)


class Follower:
    @property
    def leader(self):
        return self._leader()

    @leader.setter
    def leader(self, leader):
        self._leader = weakref.ref(leader)


class Program:
    _program = None

    def __init__(self):
        if Program._program is not None:
            raise RuntimeError("there is one")
        Program._program = self

"""MEM110: objects that keep their own `__dict__`. `#~`: reported."""

import types


class Settings:
    def __init__(self, path):
        self.path = path
        self.values = vars(self)  #~
        self.again = self.__dict__  #~

    def in_a_list(self):
        self.scopes = [vars(self)]  #~

    def appended(self):
        self.scopes = []
        self.scopes.append(self.__dict__)  #~

    def by_key(self):
        self.table = {"own": vars(self)}  #~

    def through_a_name(self):
        values = vars(self)
        self.values = values  #~

    def by_setattr(self):
        setattr(self, "values", vars(self))  #~

    def in_itself(self):
        values = self.__dict__
        values["values"] = values  #~ missing: items of __dict__ are no edges of it

    def as_view(self):
        self.pairs = vars(self).items()  #~ missing: views are not followed

    def as_proxy(self):
        self.values = types.MappingProxyType(vars(self))  #~ missing: proxies are not followed


class Template:
    def __init__(self, text):
        self.text = text
        self.namespace = self.__dict__  #~

    def close(self):
        self.namespace = None


def bind(owner):
    owner.values = vars(owner)  #~


def make():
    settings = Settings("a")
    settings.values = vars(settings)  #~
    return settings


# -------------------------------------------------------------- near misses


class Copies:
    def __init__(self, path, other):
        self.path = path
        self.values = dict(vars(self))
        self.shallow = vars(self).copy()
        self.merged = {**vars(self)}
        self.names = list(vars(self))
        self.count = len(vars(self))
        self.first = vars(self)["path"]
        self.others = vars(other)
        self.other = other.__dict__

    def reads(self):
        values = vars(self)
        return sorted(values)

    def gives(self):
        return self.__dict__

    def cut_at_once(self):
        self.values = vars(self)
        print(self.values)
        self.values = None

    def deleted(self):
        self.values = vars(self)
        try:
            return len(self.values)
        finally:
            del self.values

    def updates(self, values):
        vars(self).update(values)
        self.__dict__["path"] = 1

    def restores(self, state):
        self.__dict__ = state


class Shared:
    state = {}

    def __init__(self):
        self.__dict__ = self.state


class OfTheClass:
    def __init__(self):
        self.values = vars(type(self))


class Borg:
    """Shares what another has, which keeps neither."""

    def share(self):
        blank = Borg()
        blank.__dict__ = self.__dict__
        return blank

    def take_over(self):
        other = self.share()
        self.__dict__ = other.__dict__
        return other


class KeepsWhatItHas:
    def share(self):
        self.names = self.__dict__  #~
        return self.names

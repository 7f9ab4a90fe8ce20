"""What others hand their objects to."""


def kept(function):
    name = "_" + function.__name__

    def wrapper(self):
        if not hasattr(self, name):
            setattr(self, name, function(self))
        return getattr(self, name)

    return wrapper


class Once:
    def __init__(self, function):
        self.function = function

    def __get__(self, item, owner):
        value = item.__dict__[self.function.__name__] = self.function(item)
        return value


def counted(function):
    def wrapper(self):
        self.calls += 1
        return function(self)

    return wrapper


def hash_of(item, *names):
    value = hash(tuple(getattr(item, name) for name in names))
    setattr(item, "hash_value", value)
    return value


def stamp(item, time):
    item.stamp = time


def shown(function):
    def wrapper(self):
        print(function.__name__)
        return function(self)

    return wrapper


def text_of(item):
    return "%s %s" % (item.name, item.size)


def exposed(function):
    function.is_exposed = True
    return function


def described(text):
    def mark(function):
        function.text = text

        def wrapper(self):
            return function(self)

        return wrapper

    return mark

# What is a container, by all that an attribute is set to.
class Chosen:
    def __init__(self, callbacks=None):
        self.callbacks = (self.callbacks or [] if callbacks is None
                          else callbacks)
        self.names = names() or {}

    def add(self, callback):
        self.callbacks.append(callback)
        self.names[callback] = self


class EitherOr:
    def __init__(self, size):
        if size < 0:
            self.table = {}
        else:
            self.table = Cache(size)

    def put(self, key, value):
        self.table[key] = value


class Other:
    def __init__(self):
        self.table = Cache(1)

    def put(self, key, value):
        self.table[key] = value


class Named:
    def __init__(self):
        self.names = dict(doc=self)


def copies(urls):
    """The last one is not in the list."""
    seen = []
    while True:
        reply = get(urls)
        if reply.moved:
            seen.append(reply)
            continue
        break
    reply.history = tuple(seen)
    return reply


def copies_last(urls):
    seen = []
    for url in urls:
        reply = get(url)
        seen.append(reply)
    reply.history = list(seen)
    return reply

import functools
import weakref


class Node:
    def __init__(self, value, parent=None, keep=True):
        self.value = value
        self.kids = []
        if keep:
            self.parent = parent

    def add(self, kid):
        kid.parent = self
        self.kids.append(kid)

    def drop(self, kid):
        self.kids.remove(kid)
        kid.parent = None

    def clear(self):
        self.kids.clear()
        del self.parent

    def on_event(self):
        return self.value

    def listen(self):
        self.handler = self.on_event
        self.later = lambda: self.value
        self.bound = functools.partial(print, self)
        self.weak = weakref.ref(self)

    def walk(self):
        yield self.value
        for kid in self.kids:
            yield kid.value


def make(parent):
    node = Node(1, parent)
    return node


def forget(parent):
    return Node(1, parent, keep=False)


def link(first, second):
    first.next, second.prev = second, first
    first.pair = (first, second)
    first.by_name = {"a": first}
    first.by_name["b"] = second
    first.by_name["b"] = None


def use(root):
    node = make(root)
    root.add(node)
    root.drop(node)
    root.walker = root.walk()
    return node

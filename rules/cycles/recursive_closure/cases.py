"""MEM105: nested functions that refer to themselves. `#~`: reported."""

import collections
import contextlib
import functools


def leaves(tree):
    found = []

    def walk(node):  #~
        found.append(node.value)
        for child in node.children:
            walk(child)

    walk(tree)
    return found


def never_called(tree):
    found = []

    def walk(node):  #~
        found.append(node)
        walk(node.parent)

    return found


def read_in_a_comprehension(tree, table):
    def depth(node):  #~
        table[node] = 1 + max((depth(c) for c in node.children), default=0)
        return table[node]

    return depth(tree)


def read_in_a_nested_function(tree):
    found = []

    def walk(node):  #~
        def later():
            walk(node.parent)

        found.append(later)

    walk(tree)
    return found


def lambda_of_itself(data):
    size = lambda n: n and len(data[n]) + size(n - 1)  #~
    return size(len(data) - 1)


def autovivified(rows):
    tree = lambda: collections.defaultdict(tree, rows)  #~
    return tree()


def generator(tree, seen):
    def walk(node):  #~
        if node not in seen:
            yield node
            for child in node.children:
                yield from walk(child)

    return list(walk(tree))


async def coroutine(session, pages):
    async def fetch(page):  #~
        pages.append(await session.get(page))
        await fetch(page + 1)

    await fetch(0)


def cached(weights):
    @functools.lru_cache(maxsize=None)
    def best(n):  #~
        return max(weights[n], best(n - 1)) if n else 0

    return best(len(weights) - 1)


def managed(resources):
    @contextlib.contextmanager
    def level(n):  #~
        with level(n - 1) if n else resources[0]:
            yield n

    with level(3):
        return len(resources)


def pair(tree):
    names = []

    def block(node):  #~
        for child in node.children:
            statement(child)

    def statement(node):
        names.append(node.name)
        block(node.body)

    block(tree)
    return names


def ring_of_three(tree):
    names = []

    def first(node):  #~
        second(node)

    def second(node):
        third(node)

    def third(node):
        names.append(node)
        first(node.parent)

    first(tree)
    return names


class Printer:
    def show(self, tree):
        lines = []

        def add(node, indent):  #~
            lines.append(self.line(node, indent))
            for child in node.children:
                add(child, indent + 1)

        add(tree, 0)
        return lines

    def line(self, node, indent):
        return " " * indent + node.name

    def through_a_method(self, tree):
        found = []

        def visit(node):
            found.append(node)
            self.line(node, 0)

        visit(tree)
        return found

    def of_self_alone(self, tree):
        def add(node):
            self.line(node, 0)
            for child in node.children:
                add(child)

        add(tree)

    def poll(self, loop, queue):
        def again():  #~
            queue.append(self)
            loop.call_later(1, again)

        loop.call_soon(again)


def captures_nothing_but_is_called_in_bulk(tree):
    def depth(node):  #~
        return 1 + max(map(depth, node.children), default=0)

    return depth(tree)


def all_depths(trees):
    return [captures_nothing_but_is_called_in_bulk(tree) for tree in trees]


def captures_large_data():
    data = list(range(1000000))

    def at(n):  #~
        return data[n] + at(n - 1) if n else 0

    return at(10)


# -------------------------------------------------------------- near misses


def captures_nothing(tree):
    def depth(node):
        return 1 + max(map(depth, node.children), default=0)

    return depth(tree)


def captures_a_flag(tree, reverse=False, sep=", "):
    def text(node):
        items = [text(child) for child in node.children]
        return sep.join(reversed(items) if reverse else items)

    return text(tree)


def one_way(tree):
    found = []

    def keep(node):
        found.append(node)

    def walk(node):
        keep(node.parent)

    walk(tree)
    return found


def set_to_none(tree):
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    walk(tree)
    walk = None
    return found


def deleted(tree):
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    try:
        walk(tree)
    finally:
        del walk
    return found


def set_to_none_by_itself(tree):
    found = []

    def walk(node):
        nonlocal walk
        found.append(node)
        walk = None

    walk(tree)
    return found


def own_parameter(tree):
    found = []

    def walk(node, walk):
        found.append(node)
        for child in node.children:
            walk(child, walk)

    walk(tree, walk)
    return found


def own_local(tree):
    found = []

    def walk(node):
        walk = found.append
        walk(node)

    walk(tree)
    return found


def named_in_text(tree):
    found = []

    def walk(node: "walk") -> "walk":
        found.append(node)

    walk(tree)
    return found


def module_level(node, found):
    found.append(node)
    for child in node.children:
        module_level(child, found)


def decorator(function):
    @functools.wraps(function)
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)

    wrapper.calls = 0
    return wrapper


@decorator
def decorated(n):
    return n


def registered(app, store):
    @app.route("/")
    def index():
        store.append(index)

    return store


def class_of_itself(store):
    class Record:
        def copy(self):
            store.append(Record())

    return Record()


def main():
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    walk(found)


def set_up():
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    walk(found)


set_up()
main()

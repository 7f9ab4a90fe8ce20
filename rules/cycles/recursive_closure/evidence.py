"""MEM105: nested functions that refer to themselves. Runs alone; exit 1 if it
fails.

With the collector off, what it then finds is what reference counting could not
free, and what it frees is what was kept waiting.
"""

import collections
import functools
import gc
import tracemalloc

CALLS = 200
BUFFER = 1 << 20


class Node:
    def __init__(self, *children):
        self.children = children


TREE = Node(Node(), Node(Node()))


def captured(tree):
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    walk(tree)
    return len(found)


def never_called(tree):
    def walk(node):
        for child in node.children:
            walk(child)

    return 4


def read_deeper(tree):
    def walk(node):
        return 1 + sum(walk(child) for child in node.children)

    return walk(tree)


def pair(tree):
    def even(node):
        return 1 + sum(odd(child) for child in node.children)

    def odd(node):
        return 1 + sum(even(child) for child in node.children)

    return even(tree)


def generator(tree):
    def walk(node):
        yield node
        for child in node.children:
            yield from walk(child)

    return len(list(walk(tree)))


def cached(tree):
    @functools.lru_cache(maxsize=None)
    def walk(node):
        return 1 + sum(walk(child) for child in node.children)

    return walk(tree)


def autovivified(tree):
    nested = lambda: collections.defaultdict(nested)
    return len(nested()) + 4


def counting_wrapper(tree):
    @functools.wraps(captured)
    def wrapper():
        wrapper.calls += 1

    wrapper.calls = 3
    wrapper()
    return wrapper.calls


def walk_outside(node, found):
    found.append(node)
    for child in node.children:
        walk_outside(child, found)


def outside(tree):
    found = []
    walk_outside(tree, found)
    return len(found)


def cut(tree):
    found = []

    def walk(node):
        found.append(node)
        for child in node.children:
            walk(child)

    walk(tree)
    walk = None
    return len(found)


def deleted(tree):
    def walk(node):
        return 1 + sum(walk(child) for child in node.children)

    count = walk(tree)
    del walk
    return count


def passed_as_argument(tree):
    def walk(node, again):
        return 1 + sum(again(child, again) for child in node.children)

    return walk(tree, walk)


def named_in_text(tree):
    def walk(node: "walk") -> "walk":
        return 4

    return walk(tree)


def one_way(tree):
    def size(node):
        return 1 + len(node.children)

    def walk(node):
        return size(node) + 1

    return walk(tree)


WAITING = [captured, never_called, read_deeper, pair, generator, cached, autovivified]
WAITING += [counting_wrapper]
FREE = [outside, cut, deleted, passed_as_argument, named_in_text, one_way]


def left_to_the_collector(function):
    """Objects and bytes a call that only the collector frees."""
    assert function(TREE) == 4, function
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        function(TREE)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(CALLS):
            function(TREE)
        held = tracemalloc.get_traced_memory()[0] - before
        return gc.collect() / CALLS, held / CALLS
    finally:
        tracemalloc.stop()
        gc.enable()


def capture_buffer():
    data = bytearray(BUFFER)

    def walk(n):
        return walk(n - 1) if n else len(data)

    return walk(3)


def walk_buffer(n, data):
    return walk_buffer(n - 1, data) if n else len(data)


def pass_buffer():
    return walk_buffer(3, bytearray(BUFFER))


def peak(function):
    """Peak bytes of ten calls with the collector off."""
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        for _ in range(10):
            assert function() == BUFFER
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.collect()
        gc.enable()


def main():
    for function in WAITING:
        objects, size = left_to_the_collector(function)
        print(f"{function.__name__}: {objects:.0f} objects, {size:.0f} bytes a call wait")
        assert objects >= 3 and size >= 200, function
    for function in FREE:
        objects, size = left_to_the_collector(function)
        print(f"{function.__name__}: {objects:.0f} objects, {size:.0f} bytes a call wait")
        assert objects == 0 and size < 50, function
    held, freed = peak(capture_buffer), peak(pass_buffer)
    print(f"1 MB buffer, 10 calls: captured {held} bytes, passed {freed} bytes at the peak")
    assert held > 9 * BUFFER > 4 * freed


main()

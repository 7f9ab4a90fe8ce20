"""MEM614: what a loop without an end keeps in its own containers.

Runs alone; exit 1 if the claim fails: a list that each turn appends a short text
to keeps 60 bytes a turn or more, a set of such 80 or more, at two sizes; a dict
with a bound, and a deque with one, keep nothing for a turn.
"""

import collections
import gc
import tracemalloc

SIZES = (10000, 40000)


def names(count):
    """What comes in: as many turns of the loop, the last looks at what is kept."""
    for number in range(count):
        yield "message %d of many" % number
    while True:
        yield None


def in_list(source, look):
    kept = []
    while True:
        name = next(source)
        if name is None:
            look()
        kept.append(name)


def in_set(source, look):
    kept = set()
    while True:
        name = next(source)
        if name is None:
            look()
        if name not in kept:
            kept.add(name)


def in_deque(source, look):
    kept = collections.deque(maxlen=100)
    while True:
        name = next(source)
        if name is None:
            look()
        kept.append(name)


def in_bounded(source, look):
    kept = collections.OrderedDict()
    while True:
        name = next(source)
        if name is None:
            look()
        kept[name] = True
        while len(kept) > 100:
            kept.popitem(last=False)


class Looked(Exception):
    pass


def bytes_kept(function, count):
    def look():
        gc.collect()
        raise Looked(tracemalloc.get_traced_memory()[0])

    gc.collect()
    tracemalloc.start()
    try:
        function(names(count), look)
    except Looked as looked:
        return looked.args[0]
    finally:
        tracemalloc.stop()


def bytes_a_turn(function):
    little, much = (bytes_kept(function, count) for count in SIZES)
    return (much - little) / (SIZES[1] - SIZES[0])


def main():
    for function, least in (in_list, 60), (in_set, 80):
        each = bytes_a_turn(function)
        print(f"{function.__name__}: {round(each)} bytes a turn")
        assert each >= least, function
    for function in in_deque, in_bounded:
        each = bytes_a_turn(function)
        print(f"{function.__name__}: {round(each)} bytes a turn")
        assert each < 1, function


main()

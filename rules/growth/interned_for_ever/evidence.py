"""MEM611: what each new text leaves behind that is interned, by sys.intern() or
as the name of an attribute, once nothing refers to it any more.

Counted is what is alive after a collection, per text, beside what as many others
have left that came before them: the table of interned texts keeps its size. CPython 3.12 frees
none of them, the versions before and after it all. Runs alone under any CPython from 3.8 on;
exit 1 if the claim fails.
"""

import gc
import sys
import tracemalloc

COUNT = 20000


class Thing:
    pass


def interned(number):
    sys.intern("unique name %d" % number)


def set_as_attribute(number):
    thing = Thing()
    setattr(thing, "unique_attribute_%d" % number, None)


def as_key(number):
    return {"unique key %d" % number: None}


def as_keyword(number):
    return dict(**{"unique_keyword_%d" % number: None})


def kept_by(way):
    gc.collect()
    tracemalloc.start()
    kept = []
    for batch in range(2):
        for number in range(COUNT):
            way(batch * COUNT + number)
        gc.collect()
        kept.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return (kept[1] - kept[0]) / COUNT


def main():
    is_for_ever = sys.version_info[:2] == (3, 12)
    for way, low in ((interned, 50), (set_as_attribute, 40)):
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.0f} bytes kept for each text")
        assert kept > low if is_for_ever else kept < 10, way
    for way in (as_key, as_keyword):
        kept = kept_by(way)
        print(f"{way.__name__}: {kept:.0f} bytes kept for each text")
        assert kept < 10, way


main()

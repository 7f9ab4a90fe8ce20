"""MEM107: what registries keep for ever. Runs alone; exit 1 if it fails.

Objects with 10 KB are made and dropped, then the collector runs: what is still
held was leaked.
"""

import atexit
import gc
import sqlite3
import tracemalloc
import weakref

try:
    import _tkinter
    import tkinter
except ImportError:
    tkinter = None

OBJECTS = 20
SIZE = 10000
STATES = weakref.WeakKeyDictionary()


def nothing(*values):
    return None


class Owner:
    def __init__(self):
        self.payload = bytearray(SIZE)

    def work(self, *values):
        return 1


def finalize_method(owner):
    weakref.finalize(owner, owner.work)


def finalize_argument(owner):
    weakref.finalize(owner, nothing, [owner])


def register_method(owner):
    atexit.register(owner.work)


def register_closure(owner):
    atexit.register(lambda: owner.work())


def value_is_key(owner):
    STATES[owner] = [owner]


def value_has_method(owner):
    STATES[owner] = owner.work


def create_function(owner):
    owner.db = sqlite3.connect(":memory:")
    owner.db.create_function("work", 1, owner.work)


def create_command(owner):
    owner.tk = tkinter.Tcl().tk
    owner.tk.createcommand("work", owner.work)


LEAKS = [finalize_method, finalize_argument, register_method, register_closure]
LEAKS += [value_is_key, value_has_method, create_function]


def finalize_function(owner):
    weakref.finalize(owner, nothing, 1)


def finalize_detached(owner):
    weakref.finalize(owner, owner.work).detach()


def unregistered(owner):
    atexit.register(owner.work)
    atexit.unregister(owner.work)


def independent_value(owner):
    STATES[owner] = [1]


def closed_connection(owner):
    create_function(owner)
    owner.db.close()


def deleted_command(owner):
    create_command(owner)
    owner.tk.deletecommand("work")


FREE = [finalize_function, finalize_detached, unregistered, independent_value]
FREE += [closed_connection]


def held(pin):
    """Bytes an object that a collection does not free."""
    pin(Owner())
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(OBJECTS):
            pin(Owner())
        gc.collect()
        return (tracemalloc.get_traced_memory()[0] - before) / OBJECTS
    finally:
        tracemalloc.stop()


def main():
    if tkinter is not None:
        LEAKS.append(create_command)
        FREE.append(deleted_command)
    for pin in LEAKS:
        size = held(pin)
        print(f"{pin.__name__}: {size:.0f} bytes an object stay for ever")
        assert size > SIZE, pin
    for pin in FREE:
        size = held(pin)
        print(f"{pin.__name__}: {size:.0f} bytes an object stay for ever")
        assert size < 0.2 * SIZE, pin


main()

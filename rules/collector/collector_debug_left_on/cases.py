"""MEM902: `#~` at the end of a line: a finding begins on it."""

import gc
from gc import DEBUG_SAVEALL, set_debug

gc.enable()
gc.set_debug(gc.DEBUG_LEAK)  #~ error


def start(application):
    gc.set_debug(gc.DEBUG_SAVEALL)  #~ error
    application.run()


def start_and_count(application):
    gc.set_debug(gc.DEBUG_STATS | gc.DEBUG_SAVEALL)  #~ error
    application.run()


def from_import(application):
    set_debug(DEBUG_SAVEALL)  #~ error
    application.run()


def by_name(application):
    flags = gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL
    if hasattr(gc, "DEBUG_OBJECTS"):
        flags = flags | gc.DEBUG_OBJECTS
    gc.set_debug(flags)  #~ error
    application.run()


class Service:
    def __init__(self):
        gc.set_debug(gc.DEBUG_LEAK)  #~ error
        self.requests = 0

    def ready(self):
        import gc as collector

        collector.set_debug(collector.DEBUG_LEAK)  #~ error


def if_it_can(application):
    if hasattr(gc, "DEBUG_SAVEALL"):
        gc.set_debug(gc.DEBUG_SAVEALL)  #~ error
    application.run()


# near misses


def asked_for(application, environment):
    if environment.get("DEBUG_LEAK"):
        gc.set_debug(gc.DEBUG_LEAK)
    application.run()


def find_leaks(application):
    gc.set_debug(gc.DEBUG_SAVEALL)
    application.run()


class LeakFinder:
    def start(self):
        gc.set_debug(gc.DEBUG_SAVEALL)


def only_named():
    return {"leak": gc.DEBUG_LEAK, "stats": gc.DEBUG_STATS}


def other(gc):
    gc.set_debug(gc.DEBUG_LEAK)

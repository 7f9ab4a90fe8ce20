"""Near misses: someone asked for it."""

import gc


def configure(options):
    if options.no_gc:
        gc.disable()


def disable_gc():
    gc.disable()


def opt_disablegc(options):
    options["disablegc"] = True
    disable_gc()


def handle(connection):
    connection.close()

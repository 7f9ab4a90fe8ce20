"""Near misses: other flags."""

import gc


def only_what_cannot_be_freed(application):
    gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
    application.run()


def only_statistics(application):
    gc.set_debug(gc.DEBUG_STATS)
    application.run()


def flags_of_caller(flags):
    gc.set_debug(flags)

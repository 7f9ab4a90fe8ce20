import gc


def prepare(tables):
    gc.set_threshold(0)  #~ warning
    return [table.load() for table in tables]


def prepare_all(tables):
    gc.set_threshold(100_000_000, 50, 1000)  #~ warning
    return [table.load() for table in tables]

"""MEM901: `#~` at the end of a line: a finding begins on it."""

import contextlib
import gc
import os
import pickle
import time
from gc import disable, set_threshold


def load(path):
    with open(path, "rb") as file:
        gc.disable()  #~ note
        value = pickle.load(file)
        gc.enable()
    return value


def load_or_none(path):
    was_enabled = gc.isenabled()
    gc.disable()  #~ warning
    with open(path, "rb") as file:
        value = pickle.load(file)
    if value.version < 2:
        return None
    if was_enabled:
        gc.enable()
    return value


def parse_all(paths, parse):
    was_enabled = gc.isenabled()
    if was_enabled:
        gc.disable()  #~ note
    books = [parse(path) for path in paths]
    if was_enabled:
        gc.enable()
    return books


def timed(work):
    disable()  #~ note
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    gc.enable()
    return seconds


@contextlib.contextmanager
def without_pauses():
    gc.disable()  #~ note
    yield
    gc.enable()


def build_index(pages):
    set_threshold(0)  #~ note
    index = {}
    for page in pages:
        for word in page.words():
            index.setdefault(word, []).append(page)
    gc.set_threshold(700, 10, 10)
    return index


class Importer:
    def run(self, rows):
        gc.disable()  #~ note
        self.rows = [self.convert(row) for row in rows]
        self.count = len(self.rows)
        gc.enable()


def handle_batches(queue, work):
    for batch in queue:
        work(batch)
        gc.freeze()  #~ warning


# near misses


def load_safely(path):
    with open(path, "rb") as file:
        gc.disable()
        try:
            return pickle.load(file)
        finally:
            gc.enable()


def load_as_before(path):
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        with open(path, "rb") as file:
            return pickle.load(file)
    finally:
        if was_enabled:
            gc.enable()


def spawn(command):
    was_enabled = gc.isenabled()
    gc.disable()
    child = os.fork()
    if child == 0:
        os.execv(command[0], command)
    if was_enabled:
        gc.enable()
    return child


def without_pauses_on_exit(stack, work):
    gc.disable()
    stack.callback(gc.enable)
    return work()


class Pauses:
    def __enter__(self):
        gc.disable()
        return self

    def __exit__(self, *exc_info):
        gc.enable()


def index_with_old_threshold(pages):
    old = gc.get_threshold()
    gc.set_threshold(0)
    try:
        return {page.name: page for page in pages}
    finally:
        gc.set_threshold(*old)


def fewer_collections():
    gc.set_threshold(50000, 20, 20)


def main(work):
    gc.disable()
    work()
    gc.enable()


def freeze_before_fork(workers):
    gc.freeze()
    for worker in workers:
        worker.start()


def train(batches, step):
    for number, batch in enumerate(batches):
        step(batch)
        if number == 0:
            gc.freeze()


def other(gc):
    gc.disable()

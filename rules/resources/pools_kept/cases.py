"""MEM702: `#~` at the end of a line: a finding begins on it."""

import concurrent.futures
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

EXECUTORS = []
BY_NAME = {}
POOLS = set()
FEW = {}
DRAINED = []


def work_through(batches, job):
    for batch in batches:
        executor = ThreadPoolExecutor()  #~ warning
        EXECUTORS.append(executor)
        executor.submit(job, batch)


def work_directly(batches, job):
    for batch in batches:
        EXECUTORS.append(ProcessPoolExecutor(2))  #~ warning
        EXECUTORS[-1].submit(job, batch)


def work_by_name(batches, job):
    for batch in batches:
        BY_NAME[batch.name] = ThreadPool(4)  #~ warning
        BY_NAME[batch.name].map(job, batch)


def work_in_processes(batches, job):
    for batch in batches:
        pool = multiprocessing.Pool(2)  #~ warning
        POOLS.add(pool)
        pool.map(job, batch)


class Handler:
    def do_GET(self):
        executor = concurrent.futures.ThreadPoolExecutor(4)  #~ warning
        EXECUTORS.append(executor)
        executor.submit(self.answer)


class Source:
    def __init__(self, path):
        self.path = path
        self.executor = ThreadPoolExecutor(1)  #~ warning

    def read(self):
        return self.executor.submit(open, self.path)


def sources_of(paths):
    sources = []
    for path in paths:
        sources.append(Source(path))
    return sources


class Worker:
    def __init__(self):
        self.pool = ThreadPool(2)  #~ note
        self.queue = Queue(self)

    def run(self, job):
        self.pool.apply_async(job)


class Queue:
    def __init__(self, worker):
        self.worker = worker


class Reader:
    def __init__(self):
        self.executor = ProcessPoolExecutor()  #~ note
        self.reader = self

    def read(self, path):
        self.executor.submit(open, path)


# near misses


def dropped(batches, job):
    for batch in batches:
        executor = ThreadPoolExecutor()
        executor.submit(job, batch)


def used_in_with(batches, job):
    for batch in batches:
        with ThreadPoolExecutor() as executor:
            executor.submit(job, batch)


def made_once(batches, job):
    executor = ThreadPoolExecutor()
    EXECUTORS.append(executor)
    for batch in batches:
        executor.submit(job, batch)


def one_for_each_name(batches, job):
    for batch in batches:
        if batch.name not in FEW:
            FEW[batch.name] = ThreadPoolExecutor()
        FEW[batch.name].submit(job, batch)


def taken_out(batches, job):
    for batch in batches:
        DRAINED.append(ThreadPoolExecutor())
        DRAINED.pop().submit(job, batch)


def in_a_local(batches, job):
    executors = []
    for batch in batches:
        executors.append(ThreadPoolExecutor())
        executors[-1].submit(job, batch)


class Service:
    def __init__(self):
        self.executor = ThreadPoolExecutor()

    def run(self, job):
        return self.executor.submit(job)


def other_pool(batches, Pool):
    for batch in batches:
        EXECUTORS.append(Pool(batch))

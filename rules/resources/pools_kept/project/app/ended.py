"""Near misses: shut down."""

from concurrent.futures import ThreadPoolExecutor

EXECUTORS = []


def work(batches, job):
    for batch in batches:
        EXECUTORS.append(ThreadPoolExecutor())
        EXECUTORS[-1].submit(job, batch)


def stop():
    for executor in EXECUTORS:
        executor.shutdown()

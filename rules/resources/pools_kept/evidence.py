"""MEM702: the threads and processes of pools that are dropped, and of those kept.

Counted are the threads and child processes that are there after pools were made
and used, with the collector off. Runs alone under any CPython from 3.8 on; exit
1 if the claim fails.
"""

import gc
import multiprocessing
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

KEPT = []


def double(n):
    return 2 * n


def executors_dropped():
    for n in range(10):
        ThreadPoolExecutor(1).submit(double, n).result()


def executors_shut_down():
    for n in range(10):
        with ThreadPoolExecutor(1) as executor:
            executor.submit(double, n).result()


def executors_kept():
    for n in range(10):
        executor = ThreadPoolExecutor(1)
        KEPT.append(executor)
        executor.submit(double, n).result()


class Owner:
    def __init__(self):
        self.executor = ThreadPoolExecutor(1)
        self.me = self


def executors_in_cycles():
    for n in range(10):
        Owner().executor.submit(double, n).result()


def thread_pools_kept():
    for n in range(3):
        pool = ThreadPool(2)
        KEPT.append(pool)
        pool.map(double, [n])


def pools_kept():
    for n in range(3):
        pool = multiprocessing.Pool(2)
        KEPT.append(pool)
        pool.map(double, [n])


WAYS = (
    # way, threads, processes
    (executors_dropped, 0, 0),
    (executors_shut_down, 0, 0),
    (executors_kept, 10, 0),
    (executors_in_cycles, 10, 0),
    (thread_pools_kept, 15, 0),
    (pools_kept, 9, 6),
)


def settled(threads):
    """Wait until no more than these are left, or for a second."""
    for _ in range(100):
        if threading.active_count() <= threads:
            break
        time.sleep(0.01)
    return threading.active_count()


def main():
    warnings.simplefilter("ignore")
    gc.disable()
    for way, threads, processes in WAYS:
        before = threading.active_count()
        way()
        more = settled(before + threads) - before
        children = len(multiprocessing.active_children())
        print("%s: %d threads, %d processes" % (way.__name__, more, children))
        assert (more, children) == (threads, processes), way
        for pool in KEPT:
            if hasattr(pool, "shutdown"):
                pool.shutdown()
            else:
                pool.terminate()
                pool.join()
        KEPT.clear()
        gc.collect()
        settled(1)


if __name__ == "__main__":
    main()

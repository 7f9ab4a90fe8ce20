"""MEM603: bytes that a call leaves in a global that is only added to.

Runs alone; exit 1 if the claim fails: a list keeps 30 bytes a call or more, in
a dict of few keys as well, a set or dict 100 and 90, a defaultdict that is only
read 45; a deque with
maxlen and an lru_cache with maxsize keep less than 5.
"""

import collections
import functools
import gc
import tracemalloc

COUNT = 20000

LIST = []
LISTS = {"few": [], "keys": []}
SET = set()
DICT = {}
READ = collections.defaultdict(int)
RECENT = collections.deque(maxlen=64)


def bad_list(n):
    LIST.append(n)


def bad_list_in_dict(n):
    LISTS["few"].append(n)


def bad_set(n):
    SET.add(n)


def bad_dict(n):
    DICT[n] = str(n)


def bad_read(n):
    return READ[n]


def good_deque(n):
    RECENT.append(n)


@functools.lru_cache(maxsize=64)
def good_cache(n):
    return str(n)


def bytes_a_call(function):
    function(0)
    gc.collect()
    tracemalloc.start()
    for n in range(1000, 1000 + COUNT):
        function(n)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / COUNT


def main():
    for function, least in ((bad_list, 30), (bad_list_in_dict, 30),
                            (bad_set, 100), (bad_dict, 90), (bad_read, 45)):
        size = bytes_a_call(function)
        print(f"{function.__name__}: {size:.1f} bytes a call")
        assert size >= least
    for function in (good_deque, good_cache):
        size = bytes_a_call(function)
        print(f"{function.__name__}: {size:.1f} bytes a call")
        assert size < 5


main()

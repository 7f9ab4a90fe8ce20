"""MEM613: what an object that serves for ever keeps of what it served.

Runs alone; exit 1 if the claim fails: a list that each call appends to keeps 40
bytes a call or more, a dict that gets a key a call 60 or more; a deque with a
bound, and a dict whose keys are taken out, keep nothing for a call.
"""

import collections
import gc
import tracemalloc

COUNT = 20000


class Chat:
    def __init__(self):
        self.lines = []

    def talk(self, number):
        self.lines.append("line %d of many" % number)


class Short:
    def __init__(self):
        self.lines = collections.deque(maxlen=100)

    def talk(self, number):
        self.lines.append("line %d of many" % number)


class Clients:
    def __init__(self):
        self.seen = {}

    def talk(self, number):
        self.seen["client %d" % number] = number


class Present:
    def __init__(self):
        self.seen = {}

    def talk(self, number):
        self.seen["client %d" % number] = number
        del self.seen["client %d" % number]


def bytes_a_call(cls):
    server = cls()
    gc.collect()
    tracemalloc.start()
    for number in range(COUNT):
        server.talk(number)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / COUNT


def main():
    chat, short = bytes_a_call(Chat), bytes_a_call(Short)
    print(f"bytes a call: list {chat:.1f}, deque(maxlen=100) {short:.1f}")
    assert chat >= 40 and short < 5
    seen, present = bytes_a_call(Clients), bytes_a_call(Present)
    print(f"bytes a key: dict {seen:.1f}, taken out {present:.1f}")
    assert seen >= 60 and present < 5


main()

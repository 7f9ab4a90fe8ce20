"""MEM612: `#~` at the end of a line: a finding begins on it."""

WAITING = {}
SEEN = set()
CLEARED = {}


def put(key, job):
    WAITING[key] = job


def flush(send):
    while WAITING:  #~ note
        key, job = WAITING.popitem()
        send(key, job)


def see(name):
    SEEN.add(name)


def forget_all(forget):
    while len(SEEN) > 0:  #~ note
        forget(SEEN.pop())


class Spool:
    def __init__(self):
        self.jobs = {}
        self.names = set()
        self.sizes = {}
        self.sent = dict()

    def put(self, key, job):
        self.jobs[key] = job
        self.names.add(key)
        self.sizes[key] = len(job)
        self.sent.setdefault(key, job)

    def flush(self, send):
        while self.jobs:  #~ note
            key, job = self.jobs.popitem()
            send(key, job)

    def forget(self, log):
        while self.names:  #~ note
            log(self.names.pop())

    def forget_sizes(self):
        for key in list(self.sizes):  #~ note
            del self.sizes[key]

    def forget_sent(self, log):
        for key in list(self.sent.keys()):  #~ note
            log(self.sent.pop(key))


class Waiters:
    def __init__(self):
        self.waiting: set = set()

    def wait(self, waiter):
        self.waiting.update([waiter])

    def wake(self):
        for waiter in sorted(self.waiting):  #~ note
            self.waiting.discard(waiter)
            waiter.wake()


def see_all(names):
    SEEN.update(names)


def tell_all(tell):
    while len(SEEN):  #~ note
        tell(SEEN.pop())


# near misses


class Replaced:
    def __init__(self):
        self.jobs = {}

    def put(self, key, job):
        self.jobs[key] = job

    def flush(self, send):
        while self.jobs:
            send(*self.jobs.popitem())
        self.jobs = {}


class Cleared:
    def __init__(self):
        self.jobs = {}

    def put(self, key, job):
        self.jobs[key] = job

    def flush(self, send):
        for key in list(self.jobs):
            send(key, self.jobs.pop(key))

    def reset(self):
        self.jobs.clear()


class Listed:
    def __init__(self):
        self.stack = []

    def put(self, job):
        self.stack.append(job)

    def flush(self, send):
        while self.stack:
            send(self.stack.pop())


class Partly:
    def __init__(self):
        self.times = {}

    def put(self, key, time):
        self.times[key] = time

    def expire(self, now):
        for key in list(self.times):
            if self.times[key] < now:
                del self.times[key]


class FilledOnce:
    def __init__(self, keys):
        self.left = set()
        for key in keys:
            self.left.add(key)

    def run(self, work):
        while self.left:
            work(self.left.pop())


class Given:
    def __init__(self, jobs):
        self.given = jobs

    def put(self, key, job):
        self.given[key] = job

    def flush(self, send):
        while self.given:
            send(*self.given.popitem())


class Connection:
    def __init__(self):
        self.channels = {}
        self.latest = {}

    def open_channel(self, number, channel):
        self.channels[number] = channel
        self.latest[number] = channel

    def connection_lost(self):
        while self.channels:
            self.channels.popitem()[1].lost()

    def shorten(self):
        while len(self.latest) > 10:
            self.latest.popitem()


def local(keys, work):
    left = set(keys)
    while left:
        key = left.pop()
        left.update(work(key))


def put_cleared(key, job):
    CLEARED[key] = job


def flush_cleared(send):
    while CLEARED:
        send(*CLEARED.popitem())
    CLEARED.clear()

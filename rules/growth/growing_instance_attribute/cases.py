"""MEM613: `#~` at the end of a line: a finding begins on it, of that level."""

import asyncio
import collections
import threading
import weakref

import paho

# ------------------------------------------------------------------ reported


class Chat:
    def __init__(self):
        self.lines = []

    async def talk(self, reader, writer):
        async for line in reader:
            self.lines.append(line)  #~ warning

    async def serve(self):
        await asyncio.start_server(self.talk, port=7000)


class Worker:
    def __init__(self, queue):
        self.queue = queue
        self.done = []

    def run(self):
        while True:
            job = self.queue.get()
            job.run()
            self.done.append(job)  #~ warning


class Poller:
    def __init__(self, source):
        self.source = source
        self.seen = set()

    def run(self):
        while True:
            for message in self.source.poll():
                self.handle(message)

    def handle(self, message):
        if message.id in self.seen:
            return
        self.seen.add(message.id)  #~ note


class Thread(threading.Thread):
    def __init__(self, socket):
        super().__init__()
        self.socket = socket
        self.errors = []

    def run(self):
        while 1:
            try:
                self.step()
            except OSError as error:
                self.errors.append(str(error))  #~ warning

    def step(self):
        self.socket.recv(100)


class Subscriber:
    def __init__(self, client):
        self.history = collections.deque()
        client.on_message = self.received

    def received(self, client, data, message):
        self.history.append(message.payload)  #~ warning


class Statistics:
    def __init__(self):
        self.by_user = {}

    def note(self, user_id):
        self.by_user[user_id] = True  #~ warning


STATISTICS = Statistics()


def view(request):
    STATISTICS.note(request.user_id)


class Sessions:
    def __init__(self):
        self.by_user = collections.defaultdict(list)

    def of(self, user_id):
        return self.by_user[user_id]  #~ warning


SESSIONS = Sessions()


@paho.route("/hello")
def hello(user_id):
    return SESSIONS.of(user_id)


class Sum:
    def __init__(self, socket):
        self.socket = socket
        self.rows = []

    async def loop(self):
        while True:
            await self.one()

    async def one(self):
        row = await self.socket.read()
        self.rows += [row]  #~ note


# ------------------------------------------------ near misses: it is taken out


class ChatTaken:
    def __init__(self):
        self.writers = set()

    async def talk(self, reader, writer):
        self.writers.add(writer)
        try:
            await reader.read()
        finally:
            self.writers.discard(writer)

    async def serve(self):
        await asyncio.start_server(self.talk, port=7000)


class WorkerReset:
    def __init__(self, queue):
        self.queue = queue
        self.batch = []

    def run(self):
        while True:
            self.batch.append(self.queue.get())
            self.flush()

    def flush(self):
        self.batch = []


class WorkerElsewhere:
    def __init__(self, queue):
        self.queue = queue
        self.finished = []

    def run(self):
        while True:
            self.finished.append(self.queue.get())


def harvest(worker):
    found = list(worker.finished)
    worker.finished.clear()
    return found


class WorkerGiven:
    def __init__(self, queue, sink):
        self.queue = queue
        self.sink = sink
        self.results = []

    def run(self):
        while True:
            self.results.append(self.queue.get())
            self.sink(self.results)


# ------------------------------------------------------- near misses: bounded


class ChatShort:
    def __init__(self):
        self.last = collections.deque(maxlen=10)

    async def talk(self, reader, writer):
        async for line in reader:
            self.last.append(line)

    async def serve(self):
        await asyncio.start_server(self.talk, port=7000)


class WorkerSized:
    def __init__(self, queue):
        self.queue = queue
        self.kept = []

    def run(self):
        while True:
            job = self.queue.get()
            if len(self.kept) < 100:
                self.kept.append(job)


class ChatWeak:
    def __init__(self):
        self.present = weakref.WeakSet()

    async def talk(self, reader, writer):
        self.present.add(writer)

    async def serve(self):
        await asyncio.start_server(self.talk, port=7000)


class WorkerByKind:
    def __init__(self, queue):
        self.queue = queue
        self.counts = {}

    def run(self):
        while True:
            job = self.queue.get()
            self.counts[type(job)] = True


# --------------------------------------- near misses: the object does not stay


class Request:
    def __init__(self):
        self.parts = []

    def feed(self, part):
        self.parts.append(part)


def served(queue):
    while True:
        request = Request()
        request.feed(queue.get())
        request.run()


class WorkerEnds:
    def __init__(self, queue):
        self.queue = queue
        self.taken = []

    def run(self):
        while True:
            job = self.queue.get()
            if job is None:
                return
            self.taken.append(job)


class WorkerCaught:
    def __init__(self, queue):
        self.queue = queue
        self.got = []

    def run(self):
        try:
            while True:
                self.got.append(next(self.queue))
        except StopIteration:
            pass


class Connection(asyncio.Protocol):
    def __init__(self):
        self.received = []

    def data_received(self, data):
        self.received.append(data)


class Node:
    def __init__(self):
        self.children = []

    def run(self, queue):
        while True:
            node = Node()
            node.add(queue.get())

    def add(self, child):
        self.children.append(child)


class Plain:
    def __init__(self):
        self.entries = []

    def write(self, text):
        self.entries.append(text)


# ------------------------------------------------- near misses: it adds nothing


class WorkerCounts:
    def __init__(self, queue):
        self.queue = queue
        self.state = {}

    def run(self):
        while True:
            self.queue.get()
            self.state["last"] = 1


class WorkerReads:
    def __init__(self, queue, steps):
        self.queue = queue
        self.steps = []
        for step in steps:
            self.steps.append(step)

    def run(self):
        while True:
            job = self.queue.get()
            for step in self.steps:
                step(job)


# ---------------------------------------------- what a timer calls again
class Sampler:
    def __init__(self, loop):
        self.loop = loop
        self.samples = []

    def tick(self):
        self.samples.append(self.loop.time())  #~ note
        self.loop.call_later(1, self.tick)


class SamplerByThread:
    def __init__(self, source):
        self.source = source
        self.samples = []

    def tick(self):
        self.samples.append(self.source.read())  #~ note
        threading.Timer(1, self.tick).start()


class SamplerOfOther:
    """Another method is called later."""

    def __init__(self, loop):
        self.loop = loop
        self.samples = []

    def tick(self):
        self.samples.append(self.loop.time())
        self.loop.call_later(1, self.stop)

    def stop(self):
        self.loop.stop()


class SamplerUntil:
    """Not for ever, as far as is known."""

    def __init__(self, loop):
        self.loop = loop
        self.samples = []

    def tick(self):
        self.samples.append(self.loop.time())
        if self.loop.is_running():
            self.loop.call_later(1, self.tick)


class SamplerShort:
    def __init__(self, loop):
        self.loop = loop
        self.samples = collections.deque(maxlen=60)

    def tick(self):
        self.samples.append(self.loop.time())
        self.loop.call_later(1, self.tick)


# ------------------------------------- of one object, from a loop elsewhere
class Hub:
    def __init__(self):
        self.listeners = []

    def subscribe(self, callback):
        self.listeners.append(callback)  #~ note


HUB = Hub()


def accept_all(server):
    while True:
        client, address = server.accept()
        HUB.subscribe(client.send)


class HubOfPlugins:
    def __init__(self):
        self.listeners = []

    def subscribe(self, callback):
        self.listeners.append(callback)


PLUGINS = HubOfPlugins()


def load_all(plugins):
    for plugin in plugins:
        PLUGINS.subscribe(plugin.run)


class HubThatForgets:
    def __init__(self):
        self.listeners = []

    def subscribe(self, callback):
        self.listeners.append(callback)

    def forget(self, callback):
        self.listeners.remove(callback)


FORGETFUL = HubThatForgets()


def accept_and_forget(server):
    while True:
        client, address = server.accept()
        FORGETFUL.subscribe(client.send)

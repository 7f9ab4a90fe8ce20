"""A program of its own: what it keeps matters where it stays up."""
import asyncio
import os
import time
from collections import defaultdict

sessions = {}
seen = set()
times = defaultdict(list)
found = []
answers = {}
jobs = []
polled = []
given = {}
notes = {}
drained = {}
gone = {}


async def handle(reader, writer):
    message = await reader.read()
    sessions[os.urandom(16).hex()] = message  #~ warning
    await process({"id": message})
    writer.close()


async def process(item):
    seen.add(item["id"])  #~ warning


def on_order(channel, method, properties, body):
    times[body["customer"]].append(time.time())  #~ warning


class Poller:
    def __init__(self, source):
        self.source = source

    def run(self):
        while True:
            self.poll()
            time.sleep(5)

    def poll(self):
        for row in self.source.rows():
            polled.append(row)  #~ warning


LEVELS = ("low", "high")
undo = []
pointers = {}
colours = []
sizes = {}
state = {}


class Monitor:
    def __init__(self, paths):
        self.paths = paths

    def run(self):
        while True:
            self.look()
            time.sleep(5)

    def look(self):
        for level in LEVELS:
            colours.append((level, 1))  # as many as there are levels, for a start
        for path in self.paths:
            sizes[path] = open(path).read()  # perhaps the same paths each time


class Window:
    def __init__(self, master):
        self.bound = master
        master.bind("<Key>", self.on_key)
        master.connect("cursor", self.on_cursor)

    def on_key(self, event):
        undo.append((event.char, self.bound))  #~ note

    def on_cursor(self, name):
        pointers[name] = self.bound  # of pointers there are few


def on_message(message):
    state.update({"last": message})


class Reader:
    def __init__(self, lines):
        self.lines = lines

    def do_GET(self):
        answers[self.path] = self.lines  #~ warning

    def run(self):
        while True:
            line = self.lines.get()
            if line is None:
                break
            jobs.append(line)  # the loop ends, and the program with it


def find(paths):
    for path in paths:
        found.append(path)  # a script that ends


def settle(user):
    given[user] = True  # nothing says that it is up for long


def main(channel, source):
    channel.basic_consume("orders", on_message_callback=on_order)
    Poller(source).run()
    asyncio.run(asyncio.start_server(handle, "0.0.0.0", 8888))


tokens = []
peers = []


def scan(source):
    try:
        while True:
            tokens.append(next(source))
    except StopIteration:
        pass


def accept(listening):
    try:
        while True:
            _, address = listening.accept()
            peers.append(address)  #~ warning
    except (KeyboardInterrupt, SystemExit):
        print("stopped")


if __name__ == "__main__":
    main(None, None)


def on_message(channel, method, properties, body):
    notes.setdefault("all", []).append(body)  #~ warning
    drained.setdefault("all", []).append(body)
    gone.setdefault("all", []).append(body)

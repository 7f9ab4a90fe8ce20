"""Objects that serve. Reported: Bot, Kept."""

from somewhere import Client


class Bot(Client):
    """What the base does with attributes that this class makes is its own affair."""

    def __init__(self):
        super().__init__()
        self.messages = []

    async def start(self):
        while True:
            message = await self.receive()
            self.messages.append(message)  #~ warning


class Kept:
    def __init__(self, queue):
        self.queue = queue
        self.lines = []

    def run(self):
        while True:
            self.lines.append(self.queue.get())  #~ warning


class SetBelow:
    def __init__(self, queue):
        self.queue = queue
        self.own = []

    def run(self):
        while True:
            self.own.append(self.queue.get())


class ClearedBelow:
    def __init__(self, queue):
        self.queue = queue
        self.cleared = []

    def run(self):
        while True:
            self.cleared.append(self.queue.get())


class Emptied:
    def __init__(self, queue):
        self.queue = queue
        self.emptied = []

    def run(self):
        while True:
            self.emptied.append(self.queue.get())

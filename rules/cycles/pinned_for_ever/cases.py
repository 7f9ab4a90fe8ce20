"""MEM107: what registries keep for ever. `#~`: reported."""

import asyncio
import atexit
import functools
import signal
import sqlite3
import weakref
from weakref import WeakKeyDictionary


class Connection:
    def __init__(self, socket):
        self.socket = socket
        weakref.finalize(self, self.close)  #~

    def close(self):
        self.socket.close()

    def with_argument(self):
        weakref.finalize(self, print, self)  #~

    def with_keyword(self):
        weakref.finalize(self, print, file=[self])  #~

    def with_lambda(self):
        weakref.finalize(self, lambda: self.socket.close())  #~

    def with_nested(self):
        def shut():
            self.socket.close()

        self._end = weakref.finalize(self, shut)  #~

    def with_partial(self):
        weakref.finalize(self, functools.partial(self.close))  #~

    def with_name(self):
        callback = self.close
        weakref.finalize(self, callback)  #~

    def with_plain_values(self):
        weakref.finalize(self, self.socket.close)
        weakref.finalize(self, Connection.shut, self.socket)
        weakref.finalize(self, self.shut, self.socket)
        weakref.finalize(self, lambda: print("gone"))

    def of_another(self, other):
        weakref.finalize(other, self.close)

    @staticmethod
    def shut(socket):
        socket.close()


def watch(owner):
    weakref.finalize(owner, lambda: print(owner))  #~


class Detached:
    def __init__(self):
        self.end = weakref.finalize(self, self.close)

    def close(self):
        self.end.detach()


class Ended:
    def __init__(self):
        self.end = weakref.finalize(self, self.finish)

    def finish(self):
        return 1

    def close(self):
        self.end()


# ------------------------------------------------------------------ atexit


class Recorder:
    def __init__(self, path):
        self.path = path
        atexit.register(self.save)  #~

    def save(self):
        return self.path

    def more(self):
        atexit.register(lambda: self.save())  #~
        atexit.register(Recorder.save, self)  #~
        atexit.register(functools.partial(print, self))  #~

    def plain(self):
        atexit.register(Recorder.say, self.path)
        atexit.register(self.say, self.path)
        atexit.register(print, "bye")
        weakref.finalize(self, Recorder.say, self.path)

    def handle(self):
        # (only the last object stays)
        signal.signal(signal.SIGTERM, self.stop)

    def stop(self, number, frame):
        return number

    @staticmethod
    def say(path):
        print(path)


class Caller:
    def __init__(self, writer):
        self.writer = writer
        atexit.register(self.close)  #~ error

    def close(self):
        self.writer.close()


async def connected(reader, writer):
    Caller(writer).close()


async def serve():
    return await asyncio.start_server(connected, "0.0.0.0", 8888)


class Bulk:
    def __init__(self, path):
        self.path = path
        atexit.register(self.save)  #~

    def save(self):
        return self.path


def record(paths):
    return [Bulk(path) for path in paths]


class Loader:
    """The loop goes over what one object loads."""

    def load_all(self, names):
        for name in names:
            self.load(name)

    def load(self, name):
        if not name:
            atexit.register(self.report)  #~ note
            raise ValueError(name)

    def report(self):
        return 1


class Loaded:
    """The loop is of another object's."""

    def load(self, name):
        atexit.register(self.report)  #~ error

    def report(self):
        return 1


class Loaders:
    def load_all(self, names):
        for name in names:
            loaded = Loaded()
            loaded.load(name)


class Console:
    def __init__(self):
        atexit.register(self.save)

    def save(self):
        return 1


console = Console()
atexit.register(console.save)


class Counters:
    """One object, of the module; whoever imports it switches it on."""

    def switch_on(self):
        atexit.register(self.show)

    def show(self):
        return 1


counters = Counters()


def at_the_end():
    print("bye")


def start():
    atexit.register(at_the_end)


def big_data(path):
    data = list(range(1000000))
    atexit.register(lambda: print(data))  #~ missing: data that is no object of a class


# -------------------------------------------------------- WeakKeyDictionary

STATES = weakref.WeakKeyDictionary()
POPPED = weakref.WeakKeyDictionary()


class State:
    def __init__(self, owner, size):
        self.owner = owner
        self.size = size


class Free:
    def __init__(self, owner):
        self.owner = weakref.ref(owner)
        self.name = owner.name


def remember(node):
    STATES[node] = [node]  #~
    STATES[node] = {"node": node}  #~
    STATES[node] = lambda: node.name  #~
    STATES[node] = functools.partial(print, node)  #~
    STATES[node] = State(node, 3)  #~
    STATES.setdefault(node, (node, 1))  #~
    STATES[node] = node.name
    STATES[node] = [1, 2]
    STATES[node] = Free(node)
    STATES[node] = weakref.ref(node)
    STATES[node] = {node: 1}.get
    STATES[node.parent] = node


def forget(node):
    POPPED[node] = [node]
    POPPED.pop(node)


def in_a_local(nodes):
    seen = WeakKeyDictionary()
    for node in nodes:
        seen[node] = [node]
    return len(seen)


def by_value(node):
    values = weakref.WeakValueDictionary()
    values[node.name] = node
    return values


class Cache:
    def __init__(self):
        self.entries = WeakKeyDictionary()

    def put(self, key, value):
        self.entries[key] = (key, value)  #~

    def put_value(self, key, value):
        self.entries[key] = value


# ---------------------------------------------------- what C keeps unseen


class Database:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.create_function("score", 1, self.score)  #~
        self.db.create_function("plain", 1, len)
        self.db.create_function("shout", 1, self.shout)

    def score(self, text):
        return len(text)

    @staticmethod
    def shout(text):
        return text.upper()


class Opened:
    def __init__(self, path):
        db = sqlite3.connect(path)
        db.create_function("score", 1, lambda text: self.score(text))  #~
        self.db = db

    def score(self, text):
        return len(text)


class Closed:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.create_function("score", 1, self.score)

    def score(self, text):
        return len(text)

    def close(self):
        self.db.close()


class Used:
    def scores(self, path):
        db = sqlite3.connect(path)
        db.create_function("score", 1, self.score)
        return list(db.execute("select score(name) from t"))

    def score(self, text):
        return len(text)


class Window:
    def __init__(self, root):
        self.tk = root.tk
        self.tk.createcommand("redraw", self.redraw)  #~
        root.tk.createcommand("bell", print)

    def redraw(self):
        return 1


class Messages:
    def send(self, number):
        message = Message(number)
        message.clean = weakref.finalize(message, message.close)
        return message


class Leased:
    def __init__(self, pool):
        self.pool = pool
        self.give_back = weakref.finalize(self, self.close)

    def close(self):
        self.pool.close()


class Singleton(type):
    def __call__(cls, *args):
        if "made" not in cls.__dict__:
            cls.made = super().__call__(*args)
        return cls.made


class OneWatcher(metaclass=Singleton):
    """It lives as long as the program."""

    def __init__(self):
        weakref.finalize(self, self.end)

    def end(self):
        return self


class AnyWatcher(metaclass=type):
    def __init__(self):
        weakref.finalize(self, self.end)  #~

    def end(self):
        return self

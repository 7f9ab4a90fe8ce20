"""MEM604: `#~` at the end of a line: a finding begins on it."""

import collections
import weakref
from dataclasses import dataclass

from shop import app

# ------------------------------------------------------------------ reported


class Session:
    opened = []

    def __init__(self, user):
        self.user = user
        Session.opened.append(self)  #~


def serve(user):
    return Session(user)


class Reader:
    lines = []

    def feed(self, line):
        self.lines.append(line)  #~


class Fetcher:
    pages = {}

    def fetch(self, url):
        if url not in self.pages:
            self.pages[url] = url.upper()  #~
        return self.pages[url]


class Mailer:
    sent = set()

    @classmethod
    def send(cls, address):
        if address in cls.sent:
            return
        cls.sent.add(address)  #~


class Counter:
    hits = collections.defaultdict(int)

    def is_busy(self, host):
        return self.hits[host] > 10  #~


class Tracer:
    events = []

    def on_event(self, event):
        type(self).events.append(event)  #~


class Scanner:
    found = []

    def scan(self, text):
        self.__class__.found.extend(text.split())  #~


class Log:
    entries = []

    def write(self, text):
        self.entries += [text]  #~


class Upper:
    names = []


class Lower(Upper):
    def take(self, text):
        self.names.append(text)  #~


class Visitor:
    everyone = []

    def __init__(self, address):
        self.address = address
        self.everyone.append(self)  #~ warning


@app.after_request
def visited(response):
    Visitor(response.address)
    return response


class Guest:
    everyone = []

    def __init__(self, address):
        self.address = address
        self.everyone.append(self)  #~ note


def invited(address):
    Guest(address)


# --------------------------------------------------- near misses: its own one


class Own:
    own = []

    def __init__(self):
        self.own = []

    def feed(self, line):
        self.own.append(line)


class OwnLater:
    later = []

    def open(self):
        self.later = []

    def feed(self, line):
        self.later.append(line)


class OwnBase:
    below = []

    def feed(self, line):
        self.below.append(line)


class OwnDerived(OwnBase):
    def __init__(self):
        self.below = []


class Copied:
    copied = []

    def feed(self, line):
        self.copied = self.copied + [line]


class Total:
    count = 0

    def feed(self, line):
        self.count += 1


@dataclass
class Record:
    line: str
    lines = ()


# ------------------------------------------------------ near misses: bounded


class Taken:
    waiting = []

    def put(self, line):
        self.waiting.append(line)

    def get(self):
        return self.waiting.pop()


class Cleared:
    pages = {}

    def fetch(self, url):
        self.pages[url] = url.upper()

    @classmethod
    def forget(cls):
        cls.pages.clear()


class Sized:
    pages = {}

    def fetch(self, url):
        if len(self.pages) < 100:
            self.pages[url] = url.upper()


class Recent:
    recent = collections.deque(maxlen=10)

    def feed(self, line):
        self.recent.append(line)


class Weakly:
    opened = weakref.WeakSet()

    def __init__(self, user):
        self.user = user
        self.opened.add(self)


def weakly(user):
    return Weakly(user)


class ByKind:
    parsers = {}

    def parser_of(self, cls):
        if cls not in self.parsers:
            self.parsers[cls] = cls()
        return self.parsers[cls]


class Elsewhere:
    drained = []

    def feed(self, line):
        self.drained.append(line)


def drain(elsewhere):
    elsewhere.drained.clear()


# -------------------------------------------- near misses: filled at import


class Plugin:
    known = []

    def __init_subclass__(cls):
        Plugin.known.append(cls)


class Language:
    every = []

    def __init__(self, text):
        self.text = text
        Language.every.append(self)


ENGLISH = Language("en")
FRENCH = Language("fr")


class Registry:
    handlers = {}

    @classmethod
    def register(cls, path):
        def decorate(function):
            cls.handlers[path] = function
            return function

        return decorate


class Factory:
    modules = {"window": "ui"}
    loaded = []

    def is_a(self, name, find):
        path = "app.%s" % self.modules[name]
        if path not in self.loaded:
            find(path)
            self.loaded.append(path)
        return path


# ---------------------------------------------------- filled by who asks first


class Holidays:
    _files = []

    def __init__(self, folders):
        if not Holidays._files:
            self._find(folders)

    def _find(self, folders):
        for path in folders:
            Holidays._files.append(path)


class MoreHolidays:
    _files = []

    def __init__(self, folders):
        self._find(folders)

    def _find(self, folders):
        for path in folders:
            MoreHolidays._files.append(path)  #~


# ------------------------------------------------- made anew for each request


class Visit:
    names = []
    by_name = {}

    def __init__(self, user):
        Visit.names.append(user)  #~ warning
        self.by_name.setdefault("x", []).append(user)  #~ warning


@app.route("/visits")
def visit(user):
    return str(Visit(user))


class Single:
    names = []

    def __init__(self, user):
        Single.names.append(user)  # one object, as far as this file shows


def single(user):
    return Single(user)


class Drained:
    by_kind = {}

    def __init__(self, user):
        self.by_kind.setdefault("x", []).append(user)  # drain() empties it


@app.route("/drained")
def drained(user):
    return str(Drained(user))


def drain(visits):
    visits.by_kind["x"].clear()


class Seen:
    kinds = {}


@app.route("/seen/<name>")
def seen(name):
    Seen.kinds[name == "x"] = name  # two at most
    return "ok"


class Named:
    """Those that are printed stay, not every one."""

    numbers = {}

    def __str__(self):
        return "n%d" % Named.numbers.setdefault(self, len(Named.numbers))  #~


# ------------------------------------------------- taken out as it is deleted
class LeftToDel:
    """Its __del__ does not run as long as the list holds it."""

    opened = []

    def __init__(self, user):
        self.user = user
        self.opened.append(self)  #~ warning

    def __del__(self):
        self.opened.remove(self)


class KeyLeftToDel:
    """Nothing here holds the object."""

    opened = {}

    def __init__(self, user_id):
        self.user_id = user_id
        self.opened[user_id] = 1

    def __del__(self):
        self.opened.pop(self.user_id, None)


class LeftToClose:
    opened = []

    def __init__(self, user):
        self.user = user
        self.opened.append(self)

    def close(self):
        self.opened.remove(self)


@app.route("/left/<user_id>")
def left(user_id):
    return str([LeftToDel(user_id), KeyLeftToDel(user_id), LeftToClose(user_id)])

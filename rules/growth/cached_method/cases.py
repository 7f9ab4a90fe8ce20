"""MEM601: `#~` at the end of a line: a finding begins on it."""

import abc
import dataclasses
import enum
import functools
from collections import namedtuple
from functools import cache, lru_cache
from typing import NamedTuple

import async_lru
import cachetools
from shop import app
from django.core.management.base import BaseCommand
from pydantic import BaseModel

SIZE = 500
TABLE = {}


class Report:
    def __init__(self, rows, tax):
        self.rows = rows
        self.tax = tax

    @lru_cache(maxsize=None)  #~ note
    def total(self):
        return sum(row.amount for row in self.rows)

    @functools.cache  #~ note
    def total_of(self, kind):
        return sum(row.amount for row in self.rows if row.kind == kind)

    @property
    @functools.lru_cache(None)  #~ note
    def net(self):
        return self.total() * (1 - self.tax)

    @lru_cache  #~ note
    def lines(self):
        return [str(row) for row in self.rows]

    @lru_cache(maxsize=SIZE)  #~ note
    def line(self, index):
        return str(self.rows[index])

    @cache  #~ note
    def rate(self, country):
        return len(country) * 0.2

    @async_lru.alru_cache(maxsize=None)  #~ note
    async def fetched(self, url):
        return await self.tax.fetch(url)

    @cachetools.cached({})  #~ note
    def grouped(self, kind):
        return [row for row in self.rows if row.kind == kind]

    @cachetools.cached(cachetools.LRUCache(maxsize=64))  #~ note
    def sorted_by(self, kind):
        return sorted(self.rows, key=kind)

    def _first(self):
        return self.rows[0]

    first = lru_cache(maxsize=None)(_first)  #~ note

    # near misses: nothing of the object is kept, or it goes with the object

    @functools.cached_property
    def kinds(self):
        return {row.kind for row in self.rows}

    @staticmethod
    @cache
    def tax_of(country):
        return len(country) * 0.2

    @classmethod
    @lru_cache(maxsize=None)
    def columns(cls):
        return tuple(sorted(cls.__dict__))

    @lru_cache(maxsize=0)
    def uncached(self):
        return len(self.rows)

    @lru_cache(maxsize=1)
    def last(self):
        return self.rows[-1]

    @cachetools.cached(cachetools.TTLCache(maxsize=64, ttl=60))
    def for_a_minute(self, kind):
        return [row for row in self.rows if row.kind == kind]

    @cachetools.cached({}, key=lambda self, kind: kind)
    def by_kind_alone(self, kind):
        return kind.lower()

    @async_lru.alru_cache(ttl=60)
    async def fetched_again(self, url):
        return await self.tax.fetch(url)

    def __init_subclass__(cls):
        cls.total_of_class = lru_cache(maxsize=None)(len)

    def sized(self, options):
        return lru_cache(**options)(len)


def report(all_rows, tax):
    return Report(all_rows, tax).total()


# made for each of many


class Row:
    def __init__(self, text):
        self.text = text

    @lru_cache(maxsize=None)  #~ error
    def amount(self):
        return float(self.text)

    @lru_cache(maxsize=1000)  #~ note
    def words(self):
        return self.text.split()


def read(lines):
    rows = []
    for line in lines:
        rows.append(Row(line))
    return rows


# a base of this file without a value; one that has a value


class Special(Report):
    @cache  #~ note
    def share(self, part):
        return part / self.total()


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return self.amount == other.amount

    def __hash__(self):
        return hash(self.amount)

    @cache
    def in_words(self):
        return spell(self.amount)


class Euro(Money):
    @cache
    def cents(self):
        return self.amount * 100


class Colour(enum.Enum):
    RED = 1

    @cache
    def hexadecimal(self):
        return "#%06x" % self.value


@dataclasses.dataclass(frozen=True)
class Point:
    x: float
    y: float

    @cache
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


class Pair(NamedTuple):
    left: int
    right: int

    @cache
    def total(self):
        return self.left + self.right


class Triple(namedtuple("Triple", "a b c")):
    @cache
    def total(self):
        return self.a + self.b + self.c


class Settings(BaseModel):
    @cache
    def resolved(self):
        return dict(self)


class Meta(type):
    @cache
    def fields(self):
        return sorted(vars(self))


class Unknown(make_base()):
    @cache
    def fields(self):
        return sorted(vars(self))


# made once


class Registry:
    def __init__(self):
        self.models = {}

    @cache
    def sorted_models(self):
        return sorted(self.models)


REGISTRY = Registry()


class ConfigSingleton(abc.ABC):
    @cache
    def value(self, name):
        return TABLE[name]


class Shared:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    @cache
    def value(self, name):
        return TABLE[name]


def made_by_call(rows):
    class Local:
        @cache
        def total(self):
            return sum(rows)

    return Local()


# a method of no class: what it keeps is what it is called with


@cache
def total(report):
    return report.total()


class Wrapped:
    @cache  #~ note
    @retried(times=3)
    def load(self, name):
        return open(self.path(name)).read()

    @registered_for_class
    @cache
    def load_for(klass, name):
        return open(klass.path(name)).read()

    @cache
    def of_metaclass(cls, name):
        return getattr(cls, name)


def load(name):
    wrapped = Wrapped()
    return wrapped.load(name)


# it does use its object, though not by name


class Loud(Wrapped):
    @cache  #~ note
    def load(self, name):
        return super().load(name).upper()


# of these there is one at a time


class Client:
    def __init__(self, address):
        self.address = address

    def connect(self):
        return open(self.address)

    @cache  #~ note
    def page(self, name):
        return self.connect().read()

    @lru_cache
    def head(self, name):
        return self.page(name)[:100]


class Command(BaseCommand):
    @cache
    def find_fixtures(self, label):
        return sorted(self.paths(label))


class Catalogue:
    def __init__(self, rows):
        self.rows = rows

    @functools.lru_cache(maxsize=None)  #~ error
    def find(self, text):
        return [row for row in self.rows if text in row]


@app.route("/search")
def search():
    catalogue = Catalogue(app.rows())
    return catalogue.find(app.text())


class Index:
    def __init__(self, rows):
        self.rows = rows

    @functools.lru_cache(maxsize=None)  #~ note
    def find(self, text):
        return [row for row in self.rows if text in row]


def look_up(text):
    index = Index(app.rows())
    return index.find(text)


# ------------------------------------------------- one, or a few, by their name


class CommandManager:
    def __init__(self, commands):
        self.commands = commands

    @functools.lru_cache(maxsize=64)
    def parse(self, text):
        return self.commands.parse(text)


class PackageFinder:
    def __init__(self, links):
        self.links = links

    @functools.lru_cache(maxsize=None)
    def find(self, name):
        return self.links[name]


# -------------------------------------- meant so, as it tells other linters too


class MessageStore:
    def __init__(self, messages):
        self.messages = messages

    @functools.lru_cache(maxsize=None)  # noqa: B019
    def find(self, name):
        return self.messages[name]


class NoteStore:
    def __init__(self, notes):
        self.notes = notes

    @functools.lru_cache(  # pylint: disable=method-cache-max-size-none
        maxsize=None
    )
    def find(self, name):
        return self.notes[name]


class PlainStore:
    def __init__(self, notes):
        self.notes = notes

    @functools.lru_cache(maxsize=None)  #~ note
    def find(self, name):
        return self.notes[name]


class Line:
    def __init__(self, text):
        self.text = text

    @lru_cache(maxsize=None)  #~ error
    def words(self):
        return self.text.split()


def count_lines(texts):
    return sum(len(Line(text).words()) for text in texts)

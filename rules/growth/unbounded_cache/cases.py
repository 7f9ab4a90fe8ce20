"""MEM602: `#~` at the end of a line: a finding begins on it."""

import enum
import functools
from functools import cache, lru_cache
from typing import Literal

from flask import Flask, request

app = Flask(__name__)


@lru_cache(maxsize=None)  #~ note
def host_of(url):
    return url.split("/")[2].lower()


@functools.cache  #~ note
def parsed(query: str, strict: bool = False):
    return query.split("&") if strict else [query]


@cache  #~ warning
def user_of(user_id):
    return {"id": user_id}


@app.route("/users/<user_id>")
def show(user_id):
    return user_of(user_id)


@cache  #~ warning
def normalised(text: str) -> str:
    return text.casefold().strip()


def view(request):
    return render(request.args["q"])


def render(question):
    return normalised(question)


@app.task
def work(line):
    return split(line)


@lru_cache(None)  #~ warning
def split(line):
    return line.split(",")


class Words:
    @staticmethod
    @cache  #~ note
    def stem(word):
        return word.rstrip("s")

    @classmethod
    @lru_cache(maxsize=None)  #~ note
    def of(cls, sentence):
        return cls(sentence.split())

    @cache
    def method(self, word):
        return word in self.words


def stems(lines):
    return [Words.stem(line) for line in lines]


@cache  #~ warning
def words_of(line):
    return line.split()


def count_words(path):
    count = 0
    with open(path) as file:
        for line in file:
            count += len(words_of(line.strip()))
    return count


@cache  #~ warning
def titles(document_text):
    return [t for t in document_text.split("\n") if t.startswith("#")]


def all_titles(paths):
    for path in paths:
        with open(path) as file:
            yield titles(file.read())


@cache  #~ note
def day_of(text):
    return text.split("T")[0]


def days(path):
    """One of a few parts of each line."""
    with open(path) as file:
        return {day_of(line.split()[0]) for line in file}


# near misses


class Tone(enum.Enum):
    HIGH = 1


@cache
def of_tone(text: Tone):
    return text.value


class Colour(enum.Enum):
    RED = 1


@cache
def settings():
    return {}


@lru_cache(maxsize=1000)
def bounded(url):
    return url.lower()


@lru_cache(maxsize=0)
def disabled(url):
    return url.lower()


@cache
def of_flag(text: bool):
    return not text


@cache
def of_literal(line: Literal["a", "b"]):
    return line * 2


@cache
def of_service(service_name, region):
    return service_name + region


@cache
def of_class(node_type):
    return node_type.__mro__


@cache
def depth(document):
    return 1 + max(map(depth, document.parts), default=0)


@cache
def template(file_id):
    return open(file_id).read()


def outer(lines):
    @cache
    def inner(line):
        return line.split()

    return [inner(line) for line in lines]


@cache
def of_kind(kind, text=False):
    return kind.upper() if text else kind


@cache  #~ missing: nothing in the name or the annotation says how many there are
def squeezed(s: str) -> str:
    return " ".join(s.split())


@cache  #~ warning
def digest_of(k):
    return hash(k)


@cache
def label_of(title):
    return title.upper()


@app.route("/digest")
def digest():
    return label_of("digest") + str(digest_of(request.args["k"]))

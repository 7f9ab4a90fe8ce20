"""How often functions run."""

import functools
import sys

import click
from flask import Flask
from http.server import BaseHTTPRequestHandler

app = Flask(__name__)


def unknown(text):
    return text.strip()


@app.route("/")
def index():
    return page("index")


def page(name):
    return template(name)


def template(name):
    return name + ".html"


@app.get("/items")
def items():
    return helper()


@cache.get("items")
def no_route():
    return 1


@app.on_event("startup")
def start():
    return connect()


@click.command()
def command():
    return 1


@functools.lru_cache(maxsize=None)
def settings():
    return {}


@functools.lru_cache(maxsize=None)
def setting(name):
    return name


@app.task
def work(number):
    return number


def view(request, number):
    return number


def lambda_handler(event, context):
    return event


def in_loop(lines):
    for line in lines:
        of_line(line)


def of_line(line):
    return words_of(line)


def words_of(line):
    return line.split()


def recursive(tree):
    return [recursive(t) for t in tree]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer()

    def answer(self):
        self.send_response(200)

    def unknown(self):
        return self.path


class UserView(View):
    def get(self, request):
        return request

    def other(self):
        return 1


class Plain:
    def get(self, key):
        return key

    def __eq__(self, other):
        return True


class Row:
    def __init__(self, line):
        self.parts = words(line)


def words(line):
    return line.split()


def read(lines):
    rows = []
    for line in lines:
        rows.append(Row(line))
    return rows


def main():
    _prepare()
    prepare()


def _prepare():
    return 1


def prepare():
    return 1


def outer():
    def inner():
        return 1

    return inner


def convert():
    """It reads its command line."""
    return sys.argv[1:]


def usage():
    return "usage: " + sys.argv[0]


if __name__ == "__main__":
    main()

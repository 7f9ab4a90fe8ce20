"""Takes from the tables of the other file, or only reads them."""

from app import names, tables
from app.tables import listed, removed


def read(url):
    return names.kept[url], len(listed)


def end(url):
    tables.emptied.clear()
    del removed[url]
    tables.replaced = {}
    names.passed_on.pop(url)

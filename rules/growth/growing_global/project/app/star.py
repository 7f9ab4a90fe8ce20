"""Takes from a table by a star import."""

from app.tables import *


def end(url):
    starred.pop(url)

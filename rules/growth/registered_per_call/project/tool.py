#!/usr/bin/env python3
"""A command: it ends, and what atexit keeps with it."""

import atexit
import logging
import shutil
import tempfile

from flask import Flask

app = Flask(__name__)
log = logging.getLogger("tool")


def unpack_all(names):
    for name in names:
        directory = tempfile.mkdtemp(name)
        atexit.register(shutil.rmtree, directory)


def log_all(names):
    for name in names:
        log.addHandler(logging.FileHandler(name))  #~ warning


@app.route("/unpack")
def unpack():
    directory = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, directory)  #~ warning
    return directory

"""MEM606: `#~` at the end of a line: a finding begins on it."""

import atexit
import functools
import logging
import shutil
import tempfile
import uuid
from logging import FileHandler, getLogger

from flask import Flask

app = Flask(__name__)
log = logging.getLogger(__name__)

# ------------------------------------------------------------------ reported


def work(paths):
    for path in paths:
        logger = logging.getLogger("work")
        logger.addHandler(logging.FileHandler(path))  #~
        logger.info("begun")


@app.route("/report")
def report():
    handler = FileHandler("report.log")
    log.addHandler(handler)  #~
    log.info("report")
    return "done"


def open_log(path):
    logger = getLogger("one")
    logger.addHandler(FileHandler(path))  #~
    return logger


def open_all(paths):
    return [open_log(path) for path in paths]


@app.route("/quiet")
def quiet():
    log.addFilter(lambda record: record.levelno > 10)  #~
    return "quiet"


@app.route("/root")
def to_root():
    logging.getLogger().addHandler(logging.StreamHandler())  #~
    return "root"


@app.route("/job")
def job():
    logger = logging.getLogger("job.%s" % uuid.uuid4())  #~
    logger.info("job")
    return "job"


@app.route("/unpack")
def unpack():
    directory = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, directory)  #~ warning
    return directory


def unpack_all(names):
    for name in names:
        directory = tempfile.mkdtemp(name)
        atexit.register(functools.partial(shutil.rmtree, directory))  #~ note


@app.route("/later")
def later():
    atexit.register(lambda: print("later"))  #~
    return "later"


def work_on(paths):
    for path in paths:
        if not path:
            continue
        log.addHandler(FileHandler(path))  #~
        if path == "last":
            break


def until_done(paths):
    for path in paths:
        try:
            open_one(path)
        except OSError:
            return


def open_one(path):
    log.addHandler(FileHandler(path))  #~


def all_that_are_there(paths):
    for path in paths:
        try:
            log.addHandler(FileHandler(path))  #~
            continue
        except OSError:
            print(path)
        return path


# --------------------------------------------------------------- near misses


def first_that_opens(paths):
    for path in paths:
        try:
            return set_up_log(path)
        except OSError:
            pass
    raise OSError("none of them")


def set_up_log(path):
    log.addHandler(FileHandler(path))
    return path


def first_that_is_there(paths):
    for path in paths:
        if path.exists():
            log.addHandler(FileHandler(path))
            break


def first_of_it(paths):
    for path in paths:
        if path.exists():
            set_up_other(path)
            print(path)
            return


def set_up_other(path):
    log.addFilter(lambda record: path in record.msg)


def main():
    logging.getLogger().addHandler(logging.StreamHandler())
    atexit.register(lambda: print("end"))


log.addHandler(logging.NullHandler())

SHARED = logging.StreamHandler()


@app.route("/shared")
def shared():
    log.addHandler(SHARED)  # the same one is kept once
    return "shared"


def set_up(path):
    """How often it runs is not known."""
    logger = logging.getLogger("set_up")
    logger.addHandler(logging.FileHandler(path))
    return logger


@app.route("/asked")
def asked():
    if not log.propagate:
        log.addHandler(logging.StreamHandler())
    return "asked"


@app.route("/named")
def named():
    logger = logging.getLogger("app.named")
    logger.info("named")
    return "named"


@app.route("/module")
def by_module():
    return logging.getLogger(__name__).name


@app.route("/other")
def other(bus):
    bus.addHandler(logging.StreamHandler())  # no logger that is known
    return "other"


def flush():
    log.info("end")


@app.route("/flush")
def at_end():
    atexit.register(flush)
    return "a function of the module: small, and known to all"


class Handler(logging.Handler):
    def emit(self, record):
        print(record)


@app.route("/bound")
def bound(handlers_given):
    for handler in handlers_given:
        log.addHandler(handler)  # made elsewhere
    return "bound"


def add_to(logger, path):
    logger.addHandler(FileHandler(path))  # another logger each time


def add_to_each(names):
    for name in names:
        add_to(logging.getLogger(name), name)


# ------------------------------------------------------------ kept by an object


class Runner:
    def __init__(self, name):
        self.log = logging.getLogger("runner")
        self.log.addHandler(logging.FileHandler(name))  #~ warning


def run_all(names):
    for name in names:
        Runner(name).log.info("begun")


class TwoLoggers:
    """Which of them it is, is not known."""

    def __init__(self, name):
        self.log = logging.getLogger("runner")
        self.log = logging.getLogger(name)
        self.log.addHandler(logging.FileHandler(name))


def run_two(names):
    for name in names:
        TwoLoggers(name).log.info("begun")

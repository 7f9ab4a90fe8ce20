"""MEM606: `#~` at the end of a line: a finding begins on it."""

import atexit
import functools
import logging
import shutil
import tempfile
import uuid
import warnings
from logging import FileHandler, getLogger

import events
from flask import Flask, request

app = Flask(__name__)
BUS = events.Bus()
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


@app.route("/changes")
def changes():
    events.bus.subscribe("change", lambda event: print(event))  #~ note
    return "changes"


@app.route("/told")
def told():
    def tell(event):
        print(event)

    BUS.add_listener(tell)  #~ note
    return "told"


@app.route("/signal")
def signal():
    events.changed.connect(lambda sender: print(sender), weak=False)  #~ note
    return "signal"


class Watch:
    def __init__(self, name):
        self.name = name
        BUS.subscribe(self.changed)  #~ note

    def changed(self, event):
        print(self.name, event)


def watch_all(names):
    for name in names:
        Watch(name)


@app.route("/quiet/<name>")
def quiet_of(name):
    warnings.filterwarnings("ignore", message=f"{request.url} is old")  #~ note
    return name


@functools.singledispatch
def show(value):
    return str(value)


@app.route("/row")
def row():
    class Row:
        pass

    show.register(Row, lambda value: "row")  #~ note
    return show(Row())


# --------------------------------------------------------------- near misses


@app.route("/weak")
def weak():
    events.changed.connect(lambda sender: print(sender))  # it holds weakly
    return "weak"


@app.route("/own")
def own_bus():
    bus = events.Bus()
    bus.subscribe(lambda event: print(event))  # it ends with the call
    return "own"


@app.route("/given")
def given_bus(bus):
    bus.subscribe(lambda event: print(event))
    return "given"


@app.route("/same")
def same_function():
    BUS.subscribe(flush)  # one function: what that keeps is small, if anything
    return "same"


@app.route("/token")
def with_token():
    token = BUS.subscribe(lambda event: print(event))
    token.end()
    return "token"


@app.route("/if")
def if_none():
    if not BUS.listeners:
        BUS.subscribe(lambda event: print(event))
    return "if"


def subscribe_once():
    BUS.subscribe(lambda event: print(event))


@app.route("/silent")
def silent():
    warnings.filterwarnings("ignore", message="old")  # the same is kept once
    warnings.simplefilter("ignore")
    return "silent"


@app.route("/pair")
def pair():
    show.register(Watch, lambda value: "watch")  # the same class: once
    return show(Watch("a"))


@app.route("/generic")
def generic():
    @functools.singledispatch
    def tell(value):
        return str(value)

    class Row:
        pass

    tell.register(Row, lambda value: "row")  # both end with the call
    return tell(Row())


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


def logged(logger_ids=("runner",)):
    """The same names each time."""

    @app.route("/logged")
    def run():
        for logger_id in logger_ids:
            logging.getLogger(logger_id).info("begun")

    return run


@app.route("/named")
def named():
    logger_id = str(uuid.uuid4())
    logging.getLogger(logger_id).info("begun")  #~
    return logger_id


@app.route("/of/<logger_id>")
def named_within(logger_id):
    logging.getLogger(f"of {logger_id}").info("begun")  #~
    return logger_id


# --------------------------------------------------- what is no bound method


class Job:
    def __init__(self, number):
        self.number = number
        BUS.subscribe(self.name)  # its value
        BUS.subscribe(self.tell)  # one function
        BUS.subscribe(self.tell_all)  # a method of the class
        BUS.subscribe(self.traced)  # what the decorator makes is not known
        BUS.add_listener(self.changed)  #~ note

    @property
    def name(self):
        return "job %d" % self.number

    @staticmethod
    def tell(event):
        print(event)

    @classmethod
    def tell_all(cls, event):
        print(cls, event)

    @events.traced
    def traced(self, event):
        print(self.number, event)

    def changed(self, event):
        print(self.number, event)


def jobs(numbers):
    for number in numbers:
        Job(number)


# ------------------------------------------- a bus of this file, by its own code


class Signals:
    def __init__(self):
        self.by_name = {}
        self.last = None

    def when(self, name, function, times=1):
        self.by_name.setdefault(name, []).append((times, function))

    def on(self, name, function):
        self.last = function

    def each(self, function):
        for functions in self.by_name.values():
            for each in functions:
                function(each)


SIGNALS = Signals()


@app.route("/when")
def when():
    SIGNALS.when("change", lambda: print("changed"))  #~ note
    return "when"


@app.route("/on")
def on():
    SIGNALS.on("change", lambda: print("changed"))  # it keeps the last
    return "on"


@app.route("/each")
def each():
    SIGNALS.each(lambda each: each())
    return "each"


@app.route("/bus/on")
def on_bus():
    BUS.on("change", lambda: print("changed"))  #~ note
    BUS.on(lambda: print("changed"))  # a decorator, or anything
    return "on"


def logger_called(name):
    logger = logging.getLogger(name)
    logger.addHandler(logging.StreamHandler())  #~ warning
    return logger


@app.get("/logged")
def logged(request):
    logger_called("requests").info(request.path)


def logger_called_for(name):
    """The names are as many as there are users."""
    logger = logging.getLogger(name)
    logger.addHandler(logging.StreamHandler())
    return logger


@app.get("/logged/for")
def logged_for(request):
    logger_called_for(request.user).info(request.path)

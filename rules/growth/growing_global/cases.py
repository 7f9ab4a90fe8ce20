"""MEM603: `#~` at the end of a line: a finding begins on it."""

import collections
import enum
import functools
import hashlib
import http.server
import json
import pwd
import subprocess
import threading
import time
import uuid
import weakref
from collections import defaultdict, deque

from flask import Flask, abort, jsonify, request

# ------------------------------------------------------------------ reported

_pages = {}


def page_of(url, fetch):
    if url not in _pages:
        _pages[url] = fetch(url)  #~
    return _pages[url]


_roots = {}


def root_of(text):
    key = hash(text)
    try:
        return _roots[key]
    except KeyError:
        root = text.strip()
        _roots[key] = root  #~
        return root


history = []


def handle(request):
    reply = request.run()
    history.append((request, reply))  #~
    return reply


seen_hosts = set()


def greet(host):
    if host in seen_hosts:
        return None
    seen_hosts.add(host)  #~
    return "hello " + host


hits = defaultdict(int)


def is_known(client_address):
    return hits[client_address] > 3  #~


sizes = collections.Counter()


def count_url(url, size):
    sizes.update({"all": size})
    sizes[url] += size  #~


_jobs = collections.OrderedDict()


def submit(job, queue):
    queue.put(job)
    _jobs[job.uuid] = job  #~


_tokens = {}


def open_session(user):
    token = uuid.uuid4()
    _tokens[token] = user  #~
    return token


_by_title = collections.defaultdict(list)


def note_line(title, line):
    _by_title[title].append(line)  #~


class Watcher:
    def __init__(self, name):
        self.name = name
        watchers.append(self)  #~


watchers = []


def watch(name):
    return Watcher(name)


log_lines: list = []


def trace(text):
    global log_lines
    log_lines += [text]  #~


_seen = set()


def is_new(request):
    if id(request) in _seen:
        return False
    _seen.add(id(request))  #~ warning
    return True


_frames = {}


def number_of(frame):
    number = id(frame)
    _frames[number] = frame  #~ note
    return number


_called = []


def noting(name, function):
    def noted(*words):
        _called.append(name)  #~ note
        return function(*words)

    return noted


_gone = []


def close(lines, line):
    if line not in lines:
        _gone.append(line)  #~ note


# -------------------------------------------------- near misses: few elements

_types = {}


def writer_of(value, find):
    cls = type(value)
    if cls not in _types:
        _types[cls] = find(cls)
    return _types[cls]


_modes = {}


def set_level(level):
    _modes[level] = True


_constants = {}


def tick(value):
    _constants["last"] = value


_ring = {}


def keep_recent(index, line):
    _ring[index % 64] = line


class Color(enum.Enum):
    RED = 1


_colors = {}


def color_of(enum):
    _colors[enum] = str(enum)


_table = {}
_letters = "abcdef"


def decode(text):
    if not _table:
        for i, path in enumerate(_letters):
            _table[path] = i
    return [_table[c] for c in text]


_per_thread = {}


def buffer_of():
    _per_thread[threading.get_ident()] = bytearray(10)


_found_in = []


def find(path, folder, look):
    if folder not in _found_in:
        _found_in.append(folder)
    return look(path, folder)


_with_text = []


def check_line(line, filename):
    if filename in _with_text:
        pass
    elif "text" in line:
        _with_text.append(filename)


_by_hash = {}


def keeping(size):
    def decorate(func):
        number = hash(func)
        kept = _by_hash[number] = {}

        def keeper(*words):
            if words not in kept:
                kept[words] = func(*words)
            return kept[words]

        return keeper

    return decorate


_tasks = {}


def at_most(size):
    def decorate(f):
        _tasks[id(f)] = size

        def bounded(*words):
            return f(*words[:size])

        return bounded

    return decorate


_at_start = []


def app_register_at_start(callback):
    _at_start.append(callback)


_failed = set()


def notify(filename, lineno, show):
    key = "%s:%d" % (filename, lineno)
    if key not in _failed:
        _failed.add(key)
        show(key)


# ------------------------------------------------------ near misses: bounded

_sized = {}


def sized(url, fetch):
    if len(_sized) > 100:
        return fetch(url)
    _sized[url] = fetch(url)
    return _sized[url]


_recent = collections.deque(maxlen=100)


def note(text):
    _recent.append(text)


_weak = weakref.WeakValueDictionary()


def node_of(path, make):
    node = make(path)
    _weak[path] = node
    return node


_open = {}


def start(request):
    _open[request.id] = request


def begin(request):
    _open[request.id] = request


def finish(request):
    del _open[request.id]


_emptied = []


def gather(text):
    _emptied.append(text)


def flush(file):
    file.writelines(_emptied)
    _emptied.clear()


_rebound = []


def put(text):
    _rebound.append(text)


def reset():
    global _rebound
    _rebound = []


_lent = []


def lend(text):
    _lent.append(text)


def lent():
    return _lent


# ------------------------------------------- near misses: filled at import

commands = []


def command(function):
    commands.append(function)
    return function


@command
def run(path):
    return path


routes = {}


def route(url):
    def decorate(function):
        routes[url] = function
        return function

    return decorate


plugins = []


def register(path):
    plugins.append(path)


units = {}


def _unit(path, factor):
    units[path] = factor


_unit("m", 1)
_unit("km", 1000)


class Meta(type):
    def __new__(mcs, path, bases, body):
        cls = super().__new__(mcs, path, bases, body)
        classes.append(cls)
        return cls


classes = []


class Base:
    def __init_subclass__(cls):
        subclasses[cls.path] = cls


subclasses = {}


class Unit:
    def __init__(self, name):
        all_units.append(self)


all_units = []
METRE = Unit("m")

codes = {}
opnames = []


def _code(path, number):
    codes[path] = number
    opnames.append(path)


_code("nop", 9)
del _code


@functools.lru_cache(maxsize=None)
def cached(path):
    return len(path)


# a local of the same name
def local(paths):
    _pages = {}
    for path in paths:
        _pages[path] = len(path)
    return _pages


# ------------------------------------------------------------- few by the code

_presets = {}


def use_preset(key, preset):
    if key == "custom":
        _presets[key] = preset
    return _presets.get(key)


_per_title = {}


def use_title(title, preset):
    if title != "custom":
        _per_title[title] = preset  #~
    return _per_title.get(title)


_warnings = []


def warn(text):
    """What is said in one run."""
    _warnings.append(text)


_methods = {}


def methods_of(node, ask):
    if node.driver not in _methods:
        _methods[node.driver] = ask(node)
    return _methods[node.driver]


_transports = {}


def transport_of(url, connect):
    """A program has a few."""
    if url not in _transports:
        _transports[url] = connect(url)
    return _transports[url]


# ------------------------------------------------------ registries of frameworks

_views = {}


def route(path):
    """As Flask and FastAPI: a view for each path, by its decorator."""

    def decorate(view):
        _views[path] = view
        return view

    return decorate


@route("/items")
def show_items():
    return []


_click_commands = []


class Command:
    """As click: the decorator makes an object of the function."""

    def __init__(self, callback):
        self.callback = callback


def command(function):
    made = Command(function)
    _click_commands.append(made)
    return made


@command
def greet_all():
    print("hello")


urlpatterns = []


def path(pattern, view):
    """As Django: urls.py of an application calls it at its import."""
    urlpatterns.append((pattern, view))


path("items/", show_items)

_models = {}


class ModelBase(type):
    """As Django's, SQLAlchemy's and pydantic's: each class, once."""

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        _models[name] = cls
        return cls


_mapped = []


class Base:
    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        _mapped.append(cls)


_receivers = []


def receiver(signal):
    """As Django's signals."""

    def connect(function):
        _receivers.append((signal, function))
        return function

    return connect


_fixtures = {}


def fixture(function):
    """As pytest's."""
    _fixtures[function.__name__] = function
    return function


_validators = []


def validator(*fields):
    """As pydantic's."""

    def decorate(function):
        _validators.append((fields, function))
        return classmethod(function)

    return decorate


_admin_sites = {}


def register(model, admin=None):
    """As django.contrib.admin."""
    _admin_sites[model] = admin


def autodiscover(applications):
    for application in applications:
        register(application.model)


# A message of this file's own: as many as calls that give it.

_printed = set()


def _print_once(message):
    if message not in _printed:
        _printed.add(message)
        print(message)


def old_name():
    _print_once("old_name() is new_name() now")


def old_mode():
    _print_once("there is one mode by now")


_said = set()


def _say_once(message):
    if message not in _said:
        _said.add(message)  #~
        print(message)


def tell(event):
    _say_once("seen: " + event.text)


# What says once that something is deprecated says it by names in the code.

_warned_messages = set()


def warn_of(message):
    if message not in _warned_messages:
        _warned_messages.add(message)
        print(message)


# A text that is made of a function: one for each function there is.

_parsed_docs = {}


def units_of(func, replacements=None):
    text = func.__doc__
    if text is None:
        text = ""
    for old, new in replacements or ():
        text = text.replace(old, new)
    h = hash(text)
    if h not in _parsed_docs:
        _parsed_docs[h] = text.split()
    return _parsed_docs[h]


# The vocabulary of a language: its tags and kinds of nodes.

_ways = defaultdict(tuple, {"group": ("id",), "node": ("id", "uname")})


def ways_to(node):
    return list(_ways[node.tag])


_weights = {}


def weight_of(record):
    if record.kind not in _weights:
        _weights[record.kind] = len(record.kind)
    return _weights[record.kind]


# Settings, which a program reads once.

read_files = []


def merge(config_path, parser):
    read_files.append(config_path)
    parser.read(config_path)


# What is there while somebody measures.

bench_samples = []


def finished(request, seconds):
    bench_samples.append(seconds)
    return request.answer


# Files: the program has few of its own, and those that it reads have no end.

_versions = {}


def version_of(path):
    if path not in _versions:
        _versions[path] = subprocess.run([path, "-version"]).returncode
    return _versions[path]


_digests = {}


def digest_of(path):
    if path not in _digests:
        with open(path, "rb") as file:
            _digests[path] = hashlib.sha256(file.read()).digest()  #~
    return _digests[path]


_owners = {}


def owner_of(uid):
    """There are as many as accounts."""
    if uid not in _owners:
        _owners[uid] = pwd.getpwuid(uid).pw_name
    return _owners[uid]


# Code, by its number: it is kept so that no other has that number.

_codes = {}


def code_number(codeobject):
    number = id(codeobject)
    _codes[number] = codeobject
    return number


# A list by whose indexes the rest is numbered: what is done with is set to None.

_windows = []
_closed = []


def create_window(title):
    _windows.append(Window(title))
    _closed.append(False)
    return len(_windows) - 1


def destroy_window(index):
    _closed[index] = True
    _windows[index] = None


# --------------------------------------------------- bound methods, few keys

LISTENERS = []
BY_NAME = []
BY_REST = {}


class Window:
    def __init__(self, name):
        self.name = name
        LISTENERS.append(self.on_event)  #~

    def on_event(self, event):
        print(self.name, event)


class Named:
    def __init__(self, name):
        self.name = name
        BY_NAME.append(self.name)  #~


def show(names):
    return [(Window(name), Named(name)) for name in names]


def tell(event):
    for listener in LISTENERS:
        listener(event)


def by_rest(url):
    BY_REST[hash(url) % 64] = url
    BY_REST[len(url)] = url


# ------------------------------------- what calls in this file give a parameter

_upper = {}
_ranks = {}
_ranked = {}
BY_ADDRESS = {}


def upper_of(name):
    if name not in _upper:
        _upper[name] = name.upper()  #~ warning
    return _upper[name]


def rank_of(order):
    if order not in _ranks:
        _ranks[order] = len(order)
    return _ranks[order]


def ranked(order):
    if order not in _ranked:
        _ranked[order] = len(order)  #~ warning
    return _ranked[order]


class Caller:
    def __init__(self, address):
        BY_ADDRESS[address] = self  #~ warning


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.wfile.write(upper_of(self.path))
        return rank_of("asc") + rank_of(order="desc") + ranked("asc")

    def do_POST(self):
        Caller(self.client_address[0])
        return list(map(ranked, self.headers))


# ------------------------------------- what a route takes from a request's path

app = Flask(__name__)
VISITS = {}
TAGS = {}
DEVICES = {"lamp": 1, "door": 2}
LAST_SEEN = {}
SWITCHED = {}
COLOURS = {}


@app.route("/visits/<string:place>")
def visit(place):
    VISITS[place] = VISITS.get(place, 0) + 1  #~ warning
    return str(VISITS[place])


@app.route("/tags/{tag_of}")
def tag(tag_of):
    TAGS[tag_of] = 1  #~ warning


@app.route("/devices/<device>/seen")
def see_device(device):
    if device not in DEVICES:
        abort(404)
    LAST_SEEN[device] = time.time()


@app.route("/devices/<device>/on")
def switch_on(device):
    number = DEVICES[device]
    SWITCHED[device] = number


@app.route("/devices/<device>/colour")
def set_colour(device, shade):
    COLOURS[shade] = 1  # of that the path says nothing


# ------------------------------------------ lists in a dict, by keys that are few

BY_KIND = {}
BY_LEVEL = defaultdict(list)
BEGUN = {}
WRITTEN = {"in": [], "out": []}
BOUNDED = defaultdict(lambda: deque(maxlen=10))
CUT = {}
POPPED = {}
CLEARED = {}
HANDED_ON = defaultdict(list)
SIZED = defaultdict(list)
IS_ASKED = defaultdict(list)
READ_ONCE = {}


@app.route("/kind")
def by_kind():
    BY_KIND.setdefault("x", []).append(request.args["text"])  #~ warning
    return "ok"


@app.route("/level")
def by_level():
    BY_LEVEL["x"].append(request.args["text"])  #~ warning
    return jsonify({"all": BY_LEVEL["x"]})


@app.route("/begun")
def begun():
    if "x" not in BEGUN:
        BEGUN["x"] = []
    BEGUN["x"].append(request.args["text"])  #~ warning
    return json.dumps(BEGUN.get("x"))


@app.route("/written")
def written():
    WRITTEN["in"].append(request.args["text"])  #~ warning
    return str(len(WRITTEN["out"]))


@app.route("/bounded")
def bounded():
    BOUNDED["x"].append(request.args["text"])
    return "ok"


@app.route("/cut")
def cut():
    CUT.setdefault("x", []).append(request.args["text"])
    CUT["x"] = CUT["x"][-10:]
    return "ok"


@app.route("/popped")
def popped():
    POPPED.setdefault("x", []).append(request.args["text"])
    if len(POPPED["x"]) > 10:
        POPPED["x"].pop(0)
    return "ok"


@app.route("/cleared")
def cleared():
    CLEARED.setdefault("x", []).append(request.args["text"])
    for texts in CLEARED.values():
        texts.clear()
    return "ok"


@app.route("/handed_on")
def handed_on():
    HANDED_ON["x"].append(request.args["text"])
    trim(HANDED_ON["x"])
    return "ok"


@app.route("/sized")
def sized():
    if len(SIZED["x"]) < 100:
        SIZED["x"].append(request.args["text"])
    return "ok"


@app.route("/asked")
def is_asked():
    text = request.args["text"]
    if text not in IS_ASKED["x"]:
        IS_ASKED["x"].append(text)
    return "ok"


def read_once(path):
    READ_ONCE.setdefault("x", []).append(path)  # no server: nothing stays up


OF_FEW = {}
OF_FEW_TOO = set()
LOCKS = {}
OF_MANY = {}


@app.route("/few/<int:n>/<name>")
def of_few_values(n, name):
    """Whatever the request says, there are few of each."""
    is_first = name == "first"
    kind = "long"
    if len(name) < 5:
        kind = "short"
    OF_FEW[name == "x"] = 1
    OF_FEW[is_first] = 1
    OF_FEW[kind] = 1
    OF_FEW[(not name, n > 5)] = 1
    OF_FEW["on" if name == "x" else "off"] = 1
    OF_FEW[("b", "a")[name == "x"]] = 1
    OF_FEW[n % 10] = 1
    OF_FEW[n & 15] = 1
    OF_FEW[name[:1]] = 1
    OF_FEW[name.isdigit()] = 1
    OF_FEW[str(n > 3)] = 1
    OF_FEW[f"{n % 7}:{name == 'x'}"] = 1
    OF_FEW[request.args.get("x") == "1"] = 1
    OF_FEW[request.args["k"] is None] = 1
    OF_FEW["x" in request.args] = 1
    OF_FEW[isinstance(request.json, dict)] = 1
    OF_FEW[request.path.startswith("/x")] = 1
    OF_FEW[request.endpoint] = 1
    OF_FEW[request.url_rule.rule] = 1
    OF_FEW[request.is_secure] = 1
    OF_FEW_TOO.add(n > 5)
    return "ok"


@app.route("/of_kind/<any(small, large):name>")
def lock_of(name):
    LOCKS.setdefault(name, threading.Lock())
    return "ok"


@app.route("/many/<name>")
def of_many_values(name):
    OF_MANY[(name == "x", name)] = 1  #~ warning
    return "ok"


# What is given to a framework by a call is as decorated by it.
BY_CALL = []
FIRST_BY_CALL = []
CLEARED_BY_CALL = []
TO_OTHERS = []


def count_response(response):
    BY_CALL.append(dict(response.headers))  #~ warning
    return response


def note_error(error):
    FIRST_BY_CALL.append(str(error))  #~ warning
    return "error", 500


def count_and_clear(response):
    CLEARED_BY_CALL.append(dict(response.headers))
    return response


def report_and_clear():
    print(CLEARED_BY_CALL)
    CLEARED_BY_CALL.clear()


def given_to_others(response):
    TO_OTHERS.append(dict(response.headers))
    return response


app.after_request(count_response)
app.register_error_handler(500, note_error)
app.after_request(count_and_clear)
app.teardown_request(report_and_clear)
app.prepare(given_to_others)

"""MEM102: callables that keep alive what keeps them. `#~`: reported."""

import collections
import functools
import types
import weakref


class Button:
    def __init__(self, size):
        self.size = size
        self.on_click = self.click  #~
        self.handlers = {"press": self.click, "hover": self.hover}  #~
        self.listeners = []
        self.listeners.append(self.click)  #~
        self.clicks = self.count()
        self.names = {"press": "click"}
        self.weak = weakref.WeakMethod(self.click)

    def click(self):
        return self.size

    def hover(self):
        return -self.size

    def count(self):
        return 0

    @staticmethod
    def shout(text):
        return text.upper()

    @classmethod
    def make(cls):
        return cls(1)

    @property
    def area(self):
        return self.size * self.size

    def use_static(self):
        self.loud = self.shout
        self.maker = self.make
        self.surface = self.area

    def passes_on(self, items):
        return sorted(items, key=self.key_of)

    def key_of(self, item):
        return item.size


class Lazy:
    def __init__(self, size):
        self.size = size
        self.compute = lambda: self.size * 2  #~
        self.double = lambda n: n * 2
        self.own = lambda self: self.size
        self.value = (lambda: self.size)()

    def with_local(self):
        size = self.size
        self.half = lambda: size / 2

    def with_nested(self):
        def report():
            return self.size

        self.report = report  #~

    def with_deeply_nested(self):
        def outer():
            def inner():
                return self.size

            return inner

        self.outer = outer  #~

    def with_default(self):
        self.again = lambda owner=self: owner.size  #~

    def with_unused(self):
        def silent():
            return 1

        self.silent = silent

    def passes_lambda(self, items):
        items.sort(key=lambda item: item + self.size)
        return items


class Bound:
    def __init__(self, items):
        self.items = items
        self.call = functools.partial(self.add, 1)  #~
        self.plain = functools.partial(print, 1)
        self.stream = map(self.add, items)  #~
        self.table = collections.defaultdict(self.new)  #~
        self.nested = collections.defaultdict(lambda: self.items)  #~
        self.lists = collections.defaultdict(list)

    def add(self, item):
        return item + 1

    def new(self):
        return {}


class Streaming:
    def __init__(self, items):
        self.items = items
        self.walk = self.generate()  #~
        self.pending = (i for i in self.items if i in self.items)  #~
        self.early = (i for i in self.items)

    def generate(self):
        for item in self.items:
            yield item, self

    def local(self):
        walk = self.generate()
        return list(walk)


class Helper:
    def __init__(self, function):
        self.function = function


class Shy:
    def __init__(self, function):
        function()


class UsesHelper:
    def __init__(self):
        self.helper = Helper(self.run)  #~
        self.shy = Shy(self.run)

    def run(self):
        return self


class Closable:
    """Only close() lets go: a note that names it."""

    def __init__(self):
        self.callback = self.run  #~

    def run(self):
        return 1

    def close(self):
        self.callback = None


class CutAgain:
    def once(self):
        self.step = self.run
        try:
            self.step()
        finally:
            self.step = None

    def run(self):
        return 1


def registered(function):
    return 5


class Decorated:
    def __init__(self, fast):
        self.number = self.five
        self.step = self.quick if fast else self.slow  #~
        self.named = getattr(self, "slow")  #~
        self.shadow = self.given  #~
        self.given = fast

    @registered
    def five(self):
        return 5

    def quick(self):
        return 1

    def slow(self):
        return 2

    def given(self):
        return 3


class Defaults:
    def __init__(self, size):
        self.size = size
        self.scale = lambda n, size=self.size: n * size
        self.reference = weakref.ref(self, self.gone)  #~

    def gone(self, reference):
        return reference

    def wrapped(self, function):
        @functools.wraps(function)
        def call():
            return function(self)

        self.call = call  #~


class Overridden:
    def __init__(self):
        self.check = self.test
        self.show = self.text  #~

    def test(self):
        return 1

    def text(self):
        return "a"


class Overrides(Overridden):
    @staticmethod
    def test():
        return 2

    def text(self):
        return "b"


class Dispatcher:
    """Told where the callable is stored, and not at each caller."""

    def __init__(self):
        self.handlers = []
        self.exp = self.wrap(1)  #~
        self.log = self.wrap(2)

    def set_up(self):
        self.handlers.append(("press", self.press))  #~

    def press(self):
        return 1

    def wrap(self, number):
        def call(value):
            return self.press() + number + value

        return call


def run(dispatcher=None):
    if dispatcher is None:
        dispatcher = Dispatcher()
    dispatcher.set_up()
    return dispatcher


class Context:
    def __init__(self, report):
        self.report = report


class Finder:
    def __init__(self, make):
        self.context = make() or Context(self.report)  #~

    def report(self):
        return 1


class Subscriber:
    """Until aclose() takes it out."""

    def __init__(self, channel):
        self.channel = channel
        channel.subscribers.add(self.push)  #~

    def push(self, event):
        return event

    def aclose(self):
        self.channel.subscribers.remove(self.push)


class Channel:
    def __init__(self):
        self.subscribers = set()


class Patched:
    """Until __exit__() puts back what was there."""

    def __init__(self, shell):
        self.shell = shell

    def __enter__(self):
        self.before = self.shell.read
        self.shell.read = self.read  #~
        return self

    def __exit__(self, *reason):
        self.shell.read = self.before

    def read(self):
        return ""


# --------------------------- a publisher that the subscriber owns, or does not


class Feed:
    def __init__(self):
        self.listeners = []


class Follower:
    def __init__(self):
        self.publisher = Feed()
        self.publisher.listeners.append(self.on_event)  #~

    def on_event(self):
        return 1


FEED = Feed()


class Outside:
    def __init__(self):
        FEED.listeners.append(self.on_event)

    def on_event(self):
        return 1


class Monitor:
    """The callback of a weak reference goes when its object does."""

    def __init__(self, hub, others):
        self.hub = weakref.ref(hub, self.gone)
        self.others = [weakref.ref(other, self.gone) for other in others]

    def gone(self, reference):
        return reference


class OneShift:
    def __init__(self):
        self.set = "a"

    def insert(self, text):
        print(self.set, text)

    def shift(self):
        old = self.set
        self.set = "b"

        def insert(text):
            print(self.set, text)
            del self.insert
            self.set = old

        self.insert = insert  #~

class Splitter:
    """Dropped at each call of a function."""

    def __init__(self, text):
        self.text = text
        self.state = self.first  #~

    def first(self):
        return self.text[0]

    def split(self):
        return self.state()


def split_line(line):
    splitter = Splitter(line)
    return splitter.split()


class Chosen:
    def __init__(self, fast):
        self.step = None
        if fast:
            self.step = self.run  #~

    def run(self):
        return 1


def choose(fast):
    chosen = Chosen(fast)
    return chosen.run()


def one_at_a_time(function):
    def checked(*args):
        return function(*args)

    return checked


class Buffer:
    def __init__(self):
        self.complete = self.make()  #~
        self.count = self.make_counter()

    def make(self):
        @one_at_a_time
        def complete():
            return self.complete

        return complete

    def make_counter(self):
        @one_at_a_time
        def count(items):
            return len(items)

        return count


class Lines:
    def __init__(self, items):
        self.items = items
        self.get = self.make_get()  #~
        self.length = self.make_length()

    def make_get(self):
        def one(i):
            return self.items[i]

        def made():
            def get(i):
                return one(i)

            return get

        return made()

    def make_length(self):
        def one(items):
            return len(items)

        def made():
            def length(items):
                return one(items)

            return length

        return made()
class Lazy:
    """The method is replaced by what it makes."""

    def __init__(self, path):
        self.path = path
        self.get = self.load  #~

    def load(self):
        text = self.path.read_text()
        self.get = lambda: text
        return text


class Writer:
    """Its first call replaces the method by another of its own."""

    def __init__(self):
        self.write = self.first_write  #~

    def first_write(self, text):
        print("first")
        self.write = self.next_write  #~
        self.write(text)

    def next_write(self, text):
        print(text)


class Reading:
    def __init__(self, line):
        self.line = line
        self.parse = self.parse_words  #~ warning

    def parse_words(self):
        return self.line.split()


def readings(path):
    found = []
    with open(path) as f:
        for line in f:
            found.append(Reading(line).parse())
    return found


class RouterWithDefault:
    def __init__(self, default=None):
        self.default = self.not_found if default is None else default  #~

    def not_found(self):
        return 404


class RouterOfChoice:
    def __init__(self, default):
        self.default = self.not_found if default is None else default

    def not_found(self):
        return 404


class StateMachine:
    def __init__(self, model, names):
        for name in names:
            self.give(model, "is_" + name, functools.partial(self.is_state, name, model))  #~

    def give(self, model, name, function):
        if not hasattr(model, name):
            setattr(model, name, function)

    def is_state(self, name, model):
        return model.state == name


class StateMachineOfModules:
    def __init__(self, module, names):
        for name in names:
            self.give(module, "is_" + name, functools.partial(self.is_state, name, module))

    def give(self, module, name, function):
        setattr(module, name, function)

    def is_state(self, name, module):
        return module.state == name


class Deferred:
    def __init__(self, canceller):
        self.canceller = canceller


def bound_after():
    def cancel():
        return deferred.result

    deferred = Deferred(cancel)  #~
    return deferred


def let_go_after():
    def cancel():
        return deferred.result

    deferred = Deferred(cancel)
    result = deferred.canceller
    deferred = None
    return result


class ListOfChoice:
    def __init__(self, callbacks=None):
        self.receivers = callbacks or []
        self.receivers.append(self.receive)  #~

    def receive(self):
        return 1


class Chained:
    def __init__(self, tween):
        self.original = self.handle  #~
        if tween:
            self.handle = tween(self.handle)

    def handle(self, request):
        return request


class Graph:
    def __init__(self, names):
        for name in names:
            self.__setattr__("get_" + name, lambda name=name: self.get(name))  #~
            self.__setattr__("say_" + name, lambda name=name: str(name))

    def get(self, name):
        return name


class Interpreter:
    def __init__(self, names):
        self.handlers = {}
        self.options = {}
        for name in names:
            self.handlers[name] = getattr(self, "on_%s" % name)  #~
            self.options[name] = getattr(self, "option_%s" % name)

    def on_name(self, node):
        return node


class Codec:
    """Two of its methods, by turns in one attribute: told once."""

    def __init__(self, is_raw):
        if is_raw:
            self.convert = self.raw  #~
        else:
            self.convert = self.packed  #~

    def raw(self, data):
        return data

    def packed(self, data):
        return data[1:]


class TestOfService:
    def set_up(self, patch):
        self.service = patch("service").start()
        self.service.side_effect = lambda: self

    def set_up_plainly(self, make):
        self.service = make("service")
        self.service.callback = lambda: self  #~


class ImportFinder:
    """One is made for each line."""

    def __init__(self, tree):
        self.tree = tree
        self.visitors = {"import": self.visit_import}  #~ warning

    def visit_import(self, node):
        return node


def find_all(path):
    with open(path) as lines:
        for line in lines:
            finder = ImportFinder(line)
            print(finder.visit_import(line))


class ModuleFinder:
    """There may be few modules."""

    def __init__(self, tree):
        self.tree = tree
        self.visitors = {"import": self.visit_import}  #~ note

    def visit_import(self, node):
        return node


def find_in_modules(modules):
    for tree in modules:
        finder = ModuleFinder(tree)
        print(finder.visit_import(tree))


class KeptFinder:
    """What is kept of each may live as long as the program."""

    def __init__(self, tree):
        self.tree = tree
        self.visitors = {"import": self.visit_import}  #~ note

    def visit_import(self, node):
        return node


def visitors_of(modules):
    return [KeptFinder(tree).visitors for tree in modules]


class SingleFinder:
    def __init__(self, tree):
        self.tree = tree
        self.visitors = {"import": self.visit_import}  #~ note

    def visit_import(self, node):
        return node


def find_one(tree):
    return SingleFinder(tree).visitors


class Migration:
    def __init__(self, forward, backward):
        self.forward = forward
        self.backward = backward


class Renaming(Migration):
    def __init__(self):
        super().__init__(self.rename, self.rename_back)  #~

    def rename(self, table):
        return table

    def rename_back(self, table):
        return table


class ConfigFixture:
    """What puts back the old function may be private."""

    def __init__(self, conf):
        self.conf = conf
        self._original_parse = conf.parse

    def _fake_parse(self, arguments):
        return self._original_parse(arguments[:1])

    def _restore_parse(self):
        self.conf.parse = self._original_parse

    def use(self):
        self.conf.parse = self._fake_parse  #~
        self.addCleanup(self._restore_parse)


class Receiver:
    def set_steps(self, steps):
        self.steps = steps

    def receive(self, index, output):
        print(index, output)


class Process:
    def job(self, callback):
        """It lets go of the callback when it has run to its end."""
        yield callback
        callback("done")

    def made(self, callback):
        return Made(callback)


class Made:
    def __init__(self, callback):
        self.callback = callback


def scatter(process: Process, jobs):
    for job in jobs:
        receiver = Receiver()
        receiver.set_steps([process.job(functools.partial(receiver.receive, job))])  #~ note


def scatter_made(process: Process, jobs):
    for job in jobs:
        receiver = Receiver()
        receiver.set_steps([process.made(functools.partial(receiver.receive, job))])  #~


class Targets:
    """The keys of a dict are kept as well as the values."""

    def __init__(self):
        self.counts = {}

    def watch(self):
        self.counts[self.step] = 0  #~

    def step(self):
        print(self)


class Compiled:
    """Some returns give what holds the object, others do not."""

    def __init__(self, schema):
        self.check = self.compile(schema)  #~

    def compile(self, schema):
        if isinstance(schema, dict):
            return self.compile_dict(schema)
        if isinstance(schema, list):
            return self.compile_list(schema)
        return schema

    def compile_dict(self, schema):
        return lambda data: self.fits(schema, data)

    def compile_list(self, schema):
        return lambda data: self.fits(schema[0], data)

    def fits(self, schema, data):
        return schema == data


class Asked:
    def __init__(self):
        self.date = self.ask("date")

    def ask(self, name):
        found = getattr(self, name)
        if callable(found):
            return found()
        return found


# --------------------------------- parameters or what the class has in its place


def nothing(value):
    return value


class Serializer:
    def __init__(self, pack, unpack):
        self.pack = pack or self.pack_plain  #~
        self.unpack = unpack and self.unpack_plain

    def pack_plain(self, value):
        return value

    def unpack_plain(self, value):
        return value


class Observer:
    def __init__(self, on_next=None, name=None):
        self.on_next = on_next or nothing
        self.name = name or "observer"


class Fixed:
    def __init__(self):
        self.pack = nothing or self.pack_plain
        self.name = "text" or self.pack_plain
        self.often = True or self.pack_plain

    def pack_plain(self, value):
        return value


class Watcher:
    def __init__(self):
        self.observer = Observer(self.see)  #~
        self.other = Observer(None, self.see)  #~
        self.plain = Observer(nothing)

    def see(self, value):
        return value


# --------------------------------------------- decorators that keep the function


def marked(function):
    function.is_marked = True
    return function


def locked(function):
    @functools.wraps(function)
    def run(self, *args, **kwargs):
        with self.lock:
            return function(self, *args, **kwargs)

    return run


def named(name):
    def keep(function: callable):
        function.name = name
        return function

    return keep


def swapped(function):
    def run(self, other):
        return function(other, self)

    return run


def weakly(function):
    def run(self, when):
        when = weakref.WeakMethod(when)
        return function(self, when)

    return run


def measured(function):
    def run(*args):
        return len(function(*args))

    return run


class Service:
    def __init__(self, lock):
        self.lock = lock
        self.routes = {"start": self.start, "stop": self.stop}  #~
        self.on_pause = self.pause  #~
        self.on_swap = self.swap
        self.on_count = self.count

    @marked
    def start(self):
        self.pause_at(self.pause_now)  #~

    @locked
    def stop(self):
        return self.lock

    @named("pause")
    def pause(self):
        return self.lock

    @swapped
    def swap(self, other):
        return other

    @measured
    def count(self):
        return []

    @locked
    def pause_at(self, when):
        self.when = when

    @weakly
    def end_at(self, when):
        self.end = when

    def end_now(self):
        self.end_at(self.end_now)

    def pause_now(self):
        return self.lock


# What getattr() gives where the object has no such attribute.


class Visitor:
    def __init__(self, visitor):
        self.visitor = visitor
        self.found = {}

    def visit(self, node):
        return node

    def dispatch(self, node):
        kind = type(node)
        method = self.found.get(kind)
        if method is None:
            name = "visit_" + kind.__name__
            method = getattr(self.visitor, name, self.visit)
            self.found[kind] = method  #~
        return method(node)


class Answers:
    def __init__(self, other, name):
        self.on_end = getattr(other, name, self.end)  #~
        self.on_start = getattr(other, name, other.start)
        self.on_stop = getattr(other, name, None)
        self.on_print = getattr(other, name, print)
        getattr(other, name, self.end)()

    def start(self):
        pass

    def end(self):
        pass


class Clock:
    """Its lambda is told once, whatever else leads to the clock."""

    def __init__(self):
        self.calls = []

    def later(self, call):
        self.calls.append(call)


class Pipe:
    def __init__(self, clock, link):
        self.clock = clock
        self.link = link


class Link:
    def __init__(self, clock: Clock):
        self.clock = clock
        self.pipe = None

    def start(self):
        self.clock.later(lambda: self.stop())  #~
        self.open()

    def open(self):
        self.pipe = Pipe(self.clock, None)

    def stop(self):
        self.pipe = None


class Checker:
    """Keeps all of its own methods."""

    def __init__(self):
        self.filters = self.find_filters(dir(self))  #~

    def find_filters(self, names):
        found = {}
        for name in names:
            value = getattr(self, name, None)
            if callable(value):
                found[name] = value
        return found


class UrlPath:
    def __init__(self, is_absolute):
        self.is_absolute = is_absolute


class UrlParts:
    def __init__(self):
        self.path = UrlPath(self.is_rooted)  #~
        self.query = UrlPath(self.is_rooted)

    def is_rooted(self):
        return True

    def __setattr__(self, name, value):
        if name == "path":
            self.__dict__[name] = value
        elif name == "query":
            print(value)
        elif name == "fragment":
            self.__dict__[name] = value


class Chained:
    """Lists that are made anew at each addition."""

    def __init__(self, steps):
        self.steps = list(steps) + [self.finish]  #~
        self.names = [str(self.finish)] + list(steps)

    def finish(self):
        return self.steps


class BoundByHand:
    def __init__(self):
        def clear(_):
            return 0

        self.clear = types.MethodType(clear, self)  #~
        self.other = types.MethodType(clear, str)

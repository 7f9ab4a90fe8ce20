"""MEM101: objects that keep each other alive. `#~` marks what is reported."""

import ast
import collections
import dataclasses
import functools
import heapq
import logging
import sys
import weakref

from elsewhere import register


class Child:
    def __init__(self, parent, name="child"):
        self.parent = parent
        self.name = name


class WeakChild:
    def __init__(self, parent):
        self.parent = weakref.ref(parent)


class Reader:
    """Takes an owner and does not keep it."""

    def __init__(self, owner):
        self.title = str(owner)


class Parent:
    def __init__(self):
        self.child = Child(self)  #~
        self.weak = WeakChild(self)
        self.reader = Reader(self)
        self.by_name = {}
        self.kids = []

    def add(self, child):
        child.parent = self
        self.kids.append(child)  #~

    def add_named(self, name):
        self.by_name[name] = Child(self, name)  #~

    def adopt(self, child):
        self.kids.append(child)

    def fill(self, names):
        self.all = [Child(self, n) for n in names]  #~

    def keyword(self):
        self.one = Child(parent=self)  #~

    def readers(self, names):
        self.read = [Reader(self) for _ in names]

    def pair(self, child):
        self.partner, child.partner = child, self  #~

    def until_cleared(self):
        self.temporary = Child(self)
        try:
            print(self.temporary.name)
        finally:
            self.temporary = None

    def local_only(self):
        child = Child(self)
        return child.name


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.prev = None


def link(first, second):
    first.next = second
    second.prev = first  #~


def link_down(first, second):
    first.next = second
    second.next = None


def link_exclusive(first, second, forward):
    if forward:
        first.next = second
    else:
        second.next = first


def link_then_cut(first, second):
    first.next = second
    second.prev = first
    first.next = None


def link_weakly(first, second):
    first.next = second
    second.prev = weakref.ref(first)


def ring():
    a, b, c = Node(1), Node(2), Node(3)
    a.next = b
    b.next = c
    c.next = a  #~
    return a


class LinkedList:
    """A class that refers to its own class is no cycle."""

    def __init__(self):
        self.head = None

    def push(self, value):
        node = Node(value)
        node.next = self.head
        self.head = node


class Sentinel:
    def __init__(self):
        self.next = self  #~
        self.prev = None


class AttributeDict(dict):
    def __init__(self, **items):
        super().__init__(**items)
        self.__dict__ = self  #~


class Registry:
    def __init__(self):
        self.entries = {}
        self.entries["self"] = self  #~

    def names(self):
        return {name: None for name in self.entries}


def contains_itself():
    items = []
    items.append(items)  #~
    return items


def contains_a_copy():
    items = []
    items.append(items[:])
    return items


class Setter:
    def __init__(self):
        self.owner = None

    def set_owner(self, owner):
        self.owner = owner


class Composer:
    def __init__(self):
        self.part = Setter()
        self.part.set_owner(self)  #~

    def later(self):
        self.part.owner = self  #~


class Base:
    def __init__(self, owner):
        self.owner = owner


class Derived(Base):
    def __init__(self, owner):
        super().__init__(owner)
        self.extra = 1


class Assembly:  # also one that has another's list
    def __init__(self, other=None):
        if other is None:
            self.parts = []
        else:
            self.parts = other.parts

    def add(self, part):
        self.parts.append(part)
        part.whole = self  #~


class Collection:  # its subclasses have the list
    def add(self, member):
        self.members.append(member)
        member.collection = self  #~


class Ordered(Collection):
    def __init__(self):
        self.members = []


class Directory:  # the list is the class's, which no instance refers to
    everything = []

    def __init__(self, entry):
        self.everything.append(self)
        entry.directory = self


Directory.everything = []


class Owner:
    def __init__(self):
        self.part = Derived(self)  #~


class WithProperty:
    @property
    def holder(self):
        return self._holder()

    @holder.setter
    def holder(self, value):
        self._holder = weakref.ref(value)


class HoldsWithProperty:
    def __init__(self):
        self.part = WithProperty()
        self.part.holder = self


@dataclasses.dataclass
class Part:
    owner: object
    size: int = 0


class Machine:
    def __init__(self):
        self.part = Part(self, 3)  #~


class Queue:
    def __init__(self):
        self.waiting = collections.deque()
        self.seen = weakref.WeakSet()

    def put(self, item):
        self.waiting.append(item)
        item.queue = self  #~

    def note(self, item):
        self.seen.add(item)
        item.seen_by = self


class Opened:
    """Only close() lets go: a note that names it."""

    def __init__(self):
        self.child = Child(self)  #~

    def close(self):
        self.child = None


def build_many(names):
    parents = []
    for name in names:
        parent = Node(name)
        child = Node(name)
        parent.next = child
        child.prev = parent  #~
        parents.append(parent)
    return parents


def rebound(first, items):
    for item in items:
        first.next = item
        first = item
    first.prev = items  #~


def rebound_to_another(first, items):
    for item in items:
        first.next = item
        first = Node(item)
    first.prev = items


class Cursor:
    """Reads of a field see what was stored between."""

    def __init__(self):
        self.at = Node(0)

    def step(self):
        before = self.at
        self.move()
        self.at.prev = before

    def move(self):
        self.at = Node(self.at.value + 1)

    def take(self):
        node = self.at
        self.at = None
        node.owner = self
        return node


def rotate(node):
    above = node.right
    node.right = above.left
    above.left = node
    return above


def link_some(count):
    for i in range(count):
        first, second = Node(i), Node(i)
        if i % 2:
            first.next = second
            continue
        second.prev = first


def link_by_two_tests(first, second, forward):
    if forward:
        first.next = second
    if not forward:
        second.prev = first


class Optional:
    def __init__(self, owner, keep=False):
        if keep:
            self.owner = owner


class HoldsOptional:
    def __init__(self):
        self.forgets = Optional(self)
        self.keeps = Optional(self, keep=True)  #~


class Forgets(Base):
    def __init__(self, owner):
        super().__init__(owner)
        self.owner = None


class HoldsForgets:
    def __init__(self):
        self.part = Forgets(self)


class Related:
    """relationship() may give a descriptor."""

    owner = relationship("Owner")  # noqa: F821

    def __init__(self, owner):
        self.owner = owner


class HoldsRelated:
    def __init__(self):
        self.part = Related(self)


class Factory:
    def __init__(self):
        self.part = self.make()

    def make(self):
        return Child(self)


class OtherFactory(Factory):
    """What make() gives is known for neither class."""

    def make(self):
        return None


class Ring:
    def __init__(self):
        self.tail = None

    def push(self, value):
        node = Node(value)
        if self.tail is None:
            self.tail = node
        else:
            node.prev = self.tail
            self.tail.next = node  #~
            self.tail = node


def insert(root, node):
    while True:
        if root.next is None:
            root.next = node
            node.prev = root  #~
            return
        root = root.next


class Group:
    def __init__(self, members):
        self.members = list(members)
        for _, member in enumerate(self.members):
            member.group = self  #~

    def drain(self, member):
        member.group = self
        self.members.append(member)
        while self.members:
            self.members.pop()

    def exchange(self, member):
        member.group = self
        self.members.append(member)
        self.members.remove(member)

    @property
    def all(self):
        return self.members

    def join(self, member):
        self.all.append(member)
        member.group = self  #~


class Attributes:
    """MEM110 tells of that."""

    def __init__(self):
        self.values = vars(self)

    def copy(self, other):
        other.__dict__.update(self.__dict__)


class Connection:
    def __init__(self, server):
        self.server = server

    def talk(self):
        return self.server


class Server:
    def __init__(self):
        self.connections = set()
        self.order = [None, None]

    def serve(self, log):
        connection = Connection(self)
        self.connections.add(connection)
        log("connected")
        try:
            connection.talk()
        finally:
            self.connections.remove(connection)

    def close_late(self, log):
        connection = Connection(self)
        self.connections.add(connection)  #~
        log("connected")
        if connection.talk():
            self.connections.remove(connection)

    def with_class(self):
        self.kind = type("Kind", (Connection,), {})
        self.kind.server = self

    def with_single(self):
        shell = Shell.instance()  # noqa: F821
        shell.server = self
        self.shell = shell

    def ring_of_lists(self):
        root = []
        root[:] = [root, root, None]  #~
        self.order[0:1] = [self]  #~

    def unlink(self):
        self.prev.next = self.next
        self.next.prev = self.prev

    def start(self, link=None):
        self.prev = link
        self.next = link


class Outer:
    """Told once, where it is closed, and not at each caller."""

    def __init__(self):
        self.items = []
        self.fill()

    def fill(self):
        self.items.append(Child(self))  #~

    def refill(self):
        self.fill()


one = Node(1)
one.self = one
two = Node(2)
two.self = two  #~
del two


class Alternative:
    def __init__(self, part=None):
        self.part = part or Child(self)  #~


class Record(tuple):
    """There are no weak references to it, nor to one with such slots."""


class Slotted:
    __slots__ = ("part", "owner")

    def __init__(self):
        self.part = Child(self)  #~


class OfTuple(Record):
    def __init__(self):
        self.part = Child(self)  #~


# -------------------------------------- __del__ makes no cycle, nor leaks one


class Finalised:
    def __init__(self, path):
        self.file = open(path)

    def __del__(self):
        self.file.close()


def two_lists():
    one = []
    two = [one]
    one.append(two)  #~
    return one


def mark(cls):
    cls.marked = cls
    return cls


class Drawn:
    def __init__(self, owner):
        self.owner = owner


class Cached:
    @functools.cached_property
    def drawn(self):
        return Drawn(self)  #~

    @property
    def drawn_anew(self):
        return Drawn(self)

    @functools.cached_property
    def size(self):
        return len(str(Drawn(self)))


class Sections:
    class Section:
        def __init__(self, owner):
            self.owner = owner

    drawn = Drawn
    replaced = Drawn

    def __init__(self, maker=Drawn, other=Drawn, given=None):
        self.root = self.Section(self)  #~
        self.picture = self.drawn(self)  #~
        self.made = maker(self)  #~
        self.replaced = given
        self.thing = self.replaced(self)
        other = given
        self.second = other(self)


class Attached:
    def attach_to(self, owner):
        self.owner = owner


class AlsoAttached:
    def attach_to(self, owner):
        self.place = [owner]


class Stated:
    def note_owner(self, owner):
        self.owner = owner


class Counted:
    def note_owner(self, owner):
        self.count = len(owner.items)


class Attaching:
    def __init__(self):
        self.items = []

    def take(self, item):
        self.items.append(item)
        item.attach_to(self)  #~

    def state(self, item):
        self.items.append(item)
        item.note_owner(self)


class Frozen:
    """A weak reference can be neither copied nor pickled."""

    def __init__(self, parent):
        self.parent = parent

    def __reduce__(self):
        return Frozen, (self.parent,)


class Freezer:
    def __init__(self):
        self.frozen = Frozen(self)  #~


class Reporter:
    """It may be all that holds its observer."""

    def __init__(self, observer):
        self.observer = observer


class Publisher:
    def __init__(self):
        self.log = Reporter(self)  #~

class TextCursor:
    def __init__(self, parser):
        self.parser = parser


class TextParser:
    """Dropped at each call of a function: a warning."""

    def __init__(self, text):
        self.text = text
        self.cursor = TextCursor(self)  #~

    def parse(self):
        return self.text.split()


def parse_text(text):
    parser = TextParser(text)
    return parser.parse()


class TextReader:
    def __init__(self, text):
        self.text = text
        self.cursor = TextCursor(self)  #~


def read_text(text):
    return TextReader(text)


class Lookup:
    """It keeps the store by a method as well: to cut `store` is not enough."""

    def __init__(self, store, read):
        self.store = store
        self.read = read


class Store:
    def __init__(self):
        self.lookup = Lookup(self, self.read_item)  #~

    def read_item(self, key):
        return key


class SessionTest:
    """What another test does to its own objects cuts nothing here."""

    def test_plain(self, make):
        session = make()
        session.successor = session  #~

    def test_other(self, session):
        session.successor = None


class Branch:
    def __init__(self, parent, name):
        self.parent = parent
        self.name = name
        self.children = []
        if parent is not None:
            parent.children.append(self)  #~ note


def read_tree(path):
    root = Branch(None, "root")
    with open(path) as f:
        for line in f:
            Branch(root, line)
    return root


class Section:
    def __init__(self, parent, name):
        self.parent = parent
        self.name = name
        self.children = []
        if parent is not None:
            parent.children.append(self)  #~ note


def read_config(path):
    root = Section(None, "root")
    with open(path) as f:
        for line in f:
            Section(root, line)
    return root


class TreeByKey:
    """[key] = value goes through its own __setitem__."""

    def __init__(self, above):
        self.above = above
        self.below = {}

    def __setitem__(self, key, value):
        self.below[key] = value

    def add(self, key):
        self[key] = TreeByKey(self)  #~


class CountsByKey:
    def __init__(self, above):
        self.above = above
        self.count = 0

    def __setitem__(self, key, value):
        self.count += 1

    def add(self, key):
        self[key] = CountsByKey(self)


class Seat:
    def __init__(self, table):
        self.table = table


class Table:
    Seat = Seat

    def __init__(self):
        self.seats = {}

    def seat(self, number):
        self.seats[number] = self.Seat(self)  #~


class LooseTable:
    Seat = str

    def __init__(self):
        self.seats = {}

    def seat(self, number):
        self.seats[number] = self.Seat(self)


class FieldOfForm:
    form = None

    def bind(self, form):
        self.form = self.form or form


class Form:
    def __init__(self, names):
        self.fields = [FieldOfForm() for name in names]
        for field in self.fields:
            field.bind(self)  #~


class FormOfNames:
    def __init__(self, names):
        self.fields = [str(name) for name in names]
        for field in self.fields:
            field.bind(self)


class Menu:
    def __init__(self, application):
        self.application = application


class Application:
    """The class keeps the only one, until the program ends."""

    _only = None

    def __init__(self):
        if Application._only is not None:
            raise RuntimeError("there is one")
        Application._only = self
        self.menu = Menu(self)


class Console(Application):
    def show(self):
        self.other_menu = Menu(self)


class Desk:
    _desk = None

    @classmethod
    def get(cls):
        if not cls._desk:
            cls._desk = cls()
        return cls._desk

    def show(self):
        self.menu = Menu(self)


class Board:
    def __init__(self):
        self.menu = Menu(self)


_board = None


def board():
    global _board
    if _board is None:
        _board = Board()
    return _board


class Current:
    """The last one that was shown: the others go."""

    current = None

    def show(self):
        Current.current = self
        self.menu = Menu(self)  #~


class Resettable:
    _only = None

    @classmethod
    def get(cls):
        if cls._only is None:
            cls._only = cls()
        return cls._only

    @classmethod
    def reset(cls):
        cls._only = None

    def show(self):
        self.menu = Menu(self)  #~


class Stream:
    def __init__(self, stream, response):
        self.stream = stream
        self.response = response


class Sender:
    async def send(self, transport, request):
        response = await transport.handle(request)
        response.stream = Stream(response.stream, response)  #~
        return response

    async def _make(self):
        return Stream(None, self)

    async def open(self):
        self.stream = await self._make()  #~

    async def open_other(self):
        self.stream = await self._make_other()

    async def _make_other(self):
        return Stream(None, None)

    async def fetch(self, session, url):
        """The last response is not among those before it."""
        history = []
        while True:
            response = await session.get(url)
            if response.moved:
                history.append(response)
                continue
            break
        response.history = tuple(history)
        return response


class Sealed:
    is_sealed = False

    def __setattr__(self, name, value):
        if self.is_sealed:
            raise AttributeError(name)
        super().__setattr__(name, value)

    def __init__(self):
        self.child = Child(self)  #~


class Recorder:
    """Keeps the text of what it is given."""

    def __setattr__(self, name, value):
        self.__dict__[name] = repr(value)

    def __init__(self):
        self.child = Child(self)


class HasOwner:
    @property
    def owner(self):
        return self._owner

    @owner.setter
    def owner(self, value):
        self._owner = value


class HasWeakOwner:
    @property
    def owner(self):
        return self._owner()

    @owner.setter
    def owner(self, value):
        self._owner = weakref.ref(value)


class Owns:
    def __init__(self):
        self.one = HasOwner()
        self.one.owner = self  #~
        self.two = HasWeakOwner()
        self.two.owner = self


class Namespace:
    def __init__(self):
        self.names = dict(doc=self)  #~
        self.texts = dict(doc=str(self))


class TableOfEither:
    def __init__(self, size):
        if size < 0:
            self.table = {}
        else:
            self.table = unknown_cache(size)

    def put(self, key):
        self.table[key] = Child(self)  #~


class TableOfUnknown:
    def __init__(self, size):
        self.table = unknown_cache(size)

    def put(self, key):
        self.table[key] = Child(self)


class Widget:
    def __init__(self, *args, **options):
        self.owner = options.pop("owner", None)
        self.title = str(options.get("title"))
        self.style = options["style"] if "style" in options else None


class Panel:
    def by_pop(self):
        self.widget = Widget(owner=self)  #~

    def by_subscript(self):
        self.styled = Widget(style=self)  #~

    def by_text(self):
        self.titled = Widget(title=self)

    def by_other(self):
        self.other = Widget(other=self)


class Promise:
    def __call__(self, value):
        self.value = value


class Printer:
    def __call__(self, value):
        print(value)


class ResultOfCall:
    def __init__(self):
        self.ready = Promise()
        self.ready(self)  #~
        self.report = Printer()
        self.report(self)


class LoggedConnection:
    def __init__(self, logger):
        self.logger = logging.LoggerAdapter(logger, {"connection": self})  #~
        self.named = logging.LoggerAdapter(logger, {"name": str(self)})


class PacketOfLayers:
    def add_below(self, other):
        self.below = other

    def add(self, payload):
        if isinstance(payload, PacketOfLayers):
            self.payload = payload
            payload.add_below(self)  #~
        else:
            self.text = payload
            payload.add_below(self)


class NoPacket:
    def add_below(self, other):
        print(other)


class SectionOfFile(dict):
    def __init__(self, parent):
        self.parent = parent

    def __setitem__(self, key, value):
        if value is None:
            return
        dict.__setitem__(self, key, value)

    def make(self, key):
        self[key] = SectionOfFile(self)  #~


class SectionOfTexts(dict):
    def __init__(self, parent):
        self.parent = parent

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, repr(value))

    def make(self, key):
        self[key] = SectionOfTexts(self)


class NodesOfOwner(list):
    def append(self, node):
        node.boss = self
        super().append(node)  #~


class NamesOfOwner(list):
    def append(self, node):
        node.boss = self
        super().append(node.name)


class Immutable:
    def __init__(self, child):
        object.__setattr__(self, "child", child)
        child.boss = self  #~


class ImmutableName:
    def __init__(self, child):
        object.__setattr__(self, "name", str(child))
        child.boss = self


def environment_keeps(environment):
    values = Child(environment)
    environment["values"] = values  #~
    environment["name"] = str(values)


class AddsItself:
    def __init__(self, members):
        self.members = members
        members.append(self)  #~


class AddsItsName:
    def __init__(self, members):
        self.members = members
        members.append(str(self))


def widget_calls(widget, listener):
    """An option of a widget is no item."""
    listener.widget = widget
    widget["yscrollcommand"] = listener


def scope_lets_go(context, block):
    block.context = context
    with context.push():
        context["block"] = block


class Worker:
    master = None


class Workers:
    """Holds names, which are the keys of the dict."""

    def take_names(self, name):
        worker = Worker()
        by_name = {}
        by_name[name] = worker
        worker.master = self
        self.names = list(by_name)


class WorkersThemselves:
    def take_workers(self, name):
        worker = Worker()
        by_name = {}
        by_name[name] = worker
        worker.master = self
        self.workers = list(by_name.values())  #~


class WorkersBoth:
    def take_both(self, name):
        worker = Worker()
        by_name = {}
        by_name[name] = worker
        worker.master = self
        self.by_name = dict(by_name)  #~


class NodeOfFile:
    """Made for what it is given as `root`, at each call."""

    class Part:
        def __init__(self, stream, root=None):
            self.stream = stream
            self.root = root if root else self

    def __init__(self, stream, root=None):
        self.root = root if root else self  #~
        self.parts = [self.Part(stream, self.root) for _ in range(3)]


class Loader:
    class Rest:
        def __init__(self, stream, root=None):
            self.stream = stream
            self.root = root or self  #~

    def __init__(self, stream):
        self.first = self.Rest(stream, stream.root)
        self.second = self.Rest(stream)


def flatten(tree, leaves):
    if not hasattr(tree, "is_leaf"):
        leaves.append(tree)
    else:
        flatten(tree.left, leaves)


def flatten_what_has(tree, leaves):
    if hasattr(tree, "is_leaf"):
        leaves.append(tree)


class Compound:
    def __init__(self, left):
        self.left = left
        leaves = []
        flatten(self, leaves)
        self.leaves = leaves

    def is_leaf(self):
        return False


class CompoundOfLeaves:
    def __init__(self, left):
        self.left = left
        leaves = []
        flatten_what_has(self, leaves)
        self.leaves = leaves  #~

    def is_leaf(self):
        return False


class Real:
    context = None


class Context:
    """Keeps the class Real, which lasts anyway."""

    def __init__(self):
        self.real = Real
        self.real.context = self


class ContextOfOne:
    def __init__(self):
        self.real = Real()
        self.real.context = self  #~


class PartByChoice:
    """Its caller chooses whether it keeps the owner."""

    def __init__(self, owner, is_weak):
        if is_weak:
            self.owner = weakref.ref(owner)
        else:
            self.owner = owner


class OwnerOfPartByChoice:
    def __init__(self, is_weak):
        self.part = PartByChoice(self, is_weak)


class PartByProxy:
    def __init__(self, owner, is_weak=True):
        if is_weak:
            owner = weakref.proxy(owner)
        self.owner = owner


class OwnerOfPartByProxy:
    def __init__(self):
        self.part = PartByProxy(self)


class PartWithWeakPeer:
    def __init__(self, owner, peer):
        if peer:
            self.peer = weakref.ref(peer)
        self.owner = owner


class OwnerOfPartWithPeer:
    def __init__(self, peer):
        self.part = PartWithWeakPeer(self, peer)  #~


class HandlersByKind:
    def __init__(self):
        self.handlers = {}

    def add(self, kind):
        handler = Handled(self)
        self.handlers.setdefault(kind, []).append(handler)  #~

    def remove(self, kind, handler):
        self.handlers[kind].remove(handler)


class Handled:
    def __init__(self, registry):
        self.registry = registry


class Stand:
    """What `swap` cuts is another's."""

    def __init__(self):
        self.lamp = LampOfStand(self)  #~

    def swap(self, other):
        other.lamp = None


class LampOfStand:
    def __init__(self, stand):
        self.stand = stand


class CountsItself:
    def __init__(self):
        self.counts = {self: 1}  #~


def mocked(patch):
    service = patch("service").start()
    service.return_value = service
    return service


class Half:
    mate = None


def pair_up(edges):
    """Each turn makes a cycle of its own."""
    halves = []
    for edge in edges:
        left, right = Half(), Half()
        left.mate = right
        right.mate = left  #~ note
        halves.append((edge, left))
    return halves


def pair_up_and_drop(edges, show):
    """The same, and nothing keeps them."""
    for edge in edges:
        left, right = Half(), Half()
        left.mate = right
        right.mate = left  #~ warning
        show(edge, len(left.mate.name))


def pair_up_within(edges):
    """A local keeps them until the function is left."""
    halves = {}
    for edge in edges:
        left, right = Half(), Half()
        left.mate = right
        right.mate = left  #~ warning
        halves[edge] = left
    return len(halves)


class Pairs:
    def pair_up(self, edges):
        """The object keeps them."""
        for edge in edges:
            left, right = Half(), Half()
            left.mate = right
            right.mate = left  #~ note
            self.halves[edge] = left


def pair_up_with(center, edges):
    """All cycles have the one object in common, and go when it goes."""
    center.spokes = []
    for edge in edges:
        spoke = Half()
        spoke.mate = center
        center.spokes.append(spoke)  #~ note


def pair_of(edge):
    left, right = Half(), Half()
    left.mate = right
    right.mate = left  #~ note
    return edge, left


def pair_first_few():
    for _ in range(4):
        left, right = Half(), Half()
        left.mate = right
        right.mate = left  #~ note


class CutHalf:
    mate = None

    def close(self):
        self.mate = None


def pair_up_to_cut(edges):
    halves = []
    for edge in edges:
        left, right = CutHalf(), CutHalf()
        left.mate = right
        right.mate = left  #~ note
        halves.append((edge, left))
    return halves


class Device:
    def __init__(self, name):
        self.name = name
        self.link = LinkOfDevice(self)  #~ warning


class LinkOfDevice:
    def __init__(self, device):
        self.device = device


def devices_up(path):
    with open(path) as lines:
        return [line for line in lines if Device(line).link.device.name]


class ColumnOfValues:
    def __init__(self):
        self._values = ValuesOfColumn(self)  #~

    @property
    def values(self):
        return self._values

    @values.deleter
    def values(self):
        self._values = None


class ValuesOfColumn:
    def __init__(self, column):
        self.column = column


class Channels:
    """Lets go of itself by another name."""

    def __init__(self, number, channels):
        self.number = number
        self.channels = channels
        channels[number] = self  #~

    def delete(self, channels=None):
        if channels is None:
            channels = self.channels
        del channels[self.number]


def registered(cls):
    return cls


def singleton(cls):
    made = cls()
    return lambda: made


class Registering(type):
    pass


@registered
class DecoratedPart:
    def __init__(self, whole):
        self.whole = whole


class PartOfMetaclass(metaclass=Registering):
    def __init__(self, whole):
        self.whole = whole


@singleton
class OnlyPart:
    def __init__(self, whole=None):
        self.whole = whole


class WholeOfDecorated:
    def __init__(self):
        self.part = DecoratedPart(self)  #~

    def make(self):
        self.other = PartOfMetaclass(self)  #~

    def only(self):
        self.single = OnlyPart(self)


class Layer:
    def put_below(self, lower):
        self.lower = lower
        lower.put_above(self)  #~

    def put_above(self, upper):
        self.upper = upper


class CountedLayer(Layer):
    def put_above(self, upper):
        super().put_above(upper)
        self.count = 1


class NoLayer(Layer):
    def put_above(self, upper):
        pass


class Sheet:
    def put_below(self, lower):
        self.lower = lower
        Sheet.lay(lower, self)  #~

    def lay(self, upper):
        self.upper = upper


class NamedSheet(Sheet):
    def put_on(self, lower):
        self.lower_one = lower
        self.lay_on(lower)

    def lay_on(self, lower):
        lower.upper_one = self


class SilentSheet(NamedSheet):
    def lay_on(self, lower):
        self.name = lower.name


class LinkedPart:
    """Takes a weak reference to its owner, or makes one."""

    def __init__(self, owner):
        if not isinstance(owner, weakref.ReferenceType):
            self.owner = weakref.ref(owner)
        else:
            self.owner = owner


class HeldPart:
    """Takes what it is given, unless that is a text."""

    def __init__(self, owner):
        if not isinstance(owner, str):
            self.owner_of_held = owner


class OwnerOfLinked:
    def __init__(self):
        self.linked = LinkedPart(self)
        self.held = HeldPart(self)  #~


class Entities(type):
    """A metaclass: its instances are classes, which nothing else frees."""

    def add(self, name):
        self.first = EntityField(self, name)


class EntityField:
    def __init__(self, entity, name):
        self.entity = entity
        self.name = name


try:
    from fast import Registry, codecs as tables
except ImportError:
    from slow import Registry, codecs as tables


class Session:
    """What modules have is there as long as the program."""

    def __init__(self):
        self.registry = Registry
        self.registry.session = self
        self.tables = tables.ALL
        self.tables.keeper = self

    def later(self):
        from slow import loop as main_loop

        self.main_loop = main_loop
        self.main_loop.session = self

    def own(self):
        self.own_tables = tables.make()
        self.own_tables.keeper = self  #~


class MenuOfOnly:
    def __init__(self, app):
        self.app = app


class OnlyApplication:
    _instance = None

    def __init__(self):
        assert OnlyApplication._instance is None
        OnlyApplication._instance = self
        self.menu = MenuOfOnly(self)


class MenuOfLast:
    def __init__(self, app):
        self.app = app


class LastApplication:
    _instance = None

    def __init__(self):
        assert self is not None
        LastApplication._instance = self
        self.menu = MenuOfLast(self)  #~


class Bench:
    """Asked again and again for what it makes once for each name."""

    def __init__(self):
        self.views = {}

    def view(self, name):
        if name not in self.views:
            view = BenchView(name)
            self.views[name] = view
            view.frame = BenchFrame(name)
            view.frame.shown = view  #~ note
        return self.views[name]

    def views_of(self, names):
        return [self.view(name) for name in names]

    def show(self, names):
        for name in names:
            self.show_anew(name)

    def show_anew(self, name):
        view = BenchView(name)
        view.frame = BenchFrame(name)
        view.frame.shown = view  #~ warning

    def show_all(self, names):
        for name in names:
            self.view(name)


class BenchView:
    def __init__(self, name):
        self.name = name


class BenchFrame:
    def __init__(self, name):
        self.name = name


def by_kind(rows):
    found = {}
    for kind, key in rows:
        value = {"id": key}
        if kind == "many" and kind not in found:
            value = [value]
        if kind not in found:
            found[kind] = value
        else:
            found[kind].append(value)  # of a turn before
    return found


class Desk:
    def __init__(self, name):
        self.name = name
        self.window = DeskWindow(self)  #~ note


class DeskWindow:
    def __init__(self, desk):
        self.desk = desk

    def show(self):
        print(self.desk.name)


def open_desk(name):
    """It runs the program, by what it shows."""
    desk = Desk(name)
    desk.window.show()


class Shelf:
    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ warning


class ShelfLabel:
    def __init__(self, shelf):
        self.shelf = shelf

    def text(self):
        return self.shelf.name


def labels_of(path):
    with open(path) as lines:
        for line in lines:
            shelf = Shelf(line)
            print(shelf.label.text())


class Cabinet:
    """There may be few names."""

    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ note


def cabinet_labels(names):
    for name in names:
        cabinet = Cabinet(name)
        print(cabinet.label.text())


class Rack(Shelf):
    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ note


def label_of(name):
    """Nothing says how often it runs."""
    rack = Rack(name)
    return rack.label.text()


class Drawer:
    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ warning

    def __enter__(self):
        return self

    def __exit__(self, *error):
        print(self.name)


def drawer_labels(path):
    with open(path) as lines:
        for line in lines:
            with Drawer(line) as drawer:
                print(drawer.label.text())


class Chest:
    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ warning

    def opened(self):
        return self.label.text()


@app.route("/chests")
def show_chest(name):
    """For each request."""
    return Chest(name).opened()


class KeptChest:
    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ note


def chests(names):
    """The one who asked keeps them, maybe as long as the program."""
    return [KeptChest(name) for name in names]


class ConfigReader:
    """Few and small by its name."""

    def __init__(self, name):
        self.name = name
        self.label = ShelfLabel(self)  #~ note

    def read(self):
        return self.label.text()


def read_all(names):
    for name in names:
        print(ConfigReader(name).read())


def pair_up_those(nodes):
    """The nodes were there before: nothing says that they are dropped."""
    for node in nodes:
        half = Half()
        half.mate = node
        node.half = half  #~ note


class Press:
    def __init__(self, name):
        self.name = name
        self.plate = PressPlate(self)  #~ note


class PressPlate:
    def __init__(self, press):
        self.press = press


def print_all():
    """It reads the command line: once."""
    press = Press(sys.argv[1])
    press.name.strip()


class HandedBase:
    def __init__(self, owner, name=None):
        self.owner = owner
        self.name = str(name)


class HandedPart(HandedBase):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_part = True


class Handed:
    """Constructors and factories that hand on what they are called with."""

    def __init__(self):
        self.parts = {}

    def own(self):
        self.part = HandedPart(self)  #~

    def by_name(self):
        self.named = HandedPart(name="x", owner=self)  #~

    def made(self):
        self.parts["a"] = make_handed(self)  #~

    def other_place(self):
        self.other = HandedPart("x", self)

    def other_name(self):
        self.unkept = HandedPart("x", name=self)

    def popped(self):
        self.taken = HandedButPopped(owner=self)

    def rebound(self):
        self.changed = HandedAnother(self)

    def made_by_class(self):
        self.parts["b"] = self.part_of(self)  #~

    part_class = HandedPart

    @classmethod
    def part_of(cls, *args, **kwargs):
        return cls.part_class(*args, **kwargs)


class HandedButPopped(HandedBase):
    def __init__(self, **kwargs):
        kwargs.pop("owner")
        super().__init__(None, **kwargs)


class HandedAnother(HandedBase):
    def __init__(self, *args):
        args = (None,)
        super().__init__(*args)


def make_handed(*args, **kwargs):
    return HandedPart(*args, **kwargs)


class Picker:
    """Classes out of tables, variables and loops."""

    def __init__(self):
        self.made = []

    def of_table(self, name):
        picked = PICKED.get(name)
        if picked is not None:
            self.table = picked(self)  #~

    def of_key(self, name):
        self.keyed = PICKED[name](self)  #~

    def of_constant_key(self):
        self.plain = PICKED["plain"](self)

    def of_branch(self, is_first):
        if is_first:
            picked = PickedFirst
        else:
            picked = PickedSecond
        self.branch = picked(self)  #~

    def of_choice(self, is_first):
        picked = PickedFirst if is_first else PickedPlain
        self.choice = picked(self)  #~

    def of_default(self, picked=None):
        if picked is None:
            picked = PickedSecond
        self.default = picked(self)  #~

    def of_loop(self):
        for picked in (PickedFirst, PickedSecond):
            self.made.append(picked(self))  #~

    def of_other_branch(self, is_first):
        picked = PickedFirst
        if is_first:
            picked = PickedPlain
            self.last = picked(self)

    def of_unknown(self, picked):
        self.unknown = picked(self)


class PickedFirst:
    def __init__(self, owner):
        self.owner = owner


class PickedSecond:
    def __init__(self, owner):
        self.owner = owner


class PickedPlain:
    def __init__(self, owner):
        self.name = owner.name


PICKED = {"first": PickedFirst, "second": PickedSecond, "plain": PickedPlain}


class Dialect:
    """What is made takes the place of its class."""

    compiler = HandedBase

    def __init__(self):
        self.compiler = self.compiler(self)  #~


class Writer:
    """A property that cannot be set tells that the object is of another class."""

    def write(self):
        names = WrittenNames(self.target)
        self.target.written = names  #~

    @property
    def written(self):
        return self.names[-1]


class WrittenNames:
    def __init__(self, target):
        self.target = target


class Shelves:
    """What a call without arguments gives is used as a dict."""

    def fill(self, names):
        shelf = self.shelf_class()
        for name in names:
            book = Shelved(name)
            book.shelves = self
            shelf[name] = book
        self.shelf = shelf  #~

    def fill_by(self, names):
        shelf = names.shelf_of(self)
        shelf["a"] = self
        self.other = shelf


class Shelved:
    def __init__(self, name):
        self.name = name


class Distances:
    """What it keeps in the nodes for a while it takes away again."""

    def of(self, nodes):
        for node in nodes:
            node.paths = {node: 0}
            for child in node.children:
                self.add(child.paths)
                del(child.paths)

    def kept_of(self, nodes):
        for node in nodes:
            node.kept_paths = {node: 0}  #~
            for child in node.children:
                self.add(child.kept_paths)

    def add(self, paths):
        print(len(paths))


class Kin:
    """Properties lead to the fields, and type(self) is the class."""

    def __init__(self):
        self._elder = None
        self._kin = []

    @property
    def elder(self):
        return self._elder

    @elder.setter
    def elder(self, elder):
        self._elder = elder

    @property
    def kin(self):
        return self._kin

    def add_one(self):
        child = type(self)()
        child.elder = self
        self.kin.append(child)  #~

    def clone(self):
        other = self.__class__()
        other.source = self
        self.copy = other  #~

    def clone_of(self, other):
        cls = type(other)
        made = cls()
        made.source = other
        return made


class NewMade:
    """What __new__ makes anew, __init__ is called with."""

    def __new__(cls, *args):
        cls.count = len(args)
        return super().__new__(cls)

    def __init__(self, owner):
        self.owner = owner


class NewKept:
    made = {}

    def __new__(cls, owner):
        return cls.made[owner]

    def __init__(self, owner):
        self.owner = owner


class OwnerOfNew:
    def make(self):
        self.new = NewMade(self)  #~

    def find(self):
        self.kept = NewKept(self)


class Registrar:
    def __init__(self):
        self.by_name = {}

    def keep(self, entry, name, is_open):
        if isinstance(entry, Entry):
            self.by_name[name] = entry
        elif isinstance(entry, str):
            self.by_name[name] = entry = self.find(entry)
        else:
            raise TypeError(entry)
        if is_open:
            entry.begin(self)  #~

    def keep_sure(self, entry, name):
        if not isinstance(entry, Entry):
            raise TypeError(entry)
        self.by_name[name] = entry
        entry.begin(self)  #~

    def keep_other(self, entry, name):
        if not isinstance(entry, OtherEntry):
            raise TypeError(entry)
        self.by_name[name] = entry
        entry.begin(self)

    def keep_asserted(self, entry, name):
        assert isinstance(entry, OtherEntry)
        self.by_name[name] = entry
        entry.begin(self)


class Entry:
    def begin(self, registrar):
        self.registrar = registrar


class OtherEntry:
    def begin(self, registrar):
        print(registrar)


class Tagged:
    """The keys of a dict are kept as well as the values."""

    def __init__(self):
        self.known = {}

    def tag(self, size):
        other = Tagged()
        other.of = self
        self.known[other] = size  #~


class Chapter:
    """Some returns give what the function makes, others do not."""

    def __init__(self, text):
        self.text = text

    def open(self, shelf):
        self.lines = self.lines_of(shelf)  #~

    def lines_of(self, shelf):
        if shelf in self.text:
            return self.text[shelf]
        return Lines(self)

    def close(self, shelf):
        self.ends = self.ends_of(shelf)

    def ends_of(self, shelf):
        if shelf is None:
            return Lines(self)
        return Ends(shelf)


class Lines:
    def __init__(self, chapter):
        self.chapter = chapter


class Ends:
    def __init__(self, chapter):
        self.chapter = chapter


class Ways:
    """Two ways of one call that exclude each other make no ring together."""

    def __init__(self):
        self.parts = []
        self.texts = {}

    def adopt(self, part):
        part.way = self

    def __setitem__(self, key, item):
        if isinstance(key, str):
            self.texts[key] = item
        elif isinstance(key, int):
            self.adopt(item)
            self.parts[key] = item  #~

    def put(self, key, item):
        self[key] = item

    def put_again(self, key, item):
        self.put(key, item)


class Hierarchy:
    """The parent is the one that is no place holder, which keeps the names."""

    def __init__(self):
        self.table = {}

    def fix(self, name, logger):
        found = None
        there = self.table[name]
        if isinstance(there, Place):
            there.take(logger)
        else:
            found = there
        logger.up = found


class Place:
    def __init__(self):
        self.taken = {}

    def take(self, logger):
        self.taken[logger] = None


class Row:
    """What a loop sets of all parts replaces what was set of each."""

    def __init__(self):
        self.parts = []

    def put(self, part):
        self.parts.append(part)
        part.up = self  #~

    def join(self, other):
        other.parts = self.parts
        for part in self.parts:
            part.up = other  #~


def join_rows(text, other):
    row = Row()
    row.up = other
    part = Row()
    row.put(part)
    row.join(other)


class Stand:
    """Arguments that a *parameter takes."""

    def __init__(self, *books):
        self.books = books
        for book in books:
            book.stand = self  #~


class Labels:
    def __init__(self, *books):
        self.books = [book.title for book in books]
        for book in books:
            book.stand = self


class Collector:
    def __init__(self):
        self.parts = []

    def add(self, *parts):
        self.parts += [part for part in parts]

    def count(self, *parts):
        self.parts += [len(part) for part in parts]


def stands():
    book = Row()
    book.own = Stand(book, Row())
    other = Row()
    other.own = Labels(other)
    return book, other


def added():
    collector = Collector()
    part = Row()
    part.collector = collector
    collector.add(part)  #~
    return collector


def counted():
    collector = Collector()
    part = Row()
    part.collector = collector
    collector.count(part)
    return collector


class Keeper:
    """What its attributes are, its own method says."""

    def __getattribute__(self, name):
        return self.__dict__[name]

    def build(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed = [transform, f]  #~ note
            self.functions[transform] = f

    def build_last(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_last = [transform, f]  #~ note
            self.last = f

    def build_list(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_list = [transform, f]  #~ note
            self.functions.append(f)

    def print_each(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_each = [transform, f]  #~ warning
            print(f.passed_each)

    def build_sum(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_sum = [transform, f]  #~ note
            self.functions += [f]

    def build_more(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_more = [transform, f]  #~ note
            self.functions.extend([f])

    def build_heap(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_heap = [transform, f]  #~ note
            heapq.heappush(self.functions, (transform, f))

    def build_elsewhere(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_elsewhere = [transform, f]  #~ note
            register(f)

    def build_one_by_one(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_one_by_one = [transform, f]  #~ note
            yield f

    def count_each(self, transforms):
        for transform in transforms:
            f = somewhere.Function(transform)
            f.passed_count = [transform, f]  #~ warning
            self.count += len(f.passed_count)


class OfGenerators:
    class Child:
        def __init__(self, owner):
            self.owner = owner

    def __init__(self, names):
        self.children = []
        self.children.extend(self.Child(self) for name in names)  #~
        self.by_name = {}
        self.by_name.update((name, self.Child(self)) for name in names)  #~
        made = {name: self.Child(self) for name in names}
        self.values = []
        self.values.extend(made.values())  #~
        self.sizes = []
        self.sizes.extend(len(name) for name in names)
        self.names = []
        self.names.extend(made)
        self.others = set()
        self.others.update(self.Child(name) for name in names)


Pair = collections.namedtuple("Pair", "first second")


class HasPairs:
    def __init__(self, other):
        self.pair = Pair(1, self)  #~
        self.pairs = []
        self.pairs.append(Pair(first=other, second=self))  #~
        self.plain = Pair(other, 2)
        self.weak = Pair(1, weakref.ref(self))

    def first(self):
        pair = Pair(1, self)
        return pair.first


# Classes of a table, one after the other.


class Phase:
    def __init__(self, reader):
        self.reader = reader


class FirstPhase(Phase):
    pass


class LastPhase(Phase):
    pass


class Apart:
    def __init__(self, reader):
        self.name = reader.name


PHASES = {"first": FirstPhase, "last": LastPhase}
APART = {"one": Apart}


def table_of_phases():
    return {"first": FirstPhase, "last": LastPhase}


def table_of_names():
    phases = {"first": "FirstPhase"}
    phases.update(PHASES)
    return phases


class ReaderOfItems:
    def __init__(self):
        self.phases = {name: cls(self) for name, cls in PHASES.items()}  #~


class ReaderOfPairs:
    def __init__(self):
        self.phases = {}
        for name, cls in PHASES.items():
            self.phases[name] = cls(self)  #~


class ReaderOfGiven:
    def __init__(self):
        phases = table_of_phases().items()
        self.names = [name for name, _ in phases]
        self.phases = {n: cls(self) for n, cls in table_of_phases().items()}  #~


class ReaderOfKeys:
    name = "reader"

    def __init__(self):
        self.apart = {name: cls(self) for name, cls in APART.items()}
        self.turned = [cls(self) for cls, name in PHASES.items()]
        self.named = [cls(self) for _, cls in table_of_names().items()]
        self.sized = [len(cls.__name__) for _, cls in PHASES.items()]


# What a function takes out of what it is given is what its caller put in there.


class Register:
    def __init__(self):
        self.entries = []
        self.by_name = {}

    def take_all(self, entries):
        for entry in entries:
            self.entries.append(entry)

    def take_named(self, names, entries):
        for name in names:
            self.by_name[name] = entries[name]

    def take_keys(self, entries):
        for name in entries:
            self.entries.append(name)

    def take_values(self, entries):
        for entry in entries.values():
            self.entries.append(entry)


def fill_register(names):
    register = Register()
    entries = []
    for name in names:
        entries.append(Child(register, name))
    register.take_all(entries)  #~
    return register


def fill_by_name(names):
    register = Register()
    entries = {}
    for name in names:
        entries[name] = Child(register, name)
    register.take_named(names, entries)  #~
    return register


def take_into(register, names, entries):
    for name in names:
        register.by_name[name] = entries[name]


def fill_from_outside(names):
    register = Register()
    entries = {name: Child(register, name) for name in names}
    take_into(register, names, entries)  #~
    return register


def fill_values(names):
    register = Register()
    entries = {}
    for name in names:
        entries[name] = Child(register, name)
    register.take_values(entries)  #~
    return register


def fill_weak(names):
    register = Register()
    entries = []
    for name in names:
        entries.append(WeakChild(register))
    register.take_all(entries)
    return register


def fill_keys(names):
    register = Register()
    entries = {}
    for name in names:
        entries[name] = Child(register, name)
    register.take_keys(entries)
    return register


def fill_of_two(name, other):
    register = Register()
    entries = [Reader(register), Child(register, name)]
    register.take_named([0], entries)
    return register


def fill_another(names, register):
    other = Register()
    entries = []
    for name in names:
        entries.append(Child(other, name))
    register.take_all(entries)
    return register


# a class that is handed to what makes it
class PassedClass:
    def __init__(self, owner, name):
        self.owner = owner
        self.name = name


class PassedSubclass(PassedClass):
    pass


class MakerOfPassed:
    def __init__(self):
        self.parts = []

    def make(self, kind, name):
        part = kind(self, name)
        self.parts.append(part)  #~
        return part

    def one(self):
        return self.make(PassedClass, "one")

    def other(self):
        return self.make(name="other", kind=PassedSubclass)


class MakerOfUnlike:
    def __init__(self):
        self.parts = []

    def make(self, kind):
        part = kind(self)
        self.parts.append(part)
        return part

    def one(self):
        return self.make(Reader)

    def other(self):
        return self.make(WeakChild)


class MakerOfUnknown:
    def __init__(self):
        self.parts = []

    def make(self, kind, name):
        part = kind(self, name)
        self.parts.append(part)
        return part

    def one(self):
        return self.make(PassedClass, "one")

    def other(self, kind):
        return self.make(kind, "other")


def memoize(function):
    return function


@memoize
def phases():
    class Phase:
        def __init__(self, parser):
            self.parser = parser

    class First(Phase):
        pass

    class Second(Phase):
        pass

    return {"first": First, "second": Second}


class PhasesParser:
    def __init__(self):
        self.phases = {name: kind(self) for name, kind in phases().items()}  #~


# no mock: a class of the file has what it returns
class ReturnedValue:
    def __init__(self, routine):
        self.routine = routine


class Routine:
    def __init__(self):
        self.return_value = ReturnedValue(self)  #~


class Pump:
    """Not running yet when its constructor asks."""

    def __init__(self, owner):
        self.owner = owner
        self.thread = None
        self.attach(owner)

    def is_running(self):
        return self.thread is not None

    def attach(self, owner):
        if self.is_running():
            owner.pump = self


class Gauge:
    def __init__(self, owner):
        self.owner = owner
        self.handle = None
        self.attach(owner)

    def attach(self, owner):
        if self.handle:
            owner.gauge = self


class Valve:
    """It may be open already."""

    def __init__(self, owner, state):
        self.owner = owner
        self.state = state
        self.attach(owner)  #~

    def is_open(self):
        return self.state is not None

    def attach(self, owner):
        if self.is_open():
            owner.valve = self


class Tap:
    """It is closed, as it asks."""

    def __init__(self, owner):
        self.owner = owner
        self.state = None
        self.attach(owner)  #~

    def is_open(self):
        return self.state is not None

    def attach(self, owner):
        if not self.is_open():
            owner.tap = self


class Folio:
    def __init__(self, ledger):
        self.parent = ledger


class Ledger:
    """Who reads one sets it up; that cuts nothing."""

    def __init__(self):
        self.folios = []


class LedgerReader:
    def __init__(self, parser):
        self.parser = parser
        self.ledger = None

    def read_ledger(self):
        ledger = self.parser.ledger
        ledger.folios = []
        self.ledger = ledger

    def read_folios(self, names):
        for name in names:
            self.ledger.folios.append(Folio(self.ledger))  #~


class Bracket:
    def __init__(self, kind):
        self.kind = kind
        self.opened = self.closed = None


def brackets(source):
    """What was opened in an earlier turn, in the other branch."""
    tokens = []
    last = None
    around = []
    for kind in source:
        current = Bracket(kind)
        if kind == "(":
            around.append(last)
            last = current
        elif last is not None and kind == ")":
            current.opened = last
            last.closed = current  #~
            last = around.pop()
        tokens.append(current)
    return tokens


class Crate:
    def __init__(self, name, yard):
        self.name = name
        self.yard = yard


class Barrel:
    def __init__(self, yard):
        self.yard = yard


class YardIndex:
    def __init__(self):
        self.by_name = {}

    def add(self, crate):
        self.by_name[crate.name] = crate


class Yard:
    """A generator that a loop runs gives what it makes."""

    def __init__(self):
        self.index = YardIndex()

    def unload(self, names):
        for name in names:
            yield Crate(name, self)

    def unload_some(self, names):
        for name in names:
            if name:
                yield Crate(name, self)
            else:
                yield Barrel(self)

    def unload_apart(self, names):
        for name in names:
            yield Crate(name, None)

    def fill(self, names):
        for crate in self.unload(names):
            self.index.add(crate)  #~

    def fill_apart(self, names):
        for crate in self.unload_apart(names):
            self.index.add(crate)

    def count(self, names):
        return sum(1 for _ in self.unload(names))


class Paired:
    def __init__(self, kind):
        self.kind = kind
        self.opened = None


def of_a_turn_before(stream):
    """Two objects: what a turn before opened, and what closes it."""
    opened = None
    while True:
        current = Paired(stream.read(1))
        if current.kind == "(":
            opened = current
        elif current.kind == ")":
            current.opened = opened


def of_this_turn(stream):
    while True:
        current = Paired(stream.read(1))
        other = current
        if current.kind == "(":
            other.opened = current  #~


class Shoot:
    """Loops over what a method of the object gives of its own."""

    def __init__(self):
        self.shoots = []
        self.leaves = {}
        self.stem = None

    def each(self):
        for shoot in self.shoots:
            yield shoot

    def all(self):
        yield from self.leaves.values()

    def backwards(self):
        return reversed(self.shoots)

    def copies(self):
        for shoot in self.shoots:
            yield shoot.copy()

    def more(self):
        yield self.stem
        yield from self.shoots

    def of_another(self, other):
        return iter(other.shoots)

    def own_each(self):
        for shoot in self.each():
            shoot.stem = self  #~

    def own_all(self):
        for leaf in self.all():
            leaf.bearer = self  #~

    def own_backwards(self):
        for shoot in self.backwards():
            shoot.below = self  #~

    def own_copies(self):
        for shoot in self.copies():
            shoot.mother = self

    def own_more(self):
        for shoot in self.more():
            shoot.near = self

    def own_of_another(self, other):
        for shoot in self.of_another(other):
            shoot.guest_of = self


def set_parents(tree):
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  #~


def set_depths(tree):
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.depth = node.depth + 1


def plant(node, above=None):
    """Calls itself with what it has: the node and its parts."""
    node.above = above
    for part in node.shoots:
        plant(part, node)  #~


def plant_alone(node, beside=None):
    node.beside = beside
    for part in node.shoots:
        plant_alone(part)


def plant_once(node, first=None, is_first=True):
    if is_first:
        node.first = first
    for part in node.shoots:
        plant_once(part, node, False)


class Climber:
    """Lists that are made anew at each addition."""

    def __init__(self, owner):
        self.owner = owner


class Trellis:
    def __init__(self):
        self.climbers = []
        self.names = ()
        self.weight = 0

    def grow(self):
        self.climbers = self.climbers + [Climber(self)]  #~

    def grow_first(self):
        self.firsts = (Climber(self),) + self.names  #~

    def weigh(self, weight):
        self.weight = self.weight + weight(self)
        self.names = self.names + (str(Climber(self)),)


class Twiglet:
    def __init__(self, above=None):
        self.above = above
        self.twigs = []
        self.parts = []
        self.pasts = []
        self.befores = []
        self.firsts = []


def sprout(rows, above=None):
    """What it makes is what it gives."""
    twig = Twiglet(above)
    for row in rows:
        twig.twigs.append(sprout(row, twig))  #~
    return twig


def sprout_at_once(rows, below=None):
    twig = Twiglet()
    twig.below = below
    twig.sproutn = [sprout_at_once(row, twig) for row in rows]  #~
    return twig


def sprout_alone(rows, above=None):
    twig = Twiglet(above)
    for row in rows:
        twig.twigs.append(sprout_alone(row))
    return twig


def sprout_other(rows, above=None):
    """Given back are the rows, or what is not known."""
    twig = Twiglet(above)
    for row in rows:
        twig.twigs.append(sprout_other(row, twig))
    return rows or twig


class Nesting:
    """The item that is last is the same twice, until something is added."""

    def __init__(self):
        self.open = [Twiglet()]

    def start(self):
        twig = Twiglet()
        twig.inside = self.open[-1]
        self.open[-1].parts.append(twig)  #~
        self.open.append(twig)

    def start_after(self):
        twig = Twiglet()
        twig.past = self.open[-1]
        self.open.pop()
        self.open[-1].pasts.append(twig)

    def start_after_call(self, change):
        twig = Twiglet()
        twig.before = self.open[-1]
        change(self.open)
        self.open[-1].befores.append(twig)

    def start_of_two(self, i, k):
        twig = Twiglet()
        twig.first = self.open[0]
        self.open[1].firsts.append(twig)


class Entered:
    def __init__(self, owner):
        self.owner = owner

    def __enter__(self):
        self.count = 1
        return self

    def __exit__(self, *args):
        pass


class EnteredElsewhere:
    def __init__(self, owner):
        self.owner = owner

    def __enter__(self):
        return self.owner.opened()

    def __exit__(self, *args):
        pass


class EntersAndKeeps:
    def begin(self):
        with Entered(self) as entered:
            self.entered = entered  #~


class EntersAnother:
    """What `as` binds is not the manager."""

    def begin(self):
        with EnteredElsewhere(self) as entered:
            self.entered = entered


class EntersAndDrops:
    """The manager goes with the function."""

    def begin(self):
        with Entered(self) as entered:
            self.count = entered.count

import app.base
from . import Piece
from .base import Holder, Parent, greet, make_owned, marry
from .parts import Label, Pair, Part, Record, Relay, Sensor, make_relay


class Machine:
    def __init__(self):
        self.part = Part(self, 1)  #~

    def with_keyword(self):
        self.spare = Part(size=2, machine=self)  #~

    def through_a_reexport(self):
        self.piece = Piece(self, 3)  #~

    def through_a_module(self):
        self.owned = app.base.Owned(self)  #~

    def through_a_function(self):
        self.made = make_owned(self)  #~

    def in_a_list(self, sizes):
        parts = [Part(self, size) for size in sizes]
        self.parts = parts  #~

    def handed_on(self):
        self.relay = Relay(self)  #~

    def handed_on_twice(self):
        self.second = make_relay(self)  #~

    def weak(self):
        self.sensor = Sensor(self, 1)

    def only_its_text(self):
        self.label = Label(self, 1)

    def not_kept(self):
        Part(self, 1).size = 2

    def another(self, other):
        self.part = Part(other, 1)


class Local(app.base.Owned):
    pass


class Room:
    def __init__(self):
        self.local = Local(self)  #~


class Person(Holder):
    def bear(self, name):
        child = Person()
        child.parent = self
        self.adopt(child)  #~

    def bear_directly(self, name):
        child = Person()
        self.children.append(child)
        child.parent = self  #~

    def see(self, name):
        child = Person()
        child.parent = self
        self.watch(child)

    def lose(self, name):
        child = Person()
        child.parent = self
        self.forget(child)

    def name_newest(self):
        self.newest.parent = self


class Private(Parent):
    def adopt(self, child):
        self.count += 1

    def bear(self):
        child = Private()
        child.parent = self
        self.adopt(child)


class Public(Parent):
    def adopt(self, child):
        self.children = [child]


class Quiet(Public):
    def adopt(self, child):
        print(child)

    def hear(self, speaker: Public):
        speaker.listener = self
        speaker.adopt(self)


def wedding():
    one, other = Person(), Person()
    one.partner = other
    marry(other, one)  #~


def party():
    one, other = Person(), Person()
    one.friend = other
    greet(other, one)


class Keeper:
    def __init__(self):
        self.record = Record("keeper", self)  #~
        self.other = Record(owner=self, name="other")  #~
        self.pair = Pair(None, self)  #~
        self.plain = Record("plain", None)


class Leader:
    def lead(self):
        follower = app.base.Follower()
        follower.leader = self
        self.follower = follower

    def push(self):
        follower = app.base.Follower()
        follower.pusher = self
        self.follower = follower  #~


class Both(app.base.Follower):
    def lead(self, other):
        self.leader = other
        other.follower = self

    def push(self, other):
        self.pusher = other
        other.follower = self  #~


class Soup:
    """Lets the other go again, whichever attribute of it that was."""

    def __init__(self, builder, parser):
        self.builder = builder
        self.parser = parser
        self.parser.start_parsing(self)  #~
        for part in range(3):
            self.builder.start_building(self)
            if part == 2:
                break
        self.text = None
        self.builder.soup = None

"""Classes that only names tell."""

from app.rules import Meta, NodeList, RuleFactory
from app.fields import declare, field


class Book:
    def __init__(self, makers, rule_classes):
        self.by_name = {}
        self.seen = []
        self.rules = [rule_class(self) for rule_class in rule_classes]  #~
        self.made = [maker(self) for maker in makers]

    def add(self, factory: RuleFactory):
        for rule in factory.rules(self):
            rule.bind(self)
            self.by_name[rule.name] = rule  #~

    def look(self, factory):
        for rule in factory.rules(self):
            rule.look(self)
            self.seen.append(rule)

    def check(self, checker_cls):
        self.checker = checker_cls(self)

    def adopt(self, found):
        for page in found():
            page.book = self
            self.seen.append(page)  #~


class Folder:
    def __init__(self):
        self.nodes = NodeList()

    def append(self, node):
        node.folder = self
        self.nodes.append(node)  #~


@declare
class Task(metaclass=Meta):
    _runner = field()
    name = field()

    def start(self):
        self._runner.name = self.name


class Runner:
    def spawn(self, name):
        self.task = Task.make(runner=self, name=name)  #~

    def other(self, name):
        self.thing = Task.make(runner=self, unknown=name)


class Registered(metaclass=Meta):
    def __init__(self, owner):
        self.owner = owner
        owner.registered = self  #~

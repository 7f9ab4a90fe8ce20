"""MEM411: an empty container made for each of many. `#~`: reported."""

import collections
from collections import defaultdict, deque


def edges_of(nodes, edges):
    following = {node: set() for node in nodes}  #~
    for source, target in edges:
        following[source].add(target)
    return following


def buckets(file):
    found = []
    for line in file:
        found.append(deque())  #~
        if line.startswith("#"):
            found[-1].append(line)
    return found


def waiting(names):
    table = {}
    for name in names:
        table[name] = collections.deque(maxlen=20)  #~
    return table


class Node:
    def __init__(self, name):
        self.name = name
        self.children = set()  #~
        self.users = []
        self.extra = {}

    def add(self, child):
        self.children.add(child)


def load(names):
    return [Node(name) for name in names]


class Task:
    def __init__(self, job):
        self.job = job
        self.waiters: deque = deque()  #~

    def wait(self, other):
        self.waiters.append(other)


class State:
    def __init__(self, key):
        self.key = key
        self.needs = set()  #~
        self.users = set()
        self.errors = deque()


# A set is little beside what else it has.

class Large:
    def __init__(self, v):
        self.a0, self.a1, self.a2, self.a3, self.a4 = v[0:5]
        self.b0, self.b1, self.b2, self.b3, self.b4 = v[5:10]
        self.c0, self.c1, self.c2, self.c3, self.c4 = v[10:15]
        self.d0, self.d1, self.d2, self.d3, self.d4 = v[15:20]
        self.tags = set()


def states(keys):
    return {key: (State(key), Large(key)) for key in keys}


def tasks(jobs):
    found = []
    for job in jobs:
        found.append(Task(job))
    return found


def marks(rows):
    return [(row, set()) for row in rows]  #~


def records(rows):
    found = []
    for row in rows:
        found.append({"row": row, "tags": set()})  #~
    return found


class Index:
    def __init__(self, size):
        self.slots = [set() for _ in range(size)]  #~

    def put(self, key, value):
        self.slots[hash(key) % len(self.slots)].add(value)


class Graph:
    def __init__(self, nodes):
        self.back = {}
        for node in nodes:
            self.back[node] = set()  #~

    def link(self, a, b):
        self.back[a].add(b)


# Near misses: a list, a dict and a tuple take 40 to 64 bytes.

def lists_of(nodes, edges):
    following = {node: [] for node in nodes}
    for source, target in edges:
        following[source].append(target)
    return following


def dicts_of(nodes):
    return {node: {} for node in nodes}


# A defaultdict takes 72 from 3.10.

def counts_of(nodes):
    return {node: defaultdict(int) for node in nodes}


# Made when it is needed.

def grouped(pairs):
    groups = {}
    for key, value in pairs:
        if key not in groups:
            groups[key] = set()
        groups[key].add(value)
    return groups


def grouped_by_error(pairs):
    groups = {}
    for key, value in pairs:
        try:
            groups[key].add(value)
        except KeyError:
            groups[key] = set()
            groups[key].add(value)
    return groups


def grouped_later(pairs, groups):
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return groups


# Filled at once.

def first_of(pairs):
    table = {}
    for key, value in pairs:
        table[key] = set()
        table[key].add(value)
    return table


class Seen:
    def __init__(self, first):
        self.first = first
        self.all = set()
        self.all.add(first)


def seen(names):
    return [Seen(name) for name in names]


def corners(cats, words):
    table = {}
    for cat in cats:
        found = table[cat] = set()
        for word in words[cat]:
            found.add(word)
    return table


def addresses(groups, cache):
    table = {group: set() for group in groups}
    for group in groups:
        found = cache.find(group)
        table[group].update(found.addresses)
    return table


# Built here and then kept: it is what was asked for.

def words_of(lines):
    found = []
    for line in lines:
        words = set()
        for word in line.split():
            words.add(word)
        found.append(words)
    return found


# Not empty.

def singles(names):
    return {name: {name} for name in names}


def copies(names):
    return {name: set(name) for name in names}


# A few.

def kinds():
    return {kind: set() for kind in ("file", "folder", "link")}


def levels():
    return [set() for _ in range(4)]


# One object of its class.

class Server:
    def __init__(self, address):
        self.address = address
        self.clients = set()

    def add(self, client):
        self.clients.add(client)


def serve(address):
    return Server(address)


# Gone at the end of the turn.

def visit(roots):
    total = 0
    for root in roots:
        done = set()
        total += walk(root, done)
    return total


def walk(root, done):
    if root in done:
        return 0
    done.add(root)
    return 1 + sum(walk(child, done) for child in root)


# Not always made.

class Lazy:
    def __init__(self, name, parents=None):
        self.name = name
        if parents:
            self.parents = set()


def lazies(names):
    return [Lazy(name) for name in names]


# Another class that is called so.

class Box:
    def set(self):
        return {n: set() for n in self.names}  #~


def shadowed(names):
    set = sorted
    return {n: set() for n in names}


KINDS = {"file": 1}


def by_kind(kinds):
    return {kind: set() for kind in KINDS.keys()}


def by_type(player):
    return {kind: set() for kind in player.available_types}


def by_player(players):
    return {player: set() for player in players.available}  #~


def reach(graph, wanted):
    reachable = []
    for i, node in enumerate(wanted):
        reachable.append(set())
        reachable[i].add(node)
    return reachable


def reach_later(graph, wanted):
    reachable = []
    for i, node in enumerate(wanted):
        reachable.append(set())  #~
        for other in graph[node]:
            reachable[i].add(other)
    return reachable

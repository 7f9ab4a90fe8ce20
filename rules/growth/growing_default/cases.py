"""MEM605: `#~` at the end of a line: a finding begins on it."""

import heapq
from collections import defaultdict, deque

LIMIT = 100


def numbered(lines, found=[]):  #~ note
    for number, line in enumerate(lines):
        found.append((number, line))
    return found


def remember(name, seen=set()):  #~ note
    seen.add(name)
    return len(seen)


def counted(word, counts: dict = {}):  #~ note
    counts[word] = counts.get(word, 0) + 1
    return counts[word]


def grouped(row, groups=defaultdict(list)):  #~ note
    groups[row.key].append(row)
    groups.setdefault(row.kind, []).append(row)
    return groups


def fibonacci(n, memo={0: 0, 1: 1}):  #~ note
    if n not in memo:
        memo[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return memo[n]


def collect(tree, leaves=list()):  #~ note
    if not tree.children:
        leaves.append(tree)
    for child in tree.children:
        collect(child, leaves)
    return leaves


def queue(item, heap=[]):  #~ note
    heapq.heappush(heap, item)
    return heap[0]


def extended(items, *, all_items=deque()):  #~ note
    all_items += items
    return list(all_items)


class Node:
    def __init__(self, name, children=[], options={}):  #~ note
        self.name = name
        self.children = children
        self.options = options

    def add(self, child):
        self.children.append(child)

    def option(self, name):
        return self.options.get(name)


class Rebound:
    def __init__(self, children=[]):
        self.children = children

    def reset(self):
        self.children = []

    def add(self, child):
        self.children.append(child)


class Copied:
    def __init__(self, children=[]):
        self.children = list(children)

    def add(self, child):
        self.children.append(child)


class Emptied:
    def __init__(self, children=[]):
        self.children = children

    def add(self, child):
        self.children.append(child)

    def take(self):
        return self.children.pop()


# near misses


def none_as_default(lines, found=None):
    found = [] if found is None else found
    for line in lines:
        found.append(line)
    return found


def read_only(lines, skipped=[]):
    return [line for line in lines if line not in skipped]


def copied(lines, found=[]):
    found = list(found)
    for line in lines:
        found.append(line)
    return found


def replaced(lines, found=[]):
    found = found or []
    found.append(lines)
    return found


def concatenated(line, found=[]):
    found = found + [line]
    return found


def constant_key(line, state={}):
    state["last"] = line
    state[LIMIT] = line
    return state


def options(name, given={}):
    given.setdefault("encoding", "utf-8")
    given.update(mode="r")
    return open(name, **given)


def bounded(line, last=deque(maxlen=10)):
    last.append(line)
    return list(last)


def stack(tree, path=[]):
    path.append(tree)
    for child in tree.children:
        stack(child)
    path.pop()


def emptied(lines, found=[]):
    found.clear()
    for line in lines:
        found.append(line)
    return len(found)


def tuples(line, found=()):
    found += (line,)
    return found


def filled_once(name, table={}):
    if not table:
        for line in open("table.txt"):
            table[line[:2]] = line
    return table[name]


def counts(side, lines=[0, 0]):
    lines[side] += 1
    return lines[side]


def one_cached(value, cache=[]):  #~ note
    cache.append(value)
    return cache[0]


def nested(tree):
    def walk(node, seen=set()):
        seen.add(node)
        return [walk(child) for child in node.children if child not in seen]

    return walk(tree)


def arguments_of(url, kwargs={}):
    kwargs.update(dict(url=url))
    return kwargs


def main(arguments=[]):
    arguments.append("--verbose")
    return numbered(arguments)


def by_caller(lines, found=[]):  #~ note
    return found


def caller(lines):
    found = by_caller(lines)
    found.append(lines)


def without_old(x, old, seen=set()):
    seen.add(x)
    seen -= old
    return len(seen)


def without_those(x, old, seen=set()):
    seen.add(x)
    seen.difference_update(old)
    return len(seen)


# ------------------------------------------------------ bounded, or never used


def quoted(data, entities={}):
    """The same two keys each time."""
    entities["\n"] = "&#10;"
    entities["\r"] = "&#13;"
    for char, entity in entities.items():
        data = data.replace(char, entity)
    return data


def quoted_more(data, entities={}):  #~
    """A key for each that is given."""
    entities[data] = "&#%d;" % len(data)
    return "".join(entities.values())


class Shares:
    def stats(self, data={}):
        """Brought up to date, with the same keys."""
        data.update(self.layout.stats())
        return data


MOST_KEPT = 500


def euler(m, _cache={}):
    if m in _cache:
        return _cache[m]
    value = m * m
    if m <= MOST_KEPT:
        _cache[m] = value
    return value


def fibonacci(n, _cache={}):
    if n in _cache:
        return _cache[n]
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    if n < 250:
        _cache[n] = a
    return a


def _create_job(node, ids=[], controllers=[]):
    """Every call gives both."""
    ids.append(node.id)
    controllers.append(node.controller)
    return ids


def create_jobs(nodes):
    ids, controllers = [], []
    for node in nodes:
        _create_job(node, ids=ids, controllers=controllers)
    _create_job(nodes[0], ids, controllers)
    return ids


def _create_some_job(node, ids=[]):  #~
    """One call does not."""
    ids.append(node.id)
    return ids


def create_some(nodes):
    for node in nodes:
        _create_some_job(node, [])
    return _create_some_job(nodes[0])


class Copied:
    """copy.deepcopy() always gives the memo."""

    def __init__(self, parts):
        self.parts = parts

    def __deepcopy__(self, memo={}):
        made = memo[id(self)] = Copied(list(self.parts))
        return made

    def copied_by_hand(self, memo={}):  #~
        made = memo[id(self)] = Copied(list(self.parts))
        return made


class SavedState:
    """What it has already is brought up to date."""

    def __init__(self, widget, state={}):
        self.widget = widget
        self.state = state

    def save(self):
        for name in list(self.state.keys()):
            self.state[name] = self.widget.get(name)


class SavedNames:
    def __init__(self, widget, state={}):  #~
        self.widget = widget
        self.state = state

    def save(self):
        for name in self.widget.names():
            self.state[name] = self.widget.get(name)


measures = ("width", "height", "depth")


def measured(thing, found={}):
    """The same three keys at each call."""
    for measure in measures:
        found[measure] = getattr(thing, measure)
    return found


def measured_all(thing, found={}):  #~
    for measure in thing.measures():
        found[measure] = getattr(thing, measure)
    return found


# ------------------------------------------------ a store of the function's own


def watch(action, _sockets=[]):  #~ note
    """It keeps them on purpose: no caller is to pass the list."""
    for sock in open_pair(action):
        _sockets.append(sock)


def watch_all(action, sockets=[]):  #~ note
    for sock in open_pair(action):
        sockets.append(sock)


def put(found, line):
    found.append(line)


def by_helper(line, found=[]):  #~ note
    put(found, line)
    return len(found)


def look(found, line):
    return line in found


def only_looked_at(line, found=[]):
    return look(found, line)


def given_by_caller(lines, found=[]):
    return found


def gives(lines):
    found = given_by_caller(lines, [])
    found.append(lines)


class Walk:
    def run(self, tree):
        return self._walk(tree, [])

    def _walk(self, tree, found=[]):
        found.append(tree)
        for child in tree.children:
            self._walk(child, found)
        return found


class WalkByDefault:
    def run(self, tree):
        return self._walk_all(tree)

    def _walk_all(self, tree, found=[]):  #~
        found.append(tree)
        for child in tree.children:
            self._walk_all(child, found=found)
        return found


# what is passed on, after and before other arguments


def put_second(first, second, third=None):
    second.append(first)


def by_place(row, found=[]):  #~ note
    put_second(row, found, third=2)
    return found


def before_a_splat(row, rest, found=[]):  #~ note
    put_second(row, found, *rest)
    return found


def by_keyword(row, found=[]):  #~ note
    put_second(row, third=1, second=found)
    return found


def as_first(row, found=[]):
    put_second(found, row, 1)


def behind_a_splat(row, found=[]):
    put_second(*row, found)


class Fixer:
    def fix_all(self, chains):
        for chain in chains:
            self.fix(chain, self.tried)

    def fix(self, chain, tried={}):  #~ note
        """The calls that run often give it; others may not."""
        tried[chain.name] = chain

    def mend_all(self, chains):
        for chain in chains:
            self.mend(chain)

    def mend(self, chain, tried={}):  #~ warning
        tried[chain.name] = chain

    def patch(self, chain, tried={}):  #~ note
        """Only its own call in the loop shows that it runs often."""
        tried[chain.name] = chain
        for part in chain.parts:
            self.patch(part, tried=tried)

    def patch_one(self, chain):
        return self.patch(chain)

    def renew(self, chain, tried={}):  #~ warning
        tried[chain.name] = chain
        for part in chain.parts:
            self.renew(part)

    def renew_one(self, chain):
        return self.renew(chain)

"""One workload of cycles.py, run in a process of its own: which cycles it leaves.

    cycles_runtime.py GROUP NAME    workloads/GROUP.py's function NAME

Prints them as JSON, or exits with 77 if something that it imports is missing.
"""

import collections
import functools
import gc
import importlib
import inspect
import json
import os
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 8
SKIPPED = 77

# ------------------------------------------------------------- what refers to what

PLAIN = (list, tuple, set, frozenset, collections.deque)


def slots_of(thing):
    for cls in type(thing).__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in [names] if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_%s%s" % (cls.__name__.lstrip("_"), name)
            descriptor = cls.__dict__.get(name)
            if isinstance(descriptor, types.MemberDescriptorType):
                try:
                    yield name, descriptor.__get__(thing)
                except AttributeError:
                    pass


@functools.lru_cache(None)
def is_of_text(path):
    """Was code of this file name compiled from text that a program made?"""
    return not os.path.exists(path)


def parts_of_function(function):
    names = function.__code__.co_freevars
    where = " in text" if is_of_text(function.__code__.co_filename) else ""
    for name, cell in zip(names, function.__closure__ or ()):
        try:
            yield " captures " + name + where, cell.cell_contents
        except ValueError:
            pass
    for value in function.__defaults__ or ():
        yield " default", value
    for value in (function.__kwdefaults__ or {}).values():
        yield " default", value
    for name, value in function.__dict__.items():
        yield "." + name, value


def frame_name(frame):
    """Of the function whose frame it is: package.module.Class.function."""
    name = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
    return "%s.%s" % (frame.f_globals.get("__name__"), name.replace("<locals>.", ""))


def refers(thing):
    """(label, what it refers to), as Python's words have it."""
    if issubclass(type(thing), types.FunctionType):
        yield from parts_of_function(thing)
        return
    if issubclass(type(thing), types.FrameType):
        where = frame_name(thing)
        for name, value in list(thing.f_locals.items()):
            yield " frame %s:%s" % (where, name), value
        if thing.f_back is not None:
            yield " f_back", thing.f_back
        return
    if issubclass(type(thing), (types.ModuleType, type)):
        return
    seen = set()

    def first(label, value):
        seen.add(id(value))
        return label, value

    if issubclass(type(thing), dict):
        for key, value in list(dict.items(thing)):
            yield first("[]", value)
            yield first("[]", key)
    else:
        plain = next((b for b in PLAIN if issubclass(type(thing), b)), None)
        for value in list(plain.__iter__(thing)) if plain else ():
            yield first("[]", value)
    if issubclass(type(thing), functools.partial):
        yield first(" partial", thing.func)
        for value in (*thing.args, *thing.keywords.values()):
            yield first(" partial", value)
    try:
        fields = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        fields = {}
    seen.add(id(fields))
    for name, value in list(fields.items()) if type(fields) is dict else ():
        yield first("." + str(name), value)
    for name, value in slots_of(thing):
        yield first("." + name, value)
    if issubclass(type(thing), BaseException):
        for name in ("__traceback__", "__context__", "__cause__", "args"):
            yield first("." + name, getattr(thing, name))
    for value in gc.get_referents(thing):
        if id(value) not in seen and not issubclass(type(value), type):
            yield " " + type(thing).__name__, value


# ------------------------------------------------------------- components


def components(graph):
    """Tarjan's, without recursion."""
    number, low, on, stack, out = {}, {}, set(), [], []
    for root in graph:
        if root in number:
            continue
        work = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            for to in rest:
                if to not in number:
                    number[to] = low[to] = len(number)
                    stack.append(to)
                    on.add(to)
                    work.append((to, iter(graph[to])))
                    break
                if to in on:
                    low[node] = min(low[node], number[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part = []
                    while not part or part[-1] != node:
                        part.append(stack.pop())
                        on.discard(part[-1])
                    if len(part) > 1 or node in graph[node]:
                        out.append(set(part))
    return out


@functools.lru_cache(None)
def source_class(cls):
    """The nearest class at or above it that a library has source for."""
    for base in cls.__mro__:
        if base.__module__.startswith("workloads.") or base.__module__ in ("__main__", "builtins"):
            continue
        try:
            path = inspect.getsourcefile(sys.modules[base.__module__])
        except (KeyError, TypeError):
            return None
        if not path or not os.path.exists(path) or is_of_c(base):
            return None
        # a class that was made without a class statement has no source
        return base if "<locals>" in base.__qualname__ or is_in(base) else None
    return None


def is_of_c(cls):
    return not cls.__flags__ & 1 << 9 or any(
        (isinstance(v, types.BuiltinFunctionType) and v.__self__ is cls)
        or (isinstance(v, types.MethodDescriptorType) and v.__objclass__ is cls)
        for v in vars(cls).values()
    )


def is_in(cls):
    thing = sys.modules[cls.__module__]
    for part in cls.__qualname__.split("."):
        thing = getattr(thing, part, None)
    return thing is cls


@functools.lru_cache(None)
def module_of(cls):
    """Where it is defined; packages set __module__ to where it is public."""
    for value in vars(cls).values():
        if issubclass(type(value), types.FunctionType):
            module = value.__globals__.get("__name__")
            own = value.__qualname__ == "%s.%s" % (cls.__qualname__, value.__code__.co_name)
            package = cls.__module__.split(".")[0]
            if own and module in sys.modules and module.split(".")[0] == package:
                return module
    return cls.__module__


def name_of(cls):
    return "%s.%s" % (module_of(cls), cls.__qualname__.replace("<locals>.", ""))


class Garbage:
    def __init__(self, things):
        self.things = {
            id(t): t for t in things if not issubclass(type(t), (type, types.ModuleType))
        }
        self.refs = {}
        for number, thing in self.things.items():
            try:
                pairs = [(label, id(to)) for label, to in refers(thing)]
            except Exception:
                pairs = [("?", id(to)) for to in gc.get_referents(thing)]
            self.refs[number] = [(label, to) for label, to in pairs if to in self.things]
        self.proper = {n: source_class(type(t)) for n, t in self.things.items()}

    def ways(self, start, part):
        """Its references to other instances: label -> instance."""
        found, queue, seen = [], collections.deque([(start, "")]), {start}
        while queue:
            at, said = queue.popleft()
            for label, to in self.refs[at]:
                if to not in part:
                    continue
                text = said + label
                if said.endswith("[]") and label == "[]":
                    text = said
                if self.proper[to]:
                    found.append((text, to))
                elif to not in seen and len(text) < 120:
                    seen.add(to)
                    queue.append((to, text))
        return found

    def cycles(self, part):
        nodes = [n for n in part if self.proper[n]]
        edges = {n: self.ways(n, part) for n in nodes}
        taken = collections.Counter()
        for start in sorted(nodes, key=lambda n: name_of(self.proper[n])):
            for label, to in edges[start]:
                kind = (self.proper[start], label, self.proper[to])
                taken[kind] += 1
                if taken[kind] > 4:
                    continue
                ring = self.back(edges, start, label, to)
                if ring:
                    yield ring

    def back(self, edges, start, label, to):
        came, queue = {to: None}, collections.deque([(to, 1)])
        while queue and start not in came:
            at, length = queue.popleft()
            if length >= LONGEST:
                break
            for text, other in edges[at]:
                if other not in came:
                    came[other] = (at, text)
                    queue.append((other, length + 1))
        if start not in came:
            return None
        ring, at = [], start
        while came[at] is not None:
            before, text = came[at]
            ring.append((self.proper[before], text, self.proper[at]))
            at = before
        return ring[::-1] + [(self.proper[start], label, self.proper[to])]


def canonical(ring):
    texts = [[name_of(a), label, name_of(b)] for a, label, b in ring]
    return min(texts[i:] + texts[:i] for i in range(len(texts)))


def run_here(group, name):
    sys.path.insert(0, HERE)
    try:
        work = getattr(importlib.import_module("workloads." + group), name)
        sink = open(os.devnull, "w")
        stdout, stderr = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = sink
        try:
            work()
            gc.collect()
            gc.disable()
            gc.collect()
            gc.set_debug(gc.DEBUG_SAVEALL)
            work()
        finally:
            sys.stdout, sys.stderr = stdout, stderr
    except ImportError as error:
        print(error)
        return SKIPPED
    gc.collect()
    gc.set_debug(0)
    garbage = Garbage(gc.garbage)
    found, lines = collections.Counter(), {}
    for part in components({n: [to for _, to in r] for n, r in garbage.refs.items()}):
        for ring in garbage.cycles(part):
            text = canonical(ring)
            found[json.dumps(text)] += 1
            for cls, _, _ in ring:
                lines[name_of(cls)] = [name_of(c) for c in cls.__mro__]
    print(
        json.dumps(
            {
                "cycles": [[json.loads(t), n] for t, n in sorted(found.items())],
                "bases": lines,
            }
        )
    )
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(run_here(*sys.argv[1:]))

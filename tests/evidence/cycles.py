"""Recall of the reference-cycle rules, measured against the runtime.

    cycles.py HEAPLINT              the table, by cause of the misses, and totals
    cycles.py HEAPLINT --misses     only what was missed
    cycles.py HEAPLINT --record     write cycles.txt (reasons are kept)
    cycles.py HEAPLINT --compare    fail if what cycles.txt has as found, and
                                    what this Python makes too, is now missed

Each workload (workloads/*.py, a function each) runs in a process of its own:
once to import what it needs, then with the collector off, gc.DEBUG_SAVEALL and
gc.collect(). Among the garbage the strongly connected components are found.
From every reference between two instances of classes with Python source in
such a component the shortest way back is taken, and written as classes with the
attributes that lead from one to the next. A cycle is found if a reported one
has no class that is not in it (or a base of one that is), and one of its edges:
an attribute of a class, or a name in the frame of a function. Where a finding
does not know a class, it must be in the file of one of the classes, and either
all attributes that it names or one that refers to a class that it knows must be
in the cycle.

Not counted (they are listed in cycles.txt as `out`, with the rule): cycles that
no line of the analysed source makes, see `out_of_scope`. Classes, modules and
what only they hold are never among the objects.
"""

import ast

import collections
import functools
import gc
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import sysconfig
import types

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(HERE, "cycles.txt")
MOST_OF_ONE_PACKAGE = 10
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


# ------------------------------------------------------------- all workloads


def workloads():
    sys.path.insert(0, HERE)
    for file in sorted(os.listdir(os.path.join(HERE, "workloads"))):
        if file.endswith(".py"):
            with open(os.path.join(HERE, "workloads", file)) as stream:
                for line in stream:
                    if line.startswith("def ") and not line.startswith("def _"):
                        yield file[:-3], line[4 : line.index("(")]


def run_one(group, name):
    command = [sys.executable, os.path.abspath(__file__), "--run", group, name]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    except subprocess.TimeoutExpired:
        return "took too long"
    if done.returncode == SKIPPED:
        return "skipped: " + done.stdout.decode().strip()
    if done.returncode != 0:
        return "failed: " + done.stderr.decode().strip()[-200:]
    return json.loads(done.stdout.decode().splitlines()[-1])


def package_of(ring):
    """Of the class that is farthest from the standard library."""
    names = sorted({edge[0].split(".")[0] for edge in ring})
    foreign = [n for n in names if n not in getattr(sys, "stdlib_module_names", ())]
    return (foreign or names)[0]


def gather():
    """(workload, ring) of all, at most 10 of a package; those that are out of
    scope, with why; bases; the tally."""
    bases, best, tally = {}, {}, collections.Counter()
    for group, name in workloads():
        result = run_one(group, name)
        if isinstance(result, str):
            tally[result.split(":")[0]] += 1
            print("%s.%s %s" % (group, name, result), file=sys.stderr)
            continue
        tally["run"] += 1
        bases.update(result["bases"])
        for ring, count in result["cycles"]:
            key = json.dumps(ring)
            if key not in best:
                best[key] = ["%s.%s" % (group, name), ring, 0]
            best[key][2] += count
    packages, outside = collections.defaultdict(list), []
    for work, ring, count in best.values():
        why = out_of_scope(work, ring)
        if why:
            outside.append((work, ring, why))
        else:
            packages[package_of(ring)].append((len(ring), -count, json.dumps(ring), work, ring))
    chosen = []
    for package in sorted(packages):
        for _, _, _, work, ring in varied(sorted(packages[package])):
            chosen.append((work, ring))
    return chosen, sorted(outside), bases, tally


def varied(rings):
    """The first of each set of classes, then the rest, up to the limit."""
    seen, first, rest = set(), [], []
    for entry in rings:
        classes = frozenset(edge[0] for edge in entry[-1])
        (rest if classes in seen else first).append(entry)
        seen.add(classes)
    return (first + rest)[:MOST_OF_ONE_PACKAGE]


# ------------------------------------------------------------- what is reported


def roots():
    paths = sysconfig.get_paths()
    library = paths["stdlib"]
    others = [p for p in sys.path if os.path.basename(p) in ("site-packages", "dist-packages")]
    inside = library + os.sep  # then it is analysed with the library
    return [library], [p for p in others if os.path.isdir(p) and not p.startswith(inside)]


def reported(heaplint):
    library, others = roots()
    found = []
    for root in library + others:
        command = [heaplint, "check", "--exit-zero", "--select", "MEM1", "--output", "json", root]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for finding in json.loads(done.stdout.decode())["findings"]:
            if finding.get("cycle"):
                found.append(finding)
    return found


def is_class(name, known, bases):
    """Is `name`, as a finding has it, the class or a base of it?"""
    return any(b == name or name.endswith("." + b) for b in bases.get(known, [known]))


def plain(field):
    """Its name as the source has it: `_Book__pages` of an object is `__pages`."""
    name = field.split("[]")[0].split(" ")[0].lstrip(".")
    return re.sub(r"^_[^_]\w*?__(?=\w*[^_]_?$)", "__", name)


def is_computed(edge, attribute):
    """setattr(x, name, value): it may be any attribute of the class."""
    return edge["field"].startswith(".__dict__[") and attribute


def known_class(said):
    """Of an object of a finding; None of those that have no Python source."""
    name = said["class"] or ""
    return None if name.startswith(("builtins.", "types.")) else name or None


def frame_label(cycle):
    """Of a finding's ring through a frame: the name that holds it there."""
    for edge in cycle["edges"]:
        name = cycle["objects"][edge["from"]]["name"]
        if edge["field"].startswith(".f_locals[") and name.startswith("frame of "):
            return " frame %s:%s" % (name[9:], edge["field"][11:-2])
    return None


def attributes_of(ring):
    return {plain(part) for _, label, _ in ring for part in re.findall(r"\.(\w+)", label)}


def modules_of(name):
    """Those that the class may be of: what is before its name, which may have
    classes that it is nested in, and functions."""
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def is_in_file(path, ring, bases):
    """Is the file that of one of its classes, or of a base of one?"""
    stem = re.sub(r"(/__init__)?\.py$", "", path).replace("/", ".")
    names = {name for a, _, _ in ring for name in bases.get(a, [a])}
    return any(stem.endswith("." + module) for name in names for module in modules_of(name))


def is_of_partial(finding, ring):
    """setattr(x, name, partial(f, x)), and x with a partial that refers to it?"""
    edges = finding["cycle"]["edges"]
    return (
        len(edges) == 2
        and len(ring) == 1
        and any(is_computed(edge, True) for edge in edges)
        and any(edge["field"] == " captures" for edge in edges)
        and re.match(r"\.\w+ (partial|captures)", ring[0][1]) is not None
    )


def matches_by_place(finding, ring, bases):
    fields = [plain(edge["field"]) for edge in finding["cycle"]["edges"]]
    named = {field for field in fields if field and not field.startswith("__")}
    if not (named <= attributes_of(ring) if named else is_of_partial(finding, ring)):
        return False
    return is_in_file(finding["path"], ring, bases)


def matches(finding, ring, bases):
    classes = sorted({edge[0] for edge in ring})
    cycle = finding["cycle"]
    for said in cycle["objects"]:
        known = known_class(said)
        if known and not any(is_class(known, c, bases) for c in classes):
            return False
    if frame_label(cycle) in frames_of(ring):
        return True
    if any(known_class(said) is None for said in cycle["objects"]):
        if matches_by_place(finding, ring, bases):
            return True
    for edge in cycle["edges"]:
        source = known_class(cycle["objects"][edge["from"]])
        target = known_class(cycle["objects"][edge["to"]])
        for a, label, b in ring:
            first = label.split(".")[1] if label.startswith(".") else ""
            if plain(edge["field"]) != plain(first) and not is_computed(edge, first):
                continue
            if (
                source
                and is_class(source, a, bases)
                and (not target or is_class(target, b, bases))
            ):
                return True
            # error.parent = self: the one that keeps is known by its place only
            if (
                not source
                and target
                and is_class(target, b, bases)
                and is_in_file(finding["path"], ring, bases)
            ):
                return True
    return False


# ------------------------------------------------------------- what is not counted


@functools.lru_cache(None)
def set_by(work):
    """The attributes that the workload itself sets."""
    group, name = work.split(".")
    with open(os.path.join(HERE, "workloads", group + ".py")) as stream:
        tree = ast.parse(stream.read())
    body = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    return {
        n.attr for n in ast.walk(body) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
    }


def out_of_scope(work, ring):
    """Why no line of the analysed source makes the cycle; or None."""
    for _, label, _ in ring:
        if " frame workloads." in label:
            return "a frame of the workload is in it"
        if " in text" in label:
            return "a function is in it that the program compiled from text"
    if set_by(work) & attributes_of(ring):
        return "the workload sets an attribute of it"
    return None


# ------------------------------------------------------------- the table


def words(ring):
    return ", ".join("%s%s" % (a, label) for a, label, _ in ring)


def recorded():
    """cycle -> (found?, reason)"""
    found = {}
    try:
        with open(RECORD) as stream:
            for line in stream:
                if line.startswith(("found\t", "missed\t")):
                    verdict, _, cycle, reason = (line.rstrip("\n") + "\t").split("\t")[:4]
                    found[cycle] = verdict == "found", reason
    except OSError:
        pass
    return found


def notes():
    """What is said at the head, by hand, of workloads that are not here."""
    try:
        with open(RECORD) as stream:
            return [line for line in stream if line.startswith("#: ")]
    except OSError:
        return []


def by_class(findings):
    index = collections.defaultdict(list)
    for finding in findings:
        for said in finding["cycle"]["objects"]:
            if known_class(said):
                index[said["class"].rsplit(".", 1)[-1]].append(finding)
    return index


def by_file(findings):
    """Those that do not know a class, by the last part of the module's name."""
    index = collections.defaultdict(list)
    for finding in findings:
        if any(known_class(said) is None for said in finding["cycle"]["objects"]):
            stem = re.sub(r"(/__init__)?\.py$", "", finding["path"])
            index[stem.rsplit("/", 1)[-1]].append(finding)
    return index


def by_frame(findings):
    index = collections.defaultdict(list)
    for finding in findings:
        label = frame_label(finding["cycle"])
        if label:
            index[label].append(finding)
    return index


def frames_of(ring):
    """The labels of the names in frames that its ways pass."""
    found = set()
    for _, label, _ in ring:
        for part in re.findall(r" frame [\w.<>]+:\w+", label):
            found.add(part)
    return sorted(found)


def near(ring, bases, indexes):
    """The findings that may be the cycle."""
    index, frames, files = indexes
    names = {b.rsplit(".", 1)[-1] for a, _, _ in ring for b in bases.get(a, [])}
    stems = {m.split(".")[-1] for a, _, _ in ring for b in bases.get(a, []) for m in modules_of(b)}
    for name in sorted(names):
        yield from index[name]
    for name in frames_of(ring):
        yield from frames[name]
    for stem in sorted(stems):
        yield from files[stem]


def main(arguments):
    if arguments[:1] == ["--run"]:
        return run_here(*arguments[1:])
    heaplint = os.path.abspath(arguments[0])
    chosen, outside, bases, tally = gather()
    findings = reported(heaplint)
    indexes = by_class(findings), by_frame(findings), by_file(findings)
    before = recorded()
    table, found, worse = [], 0, []
    for work, ring in chosen:
        hit = any(matches(f, ring, bases) for f in near(ring, bases, indexes))
        found += hit
        was, reason = before.get(words(ring), (False, ""))
        if was and not hit:
            worse.append(words(ring))
        table.append(("found" if hit else "missed", work, words(ring), "" if hit else reason))
    head = "%d found of %d cycles, %d out of scope" % (found, len(table), len(outside))
    table += [("out", work, words(ring), why) for work, ring, why in outside]
    if "--record" in arguments:
        said = notes()
        with open(RECORD, "w") as stream:
            stream.writelines(said)
            write(stream, table, head)
    elif "--misses" in arguments:
        write(sys.stdout, [row for row in table if row[0] == "missed"], head)
    elif "--compare" not in arguments:
        write(sys.stdout, table, head)
    for cycle in worse:
        print("now missed: " + cycle)
    print("cycles: %s (%.2f)" % (head, found / max(1, len(table) - len(outside))))
    print("workloads: " + ", ".join("%d %s" % (n, w) for w, n in sorted(tally.items())))
    return 1 if "--compare" in arguments and worse else 0


def write(stream, table, head):
    print("# %s, by CPython %d.%d" % (head, *sys.version_info[:2]), file=stream)
    for row in table:
        print("\t".join(row).rstrip("\t"), file=stream)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

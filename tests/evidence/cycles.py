"""Recall of the reference-cycle rules, measured against the runtime.

    cycles.py HEAPLINT              the table, by cause of the misses, and totals
    cycles.py HEAPLINT --misses     only what was missed
    cycles.py HEAPLINT --record     write cycles.txt (reasons are kept)
    cycles.py HEAPLINT --compare    fail if what cycles.txt has as found, and
                                    what this Python makes too, is now missed

Each workload (workloads/*.py, a function each) runs in a process of its own
(cycles_runtime.py):
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
import json
import os
import subprocess
import sys

import cycles_found
import cycles_runtime

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(HERE, "cycles.txt")
MOST_OF_ONE_PACKAGE = 10

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
    command = [sys.executable, os.path.abspath(cycles_runtime.__file__), group, name]
    fixed = dict(os.environ, PYTHONHASHSEED="0")  # sets in the same order each time
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, env=fixed
        )
    except subprocess.TimeoutExpired:
        return "took too long"
    if done.returncode == cycles_runtime.SKIPPED:
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
    if set_by(work) & cycles_found.attributes_of(ring):
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


def main(arguments):
    heaplint = os.path.abspath(arguments[0])
    chosen, outside, bases, tally = gather()
    findings = cycles_found.reported(heaplint)
    indexes = cycles_found.by_class(findings), cycles_found.by_frame(findings), cycles_found.by_file(findings)
    before = recorded()
    table, found, worse = [], 0, []
    for work, ring in chosen:
        hit = any(cycles_found.matches(f, ring, bases) for f in cycles_found.near(ring, bases, indexes))
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

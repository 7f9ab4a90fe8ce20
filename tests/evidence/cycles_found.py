"""What heaplint reports, and whether a cycle of the runtime is among it."""

import collections
import json
import os
import re
import subprocess
import sys
import sysconfig


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
            found += cycles_of(finding)
    return found


def cycles_of(finding):
    """Itself, and as findings of their own those that it says it stands for: the
    same references between other objects."""
    cycle = finding.get("cycle")
    if not cycle:
        return []
    others = [
        dict(finding, path=other["path"], cycle=dict(cycle, objects=other["objects"]))
        for other in cycle["likewise"]
    ]
    return [finding] + others


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
    """Of an object of a finding, as cycles_runtime.py names classes; None of those
    that have no Python source."""
    name = (said["class"] or "").replace("<locals>.", "")
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


def by_class(findings):
    index = collections.defaultdict(list)
    for finding in findings:
        for said in finding["cycle"]["objects"]:
            if known_class(said):
                index[known_class(said).rsplit(".", 1)[-1]].append(finding)
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

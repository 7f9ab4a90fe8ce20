"""The same findings, byte for byte, whatever was edited since the last run.

    relink.py HEAPLINT [SEED [STEPS]]

Files that depend on each other, and packages of the standard library of the
Python that runs this, are one project, of which some are edited at random again
and again. After each edit a run with the cache says what one without says. Most
edits tell other files nothing new: then only what was edited is analysed.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile

LIBRARY = sysconfig.get_path("stdlib")
PACKAGES = ["asyncio", "concurrent", "email", "http", "json", "logging", "unittest",
            "urllib", "xml"]
FILES_LEAST = 80
CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
HEAD = re.compile(r"^class \w+(\(.*\))?:\n", re.MULTILINE)
WHOLE = re.compile(r"^class \w+.*:\n(?:[ \t].*\n|\n)*", re.MULTILINE)
METHOD = re.compile(r"^    def \w+\(.*\).*:\n(?:        .*\n|\n)*", re.MULTILINE)
SETS = re.compile(r"^ +self\.\w+ = .*\n", re.MULTILINE)
IMPORT = re.compile(r"^(?:import|from) .*[^\\(]\n", re.MULTILINE)


# Each file's findings follow from what the others do.
TREE = {
    "tree/node.py": """\
import weakref


class Node:
    def __init__(self, owner):
        self.owner = owner


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


QUEUE = []


def put(item):
    QUEUE.append(item)
""",
    "tree/owner.py": """\
from tree.node import Node


class Owner:
    def __init__(self, path):
        self.path = path
        self.node = Node(self)


def owners(paths):
    return [Owner(path) for path in paths]
""",
    "tree/use.py": """\
from tree import node


def points(path):
    with open(path) as file:
        return [node.Point(*line.split()) for line in file]


def taken():
    return node.QUEUE
""",
}
# What changes that, there and back.
TURNS = [
    ("tree/node.py", "= owner\n", "= weakref.ref(owner)\n"),
    ("tree/node.py", "self.owner =", "self.held ="),
    ("tree/node.py", "QUEUE.append(item)", "QUEUE[:] = [item]"),
    ("tree/owner.py", "Node(self)", "Node(None)"),
    ("tree/use.py", "node.Point(*line.split())", "line"),
    ("tree/use.py", "return node.QUEUE", "return node.QUEUE.pop()"),
    ("tree/use.py", "def taken", "node.Point.z = 1\n\n\ndef taken"),
    ("tree/use.py", "def taken", "class P(node.Point):\n    pass\n\n\ndef taken"),
]


class Project:
    def __init__(self, folder):
        self.folder = folder
        os.mkdir(os.path.join(folder, "tree"))
        for path, text in TREE.items():
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(text)
        for name in PACKAGES:
            if os.path.isdir(os.path.join(LIBRARY, name)):
                shutil.copytree(os.path.join(LIBRARY, name), os.path.join(folder, name),
                                ignore=shutil.ignore_patterns("__pycache__", "test*"))
        open(os.path.join(folder, "pyproject.toml"), "w").close()
        self.first = {}
        for path, _, names in os.walk(folder):
            for name in names:
                if name.endswith(".py"):
                    whole = os.path.join(path, name)
                    os.chmod(whole, 0o644)
                    with open(whole, encoding="utf-8", newline="") as file:
                        self.first[os.path.relpath(whole, folder)] = file.read()
        self.now = dict(self.first)

    def write(self, path, text):
        self.now[path] = text
        with open(os.path.join(self.folder, path), "w", encoding="utf-8",
                  newline="") as file:
            file.write(text)

    def remove(self, path):
        del self.now[path]
        os.remove(os.path.join(self.folder, path))

    def a_class(self, rng):
        """Its module, and its name."""
        path = rng.choice([p for p, text in sorted(self.now.items())
                           if CLASS.search(text)])
        module = path[:-len(".py")].replace(os.sep, ".").removesuffix(".__init__")
        return module, rng.choice(CLASS.findall(self.now[path]))


def line_before(rng, text, _project):
    return "# one line more\n" + text


def line_after(rng, text, _project):
    return text + "\n# one line more"


def again(rng, text, _project):
    """A line twice."""
    lines = text.splitlines(keepends=True) or ["pass\n"]
    at = rng.randrange(len(lines))
    return "".join(lines[:at] + lines[at:at + 1] + lines[at:])


def gone(rng, text, _project):
    """A line less."""
    lines = text.splitlines(keepends=True) or ["pass\n"]
    at = rng.randrange(len(lines))
    return "".join(lines[:at] + lines[at + 1:])


def grown(rng, text, _project):
    return text + (f"\n\ndef f{rng.random()}(rows):\n    text = ''\n".replace(".", "_")
                   + "    for row in open(rows):\n        text += row\n    return text\n")


def derived(rng, text, project):
    module, name = project.a_class(rng)
    return text + (f"\n\nimport {module}\n\n\nclass Derived({module}.{name}):\n"
                   "    def __init__(self, owner):\n        self.owner = owner\n"
                   "        owner.held = self\n")


def reached_into(rng, text, project):
    module, name = project.a_class(rng)
    return text + (f"\n\nfrom {module} import {name}\n\n\ndef reach():\n"
                   f"    one = {name}()\n    one.reached = one\n    return [one]\n")


def renamed(rng, text, _project):
    """A method or function, and what calls it."""
    names = re.findall(r"def (\w+)", text) or ["self"]
    return re.sub(rf"\b{rng.choice(names)}\b", "renamed", text)


def without(pattern):
    """One of what the pattern finds is taken away."""
    def gone_one(rng, text, _project):
        found = [match.span() for match in pattern.finditer(text)] or [(0, 0)]
        start, end = rng.choice(found)
        return text[:start] + text[end:]
    gone_one.__name__ = "without " + pattern.pattern
    return gone_one


def in_class(rng, text, lines):
    """The lines at the start of a class."""
    ends = [match.end() for match in HEAD.finditer(text)]
    if not ends:
        return text + "\n\nclass Added:\n" + lines
    at = rng.choice(ends)
    return text[:at] + lines + text[at:]


def with_method(rng, text, _project):
    name = rng.choice(["add", "close", "put", "attach", "one_more"])
    return in_class(rng, text, f"    def {name}(self, other):\n"
                    f"        self.{name}ed = other\n        other.back = self\n\n")


def with_attribute(rng, text, _project):
    name = rng.choice(["owner", "x", "path", "held", "one_more"])
    return in_class(rng, text, f"    {name} = None\n    def set_{name}(self, value):\n"
                    f"        self.{name} = [value]\n\n")


def with_base(rng, text, project):
    """And with the import that it takes."""
    module, name = project.a_class(rng)
    heads = list(HEAD.finditer(text))
    if not heads:
        return text
    head = rng.choice(heads)
    bases = (head.group(1) or "()")[1:-1]
    line = (re.match(r"class \w+", head.group()).group()
            + f"({bases + ', ' if bases else ''}{module}.{name}):\n")
    return f"import {module}\n" + text[:head.start()] + line + text[head.end():]


def without_bases(rng, text, _project):
    heads = [head for head in HEAD.finditer(text) if head.group(1)]
    if not heads:
        return text
    head = rng.choice(heads)
    return text[:head.start(1)] + text[head.end(1):]


def another_file(rng, project):
    """One more, or one less."""
    added = sorted(set(project.now) - set(project.first))
    if added and rng.random() < 0.5:
        path = rng.choice(added)
        project.remove(path)
    elif rng.random() < 0.3:
        path = rng.choice(sorted(set(project.now) - set(TREE)))
        project.remove(path)
    else:
        path = f"tree/more{rng.randrange(1000)}.py"
        project.write(path, derived(rng, "", project))
    return "file", path


def turned(rng, project):
    path, one, other = rng.choice(TURNS)
    text = project.now[path]
    if other in text:
        one, other = other, one
    project.write(path, text.replace(one, other))
    return one.strip(), path


QUIET = [line_before, line_after, again, grown]
LOUD = [gone, derived, reached_into, renamed, with_method, with_attribute, with_base,
        without_bases, without(METHOD), without(SETS), without(WHOLE), without(IMPORT)]


def edit(project, rng):
    """What was done, and to which files."""
    done = []
    for _ in range(1 if rng.random() < 0.8 else 3):
        if rng.random() < 0.3:
            done.append(turned(rng, project))
            continue
        if rng.random() < 0.05:
            done.append(another_file(rng, project))
            continue
        path = rng.choice(sorted(TREE if rng.random() < 0.3 else project.now))
        how = rng.choice(QUIET if rng.random() < 0.7 else LOUD)
        first = project.first.get(path, project.now[path])
        if project.now[path] != first and rng.random() < 0.3:
            project.write(path, first)
            done.append(("undone", path))
            continue
        project.write(path, how(rng, project.now[path], project))
        done.append((how.__name__, path))
    return done


def run(program, project, *arguments):
    done = subprocess.run([program, "check", "--output", "json", *arguments],
                          cwd=project.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=ENVIRONMENT)
    return done.returncode, done.stdout, done.stderr


ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("HEAPLINT_")}


def packs(project):
    for path, _, names in os.walk(os.path.join(project.folder, ".heaplint_cache")):
        for name in names:
            if name.endswith(".pack"):
                yield os.path.join(path, name)


def check(program, seed, steps):
    rng = random.Random(seed)
    failures, alone = [], 0
    with tempfile.TemporaryDirectory() as folder:
        project = Project(folder)
        if len(project.first) < FILES_LEAST:
            return ["only %d files" % len(project.first)], 0
        run(program, project)
        whole = sum(map(os.path.getsize, packs(project)))
        for step in range(steps):
            # what is written now is what was analysed in this run
            for pack in list(packs(project)):
                os.remove(pack)
            done = edit(project, rng)
            if run(program, project) != run(program, project, "--no-cache"):
                failures.append("seed %d, step %d, %s: not the same"
                                % (seed, step, done))
            alone += sum(map(os.path.getsize, packs(project))) < whole / 3
    return failures, alone


def main():
    program = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    steps = int(sys.argv[3]) if len(sys.argv) > 3 else 24
    failures, alone = check(program, seed, steps)
    if not steps / 8 <= alone < steps:
        failures.append("in %d of %d steps only what was edited was analysed"
                        % (alone, steps))
    for failure in failures:
        print("FAILED", failure)
    print("%d passed, %d failed" % (steps + 1 - len(failures), len(failures)))
    return len(failures) > 0


if __name__ == "__main__":
    sys.exit(main())

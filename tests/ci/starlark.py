"""The rules for Bazel and Buck2 without either: starlark.py HEAPLINT

Starlark is Python where these rules use it. Stand-ins for the build systems'
functions note the actions; each is then run as remote execution would run it:
in an empty directory with its declared inputs (read-only) and nothing else, with
no environment and, where that can be had, no network. It must write its
declared outputs and no more. What comes out must be what one run finds.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(sys.argv[1])
PASSED, FAILED = [], []
OFFLINE = ["unshare", "-rn"]
if subprocess.run([*OFFLINE, "true"], stdout=subprocess.DEVNULL,
                  stderr=subprocess.DEVNULL).returncode != 0:
    OFFLINE = []


def check(holds, what, seen=""):
    (PASSED if holds else FAILED).append(what)
    if not holds:
        print("FAILED %s\n%s" % (what, seen))


class Record:
    def __init__(self, **members):
        self.__dict__.update(members)


class File:
    """A source or what an action makes, by its path from the top."""

    def __init__(self, path):
        self.path = self.short_path = path

    def as_output(self):
        return self


class Action:
    def __init__(self, words, inputs, outputs):
        self.words, self.inputs, self.outputs = words, inputs, outputs


def run_action(store, action):
    with tempfile.TemporaryDirectory() as work:
        for file in action.inputs:
            to = os.path.join(work, file.path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(os.path.join(store, file.path), to)
            os.chmod(to, 0o555)
        for file in action.outputs:
            os.makedirs(os.path.dirname(os.path.join(work, file.path)), exist_ok=True)
        before = {file.path for file in action.inputs}
        words = [word.path if isinstance(word, File) else word for word in action.words]
        check(not any(word.startswith("/") for word in words), "relative paths", words)
        words[0] = os.path.join(work, words[0])
        done = subprocess.run([*OFFLINE, "/usr/bin/env", "-i", *words], cwd=work,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        check((done.returncode, done.stdout) == (0, b""), "an action is silent",
              "%s\n%r" % (words, done.stdout))
        after = {os.path.relpath(os.path.join(path, name), work)
                 for path, _, names in os.walk(work) for name in names}
        check(after - before == {file.path for file in action.outputs},
              "an action writes its outputs and no more", after - before)
        for file in action.outputs:
            to = os.path.join(store, file.path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(os.path.join(work, file.path), to)


def rule_of(path, names):
    with open(os.path.join(TOP, path)) as file:
        exec(compile(file.read(), path, "exec"), names)
    return names


# ---------------------------------------------------------------- Bazel


class Words:
    """ctx.actions.args()"""

    def __init__(self):
        self.files, self.form = [], None

    def add_all(self, files):
        self.files += files

    def use_param_file(self, form, use_always):
        check(use_always, "the words are always in a file")
        self.form = form

    def set_param_file_format(self, form):
        check(form == "multiline", "one argument a line")


def depset(direct=(), transitive=()):
    out = list(direct)
    for other in transitive:
        out += [item for item in other if item not in out]
    return out


class BazelActions:
    def __init__(self, store):
        self.store, self.list = store, []

    def declare_file(self, name):
        return File("bazel-out/bin/" + name)

    args = staticmethod(Words)

    def run(self, executable, arguments, inputs, outputs, env, mnemonic,
            progress_message):
        check(env == {}, "no environment")
        words, inputs = [executable], [executable, *inputs]
        for word in arguments:
            if isinstance(word, Words):
                file = File("bazel-out/bin/%d.params" % len(self.list))
                with open(os.path.join(self.store, file.path), "w") as out:
                    out.writelines(item.path + "\n" for item in word.files)
                inputs.append(file)
                word = word.form % file.path
            words.append(word)
        self.list.append(Action(words, inputs, outputs))


def bazel(store, sources, project, program):
    attr = Record(**dict.fromkeys(
        ("label", "label_list", "string_list"), lambda **_: None))
    names = rule_of("ci/bazel/heaplint.bzl", {
        "provider": lambda doc, fields: lambda **members: Record(**members),
        "attr": attr, "depset": depset, "DefaultInfo": lambda **members: None,
        "rule": lambda implementation, **_: implementation})
    actions = BazelActions(store)
    os.makedirs(os.path.join(store, "bazel-out/bin"))
    label = Record(name="x")
    shared = {"actions": actions, "label": label,
              "executable": Record(heaplint=program)}
    infos = []
    for number, part in enumerate((sources[::2], sources[1::2])):
        shared["label"] = Record(name="part%d" % number)
        infos.append(names["heaplint_summaries"](Record(
            files=Record(srcs=part, project=project, config=[File("heaplint.toml")]),
            attr=Record(options=[]), **shared))[1])
    names["heaplint_report"](Record(
        files=Record(data=[]), **shared,
        attr=Record(options=[], deps=[{names["HeaplintInfo"]: i} for i in infos])))
    return actions.list


# ---------------------------------------------------------------- Buck2


class CommandLine:
    """cmd_args()"""

    def __init__(self, *words, format="{}", hidden=()):
        self.words, self.format, self.hidden = words, format, list(hidden)

    def flat(self):
        for word in self.words:
            for part in word if isinstance(word, list) else [word]:
                if isinstance(part, CommandLine):
                    yield from part.flat()
                else:
                    yield part, self.format

    def files(self):
        out = list(self.hidden)
        for word in self.words:
            for part in word if isinstance(word, list) else [word]:
                if isinstance(part, CommandLine):
                    out += part.files()
                elif isinstance(part, File):
                    out.append(part)
        return out


class BuckActions:
    def __init__(self, store):
        self.store, self.list, self.made = store, [], set()

    def declare_output(self, name):
        file = File("buck-out/" + name)
        self.made.add(file)
        return file

    def write(self, name, files):
        file = File("buck-out/" + name)
        with open(os.path.join(self.store, file.path), "w") as out:
            out.write("\n".join(item.path for item in files))
        return file

    def run(self, command, category, identifier=""):
        done = {file for action in self.list for file in action.outputs}
        files = command.files()
        outputs = [file for file in files if file in self.made - done]
        words = [form.format(word.path if isinstance(word, File) else word)
                 for word, form in command.flat()]
        self.list.append(Action(
            words, [file for file in files if file not in outputs], outputs))


def buck2(store, sources, project, program):
    attrs = Record(**dict.fromkeys(
        ("option", "source", "exec_dep", "list", "string", "dep"), lambda *_, **__: None))
    names = rule_of("ci/buck2/heaplint.bzl", {
        "provider": lambda doc, fields: lambda **members: Record(**members),
        "attrs": attrs, "cmd_args": CommandLine, "RunInfo": "RunInfo",
        "DefaultInfo": lambda **members: None,
        "rule": lambda impl, **_: impl})
    actions = BuckActions(store)
    os.makedirs(os.path.join(store, "buck-out"))
    heaplint = {"RunInfo": CommandLine(program)}
    infos = []
    for part in (sources[::2], sources[1::2]):
        infos.append(names["heaplint_summaries"](Record(actions=actions, attrs=Record(
            srcs=part, project=project, config=File("heaplint.toml"), options=[],
            heaplint=heaplint)))[1])
    names["heaplint_report"](Record(actions=actions, attrs=Record(
        name="x", options=[], data=[], heaplint=heaplint,
        deps=[{names["HeaplintInfo"]: info} for info in infos])))
    return actions.list


# ---------------------------------------------------------------- both


def project_files(store):
    """Seeded code and packages of the standard library as one project."""
    library = sysconfig.get_path("stdlib")
    for folder in (os.path.join(TOP, "corpus", "seeded"),
                   *(os.path.join(library, name) for name in ("asyncio", "email"))):
        shutil.copytree(folder, os.path.join(store, "src", os.path.basename(folder)),
                        ignore=shutil.ignore_patterns("*.out", "*.md", "__pycache__"))
    open(os.path.join(store, "pyproject.toml"), "w").close()
    with open(os.path.join(store, "heaplint.toml"), "w") as file:
        file.write('ignore = ["MEM6"]\n')
    names = subprocess.run([PROGRAM, "check", "--show-files", "src"], cwd=store,
                           check=True, stdout=subprocess.PIPE).stdout.decode()
    return [File(name) for name in names.splitlines()]


def one_run(store):
    for form in ("sarif", "concise"):
        subprocess.run([PROGRAM, "check", "--no-cache", "--exit-zero", "--output",
                        "%s=%s" % (form, os.path.join(store, "once." + form)), "src"],
                       cwd=store, check=True)


def try_rules(name, rules, logs):
    with tempfile.TemporaryDirectory() as store:
        sources = project_files(store)
        check(len(sources) > 40, "%s: a project" % name)
        os.mkdir(os.path.join(store, "tools"))
        shutil.copy(PROGRAM, os.path.join(store, "tools/heaplint"))
        actions = rules(store, sources, [File("pyproject.toml")], File("tools/heaplint"))
        check(len(actions) == len(sources) + 1, "%s: an action a file, one link" % name)
        for action in actions:
            run_action(store, action)
        one_run(store)
        for log, once in zip(logs, ("once.sarif", "once.concise")):
            with open(os.path.join(store, log), "rb") as a, \
                    open(os.path.join(store, once), "rb") as b:
                text = a.read()
                check(text == b.read() and len(text) > 1000,
                      "%s: %s is what one run finds" % (name, log))


try_rules("Bazel", bazel, ["bazel-out/bin/part1.sarif", "bazel-out/bin/part1.txt"])
try_rules("Buck2", buck2, ["buck-out/x.sarif", "buck-out/x.txt"])
print("%d passed, %d failed" % (len(PASSED), len(FAILED)))
sys.exit(len(FAILED) > 0)

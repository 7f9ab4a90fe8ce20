"""Each command that writes, while each call that can fail does (run.py).

Of each: from what it starts, and what a run gives where nothing fails. Where
something does, each file is as before or as after a good run, whole, and the exit
code is 2 with a message; or all is as after a good run.
"""

import json
import os
import shutil
import subprocess

FUNCTIONS = ["malloc", "open", "read", "write", "line", "readdir", "link", "rename", "stat",
             "thread", "spawn"]
TRIED = 8  # calls of one function, if there are more
ROUNDS = 3
CASES = ("cycles/reference_cycle", "materialise/needless_list", "materialise/list_for_one")
GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
       "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.com",
       "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.com"}


def sources(folder):
    """Files with findings, some with fixes."""
    rules = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "rules")
    os.makedirs(os.path.join(folder, "app"))
    for case in CASES:
        with open(os.path.join(rules, case, "cases.py")) as stream:
            text = "".join(stream.readlines()[:60])
        with open(os.path.join(folder, "app", os.path.basename(case) + ".py"), "w") as stream:
            stream.write("def f(a):\n    return sum([x for x in a])\n\n\n")
            stream.write(text[:text.rindex("\n\n\n") + 1])


def in_repository(program, folder):
    def git(*words):
        subprocess.run(["git", *words], cwd=folder, check=True, env=dict(os.environ, **GIT),
                       stdout=subprocess.DEVNULL)
    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-qm", "one")
    for case in CASES:
        with open(os.path.join(folder, "app", os.path.basename(case) + ".py"), "a") as stream:
            stream.write("\n\ndef g(a):\n    return sum([x for x in a])\n")
    with open(os.path.join(folder, "app", "new.py"), "w") as stream:
        stream.write("def g(a):\n    return sum([x for x in a])\n")


def run_before(*commands):
    def prepare(program, folder):
        for command in commands:
            subprocess.run([program, *command.split()], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL)
    return prepare


def with_old(*names):
    def prepare(_, folder):
        for name in names:
            with open(os.path.join(folder, name), "w") as stream:
                stream.write('{"old": true}\n')
    return prepare


CHECK = "check --isolated --exit-zero -j2 --output concise "

# By name: the command, and what is done before it.
COMMANDS = {
    "summarize": ("summarize --isolated -j2 --summary out.summary app",
                  with_old("out.summary")),
    "link": ("link --exit-zero --output concise --output sarif=out.sarif 1.summary 2.summary",
             run_before("summarize --isolated --shard 1/2 --summary 1.summary app",
                        "summarize --isolated --shard 2/2 --summary 2.summary app")),
    "merge": ("merge -o out.sarif 1.sarif 2.sarif",
              run_before(CHECK + "--shard 1/2 --output sarif=1.sarif app",
                         CHECK + "--shard 2/2 --output sarif=2.sarif app")),
    "shard": (CHECK + "--shard 1/1 --output json=out.json app", with_old("out.json")),
    "fix": (CHECK + "--fix --unsafe-fixes app", with_old()),
    "diff": ("check --isolated --exit-zero -j2 --diff app", with_old()),
    "write-baseline": ("check --isolated --exit-zero -j2 --write-baseline out.json app", with_old("out.json")),
    "baseline": (CHECK + "--baseline known.json app",
                 run_before("check --isolated --exit-zero --write-baseline known.json app/needless_list.py")),
    "add-ignores": ("check --isolated --exit-zero -j2 --add-ignores --reason because app", with_old()),
    "diff-base": (CHECK + "--diff-base HEAD app", in_repository),
    "graph": ("graph --isolated app", with_old()),
}


def contents(folder):
    """All files but git's, by path."""
    found = {}
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = os.path.join(top, name)
            with open(path, "rb") as stream:
                found[os.path.relpath(path, folder)] = stream.read()
    return found


def is_whole(program, folder, path, content):
    """What was written, of the files that could be read."""
    if path.endswith(".summary"):
        done = subprocess.run([program, "link", "--exit-zero", "-q", path], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return any(why in done.stderr for why in (
            b"too many open files", b"put/output", b"annot allocate memory"))
    if path.endswith((".json", ".sarif")):
        try:
            json.loads(content)
        except ValueError:
            return False
        return True
    return False


def lines(path):
    """The words of each line of a file, if there is one."""
    if not os.path.exists(path):
        return []
    with open(path) as stream:
        return [line.split() for line in stream]


def one_of_each_stack(start, shim, function, folder):
    """Which calls are to fail, so that of each stack that they come from one does.
    Threads take turns: what was not met is looked for again."""
    stacks, seen = (os.path.join(folder, name) for name in ("stacks", "seen"))
    shim["FAIL_SEEN"] = seen
    if os.path.exists(seen):
        os.unlink(seen)
    for _ in range(ROUNDS):
        if os.path.exists(stacks):
            os.unlink(stacks)
        start(dict(shim, FAIL=function + ":0", FAIL_STACKS=stacks))
        met = {words[0] for words in lines(seen)}
        new = sorted(int(call) for call, stack in lines(stacks) if stack not in met)
        if not new:
            return
        yield from new


class Command:
    def __init__(self, program, shim, folder, name):
        self.program, self.shim, self.name = program, shim, name
        self.words, prepare = COMMANDS[name]
        self.before = os.path.join(folder, name + ".before")
        self.here = os.path.join(folder, name)
        self.count = os.path.join(folder, name + ".count")
        os.mkdir(self.before)
        sources(self.before)
        prepare(program, self.before)
        self.old = contents(self.before)
        self.good = self.start()
        self.passed, self.failed = 0, []

    def start(self, environment=()):
        """Exit code, stdout, stderr, the files."""
        shutil.rmtree(self.here, ignore_errors=True)
        shutil.copytree(self.before, self.here)
        done = subprocess.run([self.program, *self.words.split()], cwd=self.here, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, **dict(GIT, **dict(environment))))
        return (done.returncode, done.stdout.decode(), done.stderr.decode(),
                contents(self.here))

    def wrong(self, result):
        code, out, err, files = result
        _, good_out, _, good_files = self.good
        if code < 0 or code > 2:
            return "ended by signal %d" % -code if code < 0 else "exit code %d" % code
        for path in set(files) | set(self.old):
            if path not in files:
                return "%s is gone" % path
            if path not in self.old and path not in good_files:
                return "%s is left" % path
            if files[path] not in (self.old.get(path), good_files.get(path)) and (
                    code != 2 or path.endswith(".py") or not is_whole(
                        self.program, self.here, path, files[path])):
                return "%s is neither as before nor as after it" % path
        if code == 2 and "heaplint: " not in err and ".py: " not in err:
            return "exit code 2 without a word: %r" % err[:200]
        if code != 2 and (out, files) != (good_out, good_files) and not (
                "git cannot list" in err):
            return "something is missing without a word"
        return None

    def try_all(self, is_full):
        if self.good[0] not in (0, 1) or not self.good[1] and self.good[3] == self.old:
            self.failed.append("%s: %r" % (self.name, self.good[:3]))
        for function in FUNCTIONS:
            shim = {"LD_PRELOAD": self.shim}
            self.start(dict(shim, FAIL=function + ":0", FAIL_COUNT=self.count))
            with open(self.count) as stream:
                count = int(stream.read())
            calls = range(1, count + 1, max(1, -(-count // TRIED)))
            if is_full:
                calls = one_of_each_stack(self.start, shim, function,
                                          os.path.dirname(self.here))
            for nth in calls:
                for lasts in ("", "+"):
                    result = self.start(dict(shim, FAIL="%s:%d%s" % (function, nth, lasts)))
                    wrong = self.wrong(result)
                    self.passed += wrong is None
                    if wrong:
                        self.failed.append("%s: %s %d%s of %d: %s" % (
                            self.name, function, nth, lasts, count, wrong))
                        print("FAILED " + self.failed[-1], flush=True)


def try_commands(program, shim, folder, is_full, names):
    """How many passed, and what failed."""
    passed, failed = 0, []
    for name in COMMANDS:
        if name == "diff-base" and shutil.which("git") is None or names and name not in names:
            continue
        command = Command(program, shim, folder, name)
        command.try_all(is_full)
        passed += command.passed
        failed += command.failed
    return passed, failed

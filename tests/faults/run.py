"""Each call that can fail does so in turn: the run says so, or is right.

    run.py HEAPLINT FAIL.SO [--all] [-v] [COMMAND...]

Where the n-th allocation, open, read, ... fails (fail.c), the run ends with a
message and exit code 2, or shows all findings of the files that it could read
and names the others; no signal ends it, and no output file is left half
written. Of many calls (allocations) some are tried; --all: one of each stack that they
come from.
Outputs are also cut off at each size by a limit of the system, as a full disk
does, and the run is interrupted while it reads and writes. The same of what else
writes: commands.py.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from commands import one_of_each_stack, try_commands

FUNCTIONS = ["malloc", "open", "read", "write", "readdir", "link", "rename", "stat",
             "thread"]
TRIED = 120  # calls of one function, if there are more
LINKED = 20  # files, of which the cache keeps a linked result
OLD = '{"old": true}\n'


def sources(folder):
    """Files with findings of many kinds."""
    os.makedirs(os.path.join(folder, "app", "part"))
    rules = os.path.join(os.path.dirname(__file__), "..", "..", "rules")
    for path, name in (("cycles/reference_cycle", "app/cycles.py"),
                       ("layout/missing_slots", "app/part/layout.py"),
                       ("building/string_concat_in_loop", "app/texts.py")):
        shutil.copy(os.path.join(rules, path, "cases.py"), os.path.join(folder, name))
    with open(os.path.join(folder, "heaplint.toml"), "w") as stream:
        stream.write("level = 'note'\n")


def be_common():
    """Of whoever runs this, what is not of a common shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # (a job in the background has none)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Tester:
    def __init__(self, program, shim, folder):
        self.program, self.shim, self.folder = program, shim, folder
        self.failed, self.passed = [], 0
        self.words = []
        self.cache = None  # as it is before each run

    def command(self, more=()):
        return [self.program, "check", "--exit-zero", "-j2", "--output", "concise",
                "--output", "json=out.json"] + self.words + list(more) + ["app"]

    def fill_cache(self):
        """From now on one of many files is not as the cache knows it."""
        cache = os.path.join(self.folder, "cache")
        for i in range(LINKED):
            with open(os.path.join(self.folder, "app", "m%d.py" % i), "w") as stream:
                stream.write("class C%d:\n    def __init__(self, owner): self.owner = owner\n" % i)
        for name in ("app/m%d.py" % i for i in range(LINKED)):
            os.utime(os.path.join(self.folder, name), (1e9, 1e9))
        for name in ("cycles.py", "part/layout.py", "texts.py"):
            os.utime(os.path.join(self.folder, "app", name), (1e9, 1e9))
        self.words = ["--cache-dir", "cache"]
        del os.environ["HEAPLINT_NO_CACHE"]
        self.start()
        assert any(name.endswith(".linked") for _, _, names in os.walk(cache) for name in names)
        self.cache = cache + ".before"
        os.rename(cache, self.cache)
        with open(os.path.join(self.folder, "app", "m1.py"), "a") as stream:
            stream.write("def f(d): d.c = C1(d)\n")

    def start(self, environment=(), limit=None, more=()):
        """What a run gives: code, stdout, stderr, the file it wrote."""
        path = os.path.join(self.folder, "out.json")
        with open(path, "w") as stream:
            stream.write(OLD)

        if self.cache is not None:
            shutil.rmtree(os.path.join(self.folder, "cache"), ignore_errors=True)
            shutil.copytree(self.cache, os.path.join(self.folder, "cache"))

        def prepare():
            be_common()
            if limit is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run(self.command(more), cwd=self.folder, preexec_fn=prepare,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                              env=dict(os.environ, **dict(environment)))
        with open(path) as stream:
            written = stream.read()
        self.find_leavings(done.args, environment)
        return done.returncode, done.stdout.decode(), done.stderr.decode(), written

    def find_leavings(self, *what):
        """No temporary file stays, whatever ends the run."""
        for name in os.listdir(self.folder):
            if name.endswith(".new"):
                self.failed.append("%s: %s is left" % (what, name))
                print("FAILED " + self.failed[-1], flush=True)
                os.unlink(os.path.join(self.folder, name))

    def judge(self, what, result, whole):
        """Is it the whole, or does it say what is missing?"""
        code, out, err, written = result
        wrong = None
        if code < 0 or code > 2:
            wrong = "ended by signal %d" % -code if code < 0 else "exit code %d" % code
        elif written != OLD and not is_json(written):
            wrong = "an output file is half written"
        elif code == 2 and "heaplint: " not in err and ".py: " not in err:
            wrong = "exit code 2 without a word: %r" % err[:200]
        elif code != 2 and (out, written) != (whole[1], whole[3]):
            wrong = "findings are missing without a word"
        elif "AddressSanitizer" in err or "runtime error" in err:
            wrong = "a sanitizer speaks"
        if wrong:
            self.failed.append("%s: %s" % (what, wrong))
            print("FAILED " + self.failed[-1], flush=True)
        else:
            self.passed += 1

    def fail_calls(self, how, function, whole, is_full):
        count_file = os.path.join(self.folder, "count")
        shim = {"LD_PRELOAD": self.shim}
        self.start(dict(shim, FAIL=function + ":0", FAIL_COUNT=count_file))
        with open(count_file) as stream:
            count = int(stream.read())
        calls = range(1, count + 1, max(1, count // TRIED))
        if is_full:
            calls = one_of_each_stack(self.start, shim, function, self.folder)
        for nth in calls:
            for lasts in ("", "+"):
                self.judge("%s%s %d%s of %d" % (how, function, nth, lasts, count),
                           self.start(dict(shim, FAIL="%s:%d%s" % (function, nth, lasts))),
                           whole)
        return count

    def fill_disk(self, whole, is_full):
        size = len(whole[3].encode())
        for limit in range(0, size, max(1, size // (400 if is_full else 12))):
            code, out, err, written = self.start(limit=limit)
            self.judge("files of %d bytes" % limit, (code, out, err, written), whole)
            if code != 2 or written != OLD:
                self.failed.append("files of %d bytes: exit code %d" % (limit, code))
                print("FAILED " + self.failed[-1])

    def interrupt(self, number, delay):
        """The signal ends it, and the file is the old one or the whole."""
        path = os.path.join(self.folder, "out.json")
        with open(path, "w") as stream:
            stream.write(OLD)
        process = subprocess.Popen(self.command(), cwd=self.folder, preexec_fn=be_common,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        process.send_signal(number)
        process.communicate(timeout=60)
        self.find_leavings("signal", number)
        with open(path) as stream:
            written = stream.read()
        if process.returncode not in (-number, 0) or not is_json(written):
            self.failed.append("%s after %.3f s: %d" % (number, delay, process.returncode))
            print("FAILED " + self.failed[-1])
        else:
            self.passed += 1

    def interrupt_at(self, function, number, is_old):
        """The signal comes as the output is opened, written, or put into its place."""
        environment = {"LD_PRELOAD": self.shim, "FAIL_SIGNAL": str(int(number))}
        if is_old:
            environment["FAIL_OLD_DISK"] = "1"
        count_file = os.path.join(self.folder, "count")
        self.start(dict(environment, FAIL=function + ":0", FAIL_COUNT=count_file))
        with open(count_file) as stream:
            count = int(stream.read())
        for nth in range(max(1, count - 8), count + 1):
            code, _, _, written = self.start(
                dict(environment, FAIL="%s:%d" % (function, nth)))
            if code != -number or not is_json(written):
                self.failed.append("signal %d at %s %d of %d, %s: exit code %d" % (
                    number, function, nth, count, "old" if is_old else "new", code))
                print("FAILED " + self.failed[-1])
            else:
                self.passed += 1

    def leave_output(self):
        """`heaplint | head -n 1`: an end without a word."""
        process = subprocess.Popen(
            "%s check --exit-zero app 2>err | head -n 1 >/dev/null" % self.program,
            shell=True, cwd=self.folder)
        process.wait(timeout=60)
        with open(os.path.join(self.folder, "err")) as stream:
            said = stream.read()
        if said:
            self.failed.append("| head: " + said)
            print("FAILED " + self.failed[-1])
        else:
            self.passed += 1


def is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def main():
    is_full = "--all" in sys.argv
    names = [word for word in sys.argv[3:] if not word.startswith("-")]
    os.environ["HEAPLINT_NO_CACHE"] = "1"
    be_common()
    with tempfile.TemporaryDirectory() as folder:
        passed, failed = try_commands(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]),
                                      folder, is_full, names)
    if names:
        print("%d passed, %d failed" % (passed, len(failed)))
        return 1 if failed else 0
    with tempfile.TemporaryDirectory() as folder:
        sources(folder)
        tester = Tester(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), folder)
        whole = tester.start()
        assert whole[0] == 0 and is_json(whole[3]) and "MEM101" in whole[1], whole
        for function in FUNCTIONS:
            count = tester.fail_calls("", function, whole, is_full)
            if "-v" in sys.argv:
                print("%s: %d calls" % (function, count), flush=True)
        tester.fill_disk(whole, is_full)
        for number in (signal.SIGINT, signal.SIGTERM):
            for delay in (0, 0.002, 0.005, 0.01, 0.02, 0.05):
                tester.interrupt(number, delay)
        for number in (signal.SIGINT, signal.SIGTERM):
            for function in ("open", "link", "rename", "stat"):
                for is_old in (False, True):
                    tester.interrupt_at(function, number, is_old)
        tester.leave_output()
        tester.fill_cache()
        whole = tester.start()
        for function in FUNCTIONS:
            tester.fail_calls("linked: ", function, whole, is_full)
    failed += tester.failed
    print("%d passed, %d failed" % (passed + tester.passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

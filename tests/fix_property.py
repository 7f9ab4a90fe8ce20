"""What --fix makes of whole libraries, unsafe fixes too:

    fix_property.py HEAPLINT          this Python's standard library
    fix_property.py HEAPLINT PATH...  these, whole

All Python files are copied and fixed. Each one that CPython read it still reads;
what is not fixed has its bytes; a second run has nothing to change. Then the
standard library's own tests of modules that were changed are run, on the copy: of
a few that are quick, or of all that do not take long. Those that fail with the
library as it is do not count. (Debian has these tests in libpython3-testsuite.)
"""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import warnings

LIBRARY = sysconfig.get_path("stdlib")
KEPT = (".py", ".pyi", ".ipynb", ".toml", ".cfg")
QUICK = ("csv", "difflib", "enum", "graphlib", "netrc", "optparse", "plistlib",
         "shlex", "string", "textwrap", "tokenize", "xml_etree")
# They take minutes, want a screen or a network, or look at the library's place.
LEFT_OUT = ("asyncio", "asyncore", "asynchat", "imaplib", "multiprocessing",
            "tkinter", "turtle", "turtledemo", "idlelib", "lib2to3", "test",
            "trace", "pydoc", "subprocess", "venv", "ensurepip")
# What a class with __slots__ cannot do, as docs/fixing.md says of unsafe fixes.
UNSAFE = {"pickletools": "pickles an instance with protocol 0",
          "threading": "refers weakly to an instance",
          "tracemalloc": "gives an instance another attribute"}
FAMILIES = {"xml": ["xml_etree", "sax", "minidom", "pulldom"],
            "email": ["email"], "urllib": ["urllib", "urlparse"],
            "http": ["http_cookies", "http_cookiejar"],
            "importlib": ["importlib"], "unittest": ["unittest"]}


def copied(root, to, is_whole):
    """Copy what heaplint reads; of the library alone without tests."""
    def left_out(folder, names):
        return [n for n in names if n in ("__pycache__", ".git") or (
            not is_whole and n in ("test", "tests", "idlelib", "lib2to3",
                                   "site-packages", "dist-packages"))
            or not (os.path.isdir(os.path.join(folder, n))
                    or n.endswith(KEPT))
            or os.path.islink(os.path.join(folder, n))]
    shutil.copytree(root, to, ignore=left_out)


def files_below(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(path, name), folder)


def content(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def is_read(data):
    """Does this CPython read it?"""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(data)
        return True
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def heaplint(program, folder, *arguments):
    return subprocess.run(
        [program, "check", "--isolated", "--exclude", "__pycache__",
         "--unsafe-fixes", *arguments, "."], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def fixed_files(before, after):
    return sorted(p for p in files_below(after)
                  if content(before, p) != content(after, p))


def try_fixes(program, before, after):
    """The files that were fixed, and what is wrong."""
    done = heaplint(program, after, "--fix", "--quiet", "--exit-zero",
                    "--output", "concise")
    wrong = []
    if done.returncode not in (0, 2):
        wrong.append("exit code %d: %s" % (done.returncode, done.stderr[-300:]))
    told = re.findall(r"would not be Python|is still there.*",
                      done.stderr.decode(errors="replace"))
    wrong += ["a fix was taken back: " + word for word in told]
    changed = fixed_files(before, after)
    for path in changed:
        if is_read(content(before, path)) and not is_read(content(after, path)):
            wrong.append(path + ": CPython does not read it any more")
    again = heaplint(program, after, "--diff")
    if again.stdout:
        wrong.append("a second run changes more:\n"
                     + again.stdout.decode(errors="replace")[:2000])
    return changed, wrong


# ------------------------------------------------------- the library's tests


def tests_of(changed, is_whole):
    modules = sorted({re.sub(r"\.py$", "", p.split(os.sep)[0]) for p in changed})
    names = [n for m in modules for n in FAMILIES.get(m, [m])]
    return [n for n in names if (
        n not in LEFT_OUT and n not in UNSAFE if is_whole else n in QUICK)
        and importlib.util.find_spec("test.test_" + n)]


def failing(library, names):
    """Those of the tests that fail with the library at that place."""
    env = dict(os.environ, PYTHONPATH=library, PYTHONDONTWRITEBYTECODE="1")
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "test", "-j2", "--timeout", "600",
             *["test_" + n for n in names]], cwd=folder, env=env,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode(errors="replace")
    if done.returncode == 0:
        return [], text
    # "2 tests failed:", then their names, indented
    part = re.search(r"tests? failed:\n((?:    .*\n)+)", text)
    return (part.group(1).split() if part else ["all of them"]), text


def try_library(before, after, changed, is_whole):
    for library in (before, after):
        # the tests themselves, with their data, are those that are installed
        shutil.rmtree(os.path.join(library, "test"), ignore_errors=True)
    names = tests_of(changed, is_whole) if importlib.util.find_spec("test") else []
    if not names:
        print("the library's own tests are not here")
        return []
    failed, text = failing(after, names)
    print("the library's tests with it fixed: %s" % " ".join(names))
    if failed:
        usual, _ = failing(before, [n[len("test_"):] for n in failed])
        failed = sorted(set(failed) - set(usual))
    if failed:
        print(text[-4000:])
    return ["the library's %s fails" % name for name in failed]


def try_root(program, root, is_whole):
    with tempfile.TemporaryDirectory() as folder:
        before, after = (os.path.join(folder, n) for n in ("before", "after"))
        copied(root, before, is_whole)
        shutil.copytree(before, after)
        changed, wrong = try_fixes(program, before, after)
        print("%s: %d files fixed" % (os.path.basename(root), len(changed)))
        if os.path.samefile(root, LIBRARY):
            wrong += try_library(before, after, changed, is_whole)
    for what in wrong:
        print("FAILED " + what)
    return changed, wrong


def main():
    program = os.path.abspath(sys.argv[1])
    passed = failed = 0
    for root in sys.argv[2:] or [LIBRARY]:
        changed, wrong = try_root(program, root, len(sys.argv) > 2)
        if not changed:
            wrong.append("nothing is fixed")
        passed += len(changed)
        failed += len(wrong)
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

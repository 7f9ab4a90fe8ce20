"""Findings of summaries that are linked are those of one run, byte for byte.

    link.py HEAPLINT

Each file is summarised by itself, its summary in a file of its own; then all
are linked, in another order. That is done for the seeded code and for packages
of the standard library of the Python that runs this, in all formats.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARY = sysconfig.get_path("stdlib")
FOLDERS = [os.path.join(TOP, "corpus", "seeded")] + [
    os.path.join(LIBRARY, name) for name in ("email", "json", "asyncio")]
FORMATS = ["full", "concise", "json", "sarif"]


def run(program, *arguments):
    done = subprocess.run([program, *arguments], cwd=TOP,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


def python_files(folder):
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            if name.endswith((".py", ".pyi")):
                yield os.path.join(path, name)


def summarise(program, folder, work):
    files = sorted(python_files(folder))
    for number, path in enumerate(files):
        summary = os.path.join(work, "%d.summary" % number)
        code, out, err = run(program, "summarize", "--root", folder,
                             "--summary", summary, path)
        if (code, out, err) != (0, b"", b""):
            raise SystemExit("%s: exit %d: %r" % (path, code, out + err))
        yield summary


def check(program, folder):
    failures = []
    with tempfile.TemporaryDirectory() as work:
        summaries = list(summarise(program, folder, work))
        if not summaries:
            return ["%s has no Python files" % folder]
        for form in FORMATS:
            once = run(program, "check", "--statistics", "--output", form,
                       folder)
            linked = run(program, "link", "--statistics", "--output", form,
                         *reversed(summaries))
            if once[0] not in (0, 1):
                failures.append("%s: exit %d" % (folder, once[0]))
            elif form == "json" and b'"findings":[]' in once[1]:
                failures.append("%s has no findings" % folder)
            elif once != linked:
                failures.append("%s, %s: not the same" % (folder, form))
    return failures


def main():
    program = os.path.abspath(sys.argv[1])
    passed, failed = 0, 0
    for folder in FOLDERS:
        failures = check(program, folder)
        for failure in failures:
            print("FAILED", failure)
        failed += len(failures)
        passed += len(FORMATS) - len(failures)
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

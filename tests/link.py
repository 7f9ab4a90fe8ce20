"""The same findings, byte for byte, however files are given.

    link.py HEAPLINT

Seeded code and packages of the standard library of the Python that runs this,
each by itself and many as one project, in all formats: with any number of
threads; named one by one in any order; each summarised by itself or all in
shards, and then the summaries linked in any order; and the SARIF logs of its shares merged.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import sysconfig
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARY = sysconfig.get_path("stdlib")
FOLDERS = [os.path.join(TOP, "corpus", "seeded")] + [
    os.path.join(LIBRARY, name) for name in ("email", "json", "asyncio")]
FORMATS = ["full", "concise", "json", "sarif"]
# Of these, as many as there are: an installation may lack some.
PACKAGES = ["asyncio", "concurrent", "ctypes", "curses", "dbm", "distutils",
            "email", "encodings", "ensurepip", "html", "http", "importlib",
            "json", "lib2to3", "logging", "multiprocessing", "re", "sqlite3",
            "tomllib", "unittest", "urllib", "wsgiref", "xml", "xmlrpc"]
PACKAGES_LEAST, FILES_LEAST = 15, 300
SHARDS = 7


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
        code, out, err = run(program, "summarize", "--quiet", "--root", folder,
                             "--summary", summary, path)
        if (code, out, err) != (0, b"", b""):
            raise SystemExit("%s: exit %d: %r" % (path, code, out + err))
        yield summary


def summarise_shards(program, folder, work):
    for number in range(1, SHARDS + 1):
        summary = os.path.join(work, "shard-%d" % number)
        code, out, err = run(program, "summarize", "--quiet", "--shard",
                             "%d/%d" % (number, SHARDS), "--summary", summary, folder)
        if (code, out, err) != (0, b"", b""):
            raise SystemExit("shard %d: exit %d: %r" % (number, code, out + err))
        yield summary


def merged(program, folder, work):
    """The log that the logs of all shares give."""
    logs = []
    for number in range(SHARDS, 0, -1):
        logs.append(os.path.join(work, "%d.sarif" % number))
        run(program, "check", "--exit-zero", "--shard", "%d/%d" % (number, SHARDS),
            "--output", "sarif=" + logs[-1], folder)
    return run(program, "merge", *logs)


def one_run(program, form, *arguments):
    return run(program, "check", "--statistics", "--output", form, *arguments)


def given_otherwise(program, folder, form, work):
    """What it is, and the run: of the folder in other ways."""
    files = sorted(python_files(folder))
    random.Random(form).shuffle(files)
    listed = os.path.join(work, "files")
    with open(listed, "w") as file:
        file.write("\n".join(files))
    for jobs in ("1", "2", "8"):
        yield "-j " + jobs, one_run(program, form, "-j", jobs, folder)
    # (named files are not looked for: all that is in the folder, in any order)
    yield "files in any order", one_run(program, form, "-j", "2", folder, *files)
    yield "a list of files", one_run(program, form, folder, "--files-from", listed)


def check(program, folder):
    failures, passed = [], 0
    with tempfile.TemporaryDirectory() as work:
        summaries = list(summarise(program, folder, work))
        shards = list(summarise_shards(program, folder, work))
        if not summaries:
            return 0, ["%s has no Python files" % folder]
        for form in FORMATS:
            once = one_run(program, form, folder)
            if once[0] not in (0, 1):
                failures.append("%s: exit %d" % (folder, once[0]))
            if form == "json" and b'"findings":[]' in once[1]:
                failures.append("%s has no findings" % folder)
            if form == "sarif":
                same = merged(program, folder, work)[1] == once[1]
                passed += same
                if not same:
                    failures.append("%s, merged logs: not the same" % folder)
            random.Random(form).shuffle(summaries)
            random.Random(form).shuffle(shards)
            ways = list(given_otherwise(program, folder, form, work))
            ways.append(("summaries", run(program, "link", "--statistics",
                                          "--output", form, *summaries)))
            ways.append(("shards", run(program, "link", "--statistics",
                                       "--output", form, *shards)))
            for way, other in ways:
                passed += other == once
                if other != once:
                    failures.append("%s, %s, %s: not the same"
                                    % (folder, form, way))
    return passed, failures


def write_project(folder):
    """Many packages as one project; what it lacks, or None."""
    packages = [name for name in PACKAGES
                if os.path.isdir(os.path.join(LIBRARY, name))]
    for name in packages:
        shutil.copytree(os.path.join(LIBRARY, name), os.path.join(folder, name),
                        ignore=shutil.ignore_patterns("__pycache__", "test*"))
    with open(os.path.join(folder, "pyproject.toml"), "w"):
        pass
    if len(packages) < PACKAGES_LEAST:
        return "only %d packages" % len(packages)
    count = len(list(python_files(folder)))
    return "only %d files" % count if count < FILES_LEAST else None


def has_cycles_over_files(program, folder):
    _, out, _ = one_run(program, "json", folder)
    for finding in json.loads(out)["findings"]:
        paths = {edge["path"] for edge in finding.get("cycle", {"edges": []})["edges"]}
        if len(paths) > 1:
            return True
    return False


def check_project(program):
    with tempfile.TemporaryDirectory() as folder:
        lack = write_project(folder)
        if lack is None and not has_cycles_over_files(program, folder):
            lack = "no cycle over two files"
        if lack is not None:
            return 0, ["many packages: " + lack]
        return check(program, folder)


def main():
    program = os.path.abspath(sys.argv[1])
    results = [check(program, folder) for folder in FOLDERS]
    results.append(check_project(program))
    failures = [failure for _, some in results for failure in some]
    for failure in failures:
        print("FAILED", failure)
    print("%d passed, %d failed" % (sum(p for p, _ in results), len(failures)))
    return len(failures) > 0


if __name__ == "__main__":
    sys.exit(main())

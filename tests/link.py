"""The same findings, byte for byte, however files are given.

    link.py HEAPLINT

Seeded code and packages of the standard library of the Python that runs this,
each by itself and many as one project, in all formats: with any number of
threads; named one by one in any order; each summarised by itself or all in
shards, and then the summaries linked in any order; and the SARIF logs of its shares merged.
"""

import functools
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
FORMATS = ["full", "concise", "json", "sarif"]  # each run writes all of them
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
    return run(program, "merge", *logs)[1]


def one_run(program, command, work, *arguments):
    """What a run says and writes: the exit code, what it prints, each format."""
    outputs = [os.path.join(work, form) for form in FORMATS]
    for form, path in zip(FORMATS, outputs):
        arguments = ("--output", form + "=" + path) + arguments
    result = {"run": run(program, command, "--statistics", *arguments)}
    for form, path in zip(FORMATS, outputs):
        with open(path, "rb") as file:
            result[form] = file.read()
        os.remove(path)
    return result


def given_otherwise(program, folder, work, summaries, shards):
    """What it is, and the run: of the folder in other ways."""
    rng = random.Random(folder)
    files = sorted(python_files(folder))
    for some in (files, summaries, shards):
        rng.shuffle(some)
    listed = os.path.join(work, "files")
    with open(listed, "w") as file:
        file.write("\n".join(files))
    check = functools.partial(one_run, program, "check", work)
    for jobs in ("1", "2", "8"):
        yield "-j " + jobs, check("-j", jobs, folder)
    # (named files are not looked for: all that is in the folder, in any order)
    yield "files in any order", check("-j", "2", folder, *files)
    yield "a list of files", check(folder, "--files-from", listed)
    for way, some in (("summaries", summaries), ("shards", shards)):
        yield way, one_run(program, "link", work, *some)


def check(program, folder):
    with tempfile.TemporaryDirectory() as work:
        summaries = list(summarise(program, folder, work))
        shards = list(summarise_shards(program, folder, work))
        if not summaries:
            return 0, ["%s has no Python files" % folder]
        once = one_run(program, "check", work, folder)
        failures = []
        if once["run"][0] not in (0, 1):
            failures.append("%s: exit %d" % (folder, once["run"][0]))
        if b'"findings":[]' in once["json"]:
            failures.append("%s has no findings" % folder)
        is_same = {"sarif, merged logs": merged(program, folder, work) == once["sarif"]}
        for way, other in given_otherwise(program, folder, work, summaries, shards):
            for part in once:
                is_same["%s, %s" % (part, way)] = other[part] == once[part]
        failures += ["%s, %s: not the same" % (folder, what)
                     for what, same in is_same.items() if not same]
        return sum(is_same.values()), failures


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
    _, out, _ = run(program, "check", "--output", "json", folder)
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

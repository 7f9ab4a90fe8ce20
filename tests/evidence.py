"""Run every rule's evidence.py: the claim of the rule, measured under CPython.

    evidence.py             under this Python alone; compares analyzer/layout/cost.def
                            with what this Python measures
    evidence.py --all [NAME...]
                            under every CPython 3.8 to 3.13 that is found; writes
                            the rows of these into analyzer/layout/cost.def, and what the
                            scripts print into figures.tsv beside each. With
                            names of rules ("missing_slots", "folklore"): theirs.

Those of rules/arrays run once, under a Python that has NumPy, pandas and Matplotlib
if there is one (`make deps-evidence` installs them), docs/folklore under that one as well;
without them they measure nothing of arrays.

The last line counts the scripts that passed and failed.
"""

import collections
import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys

import figures

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
COST = os.path.join(TOP, "analyzer", "layout", "cost.py")
VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]


def version_of(python):
    """Of CPython as it is released: "3.11.7"; else nothing."""
    done = subprocess.run(
        [python, "-c", "import platform as p; print(p.python_version()"
         " if p.python_implementation() == 'CPython' else '')"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout.strip()


def minor(version):
    return ".".join(version.split(".")[:2])


def interpreters():
    """One program for each version: on PATH, or beside the one that runs this."""
    beside = os.path.join(sys.base_prefix, "..", "*", "bin", "python3")
    named = [shutil.which("python" + v) for v in VERSIONS]
    found = {}
    for python in [sys.executable, *filter(None, named), *sorted(glob.glob(beside))]:
        version = version_of(python)
        if re.fullmatch(r"3\.\d+\.\d+", version):
            found.setdefault(minor(version), (version, python))
    return dict(found[v] for v in VERSIONS if v in found)


def scripts(names):
    found = [
        *glob.glob(os.path.join(TOP, "rules", "*", "*", "evidence.py")),
        *glob.glob(os.path.join(TOP, "docs", "*", "evidence.py")),
    ]
    return sorted(s for s in found if not names or name_of(s) in names)


def name_of(script):
    return os.path.basename(os.path.dirname(script))


def with_libraries():
    """The Python that has most of the libraries that evidence measures."""
    def held(python):
        return sum(
            subprocess.run([python, "-c", "import " + library],
                           stderr=subprocess.DEVNULL).returncode == 0
            for library in ("numpy", "pandas", "matplotlib"))

    here = [p for p in (sys.executable, "/usr/bin/python3") if os.path.exists(p)]
    return max(here, key=held)


def pythons_for(script, found, own):
    """By version, where `own` is the one that has the most libraries."""
    of = os.path.basename(os.path.dirname(os.path.dirname(script)))
    version = version_of(own)
    if of == "arrays":
        return {version: own}
    if of == "docs":
        others = {v: p for v, p in found.items() if minor(v) != minor(version)}
        return {**others, version: own}
    return found


def run(job):
    version, python, script = job
    done = subprocess.run(
        [python, *script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    return version, script, done.returncode, done.stdout


def figures_of(script):
    return os.path.join(os.path.dirname(script), "figures.tsv")


def stale(script, version, output):
    """What figures.tsv is not, of this output; as text."""
    path = figures_of(script)
    name = os.path.relpath(path, TOP)
    if not os.path.exists(path):
        return f"{name} is missing; run: python3 tests/evidence.py --all {name_of(script)}"
    lines = figures.stale(path, version, output)
    if not lines:
        return ""
    return "\n".join([f"{name} is of other lines; run: make evidence", *lines])


def main():
    is_all = "--all" in sys.argv[1:]
    names = [word for word in sys.argv[1:] if word != "--all"]
    found = interpreters()
    if is_all:
        first = [("all", sys.executable, (COST, "--write", *found.values()))]
    else:
        found = {version_of(sys.executable): sys.executable}
        first = [(v, p, (COST, "--check")) for v, p in found.items()]
    own = with_libraries()
    jobs = [] if names else first
    for script in scripts(names):
        jobs += [(v, p, (script,)) for v, p in pythons_for(script, found, own).items()]
    failed = 0
    outputs = collections.defaultdict(dict)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for version, script, status, output in pool.map(run, jobs):
            rule = name_of(script[0])
            if script[0] == COST:
                rule = "analyzer/layout/cost.def"
            elif status == 0 and is_all:
                outputs[script[0]][version] = output
            elif status == 0:
                problem = stale(script[0], version, output)
                status, output = problem != "", problem
            print(f"{'passed' if status == 0 else 'FAILED'} {rule} under {version}")
            if status != 0 or is_all:
                print(re.sub("(?m)^", "    ", output.rstrip()))
            failed += status != 0
    for script, by_version in outputs.items():
        figures.record(figures_of(script), by_version)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(failed != 0)


main()

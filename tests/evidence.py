"""Run every rule's evidence.py: the claim of the rule, measured under CPython.

    evidence.py             under this Python alone; compares analyzer/cost.def
                            with what this Python measures
    evidence.py --all       under every CPython 3.8 to 3.13 that is found; writes
                            the rows of these into analyzer/cost.def

Those of rules/arrays run once, under a Python that has NumPy and pandas if there
is one (`make deps-evidence` installs them); without them they measure nothing.

The last line counts the scripts that passed and failed.
"""

import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COST = os.path.join(HERE, "..", "analyzer", "cost.py")
VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]


def version_of(python):
    done = subprocess.run(
        [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout.strip()


def interpreters():
    """One program for each version: on PATH, or beside the one that runs this."""
    beside = os.path.join(sys.base_prefix, "..", "*", "bin", "python3")
    named = [shutil.which("python" + v) for v in VERSIONS]
    found = {}
    for python in [sys.executable, *filter(None, named), *sorted(glob.glob(beside))]:
        version = version_of(python)
        if re.fullmatch(r"3\.\d+", version) and version not in found:
            found[version] = python
    return {v: found[v] for v in VERSIONS if v in found}


def with_pandas():
    """A Python that has NumPy and pandas, or the one that runs this."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python):
            done = subprocess.run([python, "-c", "import numpy, pandas"],
                                  stderr=subprocess.DEVNULL)
            if done.returncode == 0:
                return python
    return sys.executable


def is_of_arrays(script):
    return os.path.basename(os.path.dirname(os.path.dirname(script))) == "arrays"


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


def main():
    scripts = sorted(glob.glob(os.path.join(HERE, "..", "rules", "*", "*", "evidence.py")))
    found = interpreters()
    if "--all" in sys.argv[1:]:
        first = [("all", sys.executable, (COST, "--write", *found.values()))]
    else:
        found = {version_of(sys.executable): sys.executable}
        first = [(v, p, (COST, "--check")) for v, p in found.items()]
    own = with_pandas()
    jobs = first + [(v, p, (s,)) for s in scripts if not is_of_arrays(s)
                    for v, p in found.items()]
    jobs += [(version_of(own), own, (s,)) for s in scripts if is_of_arrays(s)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for version, script, status, output in pool.map(run, jobs):
            rule = os.path.basename(os.path.dirname(script[0]))
            if script[0] == COST:
                rule = "analyzer/cost.def"
            print(f"{'passed' if status == 0 else 'FAILED'} {rule} under {version}")
            if status != 0 or "--all" in sys.argv[1:]:
                print(re.sub("(?m)^", "    ", output.rstrip()))
            failed += status != 0
    print(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(failed != 0)


main()

"""corpus/seeded/: every marked line is reported with its code, and no other.

    seeded.py HEAPLINT

A line that ends in `#~ MEM301` must have that finding; `#~ MEM301 MEM501` both.
Only the rules that some mark of the folder names are compared: others may well
find something to say about the same lines.
"""

import glob
import json
import os
import re
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus", "seeded")


def marks(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            mark = re.search(r"#~((?: MEM\d{3})+)\s*$", line)
            for code in mark.group(1).split() if mark else ():
                yield number, code


def findings(heaplint, path):
    done = subprocess.run(
        [heaplint, "check", "--isolated", "--exit-zero", "--output", "json", path],
        stdout=subprocess.PIPE,
    )
    for finding in json.loads(done.stdout)["findings"]:
        lines = range(finding["start"]["line"], finding["end"]["line"] + 1)
        yield lines, finding["code"], finding["message"]


def main():
    heaplint = os.path.abspath(sys.argv[1])
    wrong = passed = 0
    paths = sorted(glob.glob(os.path.join(FOLDER, "*.py")))
    wanted = {path: set(marks(path)) for path in paths}
    codes = {code for places in wanted.values() for _line, code in places}
    for path in paths:
        name = os.path.basename(path)
        found = [f for f in findings(heaplint, path) if f[1] in codes]
        missed = {(n, c) for n, c in wanted[path] if not any(n in f[0] and f[1] == c for f in found)}
        extra = [f for f in found if not any((n, f[1]) in wanted[path] for n in f[0])]
        for line, code in sorted(missed):
            print(f"FAILED {name}:{line}: no {code}")
        for lines, code, message in extra:
            print(f"FAILED {name}:{lines[0]}: {code} is not marked: {message}")
        wrong += bool(missed or extra)
        passed += not (missed or extra)
    print(f"{passed} passed, {wrong} failed")
    sys.exit(wrong != 0)


main()

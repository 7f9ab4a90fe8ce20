"""How much of the code the tests run, by gcovr's count.

    coverage.py LEAST SUMMARY    exit 1 if fewer lines than LEAST in 100

Prints the 20 files with the most lines that nothing ran, and all together.
"""

import json
import sys

WORST = 20


def share(part, whole):
    return 100 * part / whole if whole else 100


def main():
    least, path = float(sys.argv[1]), sys.argv[2]
    with open(path) as file:
        summary = json.load(file)
    files = sorted(summary["files"],
                   key=lambda f: (f["line_covered"] - f["line_total"], f["filename"]))
    print("lines not run   lines run   branches taken")
    for f in files[:WORST]:
        print("%13d   %7.1f %%   %12.1f %%   %s" % (
            f["line_total"] - f["line_covered"], share(f["line_covered"], f["line_total"]),
            share(f["branch_covered"], f["branch_total"]), f["filename"]))
    lines = share(summary["line_covered"], summary["line_total"])
    print("lines run: %.1f %% of %d; branches taken: %.1f %% of %d" % (
        lines, summary["line_total"],
        share(summary["branch_covered"], summary["branch_total"]), summary["branch_total"]))
    if lines < least:
        sys.exit("fewer than %g %%" % least)


main()

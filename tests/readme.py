"""Write anew what README.md and docs/ show of what the program prints:
readme.py HEAPLINT

A block of code that begins with "$ heaplint ..." has what that prints; tables
with a known head have the families of rules, and what was judged.
With --check: print how the files differ from that, and fail if one does
(tests/cli/test_readme.sh).
"""

import difflib
import glob
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

sys.path.insert(0, os.path.join(TOP, "corpus"))
import corpus  # noqa: E402


def files():
    return [os.path.join(TOP, "README.md"), *sorted(glob.glob(os.path.join(TOP, "docs", "*.md")))]


def printed(*arguments):
    return subprocess.run([os.path.abspath(sys.argv[-1]), *arguments], cwd=TOP,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.decode()


def block(match):
    words = match.group(1).split()
    if not words[-1].startswith("-"):
        words[:0] = ["--isolated", "--color", "never"]
    return "```\n$ heaplint %s\n%s```\n" % (match.group(1), printed(*words))


def families():
    """One row a family: its name, its codes, what its rules find."""
    rows = ""
    for part in printed("rule", "--all").split("\n## ")[1:]:
        name, about = part.split("\n\n")[:2]
        codes = re.findall(r"^\| (MEM\d)\d\d ", part, re.MULTILINE)
        rows += "| [%s](rules/README.md#%s) | %d, %sxx | %s |\n" % (
            name, name, len(codes), codes[0], about.rstrip("."))
    return rows


TABLES = {
    "| family | rules | what it finds |": families,
    "| rule | drawn as | judged | right | right or pointless |":
        lambda: corpus.judged_table().split("\n", 2)[2],
}


def anew(text):
    text = re.sub(r"^```\n\$ heaplint (.*)\n(?:.*\n)*?```\n", block, text,
                  flags=re.MULTILINE)
    for head, rows in TABLES.items():
        text = re.sub(r"(^%s\n\|[-|]+\n)(?:\|.*\n)*" % re.escape(head),
                      lambda match, rows=rows: match.group(1) + rows(), text,
                      flags=re.MULTILINE)
    return text


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def check():
    changes = []
    for path in files():
        text = read(path)
        changes += difflib.unified_diff(
            text.splitlines(), anew(text).splitlines(),
            os.path.relpath(path, TOP), "what is printed", lineterm="", n=0)
    print("\n".join(changes))
    return bool(changes)


def main():
    if "--check" in sys.argv:
        return check()
    for path in files():
        text = read(path)
        now = anew(text)
        if now != text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(now)


if __name__ == "__main__":
    sys.exit(main())

"""Write README.md's example, rules, options and what was judged anew:
readme.py HEAPLINT

With --check: print how README.md differs from what the program prints, and fail
if it does (tests/cli/test_readme.sh).
"""

import difflib
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(TOP, "README.md")

sys.path.insert(0, os.path.join(TOP, "corpus"))
import corpus  # noqa: E402


def printed(*arguments):
    return subprocess.run([os.path.abspath(sys.argv[-1]), *arguments], cwd=TOP,
                          stdout=subprocess.PIPE).stdout.decode()


def replaced(text, start, end, new):
    """The text with what stands between the two patterns made new."""
    before = re.search(start, text)
    after = text.index(end, before.end())
    return text[:before.end()] + new + text[after:]


def levels(code):
    """Those that the rule's page tells of, from the highest down."""
    told = printed("rule", code).split("## Levels\n")[1].split("\n## ")[0]
    return ", ".join(level for level in ("error", "warning", "note")
                     if re.search(r"\b%s\b" % level, told))


def rules():
    rows = re.findall(r"^\| (MEM\d+) \| (\S+) \|.*\| (.*) \|$",
                      printed("rule", "--all"), re.MULTILINE)
    return "".join("| %s | %s | %s | %s |\n" % (code, name, levels(code), what)
                   for code, name, what in sorted(rows))


def anew(text):
    example = printed("--isolated", "--color", "never", "docs/example.py")
    text = replaced(text, r"\$ heaplint docs/example.py\n", "```", example)
    text = replaced(text, r"\| code \| name \| levels \|.*\n\|[-|]+\n",
                    "\n`heaplint rule CODE`", rules())
    text = replaced(text, r"\[corpus/judged.txt\]\(corpus/judged.txt\).\n\n",
                    "\n*Pointless*", corpus.judged_table())
    options = printed("--help").split("options:\n")[1].split("\n\n")[0] + "\n"
    return replaced(text, r"## Options\n\n```\n", "```", options)


def main():
    with open(README, encoding="utf-8") as file:
        text = file.read()
    if "--check" in sys.argv:
        changes = list(difflib.unified_diff(
            text.splitlines(), anew(text).splitlines(), "README.md",
            "what is printed", lineterm="", n=0))
        print("\n".join(changes))
        return bool(changes)
    text = anew(text)
    with open(README, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())

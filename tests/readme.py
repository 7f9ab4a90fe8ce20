"""Write README.md's example and options anew: readme.py HEAPLINT

tests/cli/test_readme.sh wants them to be what the program prints.
"""

import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(TOP, "README.md")


def printed(*arguments):
    return subprocess.run([os.path.abspath(sys.argv[1]), *arguments], cwd=TOP,
                          stdout=subprocess.PIPE).stdout.decode()


def replaced(text, start, end, new):
    """The text with what stands between the two patterns made new."""
    before = re.search(start, text)
    after = text.index(end, before.end())
    return text[:before.end()] + new + text[after:]


def main():
    with open(README, encoding="utf-8") as file:
        text = file.read()
    example = printed("--isolated", "--color", "never", "docs/example.py")
    text = replaced(text, r"\$ heaplint docs/example.py\n", "```", example)
    options = printed("--help").split("options:\n")[1].split("\n\n")[0] + "\n"
    text = replaced(text, r"## Options\n\n```\n", "```", options)
    with open(README, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()

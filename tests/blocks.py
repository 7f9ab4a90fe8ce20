"""Each block of code in README.md and docs/ is run, or says why it is not:

    blocks.py HEAPLINT

A block of commands is run line by line in a sample project; one that shows what
is printed is readme.py's. Settings are read, Python is analysed, YAML is for
tests/ci, a list of folders must have those that are there. What is none of these
has a comment above it: <!-- not run: why -->.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import readme  # noqa: E402

BLOCK = re.compile(r"^(?:<!-- not run: ([^\n]+) -->\n)?```(\w*)\n(.*?)^```$",
                   re.MULTILINE | re.DOTALL)
SAMPLE = "def total(path):\n    with open(path) as file:\n" \
         "        return sum([int(line) for line in file])\n"


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def project(program):
    """A directory with all that the commands name; the program is `heaplint` and
    build/heaplint in it."""
    folder = tempfile.mkdtemp()
    for name in ("src/a.py", "src/b.py", "src/c.py", "path/to/your/code/d.py"):
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        write(folder, name, SAMPLE)
    os.mkdir(os.path.join(folder, "build"))
    os.symlink(program, os.path.join(folder, "build", "heaplint"))
    return folder


def run(folder, command, text=None):
    done = subprocess.run(
        command, cwd=folder, shell=isinstance(command, str), input=text,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PATH": folder + "/build:" + os.environ["PATH"]})
    return done.returncode, done.stdout


def run_commands(folder, text):
    """What is wrong with the commands, one a line."""
    if not shutil.which("dot"):
        text = text.replace("| dot -Tsvg >", ">")
    for line in text.splitlines():
        code, said = run(folder, line.replace("CODE", "MEM301"))
        if code > 1 or re.search(r"^heaplint: ", said, re.MULTILINE):
            return "'%s' ends with %d: %s" % (line, code, said)
    return None


def run_settings(folder, text):
    os.mkdir(os.path.join(folder, "lib"))
    write(folder, "base.toml", 'level = "note"\n')
    write(folder, "pyproject.toml", text.replace("../base.toml", "base.toml"))
    code, said = run(folder, ["heaplint", "--show-settings"])
    return "%d: %s" % (code, said) if code or "heaplint: " in said else None


def run_python(folder, text):
    code, said = run(folder, ["heaplint", "--isolated", "--output", "concise",
                              "--select", "MEM002", "-"], text)
    return said if code or said else None


def missing_folders(text):
    names = re.findall(r"^(\w+)/ ", text, re.MULTILINE)
    here = {name for name in os.listdir(readme.TOP)
            if os.path.isdir(os.path.join(readme.TOP, name)) and name[0] != "."}
    here -= {"build", "node_modules", "docs", "output"} - set(names)
    wrong = set(names) ^ here
    return "folders: " + ", ".join(sorted(wrong)) if wrong else None


def problem(folder, why, language, text):
    if why or text.startswith("$ heaplint ") or language == "yaml":
        return None
    if language:
        return {"toml": run_settings, "python": run_python}[language](folder, text)
    if re.match(r"\w+/ ", text):
        return missing_folders(text)
    return run_commands(folder, text)


def main():
    program = os.path.abspath(sys.argv[1])
    passed = failed = 0
    for path in readme.files():
        page = readme.read(path)
        assert page.count("\n```") == 2 * len(BLOCK.findall(page)), path
        for why, language, text in BLOCK.findall(page):
            folder = project(program)
            wrong = problem(folder, why, language, text)
            shutil.rmtree(folder)
            passed += wrong is None
            failed += wrong is not None
            if wrong:
                print("FAILED %s: %s\n%s" % (os.path.basename(path), wrong, text))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

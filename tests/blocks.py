"""Each block of code in README.md and docs/ is run, or says why it is not:

    blocks.py HEAPLINT            check them
    blocks.py --write HEAPLINT    write anew what a `console` prints (make docs)

A block of commands is run line by line in a sample project. One that begins with
"$ heaplint" is readme.py's; a `console` has commands after "$", one after the
other where app.py is docs/example.py, and what they print. Settings are read, Python is analysed, YAML is for
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


def run(folder, command, text=None, where="."):
    done = subprocess.run(
        command, cwd=os.path.join(folder, where), shell=isinstance(command, str), input=text,
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


def session(folder, text):
    """The commands, each with what it prints now."""
    here = os.path.join(folder, "here")
    os.mkdir(here)
    shutil.copy(os.path.join(readme.TOP, "docs", "example.py"),
                os.path.join(here, "app.py"))
    now = ""
    os.environ["HEAPLINT_NO_CACHE"] = "1"
    for command in re.findall(r"^\$ (.*)", text, re.MULTILINE):
        now += "$ %s\n%s" % (command, run(folder, command, where="here")[1])
    return now


def run_session(folder, text):
    now = session(folder, text)
    return "it prints\n" + now if now != text else None


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


RUN = {"toml": run_settings, "python": run_python, "console": run_session}


def problem(folder, why, language, text):
    if why or language == "yaml" or not language and text.startswith("$ heaplint "):
        return None
    if language:
        return RUN[language](folder, text)
    if re.match(r"\w+/ ", text):
        return missing_folders(text)
    return run_commands(folder, text)


def write_anew(program):
    def anew(match):
        folder = project(program)
        now = session(folder, match.group(1))
        shutil.rmtree(folder)
        return "```console\n%s```" % now

    for path in readme.files():
        page = readme.read(path)
        now = re.sub(r"^```console\n(.*?)^```$", anew, page, flags=re.MULTILINE | re.DOTALL)
        if now != page:
            write("", path, now)


def main():
    program = os.path.abspath(sys.argv[-1])
    passed = failed = 0
    if "--write" in sys.argv:
        return write_anew(program)
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

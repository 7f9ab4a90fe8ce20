"""Which options, values of options, formats and settings the tests leave out:

    covered.py HEAPLINT CALLS FOLDER

CALLS has a line for each call of the program, the exit code and the words, apart
by tabs. An option that --help lists counts as tried where a call of that command
had it and did not end as wrong use; a key of the settings where a script in
FOLDER gives it a value.
"""

import glob
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "packaging"))
sys.dont_write_bytecode = True
import manual  # noqa: E402


def calls_of(path):
    """(command, words) of each call that was no wrong use."""
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            status, *words = line.rstrip("\n").split("\t")
            if status not in ("0", "1"):
                continue
            if words and words[0] in manual.COMMANDS:
                yield words[0], words[1:]
            else:
                yield "check", words


def tried_in(words, command):
    """The (option, value) pairs among the words; the value None where it is
    apart or there is none."""
    letters = {o.letter: o for o in command.options if o.letter}
    for at, word in enumerate(words):
        name, equal, value = word.partition("=")
        following = words[at + 1] if at + 1 < len(words) else None
        if name.startswith("--"):
            yield name[2:], value if equal else following
        elif re.match(r"-\w", word) and word[1] in letters:
            yield letters[word[1]].name, word[2:] or following


def left_out(program, calls):
    commands = {name: manual.Command(program, name) for name in manual.COMMANDS}
    tried = {name: set() for name in commands}
    for name, words in calls:
        for option, value in tried_in(words, commands[name]):
            tried[name].add((option, None))
            tried[name].add((option, (value or "").partition("=")[0].lower()))
    for name, command in commands.items():
        for option in command.options:
            for value in option.words() or [None]:
                if (option.name, value) not in tried[name]:
                    yield "heaplint %s --%s %s" % (name, option.name, value or "")


def keys_of(folder):
    """The keys of settings that no script gives a value to."""
    with open(os.path.join(TOP, "analyzer", "config", "config_keys.def"), encoding="utf-8") as file:
        keys = re.findall(r'^CONFIG_KEY\("([\w-]+)"', file.read(), re.MULTILINE)
    with open(os.path.join(TOP, "analyzer", "config", "config.c"), encoding="utf-8") as file:
        keys += re.findall(r'\{"([\w-]+)", read_', file.read())
    assert len(keys) > 10, keys
    scripts = ""
    for path in glob.glob(os.path.join(folder, "test_*.sh")):
        with open(path, encoding="utf-8") as file:
            scripts += file.read()
    for key in keys:
        if not re.search(r"(?<![\w-])%s *=" % key, scripts):
            yield "the setting " + key
    for table in ("per-file-ignores", "rules.missing-slots"):
        if table + "]" not in scripts and table + "." not in scripts:
            yield "the table " + table


def main():
    program, calls, folder = sys.argv[1:]
    missing = [*left_out(program, list(calls_of(calls))), *keys_of(folder)]
    for what in missing:
        print("FAILED no test tries: " + what)
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())

"""No setting is ever dropped in silence:

    settings.py HEAPLINT

Each key of heaplint.toml is given values of every type of TOML, and texts made of
right ones by small changes; in a heaplint.toml, below [tool.heaplint] of a
pyproject.toml and by --config. Either the run ends with exit code 2 and one line
that names the place and the key, and prints nothing else, or `--show-settings`
shows that very value.
"""

import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

VALUES = {
    "text": ['""', '"x"', "'y z'", '"note"', '"3.9"', '"data"', '"MEM1"'],
    "number": ["0", "1", "-1", "3_11", "0x1f"],
    "float": ["3.11", "1e3", "inf", "nan"],
    "truth": ["true", "false"],
    "date": ["2026-01-01", "07:32:00"],
    "list": ["[]", '["MEM1"]', '["a", "b"]', "[1]", '["MEM1", 2]', "[[]]",
             '["missing-slots"]', '["a", true]'],
    "table": ["{}", "{ a = 1 }", '{ "*.py" = ["MEM1"] }'],
}
RIGHT = {
    "select": '["MEM1"]', "extend-select": '["MEM4"]', "ignore": '["MEM2"]',
    "level": '"warning"', "fail-on": '"error"', "target-version": '"3.9"',
    "exclude": '["one"]', "extend-exclude": '["two"]', "force-exclude": "true",
    "include-tests": "true", "fix": "true", "unsafe-fixes": "true",
    "singletons": '["a.B"]', "long-lived": '["a.C"]',
    "baseline": '"base.json"', "cache-dir": '"store"', "src": '["lib"]', "extend": '"other.toml"',
    "per-file-ignores": '{ "x.py" = ["MEM5"] }',
    "max-file-size": '"20MB"', "max-memory": '"200MB"', "parse-timeout": '"2.5"',
    "rules.missing-slots.min-instances": '"many"',
}
# These are shown as the rules that run; to add what runs anyway changes nothing.
RULES = ("select", "extend-select", "ignore")
# These are shown in the largest unit that divides them.
LIMITS = ("max-file-size", "max-memory", "parse-timeout")
UNITS = {"": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}
ALREADY = {"ALL", "MEM", "MEM1", "MEM4", "missing-slots"}


def keys():
    with open(os.path.join(TOP, "analyzer", "config", "config_keys.def"), encoding="utf-8") as file:
        known = re.findall(r'^CONFIG_KEY\("([\w-]+)"', file.read(), re.MULTILINE)
    return [*known, "per-file-ignores", "rules.missing-slots.min-instances"]


def changed(text, chosen):
    """A value with one character more, less or another one."""
    at = chosen.randrange(len(text))
    new = chosen.choice('aZ0."\'[]{},=#\\ \t-_é')
    return chosen.choice((text[:at] + text[at + 1:], text[:at] + new + text[at:],
                          text[:at] + new + text[at + 1:], text[:at]))


def ways(key, value):
    """(the file, its text, the arguments, the place that is named)"""
    yield "heaplint.toml", "%s = %s\n" % (key, value), [], "heaplint.toml:"
    yield ("pyproject.toml", "[tool.heaplint]\n%s = %s\n" % (key, value), [],
           "pyproject.toml:")
    yield (None, "", ["--config", "%s=%s" % (key, value)], "--config ")


def run(program, *arguments):
    done = subprocess.run([program, "--show-settings", *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def plain(settings):
    """The lines that are shown, without comments."""
    return {re.sub(r"  #.*", "", line) for line in settings.splitlines()
            if line and not line.startswith("#")}


def texts_in(value):
    """The texts of a value in TOML; None where this cannot tell."""
    found = re.findall(r'"([^"\\\n]*)"|\'([^\'\n]*)\'', value)
    return [a or b for a, b in found]


def amount(value):
    """The number that a limit stands for: "20 KB" is 20480; None if it is none."""
    if re.fullmatch(r"0x[0-9a-f]+|[0-9][0-9_]*", value):
        return int(value.replace("_", ""), 0)
    limit = re.fullmatch(r"""(["'])([0-9.]+) *([KMG]?B|)\1""", value, re.IGNORECASE)
    return limit and float(limit.group(2)) * UNITS[limit.group(3).lower()]


def is_shown(key, value, settings, usual):
    """Does what is shown have that value?"""
    name = key.split(".")[-1]
    bare = value.split("#")[0].strip()
    if bare in ("true", "false"):
        return "%s = %s" % (name, bare) in plain(settings)
    if key in LIMITS:
        shown = re.search(r"^%s = (.*)$" % key, settings, re.MULTILINE)
        return shown and amount(shown.group(1)) == amount(bare)
    if key in RULES or key == "per-file-ignores":
        return settings != usual or not set(texts_in(value)) - ALREADY
    if key == "target-version":
        return '"%s"' % re.sub(r"^(\d)(\d)", r"\1.\2", texts_in(value)[0]) in settings
    # paths are shown from the root on
    return all(json.dumps(text, ensure_ascii=False)[1:-1].replace("\\t", "\\u0009")
               in settings for text in texts_in(value))


def problem(program, usual, way, key, value):
    """What is wrong with what the program makes of it, or None."""
    file, text, arguments, place = way
    if file:
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text)
    code, out, err = run(program, *arguments)
    if file:
        os.remove(file)
    lines = err.splitlines()
    if code == 2:
        if out:
            return "exit code 2, yet it prints"
        if not lines or not all(li.startswith("heaplint: ") for li in lines):
            return "no word of what is wrong"
        if place not in lines[0] and "cannot read" not in lines[0]:
            return "the place is not named: " + lines[0]
        return None
    if code != 0:
        return "exit code %d" % code
    if not is_shown(key, value, out, usual):
        return "it is taken, and not shown"
    return None


def values_of(key, chosen):
    made = [v for some in VALUES.values() for v in some]
    for _ in range(25):
        made.append(changed(RIGHT[key], chosen))
    return made


def main():
    program = os.path.abspath(sys.argv[1])
    passed = failed = 0
    chosen = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.mkdir("lib")
        with open("a.py", "w", encoding="utf-8") as file:
            file.write("x = 1\n")
        usual = run(program)[1]
        for key in keys():
            if key not in RIGHT:
                print("FAILED no value to try for the key '%s'" % key)
                failed += 1
                continue
            for value in values_of(key, chosen):
                for way in itertools.islice(ways(key, value), 3):
                    wrong = problem(program, usual, way, key, value)
                    passed += wrong is None
                    failed += wrong is not None
                    if wrong:
                        print("FAILED %s = %s (%s): %s" % (
                            key, value, way[3], wrong))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

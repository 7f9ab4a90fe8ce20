"""Does a test fail where an option is not there?

    without.py HEAPLINT [OPTION...]

Each option of each command in turn (or these) is taken away, with its value, from
what the tests call; one of the test_*.sh in which it stands must fail by that.
Left out are those that look at wrong calls only, or at the program's own file.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "packaging"))
sys.dont_write_bytecode = True
import manual  # noqa: E402

LEFT_OUT = ("test_wrong_use.sh", "test_hardened.sh")
# The result is the same with any number of threads: that is what is tested.
WITHOUT_EFFECT = ("jobs", "help", "version")

PROGRAM = """#!/bin/bash
words=()
while [ $# -gt 0 ]; do
	case $1 in
	--%(name)s=*) ;;
	--%(name)s%(letter)s) %(value)s ;;
	*) words+=("$1") ;;
	esac
	shift
done
exec "%(program)s" "${words[@]}"
"""


def options_of(program):
    """The options of all commands, by name."""
    return {option.name: option for command in manual.COMMANDS
            for option in manual.Command(program, command).options}


def tests_of(option):
    """The tests in which it stands, the short ones first."""
    pattern = r"--%s\b" % option.name
    if option.letter:
        pattern += r"|\s-%s" % option.letter
    for path in sorted(glob.glob(os.path.join(HERE, "test_*.sh")), key=os.path.getsize):
        with open(path, encoding="utf-8") as file:
            if os.path.basename(path) not in LEFT_OUT and re.search(pattern, file.read()):
                yield path


def passes(test, folder, name, letter="", value=":", program=""):
    """Does the test pass with a program that leaves out such an option?"""
    without = os.path.join(folder, name, "heaplint")
    os.makedirs(os.path.dirname(without), exist_ok=True)
    with open(without, "w", encoding="utf-8") as file:
        file.write(PROGRAM % {"name": name, "program": program,
                              "letter": letter, "value": value})
    os.chmod(without, 0o755)
    return subprocess.run(["sh", os.path.join(HERE, "run.sh"), test],
                          env=dict(os.environ, HEAPLINT=without),
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def fails_without(option, program, folder):
    """The test that fails by that, or None."""
    for test in tests_of(option):
        if not passes(test, folder, option.name,
                      "|-" + option.letter if option.letter else "",
                      "shift" if option.value else ":", program
                      ) and passes(test, folder, "nothing", program=program):
            return os.path.basename(test)
    return None


def main():
    program = os.path.abspath(sys.argv[1])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, option in options_of(program).items():
            if name in WITHOUT_EFFECT or (sys.argv[2:] and name not in sys.argv[2:]):
                continue
            test = fails_without(option, program, folder)
            passed += test is not None
            failed += test is None
            print("--%s: %s" % (name, test) if test else
                  "FAILED no test sees that --%s is not there" % name, flush=True)
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

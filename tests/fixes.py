"""What fixes do to the rules' cases.

    fixes.py HEAPLINT [NAME]   try every fix of rules/FAMILY/NAME/cases.py

Each fix of a file is made alone. The fixed file must be one that CPython reads,
and the rule must say nothing of that place any more. Then each function and
method whose code was changed is called before and after with the same made-up
arguments: the results, what became of the arguments and of the object, and the
exceptions must be the same. The last line but one tells how many could be
called so that they gave a result.
"""

import ast
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

from golden import RULES, Failure, heaplint, rule_folders

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixes_run.py")


def findings_of(program, name, path):
    return json.loads(heaplint(
        program, "check", "--isolated", "--include-tests", "--select",
        name.replace("_", "-"), "--target-version",
        "%d.%d" % sys.version_info[:2], "--output", "json",
        path))["findings"]


def offset(starts, place):
    return starts[place["line"] - 1] + place["column"] - 1


def line_starts(text):
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def fixed(text, fix):
    """The text with the fix's edits made."""
    starts = line_starts(text)
    edits = sorted(((offset(starts, e["start"]), offset(starts, e["end"]),
                     e["text"]) for e in fix["edits"]), reverse=True)
    for at, (begin, _, _) in enumerate(edits[1:]):
        if edits[at + 1][1] > edits[at][0]:
            raise Failure("edits overlap at offset %d" % begin)
    for begin, end, new in edits:
        text = text[:begin] + new + text[end:]
    return text


def place_after(text, fix, finding):
    """Where the finding's place begins in the fixed text."""
    starts = line_starts(text)
    at = offset(starts, finding["start"])
    return at + sum(len(e["text"]) - (offset(starts, e["end"])
                                      - offset(starts, e["start"]))
                    for e in fix["edits"]
                    if offset(starts, e["end"]) <= at)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


# What a rule may say of the place after its fix: there is less harm, not none.
LESS = {"string_concat_in_loop": "CPython extends it in place"}


def is_silent(program, name, path, text, finding, before):
    """Is the finding gone, and no other one there in its stead?"""
    after = findings_of(program, name, path)
    new = read(path)
    line = line_of(new, place_after(text, finding["fix"], finding))
    old = [f for f in before if f["start"]["line"] == finding["start"]["line"]]
    there = [f for f in after if f["start"]["line"] == line]
    less = sum(name in LESS and LESS[name] in f["message"] for f in there) - sum(
        name in LESS and LESS[name] in f["message"] for f in old)
    if less > 0:
        return len(there) == len(old) and len(after) <= len(before)
    return len(there) < len(old) and len(after) < len(before)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def lines_of(text, finding):
    """The lines that the finding and its fix are on."""
    starts = line_starts(text)
    return sorted({finding["start"]["line"]}
                  | {line_of(text, offset(starts, e[end]))
                     for e in finding["fix"]["edits"]
                     for end in ("start", "end")})


def try_fix(program, name, path, finding, before, other):
    text = read(path)
    with open(other, "w", encoding="utf-8", newline="") as file:
        file.write(fixed(text, finding["fix"]))
    try:
        ast.parse(read(other))
    except SyntaxError as error:
        raise Failure("CPython does not read it: %s" % error)
    if not is_silent(program, name, other, text, finding, before):
        raise Failure("it is still reported")


def call_all(path, tries):
    """For each (file, is it safe, lines) the calls that gave a result, or what
    differed."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, RUN, path], input=json.dumps(tries).encode(),
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=600)
    if done.returncode != 0:
        raise Failure(done.stderr.decode(errors="replace").strip()[-500:])
    return json.loads(done.stdout)


def try_rule(program, name, path, folder):
    """Of its fixes: how many passed, how many gave results when called, and the
    (finding, what is wrong) of those that failed."""
    found = findings_of(program, name, path)
    text, tries, tried, failures = read(path), [], [], []
    for at, finding in enumerate(found):
        other = os.path.join(folder, "%s_%d.py" % (name, at))
        if finding["fix"] is None:
            continue
        try:
            try_fix(program, name, path, finding, found, other)
        except Failure as problem:
            failures.append((finding, problem))
            continue
        tries.append((other, finding["fix"]["safety"] == "safe",
                      lines_of(text, finding)))
        tried.append(finding)
    results = call_all(path, tries) if tries else []
    failures += [(finding, result) for finding, result in zip(tried, results)
                 if isinstance(result, str)]
    right = [r for r in results if not isinstance(r, str)]
    return len(right), sum(r > 0 for r in right), failures


def main():
    program = os.path.abspath(sys.argv[1])
    passed = ran = failed = 0
    rules = [(name, os.path.join(folder, "cases.py"))
             for _, name, folder in rule_folders()
             if len(sys.argv) == 2 or name in sys.argv[2:]]

    def tried(rule):
        with tempfile.TemporaryDirectory() as folder:
            return try_rule(program, *rule, folder)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (_, path), (right, gave, failures) in zip(rules, pool.map(tried, rules)):
            passed += right
            ran += gave
            failed += len(failures)
            for finding, problem in failures:
                print("FAILED %s:%d: %s: %s" % (
                    os.path.relpath(path, os.path.dirname(RULES)),
                    finding["start"]["line"], finding["fix"]["description"],
                    problem))
    print("%d fixes: functions gave the same results" % ran)
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())

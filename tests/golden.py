"""The rules' cases: marks against findings, and recordings.

    golden.py HEAPLINT            compare, for each rules/FAMILY/NAME/
    golden.py --record HEAPLINT   write cases.out and fixes.out anew
    golden.py --docs HEAPLINT     write the pages (README.md) anew

Which of the findings can be fixed is recorded in fixes.out; what the fixes do,
fixes.py tries.

A rule that looks at several files at once has a small project as well, in
project/ with its own pyproject.toml, recorded in project.out.

In cases.py a line that ends in `#~` has a finding of the rule that begins on
it, or a place that one says is the same ("here too"), and no other line has. `#~ missing: why` marks a line that should have one
and has none, `#~ wrong: why` one that has one and should not: known gaps.
`#~ warning` says the level as well. A line `# target: 3.12` says which CPython
the cases are for (3.11). Marks are a person's word, and nothing
writes them.
"""

import ast
import functools
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "corpus"))
import corpus  # noqa: E402

RULES = os.path.join(os.path.dirname(HERE), "rules")
FOLKLORE = os.path.join(os.path.dirname(HERE), "docs", "folklore.md")
MARK = re.compile(r"#~(?:\s+(missing|wrong):\s*(\S.*)|\s+(note|warning|error)|\s*)$")


class Failure(Exception):
    pass


def rule_folders():
    for family in sorted(os.listdir(RULES)):
        folder = os.path.join(RULES, family)
        if not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if name.endswith(".c"):
                yield family, name[:-2], os.path.join(folder, name[:-2])


def heaplint(program, *arguments):
    done = subprocess.run([program, *arguments], cwd=os.path.dirname(RULES),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise Failure("heaplint %s: exit %d: %s" % (
            " ".join(arguments), done.returncode,
            done.stderr.decode(errors="replace").strip()))
    return done.stdout.decode()


def target_of(cases):
    said = re.search(r"(?m)^# target: (\S+)$",
                     "" if os.path.isdir(cases) else read(cases) or "")
    return said.group(1) if said else "3.11"


def check(program, name, cases, output, target=None):
    target = target or target_of(cases)
    cases = os.path.relpath(cases, os.path.dirname(RULES))
    return heaplint(program, "check", "--isolated", "--include-tests",
                    "--select", name.replace("_", "-"), "--color", "never",
                    "--target-version", target,
                    "--output", output, cases)


def expected_lines(path):
    """By line that must have a finding its level, or None; and the known gaps
    among them."""
    expected, gaps = {}, 0
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        for number, line in enumerate(file, 1):
            mark = MARK.search(line.rstrip("\n"))
            if mark is None:
                if re.search(r"(?<!`)#~", line):
                    raise Failure("line %d: a mark that says nothing: %s"
                                  % (number, line.strip()))
                continue
            gaps += mark.group(1) is not None
            if mark.group(1) != "missing":
                expected[number] = mark.group(3)
    return expected, gaps


def python_files(path):
    if not os.path.isdir(path):
        return [path]
    return sorted(os.path.join(at, name) for at, _, names in os.walk(path)
                  for name in names if name.endswith(".py"))


def compare_marks(program, name, cases):
    expected, all_gaps = {}, 0
    for path in python_files(cases):
        lines, gaps = expected_lines(path)
        shown = os.path.relpath(path, os.path.dirname(RULES))
        for line, level in lines.items():
            expected[shown, line] = level
        all_gaps += gaps
    if not expected and not all_gaps:
        raise Failure("no line is marked")
    found = {}
    for finding in json.loads(check(program, name, cases, "json"))["findings"]:
        found[finding["path"], finding["start"]["line"]] = finding
        for place in finding["related"]:
            if place["text"].startswith("here too"):
                found.setdefault((place["path"], place["start"]["line"]),
                                 dict(finding, level=None))
    problems = ["%s:%d: no finding" % place
                for place in sorted(expected.keys() - found.keys())]
    problems += ["%s:%d: not marked: %s" % (*place, found[place]["message"])
                 for place in sorted(found.keys() - expected.keys())]
    problems += ["%s:%d: a %s, not a %s" % (*place, found[place]["level"],
                                            expected[place])
                 for place in sorted(found.keys() & expected.keys())
                 if found[place]["level"] is not None
                 and expected[place] not in (None, found[place]["level"])]
    if problems:
        raise Failure("\n    ".join(problems))


def read(path):
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except FileNotFoundError:
        return None


def compare_file(path, now, how):
    if (read(path) or "") != now:
        raise Failure("%s is not what it is now; run: make %s, and read the"
                      " diff" % (os.path.basename(path), how))


def page(program, name):
    return heaplint(program, "rule", name.replace("_", "-"))


def compare_levels(program, name, folder):
    """The levels that the page tells of are those that the cases show."""
    told = page(program, name).split("## Levels\n")[1].split("\n## ")[0]
    told = {level for level in ("note", "warning", "error")
            if re.search(r"\b%s\b" % level, told)}
    found = {finding["level"] for cases, _, _ in recordings(folder)
             for target in (None, "3.13")
             for finding in json.loads(check(
                 program, name, cases, "json", target))["findings"]}
    if found != told:
        raise Failure("its page tells of %s, its cases show %s" % (
            " and ".join(sorted(told)), " and ".join(sorted(found))))


def compare_precision(program, name):
    """A rule's precision follows from what was judged (rules about the run: none was)."""
    rule = json.loads(heaplint(program, "rule", name.replace("_", "-"), "--output",
                               "json"))["rules"][0]
    now = corpus.precision_of(rule["code"])
    if rule["code"] >= "MEM1" and rule["precision"] != now:
        raise Failure("it says %s, by corpus/judged.txt it is %s" % (
            rule["precision"], now))


PARTS = ("Why", "Levels", "Reported", "Instead", "What it says", "Fix", "Figures",
         "How often it is right", "What it misses", "References")
# What stands before "Fix" where a rule has something to say of it.
LEFT_OUT = "Left out"
# What may be nothing: names that it had, draws, samples.
MAY_BE_EMPTY = ("old_names", "judged", "missed")


def compare_parts(program, name):
    """The page has every part, in this order and none empty, and the JSON too; where
    nothing was judged or measured, it says so."""
    text = page(program, name)
    told = re.findall(r"(?ms)^## ([^\n]+)\n+(.*?)(?=^## |\Z)", text)
    at = PARTS.index("Fix")
    with_it = PARTS[:at] + (LEFT_OUT,) + PARTS[at:]
    if tuple(part for part, _ in told) not in (PARTS, with_it):
        parts = [part for part, _ in told]
        raise Failure("its page has the parts: %s; missing: %s" % (
            ", ".join(parts), ", ".join(p for p in PARTS if p not in parts)))
    empty = [part for part, body in told if len(body.split()) < 3
             and not (part == "References" and body.strip())]
    if empty:
        raise Failure("its page has nothing below: %s" % ", ".join(empty))
    rule = json.loads(heaplint(program, "rule", name.replace("_", "-"), "--output",
                               "json"))["rules"][0]
    empty = [key for key, value in rule.items()
             if value in (None, "", [], {}) and key not in MAY_BE_EMPTY]
    if empty:
        raise Failure("its JSON has nothing of: %s" % ", ".join(empty))
    parts = dict(told)
    if (LEFT_OUT in parts) != ("left_out" in rule):
        raise Failure("page and JSON differ in whether something is left out")
    for key, part, so in (("judged", "How often it is right", "None of its findings"),
                          ("missed", "What it misses", "It was not measured")):
        if (so in parts[part]) != (not rule[key]):
            raise Failure("page and JSON differ in whether it was %s" % key)


# Near misses of these are lines, not functions.
ABOUT_THE_RUN = "run"
LEAST_CASES = 8


def silent_functions(path):
    """How many functions and methods of the file, classes without any and other
    statements of the module have no mark in them."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        text = file.read()
    marked = {number for number, line in enumerate(text.split("\n"), 1) if "#~" in line}
    count, nodes = 0, list(ast.parse(text).body)
    while nodes:
        node = nodes.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        inner = [n for n in getattr(node, "body", []) if isinstance(n, ast.FunctionDef)]
        if isinstance(node, ast.ClassDef) and inner:
            nodes += inner
        else:
            count += marked.isdisjoint(range(node.lineno, node.end_lineno + 1))
    return count


def compare_counts(family, folder):
    """Enough is marked, and enough that is like it is not."""
    files = [path for cases, _, _ in recordings(folder) for path in python_files(cases)]
    marked = sum(len(expected_lines(path)[0]) for path in files)
    if marked < LEAST_CASES:
        raise Failure("%d lines are marked, of %d" % (marked, LEAST_CASES))
    if family == ABOUT_THE_RUN:
        return
    silent = sum(silent_functions(path) for path in files)
    if silent < LEAST_CASES:
        raise Failure("%d near misses, of %d" % (silent, LEAST_CASES))


def compare_instead(program, name):
    """No rule that is on has anything to say of what the page tells to write instead."""
    rule = json.loads(heaplint(program, "rule", name.replace("_", "-"), "--output",
                               "json"))["rules"][0]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "instead.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(rule["instead"])
        found = json.loads(heaplint(
            program, "check", "--isolated", "--no-cache", "--exit-zero", "--output",
            "json", path))["findings"]
    if found:
        raise Failure("what it says to write instead: %s %s" % (
            found[0]["code"], found[0]["message"]))


SAID = re.compile(r"(?<!to )\b(\d+) bytes(?:; CPython| (?:an element|each|an instance|more|"
                  r"or more each|and what it refers to)\b)")


def compare_estimates(program, name, cases):
    """What a message says an element, instance or call takes is its estimate."""
    problems = []
    for finding in json.loads(check(program, name, cases, "json"))["findings"]:
        said = SAID.search(finding["message"])
        if said is None or "about %s bytes" % said.group(1) in finding["message"]:
            continue
        told = finding["estimatedBytes"]
        if told is None or told["value"] != int(said.group(1)) or (
                told["unit"] not in ("element", "instance", "call")):
            problems.append("%s:%d: says %s, estimates %s" % (
                finding["path"], finding["start"]["line"], said.group(0),
                told))
    if problems:
        raise Failure("\n    ".join(problems))


def recordings(folder):
    """(code, its recorded output, in which format) of a rule."""
    yield (os.path.join(folder, "cases.py"), os.path.join(folder, "cases.out"),
           "concise")
    project = os.path.join(folder, "project")
    if os.path.isdir(project):
        yield project, os.path.join(folder, "project.out"), "full"


def fixes_of(program, name, folder):
    """Which findings of its cases have a fix, and what each puts where."""
    lines = []
    for f in json.loads(check(program, name, os.path.join(folder, "cases.py"),
                              "json"))["findings"]:
        if f["fix"] is None:
            continue
        lines.append("%s:%d: %s: %s\n" % (
            f["path"], f["start"]["line"], f["fix"]["safety"],
            f["fix"]["description"]))
        lines += ["    %d:%d-%d:%d %s\n" % (
            e["start"]["line"], e["start"]["column"], e["end"]["line"],
            e["end"]["column"], json.dumps(e["text"], ensure_ascii=False))
            for e in f["fix"]["edits"]]
    return "".join(lines)


def checks_of(program, name, folder):
    """What is checked of a rule, each with a name."""
    def has_evidence():
        if read(os.path.join(folder, "evidence.py")) is None:
            raise Failure("evidence.py is missing")

    checks = []
    for cases, out, output in recordings(folder):
        checks += [
            ("marks", functools.partial(compare_marks, program, name, cases)),
            ("estimates",
             functools.partial(compare_estimates, program, name, cases)),
            ("recording", lambda cases=cases, out=out, output=output:
             compare_file(out, check(program, name, cases, output),
                          "record")),
        ]
    return checks + [
        ("fixes", lambda: compare_file(
            os.path.join(folder, "fixes.out"), fixes_of(program, name, folder),
            "record")),
        ("page", lambda: compare_file(
            os.path.join(folder, "README.md"), page(program, name), "docs")),
        ("parts", functools.partial(compare_parts, program, name)),
        ("levels",
         functools.partial(compare_levels, program, name, folder)),
        ("precision", functools.partial(compare_precision, program, name)),
        ("evidence", has_evidence),
        ("counts", functools.partial(
            compare_counts, os.path.basename(os.path.dirname(folder)), folder)),
        ("instead", functools.partial(compare_instead, program, name)),
    ]


def compare(program):
    passed = failed = 0
    checks = [("%s/%s" % (family, name), what, run)
              for family, name, folder in rule_folders()
              for what, run in checks_of(program, name, folder)]
    checks.append(("docs/folklore.md", "page", lambda: compare_file(
        FOLKLORE, heaplint(program, "rule", "--folklore"), "docs")))
    checks.append(("rules/README.md", "catalogue", lambda: compare_file(
        os.path.join(RULES, "README.md"),
        heaplint(program, "rule", "--all"), "docs")))
    for rule, what, run in checks:
        try:
            run()
            passed += 1
        except (Failure, OSError, ValueError) as problem:
            failed += 1
            print("FAILED %s, %s:\n    %s" % (rule, what, problem))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


def write(path, text):
    if (read(path) or "") != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        print("  wrote    %s" % os.path.relpath(path))


def record(program):
    for _, name, folder in rule_folders():
        for cases, out, output in recordings(folder):
            if os.path.exists(cases):
                write(out, check(program, name, cases, output))
        if os.path.exists(os.path.join(folder, "cases.py")):
            write(os.path.join(folder, "fixes.out"), fixes_of(program, name, folder))


def docs(program):
    for _, name, folder in rule_folders():
        os.makedirs(folder, exist_ok=True)
        write(os.path.join(folder, "README.md"), page(program, name))
    write(os.path.join(RULES, "README.md"), heaplint(program, "rule", "--all"))
    write(FOLKLORE, heaplint(program, "rule", "--folklore"))


def main():
    program = os.path.abspath(sys.argv[-1])
    if "--record" in sys.argv:
        return record(program)
    if "--docs" in sys.argv:
        return docs(program)
    return compare(program)


if __name__ == "__main__":
    sys.exit(main())

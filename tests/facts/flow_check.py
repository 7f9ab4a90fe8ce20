"""Run random functions under CPython and check that the graph has each step.

    python3 tests/facts/flow_check.py [SEED [COUNT]]

Each statement and condition tells its line when it runs, and the graph that
`heaplint dump flow` prints must lead from each to the next. (sys.settrace would
not do: it also tells lines of the code that cleans up after an exception.)
"""

import collections
import os
import random
import re
import subprocess
import sys
import tempfile

HEAPLINT = os.environ.get("HEAPLINT", "build/heaplint")
DEEPEST = 3
MOST_LINES = 300
RUNS = 8
# Points that tell nothing, whatever their line.
SILENT = {"identifier", "case_clause", "except_clause"}


class Swallows:
    def __init__(self, is_swallowing):
        self.is_swallowing = is_swallowing

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is ValueError and self.is_swallowing


def block(choices, depth, in_loop):
    lines = []
    for _ in range(choices.randrange(1, 3)):
        lines += statement(choices, depth, in_loop)
    return ["    " + line for line in lines]


def statement(choices, depth, in_loop):
    simple = ["step()", "x = step()", "return step()", "raise KeyError", "pass"]
    if in_loop:
        simple += ["break", "continue"]
    if depth == DEEPEST or choices.random() < 0.4:
        return ["t(@); " + choices.choice(simple)]

    def inner(loop=in_loop):
        return block(choices, depth + 1, loop)

    def maybe(head, loop=in_loop):
        return [head, *inner(loop)] if choices.random() < 0.5 else []

    condition = "(t(@), step() > 2)[1]"
    kind = choices.choice(["if", "while", "for", "try", "with", "match", "endless"])
    if kind == "if":
        elif_clause = maybe(f"elif {condition}:")
        return [f"if {condition}:", *inner(), *elif_clause, *maybe("else:")]
    if kind == "while":
        return [f"while {condition}:", *inner(True), *maybe("else:")]
    if kind == "for":
        return ["for x in (t(@), range(step()))[1]:", *inner(True), *maybe("else:")]
    if kind == "endless":
        return ["while True:", "    t(@)", *inner(True)]
    if kind == "with":
        return ["with (t(@), Swallows(step() % 2))[1]:", *inner()]
    if kind == "match":
        cases = ["case 1:", *inner(), "case 2 if step():", *inner(), *maybe("case _:")]
        return ["match (t(@), step())[1]:", *("    " + line for line in cases)]
    handlers = maybe("except ValueError as e:") + maybe("except:")
    other = maybe("else:") if handlers else []
    last = maybe("finally:")
    if not handlers and not last:
        last = ["finally:", *inner()]
    return ["try:", *inner(), *handlers, *other, *last]


def graph_of(path, telling):
    """Of the function: the telling lines that can run next after each."""
    dumped = subprocess.run(
        [HEAPLINT, "dump", "flow", path], capture_output=True, text=True, check=True
    ).stdout
    body = dumped.split("function_definition f\n")[1].split("\nclass")[0]
    line_of, after = {"start": 0}, collections.defaultdict(set)
    for row in body.splitlines():
        names = re.findall(r"#(\d+)(?: (\w+):(\d+))?|(start|end|raised)", row)
        points = [number or name for number, _, _, name in names]
        for number, kind, line, _ in names:
            if line and kind not in SILENT and int(line) in telling:
                line_of[number] = int(line)
        after[points[0]].update(points[1:])
    steps = collections.defaultdict(set)
    for point, line in line_of.items():
        seen, waiting = set(), list(after[point])
        while waiting:
            other = waiting.pop()
            if other in seen:
                continue
            seen.add(other)
            if other in line_of:
                steps[line].add(line_of[other])
            else:
                waiting += after[other]
    return steps


def run_child(code, choices, write):
    """Send the lines that run, at most MOST_LINES; never returns."""
    lines = []

    def leave():
        os.write(write, " ".join(map(str, lines)).encode())
        os._exit(0)

    def tell(line):
        lines.append(line)
        if len(lines) == MOST_LINES:
            leave()

    def step():
        choice = choices.randrange(8)
        if choice > 5:
            raise choices.choice([ValueError, KeyError])
        return choice

    space = {"t": tell, "step": step, "Swallows": Swallows}
    exec(code, space)
    try:
        space["f"]()
    except (ValueError, KeyError):
        pass
    leave()


def run(code, choices):
    """The lines in the order in which they run; some runs would never end."""
    read, write = os.pipe()
    if os.fork() == 0:
        run_child(code, choices, write)
    os.close(write)
    with open(read) as pipe:
        lines = [int(line) for line in pipe.read().split()]
    os.wait()
    return lines


def check(seed, folder):
    choices = random.Random(seed)
    lines = ["def f():", *block(choices, 0, False)]
    lines = [line.replace("@", str(i + 1)) for i, line in enumerate(lines)]
    text = "\n".join(lines) + "\n"
    path = os.path.join(folder, "case.py")
    with open(path, "w") as file:
        file.write(text)
    telling = {i + 1 for i, line in enumerate(lines) if "t(" in line}
    steps, walked = graph_of(path, telling), 0
    code = compile(text, path, "exec")
    for number in range(RUNS):
        before = 0
        for line in run(code, random.Random(seed * RUNS + number)):
            if line not in steps[before]:
                print(f"seed {seed}: no edge from line {before} to {line}")
                print(*(f"{i + 1:3} {l}" for i, l in enumerate(lines)), sep="\n")
                sys.exit(1)
            before = line
            walked += 1
    return walked


def main():
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        walked = sum(check(seed, folder) for seed in range(first, first + count))
    print(f"{count} functions, {walked} steps: each is an edge")
    assert walked > 0


main()

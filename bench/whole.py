"""The whole analysis against a bare parse of the same files."""

import re

from measure import Table, interleaved, median, megabytes, ratio, run

PHASE = re.compile(r"^([a-z]+(?: [a-z]+)?) +([0-9.]+) ", re.MULTILINE)
# What a bare parse does as well, or what is done once for the whole run.
PARSING = "find files", "read", "parse", "other", "processor", "memory"


def check(heaplint, *options):
    return [heaplint, "check", "--isolated", "--exit-zero", "--quiet",
            "--output", "concise", "--files-from", "-", *options]


def phases(took):
    return {name: float(seconds) for name, seconds in PHASE.findall(took.errors)}


def cold(programs, files, rounds):
    text = "\n".join(files)
    tasks = {
        "bare": lambda: run([programs.bare], text),
        "one": lambda: run(check(programs.heaplint, "-j1", "--timings"), text),
        "two": lambda: run(check(programs.heaplint, "-j2"), text),
    }
    took = interleaved(rounds, tasks)
    size = megabytes(files)
    bare = median(t.processor for t in took["bare"])
    table = Table(
        "Cold: all rules, all files linked",
        ["what", "processor s", "ratio to bare", "aim"],
        f"{len(files)} files, {size:.1f} MB, {rounds} rounds in turn."
        f" *Bare* reads each file, parses it with tree-sitter and its Python grammar as"
        f" they are published (`-O2`, glibc's malloc) and deletes the tree.")
    table.add("bare", f"{bare:.2f}", "1", "")
    table.add("heaplint, 1 thread", f"{median(t.processor for t in took['one']):.2f}",
              f"{ratio(took, 'one'):.2f}", "0.75")
    beyond = [sum(s for name, s in phases(t).items() if name not in PARSING)
              for t in took["one"]]
    share = median(b / t.processor for b, t in zip(beyond, took["bare"]))
    table.add("of it, all but parsing", f"{median(beyond):.2f}", f"{share:.2f}", "0.15")
    table.add("heaplint, 2 threads", f"{median(t.processor for t in took['two']):.2f}",
              f"{ratio(took, 'two'):.2f}", "")
    faster = median(a.wall / b.wall for a, b in zip(took["one"], took["two"]))
    table.add("2 threads, elapsed", "", f"{faster:.2f} x as fast", "1.9 x")
    peak = max(t.memory for t in took["one"] + took["two"])
    table.add("most memory", f"{peak / 1e6:.0f} MB", "", "300 MB")
    parts = Table("Where the time goes", ["phase", "seconds", "ratio to bare"],
                  "One thread, by `heaplint check --timings`.")
    for name in phases(took["one"][0]):
        if name == "memory":
            continue
        seconds = [phases(t)[name] for t in took["one"]]
        parts.add(name, f"{median(seconds):.3f}",
                  f"{median(s / t.processor for s, t in zip(seconds, took['bare'])):.3f}")
    return [table, parts]


def small(programs):
    """One file of 100 lines, as a hook calls it."""
    text = "".join(f"def f{i}(a, b=None):\n    rows = [a, b]\n    for row in rows:\n"
                   f"        print(row)\n    return rows\n" for i in range(20))
    tasks = {"one": lambda: run([programs.heaplint, "check", "--isolated", "-"], text)}
    took = interleaved(40, tasks)["one"]
    table = Table("One small file", ["what", "median", "aim"], "The whole process.")
    table.add("100 lines, elapsed", f"{median(t.wall for t in took) * 1e3:.1f} ms",
              "5 ms")
    table.add("100 lines, processor",
              f"{median(t.processor for t in took) * 1e3:.1f} ms", "")
    return [table]


def link(programs, files):
    """What telling files of each other takes, and what is told."""
    took = run([programs.link, "check", "--isolated", "-j1", "--files-from", "-"],
               "\n".join(files))
    seconds, kept, written = (float(word) for word in took.output.split())
    functions = 0
    for path in files:
        with open(path, "rb") as file:
            functions += len(re.findall(rb"^[ \t]*(?:async[ \t]+)?def[ \t]",
                                        file.read(), re.MULTILINE))
    table = Table("The link", ["what", "figure"],
                  f"What files tell of each other, {functions} functions.")
    table.add("processor", f"{seconds:.2f} s")
    table.add("in memory", f"{kept / 1e6:.1f} MB, {kept / functions:.0f} bytes a function")
    table.add("written", f"{written / 1e6:.1f} MB, {written / functions:.0f} bytes a function")
    return [table]

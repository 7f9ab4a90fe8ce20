"""How time grows with what there is to analyse."""

import os
import shutil
import tempfile

from measure import Table, interleaved, median, megabytes, run
from whole import check, phases

SIZES = 1, 4, 16, 30  # thousands of files
CLASSES = 10_000
LINES = 50_000


def drawn(files, count):
    """So many of the files, evenly."""
    return [files[i * len(files) // count] for i in range(count)]


def copies(files, folder, times):
    """The files in so many trees; links where that can be."""
    trees = []
    for time in range(times):
        for number, path in enumerate(files):
            to = os.path.join(folder, f"tree{time}", f"p{number // 50}", f"m{number}.py")
            os.makedirs(os.path.dirname(to), exist_ok=True)
            if time == 0:
                shutil.copyfile(path, to)
            else:
                os.link(trees[number], to)
            trees.append(to)
    return trees


def files(programs, every):
    table = Table("Growth with the files", ["files", "MB", "processor s", "memory",
                                            "of 1 000 files' time"],
                  "Copies of the same 1 000 files: 4 times the files may take 4.2"
                  " times the time.")
    with tempfile.TemporaryDirectory() as folder:
        paths = copies(drawn(every, min(1000, len(every))), folder, max(SIZES))
        first = None
        for size in SIZES:
            some = paths[:size * 1000]
            # the short ones are measured more often
            took = [run(check(programs.heaplint, "-j1"), "\n".join(some))
                    for _ in range(3 if size <= 4 else 1)]
            seconds = median(t.processor for t in took)
            first = first or seconds
            table.add(len(some), f"{megabytes(some):.0f}", f"{seconds:.2f}",
                      f"{max(t.memory for t in took) / 1e6:.0f} MB",
                      f"{seconds / first:.2f} x")
    return [table]


def hierarchy(count):
    return "".join(
        f"class C{i}{f'(C{i // 2})' if i else ''}:\n    def __init__(self, owner):\n"
        f"        self.a{i % 50} = owner\n\n" for i in range(count))


def function(lines):
    body = "".join(
        f"    x{i % 100} = f(x{(i + 1) % 100}, {i})\n    if x{i % 100}:\n"
        f"        rows.append(x{(i + 7) % 100})\n    y{i % 30} = rows[{i}].name\n"
        for i in range(lines // 4))
    return "def g(f, rows):\n" + body


def shapes(programs):
    table = Table("Growth in one file", ["what", "processor s", "memory",
                                         "of half the size's time"])
    for name, make, size in (("a hierarchy of 10 000 classes", hierarchy, CLASSES),
                             ("a function of 50 000 lines", function, LINES)):
        took = interleaved(3, {
            n: (lambda text: lambda: run([programs.heaplint, "check", "--isolated",
                                          "--exit-zero", "--quiet", "-"], text))(make(n))
            for n in (size // 2, size)})
        half, whole = (median(t.processor for t in took[n]) for n in (size // 2, size))
        table.add(name, f"{whole:.2f}",
                  f"{max(t.memory for t in took[size]) / 1e6:.0f} MB",
                  f"{whole / half:.2f} x")
    return [table]


def logged(programs, files, rounds):
    """What writing a SARIF log takes of a run, by the program's own clock: the
    results, seconds of the run, of them for the log, its bytes, and of memory more."""
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.sarif")
        command = [programs.heaplint, "check", "--isolated", "--exit-zero", "--quiet",
                   "-j1", "--no-cache", "--timings", "--files-from", "-", "--output"]
        took = interleaved(rounds, {
            "without": lambda: run([*command, "json-lines=/dev/null"], "\n".join(files)),
            "with": lambda: run([*command, f"sarif={log}"], "\n".join(files))})
        size = os.path.getsize(log)
        with open(log, encoding="utf-8") as file:
            results = file.read().count('"ruleIndex":')
    return (results, median(t.processor for t in took["with"]),
            median(phases(t)["output"] for t in took["with"]), size,
            median(a.memory - b.memory for a, b in zip(took["with"], took["without"])))


def sarif(programs, files, rounds):
    """What writing a log adds: to a run over real code, and where it is larger than
    the code."""
    part = "".join(
        f"def f{i}(rows):\n    text = ''\n    for row in rows:\n"
        f"        text += str(row)\n    return text\n\n\n" for i in range(100))
    table = Table("SARIF",
                  ["code", "results", "the run", "of it, the log", "aim", "memory for it",
                   "aim", "the log"],
                  "The files above, and 250 files of 100 findings each: as many as a log"
                  " may have, of hardly any code.")
    with tempfile.TemporaryDirectory() as folder:
        dense = [os.path.join(folder, f"m{i}.py") for i in range(250)]
        for path in dense:
            with open(path, "w", encoding="utf-8") as file:
                file.write(part)
        for what, paths, times in (("the files above", files, rounds),
                                   ("a finding every 7 lines", dense, 9)):
            results, whole, output, size, memory = logged(programs, paths, times)
            table.add(what, f"{results}", f"{whole:.2f} s",
                      f"{output:.2f} s, {output / whole:.1%}", "10 %",
                      f"{memory / 1e6:.0f} MB", "20 MB", f"{size / 1e6:.1f} MB")
    return [table]

"""What the parts of `make bench` share: processes and what they took."""

import os
import statistics
import subprocess
import tempfile
import time
import tokenize
from collections import namedtuple

Took = namedtuple("Took", "processor wall memory output errors")


def run(command, text="", codes=(0, 1), **how):
    """Processor and elapsed seconds and the most bytes of memory of a process, which
    ends with one of the codes: a checker that finds something with 1."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors, \
            tempfile.TemporaryFile() as output:
        given.write(text.encode())
        given.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdin=given, stdout=output, stderr=errors, **how)
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        took = Took(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024,
                    output.read(), errors.read().decode(errors="replace"))
    if process.returncode not in codes:
        raise RuntimeError(f"{command[0]}: exit {process.returncode}: {took.errors[:500]}")
    return took


def interleaved(rounds, tasks):
    """By name what each round took; all in turn, so that a busy machine harms all
    alike."""
    took = {name: [] for name in tasks}
    for _round in range(rounds):
        for name, task in tasks.items():
            took[name].append(task())
    return took


def median(numbers):
    return statistics.median(numbers)


def ratio(took, name, to="bare", what="processor"):
    """The median of the rounds' ratios."""
    return median(getattr(a, what) / getattr(b, what)
                  for a, b in zip(took[name], took[to]))


def python_files(root):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def is_decodable(path):
    """Of the others heaplint says that it cannot read them, and fails."""
    try:
        with tokenize.open(path) as file:
            file.read()
    except (LookupError, SyntaxError, UnicodeDecodeError):
        return False
    return True


def megabytes(files):
    return sum(os.path.getsize(f) for f in files) / 1e6


class Table:
    """Rows for a page in Markdown."""

    def __init__(self, title, head, note=""):
        self.title, self.head, self.note, self.rows = title, head, note, []

    def add(self, *cells):
        self.rows.append([str(cell) for cell in cells])

    def text(self):
        lines = [f"## {self.title}", ""]
        if self.note:
            lines += [self.note, ""]
        lines += ["| " + " | ".join(self.head) + " |",
                  "|" + "---|" * len(self.head)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join(lines) + "\n"

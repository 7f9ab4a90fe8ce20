"""What links files takes time in proportion to them, whatever their shape.

    many_files.py HEAPLINT [--all] [-v]

Each shape is written twice, the second time four times as large; the analysis
may then take at most eight times the processor time (and a constant: machines
are busy). No shape may fail. With --all the larger ones have as many files,
classes or methods as the largest projects, else a fifth of that.
"""

import os
import resource
import subprocess
import sys
import tempfile

ALLOWED = 8
MEMORY = "/dev/shm"
SLACK = 1.0  # seconds


def import_ring(n):
    """Files that import each other in a ring, each deriving from the next."""
    for i in range(n):
        after = (i + 1) % n
        yield "m%d.py" % i, (
            "from m%d import C%d\n\n\nclass C%d(C%d):\n    def __init__(self, owner):\n"
            "        super().__init__(self)\n        self.owner = owner\n" % (after, after, i, after))


def deep_hierarchy(n):
    """A class hierarchy, one class a file; the last makes rings."""
    yield "c0.py", "class C0:\n    def keep(self, part):\n        self.part = part\n"
    for i in range(1, n):
        yield "c%d.py" % i, (
            "from c%d import C%d\n\n\nclass C%d(C%d):\n    def m%d(self, part):\n"
            "        part.owner = self\n        self.keep(part)\n" % (i - 1, i - 1, i, i - 1, i))


def many_methods(n):
    """Methods of one name, and of names of their own, and calls of both."""
    for i in range(n // 100):
        lines = []
        for k in range(50):
            number = i * 50 + k
            lines.append(
                "class C%d:\n    def add_part(self, part):\n        self.part = part\n\n"
                "    def add_part_%d(self, part):\n        part.add_part(self)\n"
                "        self.add_part(part)\n" % (number, number))
        yield "f%d.py" % i, "\n\n".join(lines)


def star_ring(n):
    """Files that take all names of the next."""
    for i in range(n):
        yield "s%d.py" % i, (
            "from s%d import *\n\n\nclass S%d:\n    def __init__(self):\n"
            "        self.part = make_s(self)\n" % ((i + 1) % n, i))


def re_exports(n):
    """A class that is known by the last of a chain of names."""
    yield "r0.py", ("class Part:\n    def __init__(self, owner):\n"
                    "        self.owner = owner\n")
    for i in range(1, n):
        yield "r%d.py" % i, "from r%d import Part\n\n__all__ = ['Part']\n" % (i - 1)
    yield "use.py", ("from r%d import Part\n\n\nclass Whole:\n    def __init__(self):\n"
                     "        self.part = Part(self)\n" % (n - 1))


def namesakes(n):
    """Packages of one name, each in a project of its own."""
    for i in range(n):
        yield "p%d/setup.py" % i, ""
        yield "p%d/app/__init__.py" % i, "from .part import Part\n"
        yield "p%d/app/part.py" % i, (
            "class Part:\n    def __init__(self, owner):\n        self.owner = owner\n")
        yield "p%d/app/whole.py" % i, (
            "from app import Part\n\n\nclass Whole:\n    def __init__(self):\n"
            "        self.part = Part(self)\n")


def one_name(n):
    """Calls of a method that many classes have."""
    for i in range(n):
        yield "n%d.py" % i, (
            "class N%d:\n    def set_owner(self, owner):\n        self.owner = owner\n\n"
            "    def put(self, item):\n        self.item = item\n"
            "        item.set_owner(self)\n" % i)


def one_folder(n):
    """Small files, all in one folder."""
    for i in range(n):
        yield "m%d.py" % i, "def f(a):\n    return sum([x for x in a])\n"


SHAPES = [(import_ring, 10000), (deep_hierarchy, 5000), (many_methods, 100000),
          (star_ring, 4000), (re_exports, 10000), (namesakes, 2000), (one_name, 8000), (one_folder, 100000)]


def write(folder, files):
    for path, text in files:
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as stream:
            stream.write(text)


def seconds(program, shape, n):
    """Processor time, and the exit code."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        write(folder, shape(n))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run(
                [program, "check", "--quiet", "--select", "MEM1", "--exit-zero",
                 "--output", "concise", folder],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120)
        except subprocess.TimeoutExpired:
            return 120, "did not end"
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.returncode or done.stderr.decode().strip()


def main():
    program = os.path.abspath(sys.argv[1])
    failed = 0
    for shape, n in SHAPES:
        n = n if "--all" in sys.argv else n // 5
        little, _ = seconds(program, shape, n // 4)
        much, trouble = seconds(program, shape, n)
        if trouble or much > ALLOWED * little + SLACK:
            print("FAILED %s: %.2f s, four times as much %.2f s %s"
                  % (shape.__name__, little, much, trouble))
            failed += 1
        elif "-v" in sys.argv:
            print("%s: %.2f s, four times as much %.2f s" % (shape.__name__, little, much))
    print("%d passed, %d failed" % (len(SHAPES) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

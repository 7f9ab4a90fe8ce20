"""`make bench`: processor time of heaplint as a ratio to a bare parse, and what
the link step takes.

    python3 bench/bench.py BARE LINK HEAPLINT [DIRECTORY] [--rounds N]

Both work on the same files in turn, N rounds; the ratio is the median of the
rounds' ratios, so that a busy machine harms both alike. DIRECTORY is by default
the standard library of the Python that runs this. Exits with 1 if what files
tell of each other takes more than LIMITS allows.
"""

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import sysconfig
import time

DEFINITION = re.compile(rb"^[ \t]*(?:async[ \t]+)?def[ \t]", re.MULTILINE)
# The link's share of a bare parse, bytes a function, bytes in all.
LIMITS = 0.10, 400, 80e6


def python_files(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if f != "__pycache__"]
        for name in names:
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def children_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def timed(command, files):
    before, start = children_time(), time.monotonic()
    subprocess.run(
        command, input="\n".join(files), text=True, stdout=subprocess.DEVNULL
    )
    return children_time() - before, time.monotonic() - start


def count_functions(files):
    count = 0
    for path in files:
        with open(path, "rb") as file:
            count += len(DEFINITION.findall(file.read()))
    return count


def report_link(program, files, bare):
    """True if all is within the limits."""
    done = subprocess.run([program, "check", "--isolated", "-j1", "--files-from", "-"],
                          input="\n".join(files), text=True,
                          stdout=subprocess.PIPE, check=True)
    seconds, kept, written = (float(word) for word in done.stdout.split())
    functions = count_functions(files)
    share, each = seconds / bare, kept / functions
    print(f"link            {seconds:6.2f} s processor, {share:5.1%} of the bare parse"
          f" (limit {LIMITS[0]:.0%})")
    print(f"summaries       {kept / 1e6:6.1f} MB in memory (limit {LIMITS[2] / 1e6:.0f}),"
          f" {each:.0f} bytes for each of {functions} functions (limit {LIMITS[1]})")
    print(f"                {written / 1e6:6.1f} MB written,"
          f" {written / functions:.0f} bytes a function")
    return share <= LIMITS[0] and each <= LIMITS[1] and kept <= LIMITS[2]


def report_editor(program, files):
    """As an editor calls it: the text of one file on standard input."""
    def lines(path):
        with open(path, "rb") as file:
            return file.read().count(b"\n")

    path = min(files, key=lambda path: abs(lines(path) - 1000))
    with open(path, "rb") as file:
        text = file.read()
    walls, before = [], children_time()
    for _ in range(20):
        start = time.monotonic()
        subprocess.run([program, "check", "--output", "json-lines",
                        "--stdin-filename", "a.py", "-"], input=text,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        walls.append(time.monotonic() - start)
    processor = (children_time() - before) / len(walls)
    print(f"an editor's     {statistics.median(walls) * 1000:6.0f} ms elapsed,"
          f" {processor * 1000:.0f} ms processor, for {lines(path)} lines")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bare")
    parser.add_argument("link")
    parser.add_argument("heaplint")
    parser.add_argument("root", nargs="?", default=sysconfig.get_path("stdlib"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = sorted(python_files(options.root))
    size = sum(os.path.getsize(f) for f in files)
    check = [options.heaplint, "check", "--isolated", "--exit-zero", "--quiet"]
    check += ["--output", "concise", "--files-from", "-"]
    one, two, walls = [], [], []
    for _ in range(options.rounds):
        bare, _wall = timed([options.bare], files)
        whole, _wall = timed(check + ["-j", "1"], files)
        both, wall = timed(check + ["-j", "2"], files)
        one.append(whole / bare)
        two.append(both / bare)
        walls.append((bare, whole, wall))
    bare, whole, wall = (statistics.median(w[i] for w in walls) for i in range(3))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {options.rounds} rounds")
    print(f"bare parse      {bare:6.2f} s processor, {size / bare / 1e6:5.1f} MB/s")
    print(f"heaplint -j1    {whole:6.2f} s processor, ratio {statistics.median(one):.2f}")
    print(f"heaplint -j2    {wall:6.2f} s elapsed,   ratio {statistics.median(two):.2f}")
    print(f"highest memory  {peak / 1024:6.0f} MB")
    report_editor(options.heaplint, files)
    return 0 if report_link(options.link, files, bare) else 1


if __name__ == "__main__":
    sys.exit(main())

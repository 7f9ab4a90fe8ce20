"""`make bench`: processor time of heaplint as a ratio to a bare parse.

    python3 bench/bench.py BARE HEAPLINT [DIRECTORY] [--rounds N]

Both work on the same files in turn, N rounds; the ratio is the median of the
rounds' ratios, so that a busy machine harms both alike. DIRECTORY is by default
the standard library of the Python that runs this.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sysconfig
import time


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bare")
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


main()

"""MEM903: what tracemalloc costs while it is on, and what frames hold that a
trace function keeps.

The process's resident memory with 200 000 small lists, with and without
tracemalloc.start(). Runs alone under any CPython from 3.8 on (Linux for the
first part); exit 1 if the claim fails.
"""

import os
import subprocess
import sys
import tracemalloc

COUNT = 200000


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def lists():
    return [[n] for n in range(COUNT)]


def off():
    kept = lists()
    print(resident(), len(kept))


def on():
    tracemalloc.start()
    kept = lists()
    print(resident(), len(kept))


def stopped():
    tracemalloc.start()
    kept = lists()
    tracemalloc.stop()
    print(resident(), len(kept))


def frames_kept():
    """Bytes alive after calls that allocate 1 MB each in a local."""
    frames = []

    def trace(frame, event, arg):
        frames.append(frame)

    def work():
        data = bytearray(1000000)
        return len(data)

    tracemalloc.start()
    sys.settrace(trace)
    for _ in range(20):
        work()
    sys.settrace(None)
    alive = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return alive, len(frames)


def megabytes(way):
    done = subprocess.run([sys.executable, __file__, way],
                          stdout=subprocess.PIPE, check=True)
    return float(done.stdout.split()[0])


def main():
    if os.path.exists("/proc/self/statm"):
        without, while_on = megabytes("off"), megabytes("on")
        print("resident memory, off and on: %.0f and %.0f MB" % (without, while_on))
        assert while_on > without + 25
    alive, count = frames_kept()
    print("a trace function that keeps frames: %.0f MB in %d frames" % (alive, count))
    assert alive > 19


if len(sys.argv) > 1:
    globals()[sys.argv[1]]()
else:
    main()

"""What MEM504 claims: readlines(), list(file) and read().splitlines() hold all
lines of a file at once, some times its size; iterating over the file holds one.

    python3 evidence.py        any CPython from 3.8; exit code 1 if it is untrue
"""

import os
import sys
import tempfile
import tracemalloc

LINES = 8_000
TEXT = "a line of twenty-nine letters\n"


def bad_readlines(path):
    with open(path) as file:
        return sum(1 for line in file.readlines() if "3" not in line)


def bad_list(path):
    with open(path) as file:
        return sum(1 for line in list(file) if "3" not in line)


def bad_splitlines(path):
    with open(path) as file:
        return sum(1 for line in file.read().splitlines() if "3" not in line)


def bad_split(path):
    with open(path) as file:
        return sum(1 for line in file.read().split("\n")[:-1] if "3" not in line)


def bad_count(path):
    with open(path) as file:
        return len(file.readlines())


def good(path):
    with open(path) as file:
        return sum(1 for line in file if "3" not in line)


def good_count(path):
    with open(path) as file:
        return sum(1 for _ in file)


def bad_first(path):
    with open(path) as file:
        return len(file.readlines()[0])


def good_first(path):
    with open(path) as file:
        return len(next(file))


def bad_search(path):
    with open(path) as file:
        return TEXT in file.readlines()


def good_search(path):
    with open(path) as file:
        return TEXT in file


def bad_bytes(path):
    with open(path, "rb") as file:
        return sum(1 for line in file.readlines() if b"3" not in line)


def good_bytes(path):
    with open(path, "rb") as file:
        return sum(1 for line in file if b"3" not in line)


def bad_kept(path):
    with open(path) as file:
        return len([line.strip() for line in file.readlines()])


def good_kept(path):
    with open(path) as file:
        return len([line.strip() for line in file])


# name, with the lines, with the file, how many times the peak is larger
PAIRS = [
    ("readlines()", bad_readlines, good, 20),
    ("list(file)", bad_list, good, 20),
    ("read().splitlines()", bad_splitlines, good, 20),
    ("read().split()", bad_split, good, 20),
    ("bytes", bad_bytes, good_bytes, 20),
    ("counted", bad_count, good_count, 20),
    ("the first", bad_first, good_first, 20),
    ("searched", bad_search, good_search, 20),
    # The stripped lines are the result: half of the peak goes.
    ("kept", bad_kept, good_kept, 1.6),
]


def peak(call, path):
    """The most bytes that are allocated at one time while call(path) runs."""
    call(path)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = call(path)
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, result


def check(holds, claim):
    if not holds:
        sys.exit("not true: " + claim)


def compare(name, bad, good, gain, paths):
    (once, want), (lazy, got) = peak(bad, paths[0]), peak(good, paths[0])
    twice = peak(bad, paths[1])[0]
    print(f"{name}: lines {once} bytes, of twice the file {twice}, file {lazy}")
    check(want == got, name + ": the same result")
    check(once > gain * lazy, f"{name}: the lines' peak is over {gain} times it")
    check(twice > 1.7 * once, name + ": the lines' peak grows with the file")


def each(path):
    """What a line costs besides its text: in a list of them."""
    with open(path) as file:
        size = sum(sys.getsizeof(line) - len(line) for line in file) / LINES
    print(f"a line takes {size:.0f} bytes more than its text, and 8 in the list")
    check(size == (41 if sys.version_info >= (3, 12) else 49), "49 bytes a line")


def behaviour(directory):
    """Where the list is needed: the rule is silent there."""
    path = os.path.join(directory, "small")
    with open(path, "w") as file:
        file.write("a\nb\nc\n")
    with open(path) as file:
        seen = []
        for line in file:
            seen.append(line)
            seen += file.readlines()[:1]  # the body reads the file as well
    check(seen == ["a\n", "b\n"], "a body that reads the file needs the list")
    with open(path) as file:
        try:
            for line in file:
                file.tell()
            told = True
        except OSError:
            told = False
    check(not told, "tell() does not work while a text file is iterated over")
    print("a loop that reads or tells the same file needs the list")


def main():
    with tempfile.TemporaryDirectory() as directory:
        paths = [os.path.join(directory, name) for name in ("once", "twice")]
        for path, times in zip(paths, (1, 2)):
            with open(path, "w") as file:
                file.writelines(TEXT for _ in range(times * LINES))
        for pair in PAIRS:
            compare(*pair, paths)
        each(paths[0])
        behaviour(directory)


main()

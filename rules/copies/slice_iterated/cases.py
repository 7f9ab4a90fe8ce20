"""MEM201: a slice that is only read once. `#~` marks what is reported."""

import array
import itertools
import sys


def total_after_header(path):
    total = 0
    with open(path) as file:
        rows = file.readlines()
    for row in rows[1:]:  #~
        total += int(row)
    return total


def newest_first(events: list):
    for event in events[::-1]:  #~
        print(event)


def every_other(samples: tuple):
    return [s * 2 for s in samples[::2]]  #~


def numbered(words):
    names = [w.strip() for w in words]
    for number, name in enumerate(names[1:], 1):  #~
        print(number, name)


def paired(keys, values):
    keys = list(keys)
    values = list(values)
    return dict(zip(keys[2:], values))  #~


def labels(parts):
    parts = sorted(parts)
    return list(map(str, parts[1:]))  #~


def reducers(numbers):
    numbers = list(numbers)
    skipped = sum(numbers[3:])  #~
    largest = max(numbers[1:], default=0)  #~
    positive = all(n > 0 for n in numbers[1:])  #~
    return skipped, largest, positive


def checksum(payload: bytes):
    value = 0
    for byte in payload[4:]:  #~
        value ^= byte
    return value


def letters(text: str):
    counts = {}
    for letter in text[1:]:  #~
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def drain(data: bytearray, samples):
    numbers = array.array("d", samples)
    for number in numbers[8:]:  #~
        print(number)
    return {b for b in data[2:]}  #~


def any_before(names: list[str], n):
    return any(name.startswith("_") for name in names[:n])  #~


def but_the_last(lines: list):
    for line in lines[:-1]:  #~
        print(line, end=",")
    print(lines[-1])


def pairs_of(points):
    points = list(points)
    found = []
    for i, a in enumerate(points):
        for b in points[i + 1 :]:  #~
            found.append((a, b))
    return found


def ancestors(packages):
    packages = sorted(packages, key=len)
    for i in range(len(packages)):
        if not all(p.startswith(packages[i]) for p in packages[i + 1 :]):  #~
            yield packages[i]


def named_once(rows):
    rows = [row for row in rows if row]
    body = rows[1:]  #~
    return [row.strip() for row in body]


def named_for_a_reducer(rows):
    rows = list(rows)
    tail = rows[2:]  #~
    return sum(tail)


def nested_comprehension(table):
    table = list(table)
    return [cell for row in table[1:] for cell in row]  #~


def fresh_list(names):
    for name in sorted(names)[1:]:  #~
        print(name)


class Report:
    def __init__(self, lines):
        self.lines = list(lines)

    def widths(self):
        return [len(line) for line in self.lines[1:]]  #~

    def send(self, channel):
        for line in self.lines[1:]:
            channel.send(line, self)


def tails_for_later(values, keep):
    pool = tuple(values)
    return [keep(enumerate(pool[i + 1 :], i)) for i in range(len(pool))]  #~


def thousand_of_anything(records):
    return [r.key for r in records[0:5000]]  #~


# ---------------------------------------------------------------- near misses


def views(n, data: memoryview, matrix):
    for i in range(n)[1:]:
        print(i)
    for byte in data[4:]:
        print(byte)
    return [x for x in matrix[1:]]


def changes_while_reading(queue: list):
    for item in queue[1:]:
        if item is None:
            queue.remove(item)


def grows_while_reading(queue: list):
    for item in queue[::-1]:
        queue.append(item)


def writes_while_reading(rows):
    rows = list(rows)
    for i, row in enumerate(rows[1:]):
        rows[i] = row


def named_and_then_changed(rows):
    rows = list(rows)
    body = rows[1:]
    rows.clear()
    for row in body:
        print(row)


def small_by_nature(rows: list, i, *args):
    for row in rows[:3]:
        print(row)
    for row in rows[-5:]:
        print(row)
    for row in rows[i : i + 4]:
        print(row)
    for row in rows[i - 1 : i + 2]:
        print(row)
    for arg in args[1:]:
        print(arg)
    for arg in sys.argv[1:]:
        print(arg)
    for name in ("a", "b", "c")[1:]:
        print(name)


def small_by_origin(line: str, cls: type):
    for word in line.split()[1:]:
        print(word)
    for field in line.split(",", 3)[1:]:
        print(field)
    for base in cls.__mro__[1:]:
        print(base)


def unknown(rows):
    for row in rows[1:]:
        print(row)


def used_again(rows):
    rows = list(rows)
    body = rows[1:]
    for row in body:
        print(row)
    return len(body)


def read_in_a_loop(rows, times):
    rows = list(rows)
    body = rows[1:]
    for _ in range(times):
        for row in body:
            print(row)


def kept(rows):
    rows = list(rows)
    return rows[1:]


def joined(parts: list):
    return ", ".join(parts[1:])


def pairwise(points: list):
    return [b - a for a, b in zip(points, points[1:])]


def no_slice(rows: list):
    for row in rows[1]:
        print(row)
    for row in itertools.islice(rows, 1, None):
        print(row)
    for row in reversed(rows):
        print(row)


def shadowed(rows: list, sum):
    return sum(rows[1:])


def two_arguments(rows: list, other):
    return max(rows[1:], other)


def whole(rows: list):
    for row in rows[:]:
        print(row)


def lazy_is_given_away(rows: list):
    return map(str, rows[1:])


def page(entries: list, start, limit):
    shown = [entry.name for entry in entries[start : (start + limit)]]
    for entry in entries[start : start + limit]:
        print(entry)
    return shown


def error_at_the_end(commits: list):
    for at, commit in enumerate(commits):
        if not commit.apply():
            left = [c.name for c in commits[at:]]  #~
            raise RuntimeError(left)


def found_at_the_end(commits: list):
    for at, commit in enumerate(commits):
        if commit.is_wanted():
            return [c.name for c in commits[at:]]  #~
    return []


def all_but_the_last(folders: list):
    for folder in folders:
        if any(other.holds(folder) for other in folders[:-1]):  #~
            print(folder)


def all_lines_but_the_last(path):
    with open(path) as file:
        return sum(len(line) for line in file.readlines()[:-1])  #~


def strided(cache: list, first, step):
    for item in cache[first::step]:  #~
        yield item


# What islice() does not take is not advised, or with what must hold.

def flushed(chunks: list, is_last):
    end = None if is_last else -1
    return sum(len(chunk) for chunk in chunks[:end])  #~


def first_of(names: list, count):
    return [name.lower() for name in names[:count]]  #~


def before_each(names: list):
    for i, name in enumerate(names):
        print(name, sum(len(n) for n in names[:i]))  #~


def following(path):
    with open(path) as f:
        lines = f.readlines()
    for i, line in enumerate(lines):
        for other in lines[i + 1:]:  #~ warning
            if other == line:
                print(line)


def following_options(options_path):
    with open(options_path) as f:
        lines = f.readlines()
    for i, line in enumerate(lines):
        for other in lines[i + 1:]:  #~ note
            if other == line:
                print(line)


def blocks(path):
    """Each is copied once, where the file has it."""
    with open(path) as file:
        lines = [line.rstrip() for line in file]
    at = 0
    for line in lines:
        if line == "X-DISTORTION":
            for knot in lines[at + 2:]:  #~ note
                print(knot)
        elif line == "Y-DISTORTION":
            for knot in lines[at + 2:]:  #~ note
                print(knot)
        elif line:
            for knot in lines[at + 2:]:  #~ warning
                print(knot)
        at += 1

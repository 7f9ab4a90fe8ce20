"""MEM501: list and set comprehensions whose elements are taken one at a time."""

import array
import asyncio
import collections
import csv
import enum
import functools
import heapq
import io
import itertools
import math
import operator
import sqlite3
import statistics
from collections import Counter, deque
from math import fsum as exact_sum


# Reported: builtins that fold their argument


def invoice_total(lines, rates):
    net = sum([line.price * line.quantity for line in lines])  #~
    tax = sum(
        [  #~
            line.price * line.quantity * rates[line.country]
            for line in lines
            if line.country in rates
        ],
        0.0,
    )
    return net + tax


def spread(samples):
    low = min([s.value for s in samples], default=0)  #~
    high = max([s for s in samples if s.valid], key=lambda s: s.value)  #~
    shortest = min({len(s.name) for s in samples})  #~
    return low, high, shortest


def checks(orders, seen):
    if any([order.total < 0 for order in orders]):  #~
        return "negative"
    if not all([order.key in seen for order in orders]):  #~
        return "unknown"
    if all({order.currency == "EUR" or order.total for order in orders}):  #~
        return "euro"
    return None


def known_mail(mail, people):
    if mail in [p.mail.lower() for p in people]:  #~
        return True
    return mail.lower() not in {p.alias for p in people if p.active}  #~


def failures(records):
    return len([r for r in records if r.status >= 500])  #~


# Reported: functions of the standard library


def word_counts(words, others):
    counts = Counter([word.lower() for word in words])  #~
    last = deque([word for word in words if word], maxlen=10)  #~
    late = deque([word for word in words if word], 10)  #~
    more = collections.Counter(
        [word.strip(".,") for word in others]  #~
    )
    return counts, last, late, more


def strongest(signals):
    return heapq.nlargest(5, [abs(s) for s in signals], key=abs)  #~


def energies(samples):
    total = exact_sum([s * s for s in samples])  #~
    chance = math.prod([1 - s for s in samples])  #~
    bits = functools.reduce(operator.xor, [hash(s) for s in samples], 0)  #~
    both = functools.reduce(lambda a, b: a | b, [s.mask for s in samples])  #~
    return total, chance, bits, both


def packed(numbers):
    raw = bytes([n & 255 for n in numbers])  #~
    codes = bytearray([n >> 8 for n in numbers])  #~
    wide = array.array("q", [n * 2 for n in numbers])  #~
    return raw, codes, wide


def average(readings):
    return statistics.fmean([r.celsius for r in readings])  #~


def are_apart(blocked, rows):
    names = set(blocked)
    return names.isdisjoint([row.name for row in rows])  #~


# Reported: what writes the elements one at a time


def export(path, rows):
    with open(path, "w", newline="") as file:
        file.writelines([row.name + "\n" for row in rows])  #~
        writer = csv.writer(file)
        writer.writerows([[row.name, row.size] for row in rows])  #~
        table = csv.DictWriter(file, ["name"])
        table.writerows([{"name": row.name} for row in rows])  #~


def store(rows: list):
    database = sqlite3.connect("sizes.db")
    database.executemany(
        "INSERT INTO sizes VALUES (?, ?)",
        [(row.name, row.size) for row in rows],  #~
    )
    database.commit()


# Reported: bound to a name first


def weight(parts):
    weights = [part.weight * part.count for part in parts]  #~
    return sum(weights)


def oldest(files):
    ages: list = [file.age for file in files if file.age is not None]  #~
    if not files:
        return None
    return max(ages, default=0)


# Reported: a list that starts empty is not a short one


def widest(file):
    rows = []
    for line in file:
        rows.append(line.split())
    return max([len(row) for row in rows])  #~


# Reported: calls that may all be wanted; a note says so


def ready(workers, check):
    return all([check(worker) for worker in workers])  #~


# Reported: only the outermost iterable is awaited


async def fetched_size(client):
    return sum([page.size for page in await client.pages()])  #~


# Reported: the function calls itself in the element; a note says so


def depth(node):
    return 1 + max([depth(child) for child in node.children], default=0)  #~


# Silent: a generator expression already


def lazy(lines):
    return sum(line.price for line in lines), max((x for x in lines), default=0)


# Silent: the callee makes a list of it anyway


def joined(names, rows, pool, show):
    text = ", ".join([name.title() for name in names])
    raw = b"".join([row.raw for row in rows])
    print(*[row.raw for row in rows])
    columns = zip(*[row.cells for row in rows])
    rows[:] = [row for row in rows if row.raw]
    results = pool.map(show, [row.raw for row in rows])
    return text, raw, columns, results


# Silent: one of several arguments, compared as a whole


def longer(left, right):
    return max([x for x in left], [y for y in right])


# Silent: a set counts what is equal once


def distinct(rows):
    total = sum({row.size for row in rows})
    counts = Counter({row.name for row in rows})
    number = len({row.name for row in rows})
    return total, counts, number


# Silent: a set of truth values has at most two elements


def is_mixed(rows):
    return any({row.size > 10 for row in rows})


# Silent: a generator cannot hold await, async for, yield, walrus


async def awaited(pages, load):
    sizes = sum([await load(page) for page in pages])
    total = sum([page.size async for page in load.all()])
    big = any([await load(page) for page in pages if await page.size()])
    return sizes, total, big


def last_even(numbers):
    found = any([(last := number) % 2 == 0 for number in numbers])
    return found, last


# Silent: the comprehension sees the function's names only as a list (3.12)


def rendered(templates, name):
    return sum([len(eval(template)) for template in templates])


def looked_up(names):
    depth = 1
    return sum([locals().get(name, 0) for name in names]) + depth


class Base:
    def weigh(self, part):
        return part.weight


class Crate(Base):
    def weigh_all(self, parts):
        return sum([super().weigh(part) for part in parts])


# Silent: StopIteration would become RuntimeError


def heads(iterators):
    return sum([next(iterator) for iterator in iterators])


# Silent: every call is wanted, any() and all() would stop early


def stop_all(workers, log):
    clean = all([worker.join(5) for worker in workers])
    told = any([log.append(worker) for worker in workers])
    return clean, told


# Silent: the source is what is written to


def copied(path):
    with open(path, "r+") as file:
        file.writelines([line.upper() for line in file])


# Silent: surely fewer elements than a generator costs


def small(version, weekday):
    head = sum([int(part) for part in version.split(".", 2)])
    odd = any([weekday == day for day in (0, 2, 4)])
    bits = sum([1 << i for i in range(8)])
    known = weekday in [name.lower() for name in ("Mon", "Tue", "Wed")]
    return head, odd, bits, known


class Size(enum.Enum):
    SMALL = 1
    MEDIUM = 2
    LARGE = 3


def is_size(name):
    return name in [size.name for size in Size]


# Silent: adding up lists is MEM305's


def flattened(rows):
    return functools.reduce(lambda a, b: a + b, [[row.name] for row in rows])


# Silent: the name is shadowed, or no function we know


def total_of(parts, sum, tally):
    return sum([part.weight for part in parts]), tally([p.count for p in parts])


class Stack:
    def writelines(self, lines):
        self.lines = lines

    def fill(self, rows):
        self.writelines([row.name for row in rows])


def send(stream, rows):
    stream.writelines([row.raw for row in rows])


# Silent: the list is used again, kept, indexed, or given away


def used_twice(rows):
    sizes = [row.size for row in rows]
    return sum(sizes) / len(sizes)


def used_in_loop(rows, limits):
    sizes = [row.size for row in rows]
    return [limit for limit in limits if limit in sizes]


def kept(rows, cache):
    cache.sizes = sizes = [row.size for row in rows]
    return sum(sizes)


# Silent: between the list and its use something it reads is changed


def before_and_after(rows):
    sizes = [row.size for row in rows]
    rows.append(None)
    return sum(sizes)


def factor_changed(rows, factor):
    sizes = [row.size * factor for row in rows]
    factor = 2
    return sum(sizes) * factor


def closed(path):
    with open(path) as file:
        lengths = [len(line) for line in file]
    return sum(lengths)


def caught(words):
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        return 0
    return sum(numbers)


# Silent: consumed by something that does not read all at once


def windows(rows):
    return itertools.cycle([row.size for row in rows])


def keep_all(rows):
    return deque([row.size for row in rows], maxlen=None)


def table(rows):
    return sum([[row.name, row.size] for row in rows], [])


asyncio.run(fetched_size(None))


# Said as it is: a set is looked up by hash, a list is only counted


def searched_by_name(zones, backends, wanted):
    known = {zone.name for zone in zones}  #~
    if wanted not in known:
        raise LookupError(wanted)
    states = [backend.is_up for backend in backends]  #~
    return True in states


def counted_by_name(records):
    failed = [record for record in records if record.failed]  #~
    return len(failed)


# Said only of elements that the list makes


def what_the_list_makes(rows):
    longest = max([(row.size, row.name) for row in rows])  #~
    widest = max([f"{row.name}: " for row in rows])  #~
    first = min([row.name.strip() for row in rows])  #~
    shared = min([f"{row.name}" for row in rows])  #~
    small = max([bytes([i]) for i in range(256)])  #~
    return longest, widest, first, shared, small


def as_long_as_the_data(path):
    with open(path) as file:
        lines = file.readlines()
    return sum([int(line) for line in lines])  #~ note


def widest(path):
    """The rows are held besides, and take much more than 8 bytes each."""
    rows = []
    with open(path) as file:
        for line in file:
            rows.append(line.split())
    most = max([len(row) for row in rows])  #~ note
    return most, rows


def widest_of_the_lines_themselves(path):
    with open(path) as file:
        return max([len(line.split()) for line in file])  #~ note


def are_done(report):
    """A text in memory is no data that comes in."""
    out = io.StringIO()
    report(out)
    out.seek(0)
    return all(["[ ]" not in line for line in out.readlines()])  #~ note


def are_done_by_file(path):
    with open(path) as out:
        return all(["[ ]" not in line for line in out.readlines()])  #~ note


def keys_of_rows(path):
    """What the list holds is made for it."""
    with open(path) as file:
        rows = file.readlines()
    return max([(row.count(","), row) for row in rows])  #~ warning


def lines_in(path):
    with open(path) as log:
        return len([line.split() for line in log])  #~ warning


def errors_in(path):
    """Only those that pass the filter are in the list."""
    with open(path) as log:
        return len([line for line in log if line.startswith("ERROR")])  #~ note


def of_a_known_length():
    return max([i * i for i in range(100_000)])  #~


def all_rows(pages):
    return sum([page.count for page in pages], 10)  #~

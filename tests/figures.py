"""What evidence.py scripts printed under several versions of CPython, as a table
beside the script: figures.tsv. Its first line has the versions, each further one
a line of the output, as str.format() takes it, with {} for its numbers, and these for each version; "-" where a
version does not print it. Numbers are rounded to three digits, as the rest is noise.

A script that leaves something out for want of a library says that it "is not here":
what is recorded of that version then stays.

rules/pages.py reads it for the rules' pages.
"""

import os
import re

# A number that is no part of a name or of a longer number, or a truth.
VALUE = re.compile(r"(?<![\w.\[])(?:\d+(?:\.\d+)?(?=x?(?![\w\]])(?!\.\d))|True|False)")
LEFT_OUT = re.compile(r"(?m)^\w+ is not here\b")
# What it was measured with is no figure.
VERSION = re.compile(r"\w+ \d+\.\d+\.\d+\S*$|CPython \d")
MISSING = "-"


def rounded(text):
    if not text.isdigit() or len(text) <= 3:
        return text
    step = 10 ** (len(text) - 3)
    return str((int(text) + step // 2) // step * step)


def rows_of(output):
    """{(template, which of those): values} of what one run printed."""
    rows = {}
    for line in output.splitlines():
        line = line.strip().replace("\t", " ")
        if not line or VERSION.match(line) or LEFT_OUT.match(line):
            continue
        # what stands before the colon is what was measured, not how much
        head, colon, tail = line.replace("{", "{{").replace("}", "}}").rpartition(": ")
        template = head + colon + VALUE.sub("{}", tail)
        count = sum(known == template for known, _ in rows)
        rows[template, count] = [rounded(value) for value in VALUE.findall(tail)]
    return rows


def read(path):
    """{version: rows} as they are recorded, or nothing."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    versions = head.split("\t")[1:]
    table = {version: {} for version in versions}
    seen = {}
    for line in lines:
        template, *cells = line.split("\t")
        count = seen[template] = seen.get(template, -1) + 1
        for version, cell in zip(versions, cells):
            if cell != MISSING:
                table[version][template, count] = cell.split(" ") if cell else []
    return table


def minor(version):
    return tuple(int(part) for part in version.split(".")[:2])


def merged(before, now):
    """Of each minor version the newer record."""
    both = {minor(version): (version, rows) for version, rows in before.items()}
    both.update((minor(version), (version, rows)) for version, rows in now.items())
    return dict(both[key] for key in sorted(both))


def keys_of(table):
    """All rows in the order of the last version, others where they stand in theirs."""
    keys = []
    for rows in reversed(list(table.values())):
        at = 0
        for key in rows:
            if key in keys:
                at = keys.index(key) + 1
            else:
                keys.insert(at, key)
                at += 1
    return keys


def text_of(table):
    lines = ["\t".join(["", *table])]
    for key in keys_of(table):
        cells = [
            " ".join(rows[key]) if key in rows else MISSING for rows in table.values()
        ]
        lines.append("\t".join([key[0], *cells]))
    return "\n".join(lines) + "\n"


def record(path, outputs):
    """Write what was printed, by version, over what is recorded of those versions."""
    before = read(path)
    known = {minor(version) for version in before}
    now = {
        version: rows_of(text)
        for version, text in outputs.items()
        if not (LEFT_OUT.search(text) and minor(version) in known)
    }
    table = merged(before, now)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text_of(table))


def stale(path, version, output):
    """What the record has and the output has not, or the other way round; if there
    is none of that minor version, nothing."""
    for known, rows in read(path).items():
        if minor(known) != minor(version):
            continue
        printed = rows_of(output).keys()
        gone = () if LEFT_OUT.search(output) else rows.keys() - printed
        return sorted(key[0] for key in {*(printed - rows.keys()), *gone})
    return []

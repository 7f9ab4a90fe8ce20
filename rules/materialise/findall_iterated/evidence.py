"""MEM509: all matches, parts, names, rows against one by one. Exit 1 if untrue."""

import csv
import glob
import os
import re
import sqlite3
import tempfile
import tracemalloc

COUNT = 8_000
FILES = 1_000


def peak(function, argument):
    function(argument)
    tracemalloc.start()
    result = function(argument)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, seen


def listdir(folder):
    return sum(len(name) for name in os.listdir(folder))


def scandir(folder):
    with os.scandir(folder) as entries:
        return sum(len(entry.name) for entry in entries)


def rows_listed(path):
    with open(path, newline="") as file:
        return sum(len(row) for row in list(csv.reader(file)))


def rows_read(path):
    with open(path, newline="") as file:
        return sum(len(row) for row in csv.reader(file))


def fetched(cursor):
    cursor.execute("SELECT name FROM words")
    return sum(len(row[0]) for row in cursor.fetchall())


def stepped(cursor):
    cursor.execute("SELECT name FROM words")
    return sum(len(row[0]) for row in cursor)


def compare(name, bad, good, argument, times=20):
    (result, whole), (same, little) = peak(bad, argument), peak(good, argument)
    print(f"{name}: {whole} bytes, one by one {little}")
    assert result == same, name
    assert whole > times * little, name


def of_text():
    text = " ".join(f"word{i}" for i in range(COUNT))
    word = re.compile(r"\w+")
    compare(
        "findall",
        lambda t: sum(len(w) for w in word.findall(t)),
        lambda t: sum(len(m.group()) for m in word.finditer(t)),
        text,
    )
    compare(
        "len(findall)",
        lambda t: len(word.findall(t)),
        lambda t: sum(1 for m in word.finditer(t)),
        text,
    )
    compare(
        "findall()[0]",
        lambda t: word.findall(t)[0],
        lambda t: word.search(t).group(),
        text,
    )
    compare(
        "len(split(x))",
        lambda t: len(t.split(" ")),
        lambda t: t.count(" ") + 1,
        text,
    )
    # partition() copies the rest, but makes no object of each part
    compare(
        "split(x)[0]",
        lambda t: t.split(" ")[0],
        lambda t: t.partition(" ")[0],
        text,
        3,
    )


def of_files(folder):
    inner = os.path.join(folder, "files")
    os.mkdir(inner)
    for i in range(FILES):
        open(os.path.join(inner, f"file{i}.txt"), "w").close()
    compare("listdir", listdir, scandir, inner)
    compare(
        "glob",
        lambda p: sum(len(n) for n in glob.glob(p)),
        lambda p: sum(len(n) for n in glob.iglob(p)),
        os.path.join(inner, "*.txt"),
        1.3,
    )
    path = os.path.join(folder, "rows.csv")
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([i, f"name {i}", "x"] for i in range(COUNT))
    compare("list(csv.reader)", rows_listed, rows_read, path)


def of_rows():
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute("CREATE TABLE words (name TEXT)")
    cursor.executemany(
        "INSERT INTO words VALUES (?)", ((f"word{i}",) for i in range(COUNT))
    )
    compare("fetchall", fetched, stepped, cursor)


def main():
    of_text()
    with tempfile.TemporaryDirectory() as folder:
        of_files(folder)
    of_rows()


main()

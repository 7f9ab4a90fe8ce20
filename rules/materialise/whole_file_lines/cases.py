"""MEM504: all lines of a file that are looked at one by one, once."""

import gzip
import os
import sys
from pathlib import Path
from typing import TextIO


# Reported: iterated once where they are made


def count_errors(path):
    count = 0
    with open(path) as log:
        for line in log.readlines():  #~
            if "error" in line:
                count += 1
    return count


def numbered(path, wanted):
    with open(path, encoding="utf-8") as source:
        for number, line in enumerate(source.readlines(), 1):  #~
            if wanted in line:
                print(f"{path}:{number}: {line}")


def words_in(path):
    counts = {}
    for line in open(path).read().splitlines():  #~
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
    return counts


def longest(path):
    with gzip.open(path) as file:
        return max(len(line) for line in file.read().split(b"\n"))  #~


def total(path):
    with open(path) as file:
        return sum(map(int, list(file)))  #~


def defined(root: Path):
    found = 0
    for line in root.read_text().splitlines():  #~
        found += line.startswith("def ")
    return found


# Reported: through a name that is read once


def by_name(path):
    size = 0
    with open(path, "rb") as file:
        lines = file.readlines()  #~
        for line in lines:
            size += len(line.rstrip())
    return size


def by_text(path):
    size = 0
    with open(path) as file:
        text = file.read()
        for line in text.splitlines():  #~
            size = max(size, len(line))
    return size


# Reported: an annotated parameter, an attribute, standard input


def header_of(stream: TextIO, names):
    for line in stream.readlines():  #~
        names.append(line.strip())


class Report:
    def __init__(self, path):
        self.file = open(path)

    def width(self):
        return max(len(line) for line in self.file.readlines())  #~


def from_stdin(found):
    for line in sys.stdin.readlines():  #~
        found.append(line.split())


# Reported: counted, searched, the first, kept in another form


def count(path):
    with open(path) as file:
        return len(file.readlines())  #~


def has_line(path, wanted):
    with open(path) as file:
        return wanted in file.readlines()  #~


def first(path):
    with open(path) as file:
        return file.readlines()[0]  #~


def stripped(path):
    with open(path) as file:
        return [line.strip() for line in file.readlines()]  #~


# Reported: the file is closed after it was read, its name is looked at


def closed_after(path, out):
    file = open(path)
    for line in file.readlines():  #~
        out.append((file.name, line))
    file.close()


# Silent: the file itself


def lazily(path):
    with open(path) as log:
        return sum(1 for line in log if "error" in line)


# Silent: no file that is known


def unknown(stream):
    for line in stream.readlines():
        print(line)


class Lines:
    def readlines(self):
        return ["a", "b"]


def of_a_class(out):
    for line in Lines().readlines():
        out.append(line)


# Silent: a bound, another separator


def bounded(path):
    with open(path) as file:
        for line in file.readlines(1000):
            print(line)


def records(path):
    with open(path) as file:
        for record in file.read().split("\n\n"):
            print(record)


# Silent: sorted and set need them all, join makes a list


def in_order(path):
    with open(path) as file:
        return sorted(file.readlines())


def joined(path):
    with open(path) as file:
        return "".join(file.readlines())


def backwards(path):
    with open(path) as file:
        for line in reversed(file.readlines()):
            print(line)


# Silent: kept, indexed, read twice


def kept(path):
    with open(path) as file:
        return file.readlines()


def twice(path):
    with open(path) as file:
        lines = file.readlines()
        print(len(lines))
        for line in lines:
            print(line)


def second(path):
    with open(path) as file:
        return file.readlines()[1]


# Reported: the file is closed by then, but what reads the lines could be before


def after_close(path):
    with open(path) as file:
        lines = file.readlines()  #~
    for line in lines:
        print(line)


def settings(path):
    """The settings of a file."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()  #~
    found = {}
    # one a line
    for line in lines:
        key, _, value = line.partition("=")
        found[key] = value
    return found


def numbers(path):
    with open(path) as file:
        lines = file.readlines()  #~
    return [int(line) for line in lines]


# Silent: the file is closed by then, and may be another when the lines are read


def written_again(path, name):
    with open(path / name) as file:
        lines = file.readlines()
    for line in lines:
        with open(path / name, "a") as out:
            out.write(line.upper())


def copied(path, target):
    with open(path) as file:
        lines = file.readlines()
    with open(target, "w") as out:
        for line in lines:
            out.write(line.strip())


def replaced_first(path, replace):
    with open(path) as file:
        lines = file.readlines()
    replace()
    for line in lines:
        print(line)


def given(path, replace):
    with open(path) as file:
        lines = file.readlines()
    for line in lines:
        replace(path, line)


def one_by_one(path):
    with open(path) as file:
        lines = file.readlines()
    for line in lines:
        yield line


def locked(lock, path):
    with open(path) as file:
        with lock:
            lines = file.readlines()
    for line in lines:
        print(line)


def after_explicit_close(path):
    file = open(path)
    lines = file.readlines()
    file.close()
    for line in lines:
        print(line)


# Silent: what an exception of the reading is caught by


def caught(path):
    try:
        lines = open(path).readlines()
    except OSError:
        return
    for line in lines:
        print(line)


# Silent: the loop uses the file too


def told(path):
    with open(path) as file:
        for line in file.readlines():
            print(file.tell(), line)


def passed(path, parse):
    with open(path) as file:
        for line in file.readlines():
            parse(line, file)


def read_on(path):
    with open(path) as file:
        for line in file.readlines():
            if line.startswith("#"):
                break
        file.seek(0)
        return file.read(1)


# Silent: the loop writes the file anew, or removes it


def rewritten(path):
    for line in open(path).readlines():
        with open(path, "a") as out:
            out.write(line.upper())


def removed(path):
    with open(path) as file:
        for line in file.readlines():
            if line == "remove\n":
                os.remove(path)


# Silent: a caller's file, of which the rest would be left


def until(stream: TextIO):
    for line in stream.readlines():
        if line == "\n":
            break
        print(line)


# Silent: other code that is called may use the file


class Parser:
    def __init__(self, path):
        self.file = open(path)

    def run(self, handle):
        for line in self.file.readlines():
            handle(self, line)


# Silent: questions are asked meanwhile


def asked():
    for line in sys.stdin.readlines():
        if input(line) == "no":
            return


def lines_of_log(log):
    with open(log) as file:
        for line in file.readlines():  #~ note
            print(line)


def lines_of_records(record_path):
    """It says what is in it, not how much."""
    with open(record_path) as data_file:
        for line in data_file.readlines():  #~ note
            print(line)


def lines_of_table(path):
    with open(path / "all.csv") as file:
        for line in file.readlines():  #~ note
            print(line)


def lines_of_theme(theme):
    with open(theme) as file:
        for line in file.readlines():  #~ note
            print(line)


def replaced(path, mark, new):
    """Every line is kept, in another list."""
    kept = []
    with open(path) as file:
        for line in file.readlines():
            if mark in line:
                kept.append(new)
            else:
                kept.append(line)
    return kept


def chosen(path, mark):
    kept = []
    with open(path) as file:
        for line in file.readlines():  #~
            if mark in line:
                kept.append(line)
    return kept


def parts(path, save):
    """No more lines are kept than one part has."""
    part = []
    with open(path) as file:
        for line in file.readlines():  #~
            part.append(line)
            if line.startswith("END"):
                save(part)
                part = []


def lines_of_log_comments(log):
    with open(log.commentfile) as file:
        for line in file.readlines():  #~ note
            print(line)

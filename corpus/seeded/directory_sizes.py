"""Walk a directory and say which files and directories are large, old, or the
same."""

import array
import os
import sys
from collections import deque
from pathlib import Path


class Entry:
    def __init__(self, path, size, age):
        self.path = path
        self.size = size
        self.age = age


class Folder:
    def __init__(self, path):
        self.path = path
        self.folders = []
        self.entries = []

    def size(self):
        own = sum([entry.size for entry in self.entries])  #~ MEM501
        return own + sum([folder.size() for folder in self.folders])  #~ MEM501

    def drop_empty(self):
        for folder in [f for f in self.folders if not f.entries]:
            self.drop(folder)

    def drop(self, folder):
        self.folders.remove(folder)

    def visit(self, visitor):
        for entry in [e for e in self.entries if e.size]:
            visitor(self, entry)


def scan(path):
    top = Folder(path)
    waiting = deque([top])
    while waiting:
        folder = waiting.popleft()
        with os.scandir(folder.path) as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    child = Folder(item.path)
                    folder.folders.append(child)
                    waiting.append(child)
                elif item.is_file(follow_symlinks=False):
                    stat = item.stat()
                    folder.entries.append(Entry(item.path, stat.st_size, stat.st_mtime))
    return top


def entries(top):
    found = []
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        found.extend(folder.entries)
        waiting.extend(folder.folders)
    return found


def size_array(found):
    return array.array("q", [entry.size for entry in found])  #~ MEM501


def size_bytes(found):
    return bytes([min(entry.size, 255) for entry in found])  #~ MEM501


def last_paths(found):
    recent = deque([entry.path for entry in found], maxlen=20)  #~ MEM501
    kept = deque([entry.path for entry in found])
    return recent, kept


def readable(found, probe):
    return all([probe(entry.path) for entry in found])  #~ MEM501


def removed(found):
    return all([os.remove(entry.path) is None for entry in found])


def is_flat(found):
    return any({entry.path.count("/") == 1 for entry in found})


def oldest(found):
    if not found:
        return None
    ages = [entry.age for entry in found if entry.size]  #~ MEM501
    return min(ages, default=None)


def total_after_cleaning(found):
    sizes = [entry.size for entry in found]
    found.clear()
    return sum(sizes)


def longest_line(path):
    with open(path, encoding="utf-8") as file:
        lengths = [len(line) for line in file]
    return max(lengths, default=0)


def blank_lines(path):
    with open(path, encoding="utf-8") as file:
        return sum([line.isspace() for line in file])  #~ MEM501


def parts_of(path):
    return sum([len(part) for part in Path(path).parts])


def names(found):
    lengths = {}
    for name in [os.path.basename(entry.path) for entry in found]:  #~ MEM502
        lengths[name] = len(name)
    return lengths


def renamed(found):
    for path in [entry.path for entry in found]:
        found.append(Entry(path + ".old", 0, 0))
    return found


def read_all(found):
    for text in [Path(entry.path).read_text() for entry in found]:  #~ MEM502
        sys.stdout.write(text)


def lines_of(found):
    for path in [entry.path for entry in found]:
        yield from open(path, encoding="utf-8")


def main():
    top = scan(sys.argv[1])
    found = entries(top)
    print(top.size(), len(size_array(found)), len(size_bytes(found)))
    print(last_paths(found), readable(found, os.access), is_flat(found))
    print(oldest(found), parts_of(sys.argv[1]), names(found))


if __name__ == "__main__":
    main()

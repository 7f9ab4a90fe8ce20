"""Copy the rows of an archive into one report, and count what is in them."""

import sys


class Damaged(Exception):
    pass


TRUNCATED = Damaged("the archive ends in the middle of a row")


class Report:
    def __init__(self):
        self.text = ""
        self.raw = b""

    def add_rows(self, path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                self.text += line.strip() + ";"  #~ MEM301

    def add_blocks(self, path):
        with open(path, "rb") as file:
            while block := file.read(65536):
                self.raw += block  #~ MEM302


def longest(path):
    with open(path, encoding="utf-8") as file:
        rows = file.readlines()  #~ MEM504
    return max([len(row) for row in rows])  #~ MEM501


def fields(row):
    parts = row.split(";")
    if len(parts) < 3:
        raise TRUNCATED  #~ MEM108
    return parts


def count(path):
    total = 0
    for row in open(path, encoding="utf-8").readlines():  #~ MEM504
        total += len(fields(row))
    return total


def main():
    report = Report()
    for path in sys.argv[1:]:
        report.add_rows(path)
        report.add_blocks(path)
        print(path, longest(path), count(path), len(report.text))


if __name__ == "__main__":
    main()

"""Print a ledger: totals by account, a statement for each month, and a footer
with what was left out. Reads the entries from a CSV file."""

import argparse
import csv
import io
import sys
from collections import Counter, defaultdict
from datetime import date

WIDTH = 72
RULE = "-" * WIDTH
warnings = ""


class Entry:
    __slots__ = ("day", "account", "cents", "note")

    def __init__(self, day, account, cents, note):
        self.day = day
        self.account = account
        self.cents = cents
        self.note = note


def warn(text):
    global warnings
    warnings += f"warning: {text}\n"  #~ MEM301


def read(path):
    entries = []
    with open(path, newline="") as file:
        for number, row in enumerate(csv.reader(file), 1):
            if len(row) != 4:
                warn(f"line {number}: {len(row)} fields")
                continue
            day = date.fromisoformat(row[0])
            entries.append(Entry(day, row[1], int(row[2]), row[3]))
    return entries


def money(cents):
    digits = str(abs(cents)).rjust(3, "0")
    whole, rest = digits[:-2], digits[-2:]
    grouped = ""
    for end in range(len(whole), 0, -3):
        grouped = "'" + whole[max(0, end - 3) : end] + grouped  #~ MEM301
    sign = "-" if cents < 0 else ""
    return sign + grouped[1:] + "." + rest


def total(entries):
    cents = 0
    for entry in entries:
        cents += entry.cents
    return cents


class Statement:
    """One month's page."""

    __slots__ = ("month", "text", "sections", "line_count")
    footer = "end of statement\n"

    def __init__(self, month):
        self.month = month
        self.text = f"Statement for {month}\n{RULE}\n"
        self.sections = {"in": "", "out": ""}
        self.line_count = 0

    def add(self, entry):
        side = "in" if entry.cents > 0 else "out"
        line = entry.day.isoformat()
        line += " " + entry.account.ljust(20)
        line += money(entry.cents).rjust(14)
        self.sections[side] += line + "\n"
        self.line_count += 1

    def add_notes(self, entries):
        for entry in entries:
            if entry.note:
                self.text += f"  {entry.account}: {entry.note}\n"  #~ MEM301

    def add_incoming(self, entries):
        for entry in entries:
            self.sections["in"] += entry.account + "\n"  #~ MEM301

    def close(self):
        self.text += self.sections["in"] + RULE + "\n"
        self.text += self.sections["out"]
        self.text += Statement.footer
        return self.text


def by_month(entries):
    months = defaultdict(list)
    for entry in entries:
        months[entry.day.strftime("%Y-%m")] += [entry]
    return months


def statements(entries):
    pages = []
    for month, of_month in sorted(by_month(entries).items()):
        page = Statement(month)
        page.add_notes(of_month)
        for entry in of_month:
            page.add(entry)
        pages.append(page.close())
    return pages


def balance_line(entries):
    counts = Counter()
    for entry in entries:
        counts += Counter([entry.account])
    line = ""
    for account, count in counts.most_common():
        line = line + account + "=" + str(count) + " "  #~ MEM301
    return line


def running_totals(entries):
    seen = []
    trail = ""
    for entry in entries:
        trail += entry.account + ">"  #~ MEM301
        seen.append(trail)
    return seen


def summary(entries):
    out = io.StringIO()
    for entry in entries:
        out.write(f"{entry.day} {money(entry.cents)}\n")
    return out.getvalue()


def accounts(entries):
    names = ""
    for entry in entries:
        if entry.account not in names:
            names += entry.account + ", "  #~ MEM301
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    entries = read(parser.parse_args().path)
    for page in statements(entries):
        sys.stdout.write(page)
    print(balance_line(entries), money(total(entries)))
    print(summary(entries), accounts(entries), running_totals(entries)[-1:])
    sys.stderr.write(warnings)


if __name__ == "__main__":
    main()

"""Add up invoices that come as CSV, and write the totals to a CSV file and a
database."""

import csv
import math
import sqlite3
from dataclasses import dataclass
from functools import reduce

RATES = {"DE": 0.19, "FR": 0.2, "CH": 0.081}


@dataclass(frozen=True)
class Line:
    invoice: str
    country: str
    cents: int
    count: int
    discount: float = 0.0


def load(path):
    lines: list[Line] = []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lines.append(
                Line(row["invoice"], row["country"], int(row["cents"]), int(row["count"]))
            )
    return lines


def net(lines):
    return sum([line.cents * line.count for line in lines])  #~ MEM501


def tax(lines):
    return math.fsum(
        [line.cents * line.count * RATES[line.country] for line in lines]  #~ MEM501
    )


def kept_share(lines):
    return math.prod([1 - line.discount for line in lines])  #~ MEM501


def flags(lines):
    return reduce(lambda a, b: a | b, [line.count > 9 for line in lines])  #~ MEM501


def earliest(lines):
    return min([line.invoice for line in lines], default="")  #~ MEM501


def either(left, right):
    return max([line.cents for line in left], [line.cents for line in right])


def countries(lines):
    return sum({RATES[line.country] for line in lines})


def columns(lines):
    return zip(*[(line.invoice, line.cents) for line in lines])


def average(lines):
    cents = [line.cents for line in lines]
    return sum(cents) / len(cents)


def with_fee(lines, fee):
    cents = [line.cents + fee for line in lines]
    fee = 0
    return sum(cents) + fee


def digits(number):
    return sum([int(number[i]) for i in range(8)])


def weighted(lines):
    weights = [line.cents * line.count for line in lines]  #~ MEM502
    total, place = 0, 0
    for weight in weights:
        place += 1
        total += weight * place
    return total


def squared(lines):
    return [cents * cents for cents in [li.cents + 1 for li in lines]]  #~ MEM502


def paired(old, new):
    changed = 0
    for before, after in zip([o.cents for o in old], new):  #~ MEM502
        changed += before != after.cents
    return changed


def first_large(lines, limit):
    for cents in [line.cents * line.count for line in lines]:  #~ MEM502
        if cents > limit:
            return cents
    return None


def dropped(totals):
    for invoice in [key for key in totals if totals[key] == 0]:
        del totals[invoice]
    return totals


def scaled(lines, factor):
    scaled_cents = []
    for cents in [line.cents * factor for line in lines]:
        factor = max(factor, cents)
        scaled_cents.append(cents)
    return scaled_cents


def write(path, lines):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["invoice", "cents"])
        writer.writerows([[line.invoice, line.cents] for line in lines])  #~ MEM501


def store(path, lines: list):
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE IF NOT EXISTS totals (invoice, cents)")
    database.executemany(
        "INSERT INTO totals VALUES (?, ?)",
        [(line.invoice, line.cents) for line in lines],  #~ MEM501
    )
    database.executemany(
        "UPDATE totals SET cents = ? WHERE invoice = ?",
        [
            (cents + 1, invoice)
            for invoice, cents in database.execute("SELECT * FROM totals")
        ],
    )
    database.commit()
    database.close()


def main():
    lines = load("invoices.csv")
    print(net(lines), tax(lines), kept_share(lines), average(lines))
    write("totals.csv", lines)
    store("totals.db", lines)


if __name__ == "__main__":
    main()

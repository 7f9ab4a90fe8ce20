"""What rules' pages show besides their structs, as a C header: pages.py > record.gen.h

    figures.tsv beside each evidence.py    what it printed, by version of CPython
    corpus/judged.txt                      how often the rule was right
    corpus/missed.txt                      what it reports of what it should

A number that is the same under all versions stands in its line; those that differ
make the cells of a table.
"""

import glob
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(TOP, "corpus"), os.path.join(TOP, "tests")]
import corpus  # noqa: E402
import figures  # noqa: E402


def literal(text):
    """A C string; bytes that C or this source may not have are escaped."""
    out = ""
    for byte in text.encode():
        char = chr(byte)
        if char in '"\\' or not 32 <= byte < 127:
            out += "\\%03o" % byte
        else:
            out += char
    return '"%s"' % out.replace("?", "\\?")


def grouped(number):
    """12345 -> 12 345, as the pages write them."""
    return re.sub(r"\B(?=(?:\d{3})+$)", " ", number) if number.isdigit() else number


def figure(template, cells):
    """(the line, the cells of its table or None where all is in the line)"""
    known = [cell for cell in cells if cell is not None]
    fixed = [values[0] if len(set(values)) == 1 else None for values in zip(*known)]
    line = template.format(*("..." if value is None else grouped(value) for value in fixed))
    if len(known) == len(cells) and None not in fixed:
        return line, None
    return line, [
        ", ".join(grouped(v) for v, same in zip(cell, fixed) if same is None) or "yes"
        if cell is not None
        else "-"
        for cell in cells
    ]


def figures_of(path):
    """(versions, figures) of one figures.tsv."""
    table = figures.read(path)
    return list(table), [
        figure(key[0], [rows.get(key) for rows in table.values()])
        for key in figures.keys_of(table)
    ]


def code_of(folder):
    with open(folder + ".c", encoding="utf-8") as file:
        return re.search(r'\.code = "(\w+)"', file.read()).group(1)


def judged_of(code, draws):
    return [
        (level, *(verdicts[v] for v in ("right", "pointless", "wrong")))
        for (of, level), verdicts in sorted(draws.items())
        if of == code
    ]


def together(codes):
    """'MEM201, MEM202 and MEM203'"""
    *first, last = codes
    return ", ".join(first) + " and " + last if first else last


def missed_literal(code):
    missed = corpus.missed_of(code)
    if missed is None:
        return "{NULL, 0, 0, 0, 0}"
    codes, numbers = missed
    return "{%s, %s}" % (literal(together(codes)), ", ".join(map(str, numbers)))


def write(symbol, name, recorded, judged):
    versions, rows = recorded
    print("static const struct figure figures_%s[] = {" % symbol)
    for line, cells in rows:
        text = "NULL" if cells is None else literal("\t".join(cells))
        print("\t{%s, %s}," % (literal(line), text))
    print("\t{NULL, NULL}};")
    print("static const struct judged judged_%s[] = {" % symbol)
    for level, *counts in judged:
        print("\t{%s, %s}," % (literal(level), ", ".join(map(str, counts))))
    print("\t{NULL, 0, 0, 0}};")
    return "\t{%s, %s, figures_%s, judged_%s, %d, %s}," % (
        literal(name), literal("\t".join(versions)), symbol, symbol,
        corpus.readers_of(name), missed_literal(name))


def folklore():
    """The page's own script: each line begins with its entry's name."""
    path = os.path.join(TOP, "docs", "folklore", "figures.tsv")
    if not os.path.exists(path):
        return
    versions, rows = figures_of(path)
    names = dict.fromkeys(line.split(": ")[0] for line, _ in rows)
    for index, name in enumerate(names):
        own = [
            (line[len(name) + 2 :], cells)
            for line, cells in rows
            if line.startswith(name + ": ")
        ]
        yield write("folklore_%d" % index, name, (versions, own), [])


def main():
    draws = corpus.last_draws()
    entries = list(folklore())
    for folder in sorted(glob.glob(os.path.join(TOP, "rules", "*", "*", ""))):
        folder = folder.rstrip("/")
        if not os.path.exists(folder + ".c"):
            continue
        code = code_of(folder)
        recorded = figures_of(os.path.join(folder, "figures.tsv"))
        entries.append(write(code, code, recorded, judged_of(code, draws)))
    print("static const struct rule_record records[] = {")
    print("\n".join(entries) + "\n};")


if __name__ == "__main__":
    main()

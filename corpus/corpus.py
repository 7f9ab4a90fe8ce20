"""Findings on real code: record, compare, draw for judging, measure.

    corpus.py HEAPLINT fetch                   get Debian's packages of real.txt
    corpus.py HEAPLINT roots                   the packages that are here
    corpus.py HEAPLINT record                  write build/corpus/findings.txt
    corpus.py HEAPLINT compare                 that against a new run
    corpus.py HEAPLINT draw CODE[,CODE] [-n 30] [--level L] [--of PACKAGE[,...]]
                                               findings to judge, with source
    corpus.py HEAPLINT yield [PATTERN]         what the labelled samples say
    corpus.py HEAPLINT missed                  write missed.txt: the same, for the pages
    corpus.py HEAPLINT table                   precision and yield, as Markdown
    corpus.py HEAPLINT density                 warnings and errors per 1 000 lines

Packages are named in real.txt and taken from where the machine has them, or
from Debian by `fetch`, into build/corpus; none is committed and none needs to
be here. Record before a change, compare after it. Every recorded line carries
the SHA-256 of its file and is compared only with a file that has the same bytes.
"""

import argparse
import collections
import functools
import glob
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FETCHED = os.path.join(HERE, "..", "build", "corpus")
RECORDED = os.path.join(FETCHED, "findings.txt")
ENOUGH = 10  # findings to say from how often a rule is right
FEW = 5  # of one level: fewer say nothing
SEED = 20261121
# What MEM301 and MEM302 say of the other lines of a loop that grow the same.
ALSO = ("it grows here too", "here too: ")

# The rules that each labelled pattern stands for.
PATTERNS = {
    "reference_cycles": tuple(f"MEM{code}" for code in range(101, 111)),
    "list_slicing": ("MEM201", "MEM202", "MEM203"),
    "copies_iterated": ("MEM204",),
    "slices_for_facts": ("MEM205",),
    "parts_in_loops": ("MEM206",),
    "pairwise_slices": ("MEM207",),
    "copies_in_loops": ("MEM208",),
    "sorted_for_extremes": ("MEM209",),
    "kept_views": ("MEM210",),
    "string_concat": ("MEM301", "MEM302"),
    "sequences_rebuilt": ("MEM303",),
    "mappings_rebuilt": ("MEM304",),
    "sequences_flattened": ("MEM305",),
    "missing_slots": ("MEM401", "MEM403"),
    "slots_under_bases": ("MEM402",),
    "dataclasses_without_slots": ("MEM404",),
    "builtins_without_slots": ("MEM405",),
    "late_attributes": ("MEM406",),
    "numbers_in_lists": ("MEM407",),
    "dicts_as_records": ("MEM408",),
    "builtins_with_attributes": ("MEM409",),
    "thirty_attributes": ("MEM410",),
    "containers_per_item": ("MEM411",),
    "list_comprehension": ("MEM501", "MEM502"),
    "needless_lists": ("MEM503",),
    "whole_lines": ("MEM504",),
    "whole_reads": ("MEM505",),
    "appended_then_iterated": ("MEM506",),
    "lists_for_one": ("MEM507",),
    "lists_into_constructors": ("MEM508",),
    "results_read_once": ("MEM509",),
    "dumped_texts": ("MEM510",),
    "cached_methods": ("MEM601",),
    "growing_globals": ("MEM603",),
    "growing_defaults": ("MEM605",),
    "unbounded_caches": ("MEM602",),
    "growing_class_attributes": ("MEM604",),
    "registered_per_call": ("MEM606",),
    "growing_instance_attributes": ("MEM613",),
    "caches_in_functions": ("MEM607",),
    "classes_per_call": ("MEM608",),
    "data_at_import": ("MEM609",),
    "context_variables": ("MEM610",),
    "interned_names": ("MEM611",),
    "drained_tables": ("MEM612",),
    "unclosed_files": ("MEM701",),
    "pools_in_functions": ("MEM702",),
    "arrays_grown": ("MEM801",),
    "frames_grown": ("MEM802",),
    "arrays_of_lists": ("MEM803",),
    "arrays_rebound": ("MEM804",),
    "copies_of_arrays": ("MEM806",),
    "frames_read": ("MEM807",),
    "collector_switched": ("MEM901", "MEM902", "MEM903"),
}


def table_rows(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def library_folders():
    """Folders that may hold what real.txt names: this Python's library, the
    libraries beside it, Debian's packages, installed or fetched."""
    here = sysconfig.get_path("stdlib")
    beside = os.path.join(os.path.dirname(here), "..", "..", "*", "lib", "python3*")
    debian = os.path.join(FETCHED, "*", "usr", "lib", "python3*")
    folders = [here]
    for pattern in (beside, "/usr/lib/python3*", debian):
        folders += sorted(glob.glob(pattern))
    return list(dict.fromkeys(os.path.realpath(f) for f in folders))


def packages():
    """(name in real.txt, folder it is in, its path there) of all that is here."""
    for name, path, *_debian in table_rows("real.txt"):
        for folder in library_folders():
            if os.path.exists(os.path.join(folder, path)):
                yield name, folder, path
                break


def fetch():
    """Download Debian's packages that real.txt names and that are not here yet."""
    os.makedirs(FETCHED, exist_ok=True)
    for _name, _path, *debian in table_rows("real.txt"):
        for package in debian:
            folder = os.path.join(FETCHED, package)
            if os.path.exists(folder):
                continue
            with tempfile.TemporaryDirectory(dir=FETCHED) as empty:
                subprocess.run(["apt-get", "download", package], cwd=empty, check=True)
                (archive,) = glob.glob(os.path.join(empty, "*.deb"))
                subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)


def run_heaplint(heaplint, folder, paths, *options):
    command = [heaplint, "check", "--isolated", "--exit-zero", "--output", "json"]
    done = subprocess.run(
        [*command, *options, "--files-from", "-"],
        input="\n".join(paths),
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        check=False,
    )
    return json.loads(done.stdout)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def python_files(folder, path):
    if path.endswith(".py"):
        return [path]
    found = []
    for at, folders, names in os.walk(os.path.join(folder, path)):
        folders[:] = [f for f in folders if f not in ("__pycache__", "site-packages")]
        found += [
            os.path.relpath(os.path.join(at, n), folder) for n in names if n.endswith(".py")
        ]
    return sorted(found)


def all_findings(heaplint, names=None):
    """(package, folder, finding) over all packages of real.txt, or those named."""
    for name, folder, path in packages():
        if names is not None and name not in names:
            continue
        log = run_heaplint(heaplint, folder, python_files(folder, path))
        for finding in log["findings"]:
            yield name, folder, finding


def finding_row(name, folder, finding):
    path = finding["path"]
    start = finding["start"]
    return (
        name,
        path,
        str(start["line"]),
        str(start["column"]),
        digest(os.path.join(folder, path))[:16],
        finding["code"],
        finding["level"],
        finding["message"],
    )


def record(heaplint):
    rows = sorted(finding_row(*f) for f in all_findings(heaplint))
    os.makedirs(FETCHED, exist_ok=True)
    with open(RECORDED, "w", encoding="utf-8") as file:
        file.write("# package, path, line, column, sha256, code, level, message\n")
        file.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{len(rows)} findings recorded")


def compare(heaplint):
    """Print what appeared and what vanished; exit 1 if anything did."""
    if not os.path.exists(RECORDED):
        sys.exit("nothing to compare with: record with the heaplint before the change")
    known = {}
    for name, folder, path in packages():
        for p in python_files(folder, path):
            known[name, p] = digest(os.path.join(folder, p))[:16]
    before = {
        tuple(row)
        for row in table_rows(RECORDED)
        if known.get((row[0], row[1])) == row[4]
    }
    recorded = {(row[0], row[1], row[4]) for row in table_rows(RECORDED)}
    after = {finding_row(*f) for f in all_findings(heaplint)}
    same_bytes = {row for row in after if (row[0], row[1], row[4]) in recorded}
    for sign, rows in (("-", before - after), ("+", same_bytes - before)):
        for row in sorted(rows):
            print(sign, *row, sep="\t")
    print(f"{len(before & after)} findings as recorded, {len(before - after)} gone")
    return 1 if before != same_bytes else 0


def source_lines(folder, finding, around):
    with open(os.path.join(folder, finding["path"]), "rb") as file:
        lines = file.read().decode("utf-8", "replace").split("\n")
    line = finding["start"]["line"]
    for number in range(max(1, line - around), min(len(lines), line + around) + 1):
        yield f"{'>' if number == line else ' '}{number:6} {lines[number - 1]}"


def draw(heaplint, codes, count, level, names):
    """Print `count` findings of each code, of the packages named (None: of all)."""
    everything = [
        f
        for f in all_findings(heaplint, names)
        if f[2]["code"] in codes and level in (None, f[2]["level"])
    ]
    everything.sort(key=lambda f: (f[2]["path"], f[2]["start"]["line"]))
    for code in codes:
        found = [f for f in everything if f[2]["code"] == code]
        chosen = random.Random(SEED).sample(found, min(count, len(found)))
        print(f"{len(found)} findings of {code}, {len(chosen)} drawn with seed {SEED}")
        for name, folder, finding in chosen:
            row = finding_row(name, folder, finding)
            print("\n" + "\t".join((*row, finding.get("advice") or "")))
            print(*source_lines(folder, finding, 25), sep="\n")


def reported_lines(heaplint, folder, paths):
    """By path: (code, line) of all findings, of their steps, and of the other
    places that one finding speaks of."""
    lines = collections.defaultdict(set)
    for finding in run_heaplint(heaplint, folder, paths)["findings"]:
        others = [p for p in finding["related"] if p["text"].startswith(ALSO)]
        for place in (finding, *finding["steps"], *others):
            for line in (place["start"]["line"], place["end"]["line"]):
                lines[finding["path"]].add((finding["code"], line))
    return lines


def is_reported(lines, row, codes):
    near = range(int(row[1]) - 1, int(row[1]) + 2)
    return any(code in codes and line in near for code, line in lines[row[0]])


def labelled_rows(pattern):
    """The labelled rows whose files are here with the same bytes."""
    for row in table_rows(os.path.join("yield", pattern + ".tsv")):
        for folder in library_folders():
            path = os.path.join(folder, row[0])
            if os.path.exists(path) and digest(path) == row[3]:
                yield folder, row
                break


@functools.lru_cache(maxsize=None)
def reported_below(heaplint, folder):
    """All that a run over the whole folder reports: other files may speak against
    what one file seems to prove."""
    return reported_lines(heaplint, folder, every_file(folder))


def every_file(folder):
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f != "__pycache__"]
        found += [os.path.relpath(os.path.join(at, n), folder) for n in names]
    return sorted(f for f in found if f.endswith(".py"))


def measure_yield(heaplint, pattern):
    """Of the labelled places that are here: counts by (label, is reported), and
    the rows where heaplint and the label disagree."""
    counts = collections.Counter()
    misses = []
    for folder, row in labelled_rows(pattern):
        lines = reported_below(heaplint, folder)
        got = is_reported(lines, row, PATTERNS[pattern])
        counts[row[4], got] += 1
        if (row[4] == "true") != got and row[4] != "unknown":
            misses.append(row)
    return counts, misses


def show_yield(heaplint, patterns):
    for pattern in patterns:
        counts, misses = measure_yield(heaplint, pattern)
        true = counts["true", True] + counts["true", False]
        false = counts["false", True] + counts["false", False]
        unknown = counts["unknown", True] + counts["unknown", False]
        print(
            f"{pattern}: {counts['true', True]} of {true} true reported, "
            f"{counts['false', True]} of {false} false reported, "
            f"{counts['unknown', True]} of {unknown} unknown reported"
        )
        for row in misses:
            print("  ", row[4], f"{row[0]}:{row[1]}", row[5], sep="\t")


MISSED_HEAD = """\
# pattern, places labelled true, of these reported, labelled false, of these reported.
# Written by corpus.py where the packages are that yield/*.tsv was drawn from.
"""


def record_missed(heaplint):
    with open(os.path.join(HERE, "missed.txt"), "w", encoding="utf-8") as file:
        file.write(MISSED_HEAD)
        for pattern in PATTERNS:
            counts, _misses = measure_yield(heaplint, pattern)
            row = [counts[label, got] for label in ("true", "false") for got in (True, False)]
            if sum(row) > 0:
                found, lost, wrongly, silent = row
                print(pattern, found + lost, found, wrongly + silent, wrongly,
                      sep="\t", file=file)


def missed_of(code):
    """(the rules of its pattern, the four numbers of missed.txt), or None."""
    for pattern, *numbers in table_rows("missed.txt"):
        if code in PATTERNS[pattern]:
            return PATTERNS[pattern], [int(number) for number in numbers]
    return None


@functools.lru_cache(maxsize=None)
def draws_of():
    """Rows of judged.txt by (code, level it was drawn as) and draw: the last draws of
    each, as many as have ENOUGH findings together."""
    draws = collections.defaultdict(lambda: collections.defaultdict(list))
    for number, code, level, *rest in table_rows("judged.txt"):
        draws[code, level][int(number)].append(rest)
    last = {}
    for key, rows in draws.items():
        last[key] = []
        for number in sorted(rows, reverse=True):
            if len(last[key]) < ENOUGH:
                last[key] += rows[number]
    return last


def readers_of(code):
    """How many readers judged the last draws of a rule."""
    return min(
        (1 if second == "-" else 2
         for (of, _level), rows in draws_of().items() if of == code
         for _path, _line, _sha, _first, second, *_ in rows),
        default=2,
    )


def last_draws():
    """Verdicts by (code, level it was drawn as), of the last draws of each. What the
    readers disagree on counts as the worse of both; "-": there was one reader."""
    counts = {}
    for key, rows in draws_of().items():
        counts[key] = collections.Counter()
        for _path, _line, _sha, first, second, *_ in rows:
            read = [verdict for verdict in (first, second) if verdict != "-"]
            counts[key][max(read, key=("right", "pointless", "wrong").index)] += 1
    return counts


def precision_of(code):
    """What a rule may say of its precision, by the level that does worst of those that
    were judged: a warning or error counts if it is right, a note if it is true."""
    levels = []
    for (of, level), counts in last_draws().items():
        good = counts["right"] + (counts["pointless"] if level == "note" else 0)
        if of == code:
            levels.append((sum(counts.values()), good))
    total = sum(n for n, _good in levels)
    levels = [(n, good) for n, good in levels if n >= FEW]
    if total < ENOUGH or not levels:
        return "medium"
    least = min(good / n for n, good in levels)
    if least >= 0.97 and total >= 100:
        return "very-high"
    return "high" if least >= 0.90 else "medium"


def judged_table():
    """What was judged, as docs/judged.md has it."""
    lines = ["| rule | drawn as | judged | right | right or pointless |", "|---|---|---|---|---|"]
    for (code, level), verdicts in sorted(last_draws().items()):
        n = sum(verdicts.values())
        right = verdicts["right"]
        true = right + verdicts["pointless"]
        lines.append(
            f"| {code} | {level} | {n} | {right} ({right / n:.2f}) "
            f"| {true} ({true / n:.2f}) |"
        )
    return "\n".join(lines) + "\n"


def yield_table(heaplint):
    """What the labelled samples say, as docs/judged.md has it. Only where the packages
    are that they were drawn from."""
    lines = [
        "| pattern | labelled true | reported | yield | labelled false | reported |",
        "|---|---|---|---|---|---|",
    ]
    for pattern in PATTERNS:
        counts, _misses = measure_yield(heaplint, pattern)
        true = counts["true", True] + counts["true", False]
        false = counts["false", True] + counts["false", False]
        if true:
            found = counts["true", True]
            lines.append(
                f"| {pattern} | {true} | {found} | {found / true:.2f} "
                f"| {false} | {counts['false', True]} |"
            )
    return "\n".join(lines) + "\n"


def density(heaplint):
    rates = []
    for name, folder, path in packages():
        log = run_heaplint(heaplint, folder, python_files(folder, path))
        summary = log["summary"]
        if summary["lines"] == 0:
            continue
        loud = summary["warnings"] + summary["errors"]
        rates.append(1000 * loud / summary["lines"])
        print(
            f"{name:24}{summary['lines']:9} lines {loud:5} warnings and errors "
            f"{summary['notes']:5} notes {rates[-1]:7.2f} per 1 000 lines"
        )
    print(f"median {statistics.median(rates):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heaplint")
    parser.add_argument("what")
    parser.add_argument("name", nargs="?")
    parser.add_argument("-n", type=int, default=30)
    parser.add_argument("--level", help="draw only findings of this level")
    parser.add_argument("--of", help="draw only from these packages")
    options = parser.parse_args()
    heaplint = os.path.abspath(options.heaplint)
    if options.what == "fetch":
        fetch()
    elif options.what == "roots":
        for name, folder, path in packages():
            print(name, os.path.join(folder, path), sep="\t")
    elif options.what == "record":
        record(heaplint)
    elif options.what == "compare":
        sys.exit(compare(heaplint))
    elif options.what == "draw":
        names = options.of and options.of.split(",")
        draw(heaplint, options.name.split(","), options.n, options.level, names)
    elif options.what == "yield":
        show_yield(heaplint, [options.name] if options.name else PATTERNS)
    elif options.what == "missed":
        record_missed(heaplint)
    elif options.what == "table":
        print(judged_table())
        print(yield_table(heaplint), end="")
    elif options.what == "density":
        density(heaplint)
    else:
        parser.error(f"unknown: {options.what}")


if __name__ == "__main__":
    main()

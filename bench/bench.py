"""`make bench`: what heaplint takes, as ratios to a bare parse of the same files in
the same run.

    python3 bench/bench.py [--only PART...] [--write PAGE] [--rounds N]
        [--every N] BARE LINK HEAPLINT PEERS [DIRECTORY]

PEERS is where npm installed other programs; those that are not there are said to
be absent. DIRECTORY is by default the standard library, with what is installed in
it, of the Python that runs this. The machine may be busy: everything that is
compared is run in turn, and what is shown is the median of the rounds' ratios.
"""

import argparse
import datetime
import platform
import re
import sys
import sysconfig
from collections import namedtuple

import growth
import peers
import warm
import whole
from measure import is_decodable, python_files

Programs = namedtuple("Programs", "bare link heaplint peers")
PARTS = {
    "cold": lambda p, o: whole.cold(p, o.files, o.rounds),
    "small": lambda p, o: whole.small(p),
    "warm": lambda p, o: warm.warm(p, o.files, o.rounds),
    "link": lambda p, o: whole.link(p, o.files),
    "sarif": lambda p, o: growth.sarif(p, o.files, o.rounds),
    "shapes": lambda p, o: growth.shapes(p),
    "growth": lambda p, o: growth.files(p, o.files),
    "peers": lambda p, o: peers.compare(p, o.files, o.rounds),
}


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return re.search(r"^model name\s*: (.*)", file.read(), re.MULTILINE)[1]
    except (OSError, TypeError):
        return platform.machine()


def heading(options):
    where = ("the standard library and site-packages of CPython "
             + platform.python_version() if options.root is None else "a given tree")
    left_out = f", but {options.left_out} that are in no encoding" if options.left_out else ""
    return f"""# Benchmarks

Written by `make bench` on {datetime.date.today()}, on {processor()}, {platform.system()};
the files are those of {where}{left_out}. Times on a shared machine
move by a tenth and more between runs, ratios by up to a tenth: they are medians of rounds
in which all that is compared ran in turn. An aim is what the project set itself; where a
figure misses it, that is how it is.
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs=4)
    parser.add_argument("root", nargs="?")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=1, help="of so many files one")
    parser.add_argument("--write")
    options = parser.parse_args()
    root = options.root or sysconfig.get_path("stdlib")
    drawn = list(python_files(root))[::options.every]
    options.files = [path for path in drawn if is_decodable(path)]
    options.left_out = len(drawn) - len(options.files)
    programs = Programs(*options.programs)
    page = heading(options)
    for name in options.only:
        for table in PARTS[name](programs, options):
            print(table.text(), flush=True)
            page += "\n" + table.text()
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(page)


if __name__ == "__main__":
    sys.exit(main())

"""Every measured row of cycles and retention has code that is told of, and code
of each exemption that is not.

    rows.py HEAPLINT

tests/rows/cycles.txt is the check list. `== A01 REAL what` begins a row; below
it `-- MEM101` (or `-- MEM101 note`) begins code in which that rule, and no other
of its family, finds something (at that level); `-- silent: exemption` code in
which none does; `-- missing MEM101: why` and `-- wrong MEM101: why` known gaps;
`-- elsewhere: why` says that the row is no reference cycle's. A rule's code may
have ` 3.13` after it, a target. FOLKLORE rows have only silent code.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows", "cycles.txt")
ROWS = ["A%02d" % number for number in range(1, 36)]
HEAD = re.compile(r"-- (?:(MEM1\d\d)(?: (note|warning|error))?(?: (3\.\d+))?|(silent)(?: (3\.\d+))?: .+"
                  r"|(missing|wrong) (MEM1\d\d)(?: (3\.\d+))?: .+|(elsewhere): .+)$")


class Piece:
    def __init__(self, row, line, match):
        self.row, self.line, self.text = row, line, ""
        code, level, target, silent, calm, gap, gap_code, gap_target, other = match.groups()
        self.target = target or calm or gap_target or "3.11"
        self.kind = gap or silent or other or "found"
        self.code, self.level = code or gap_code, level

    def wrong(self, found):
        """What is wrong with these findings, or None."""
        codes = {code for code, _ in found}
        wanted = {self.code} if self.kind in ("found", "wrong") else set()
        if self.kind != "elsewhere" and codes != wanted:
            return "finds %s" % (", ".join(sorted(codes)) or "nothing")
        if self.level and (self.code, self.level) not in found:
            return "is no %s" % self.level
        return None


def read():
    rows, pieces = {}, []
    with open(LIST) as file:
        for number, line in enumerate(file, 1):
            if line.startswith("== "):
                row, kind = line.split()[1:3]
                rows[row] = kind
            elif line.startswith("-- "):
                match = HEAD.match(line.rstrip())
                if match is None:
                    raise SystemExit("%s:%d: not understood" % (LIST, number))
                pieces.append(Piece(row, number, match))
            elif rows and pieces:
                pieces[-1].text += line
    return rows, pieces


def lacks(rows, pieces):
    """What the list itself has not."""
    for row in ROWS:
        kinds = {piece.kind for piece in pieces if piece.row == row}
        if row not in rows:
            yield "%s is not there" % row
        elif "elsewhere" in kinds:
            continue
        elif rows[row] == "FOLKLORE" and kinds != {"silent"}:
            yield "%s is folklore, and not only silent" % row
        elif rows[row] != "FOLKLORE" and not kinds & {"found", "missing"}:
            yield "%s has nothing to be found" % row


def analyse(program, pieces, target, folder):
    """Findings by the number of the piece."""
    found = {}
    for number, piece in enumerate(pieces):
        if piece.target != target:
            continue
        project = os.path.join(folder, target, str(number))
        os.makedirs(project)
        open(os.path.join(project, "pyproject.toml"), "w").close()
        # (a name of its own: what others do to classes of a name may count)
        with open(os.path.join(project, "app%d.py" % number), "w") as file:
            file.write(piece.text)
        found[str(number)] = set()
    done = subprocess.run(
        [program, "check", "--isolated", "--exit-zero", "--output", "json", "--select", "MEM0,MEM1",
         "--target-version", target, os.path.join(folder, target)],
        stdout=subprocess.PIPE, check=True)
    for finding in json.loads(done.stdout)["findings"]:
        number = os.path.basename(os.path.dirname(finding["path"]))
        found[number].add((finding["code"], finding["level"]))
    return found


def main():
    program = os.path.abspath(sys.argv[1])
    rows, pieces = read()
    failures = list(lacks(rows, pieces))
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for target in sorted({piece.target for piece in pieces}):
            found.update(analyse(program, pieces, target, folder))
    for number, piece in enumerate(pieces):
        wrong = piece.wrong(found[str(number)])
        if wrong is not None:
            failures.append("%s, line %d: %s" % (piece.row, piece.line, wrong))
    for failure in failures:
        print("FAILED", failure)
    print("%d passed, %d failed" % (len(pieces) + len(ROWS) - len(failures), len(failures)))
    return len(failures) > 0


if __name__ == "__main__":
    sys.exit(main())

"""heaplint by ninja: one summary a file, so that what did not change is not read
again, and one link of all (docs/scale.md). From the top of the project:

    python3 ninja.py [SRC] [-- ARGUMENTS OF summarize] > heaplint.ninja
    ninja -f heaplint.ninja

writes .heaplint/heaplint.sarif and prints the findings. Written anew before each
run it knows files that came and went; what is not changed stays. HEAPLINT is the
program, if it is not the one in PATH; LINK_ARGS are options of the link.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys

OUT = ".heaplint"
RULES = """\
builddir = %(out)s
rule summarize
  command = %(heaplint)s summarize --quiet --no-cache --root %(src)s %(arguments)s --summary $out ./$in
  description = summarize $in
rule link
  command = %(heaplint)s link %(link)s --output sarif=$out @$out.list
  rspfile = $out.list
  rspfile_content = $in_newline
  description = link $out
  pool = console
"""


def quoted(path):
    """As ninja has it."""
    return path.replace("$", "$$").replace(" ", "$ ").replace(":", "$:")


def main():
    words = sys.argv[1:]
    cut = words.index("--") if "--" in words else len(words)
    src, arguments = (words[:cut] or ["."])[0], words[cut + 1:]
    heaplint = shutil.which(os.environ.get("HEAPLINT", "heaplint"))
    files = subprocess.run(
        [heaplint, "check", "--quiet", "--show-files", *arguments, src],
        check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    used = [name for name in ("pyproject.toml", "heaplint.toml") if os.path.exists(name)]
    used.append(heaplint)
    print(RULES % {
        "out": OUT, "heaplint": shlex.quote(heaplint), "src": shlex.quote(src),
        "arguments": shlex.join(arguments).replace("$", "$$"),
        "link": os.environ.get("LINK_ARGS", "--output concise").replace("$", "$$")})
    summaries = []
    for path in files:
        name = hashlib.sha256(os.fsencode(path)).hexdigest()[:24]
        summaries.append("%s/%s.summary" % (OUT, name))
        print("build %s: summarize %s | %s" % (
            summaries[-1], quoted(path), " ".join(map(quoted, used))))
    print("build %s/heaplint.sarif: link %s" % (OUT, " ".join(summaries)))


if __name__ == "__main__":
    main()

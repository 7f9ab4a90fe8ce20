"""Runs that have seen the files before."""

import os
import tempfile

from growth import copies
from measure import Table, interleaved, median, ratio, run
from whole import check


def has_cache(programs):
    return b"--cache-dir" in run([programs.heaplint, "check", "--help"]).output


def warm(programs, files, rounds):
    table = Table("Warm: nothing changed, and one file", ["what", "figure", "aim"],
                  f"{len(files)} files, whose results are in the cache.")
    if not has_cache(programs):
        table.add("no cache in this build", "", "")
        return [table]
    with tempfile.TemporaryDirectory() as folder:
        paths = copies(files, folder, 1)
        text = "\n".join(paths)
        command = check(programs.heaplint, "-j1", "--cache-dir",
                        os.path.join(folder, "cache"))
        run(command, text)

        def change():
            with open(paths[len(paths) // 2], "a", encoding="utf-8") as file:
                file.write("\n# changed\n")
            return run(command, text)

        took = interleaved(rounds, {
            "bare": lambda: run([programs.bare], text),
            "warm": lambda: run(command, text),
            "changed": change})
        table.add("nothing changed, ratio to bare", f"{ratio(took, 'warm'):.3f}", "0.05")
        table.add("nothing changed, elapsed",
                  f"{median(t.wall for t in took['warm']) * 1e3:.0f} ms", "")
        table.add("one file changed, elapsed",
                  f"{median(t.wall for t in took['changed']) * 1e3:.0f} ms", "100 ms")
    return [table]

# Which files are tests, and what is said of them: at most notes, and nothing of
# layout, growth, resources and the collector.
. "$CLI_LIB"
loop() { # path: MEM401, a warning or note about a class made in bulk
	mkdir -p "$(dirname "$1")"
	cat >"$1" <<'PYTHON'
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def points():
    return [Point(i, i) for i in range(100000)]
PYTHON
}
reported() { # arguments
	heaplint 0 --exit-zero --select MEM401 --output concise "$@"
}

loop plain.py
reported plain.py
found_is plain.py

# in a project: folders below its root, conftest.py, an import of a framework
loop project/src/pkg/a.py
loop project/tests/b.py
loop project/src/pkg/test/c.py
loop project/conftest.py
loop project/test_d.py
loop project/e.py
loop project/f.py
{ echo 'import unittest.mock'; cat project/e.py; } >project/g.py
{ echo 'from pytest import fixture'; cat project/f.py; } >project/h.py
: >project/pyproject.toml
reported project
found_is "project/e.py project/f.py project/src/pkg/a.py project/test_d.py"
reported project/tests/b.py
found_is ""
reported --include-tests project
holds "all with --include-tests" [ "$(found | wc -w)" = 9 ]

# outside any project: as in one, but where a file that is named stands does not
# count
rm project/pyproject.toml
reported project/tests/b.py project/g.py
found_is "project/tests/b.py"
reported project
found_is "project/e.py project/f.py project/src/pkg/a.py project/test_d.py"
reported project/tests
found_is ""
find project -name '*.py' >listed
reported --files-from listed
found_is "project/e.py project/f.py project/src/pkg/a.py project/test_d.py"

# a stub has nothing that runs
mv plain.py plain.pyi
reported plain.pyi
found_is ""

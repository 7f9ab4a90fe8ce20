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

# outside any project: the folders below what was named, in whatever way
rm project/pyproject.toml
reported project/tests/b.py project/g.py
found_is "project/tests/b.py"
reported project
found_is "project/e.py project/f.py project/src/pkg/a.py project/test_d.py"
reported project/tests
found_is "project/tests/b.py"
find project -name '*.py' >listed
reported --files-from listed
found_is "project/e.py project/f.py project/src/pkg/a.py project/test_d.py"
same() { # directory to be in, paths...: what is found has these names
	(cd "$1" && shift && "$HEAPLINT" --exit-zero --select MEM401 \
		--output concise "$@") >../out 2>../err
	called="in another directory: $*"
	names=$(found | tr ' ' '\n' | sed 's|.*/||' | sort | tr '\n' ' ')
	holds "$called: $names" [ "$names" = "${wanted:+$wanted }" ]
}
wanted="a.py e.py f.py test_d.py"
same . "$PWD/project"
same . ./project/
same project .
same project/src ..
same project/src ../../project
same project "$PWD/project/../project"
wanted="b.py"
same project/tests .
same project/src ../tests
same . "$PWD/project/tests"
mkdir -p tests/other
mv project tests/other/app
wanted="a.py e.py f.py test_d.py"
same tests/other/app .
same . tests/other/app
same / "$PWD/tests/other/app"
same tests/other .

# in a package, and in installed ones: a test is one however it is named
installed=lib/python3/dist-packages/pkg
loop $installed/tests/a.py
loop $installed/sub/testing/b.py
loop $installed/testing.py
loop $installed/_testing/c.py
loop $installed/d.py
loop $installed/tests/unit/e.py
mkdir copy
cp -R $installed copy/pkg
: >copy/pkg/__init__.py
: >copy/pkg/tests/__init__.py
for top in $installed copy/pkg; do
	wanted="d.py"
	same . $top
	same . "$PWD/$top"
	same $top .
	same $top/.. .
	same $top/sub ..
	same $top d.py tests/a.py testing.py _testing/c.py
	wanted=""
	same $top tests
	same $top tests/a.py tests/unit/e.py
	same $top/tests/unit e.py
	same . "$PWD/$top/tests/a.py"
	same . $top/testing.py
done
wanted=""
same copy/pkg/tests .
same copy/pkg/tests a.py
same $installed/sub/testing ../../tests/a.py .

# what pytest runs without an import of it
loop alone/test_it.py
echo 'def test_points(): assert points()' >>alone/test_it.py
loop alone/it_test.py
echo 'class TestPoints: pass' >>alone/it_test.py
loop alone/test_other.py
loop alone/other.py
echo 'def test_points(): assert points()' >>alone/other.py
reported alone
found_is "alone/other.py alone/test_other.py"
reported alone/test_it.py alone/it_test.py
found_is ""

# an error elsewhere is a note there
for at in alone/shared.py $installed/tests/shared.py; do
	printf 'GONE = ValueError("gone")\n\n@app.route\ndef get():\n    raise GONE\n' >$at
done
heaplint 1 --select MEM108 --output concise alone/shared.py
heaplint 0 --select MEM108 --output concise $installed/tests/shared.py
found_is "$installed/tests/shared.py"

# a stub has nothing that runs
mv plain.py plain.pyi
reported plain.pyi
found_is ""

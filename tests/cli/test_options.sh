# The options of check in the commands that have them too: summarize and link
# find with them what check finds, graph draws the same files.
. "$CLI_LIB"

finding_in a.py app/b.py app/gen/c.py app/build/d.py
mkdir -p app/tests
for path in app/e.py app/tests/t.py; do
	cat >"$path" <<'PYTHON'
import functools

GONE = ValueError("gone")

@app.route
def get():
    raise GONE


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def load(cursor):
    return [Point(x, x) for x in cursor.fetchall()]


class Loader:
    @functools.lru_cache(maxsize=None)
    def one(self, name):
        return open(name).read()
PYTHON
done

# ------------------------------------------------------------ summarize, link

both() { # options of summarize
	"$HEAPLINT" check --exit-zero --output json "$@" >../whole 2>../whole.err
	heaplint 0 summarize --summary ../summary "$@"
	called="summarize $*"
	out_is ""
	heaplint 0 link --exit-zero --output json ../summary
	called="summarize $*, link"
	holds "$called: as check" cmp -s ../whole ../out
}
different() { # options: they change something
	"$HEAPLINT" check --exit-zero --output json >../usual
	both "$@"
	if cmp -s ../usual ../whole; then fail "$*: changes nothing"; else pass; fi
}
both .
different --select MEM108
different --select MEM002 --extend-select MEM4
different --ignore unread-code
different --include-tests
different --exclude gen
different --extend-exclude gen,a.py
different --config 'level = "error"'
different --config 'extend-exclude = ["e.py"]'
different app/e.py
different --force-exclude --extend-exclude a.py a.py app
printf 'a.py\napp/e.py\n' >../list
different --files-from ../list
echo 'select = ["MEM002"]' >heaplint.toml
different --isolated
rm heaplint.toml
both -j 2
both --jobs 1
both --quiet
both --target-version 3.8 --select MEM1 .
for version in 3.7 3.13; do # what a class takes is told for that version
	both --target-version $version --select MEM401 app
	cp ../whole ../whole.$version
done
if cmp -s ../whole.3.7 ../whole.3.13; then fail "the version counts"; else pass; fi

# --root: what is named counts as found in a directory
mkdir -p tests/app
cp app/e.py tests/app/e.py
(cd tests/app && "$HEAPLINT" check --exit-zero --output json e.py) >../whole
(cd tests/app && "$HEAPLINT" check --exit-zero --output json .) >../below
for root in . tests; do
	heaplint 0 summarize --root $root --summary ../summary tests/app/e.py
	heaplint 0 link --exit-zero --output concise ../summary
	cp ../out ../root."$(echo $root | tr . x)"
done
if cmp -s ../root.x ../root.tests; then fail "--root counts"; else pass; fi
rm -r tests

# ------------------------------------------------------------ link's own

heaplint 0 summarize --summary ../summary .
linked() { # exit code, options of link, which check has too
	wanted_code=$1
	shift
	"$HEAPLINT" check "$@" >../whole 2>../whole.err
	heaplint "$wanted_code" link "$@" ../summary
	if cmp -s ../whole ../out && cmp -s ../whole.err ../err; then
		pass
	else
		fail "$called: not as check $*"
	fi
}
for format in full concise json json-lines github gitlab sarif; do
	linked 1 --output $format
done
linked 1
linked 1 --level error
linked 1 --level warning
linked 1 --level note
linked 1 --fail-on warning
linked 1 --fail-on error
linked 1 --fail-on note
linked 1 --statistics
linked 1 --quiet
linked 1 -q --statistics
linked 1 --color never
linked 1 --color auto
out_lacks "$(printf '\033')"
linked 1 --color always
out_has "$(printf '\033[')"
linked 1 --sarif-category one/two --output sarif
out_has '"automationDetails":{"id":"one/two/"'
linked 0 --exit-zero
linked 1 --output concise --output sarif=../log.sarif
holds "and the log" [ -s ../log.sarif ]

git init -q && git add . &&
	git -c user.name=t -c user.email=t@example.org commit -qm one
sed -i 's/^GONE = .*/GONE = KeyError("gone")/' app/e.py
echo 'print "y"' >>a.py
heaplint 0 summarize --summary ../summary .
linked 0 --diff-base HEAD --output concise
out_lacks app/b.py
git checkout -q .
rm -rf .git

# ------------------------------------------------------------ graph

cat >ring.py <<'PYTHON'
class Parent:
    def __init__(self):
        self.child = Child(self)


class Child:
    def __init__(self, parent):
        self.parent = parent
PYTHON
mkdir gen
sed 's/Parent/Other/; s/Child/Another/' ring.py >gen/ring.py
heaplint 0 graph
cp ../out ../usual
out_has ring.Parent
out_has ring.Other
heaplint 0 graph --output dot
holds "it is what is usual" cmp -s ../usual ../out
heaplint 0 graph --output dot=../file.dot --quiet --target-version 3.8
holds "and in a file" cmp -s ../usual ../file.dot
out_is ""
heaplint 0 graph -q -j 1
holds "on one thread" cmp -s ../usual ../out
drawn_without() { # options: without the second file
	heaplint 0 graph "$@"
	out_has ring.Parent
	out_lacks Other
}
drawn_without --exclude gen
drawn_without --extend-exclude gen
drawn_without --extend-exclude gen --force-exclude ring.py gen
echo 'ring.py' >../list
drawn_without --files-from ../list
drawn_without --config 'exclude = ["gen"]'
echo 'exclude = ["gen"]' >heaplint.toml
drawn_without
heaplint 0 graph --isolated
holds "--isolated" cmp -s ../usual ../out
rm heaplint.toml

# ------------------------------------------------------------ all of them

version=$("$HEAPLINT" --version)
for command in check rule summarize link graph dump; do
	heaplint 0 $command --version
	out_is "$version"
	heaplint 0 $command -V
	out_is "$version"
	heaplint 0 $command --help
	out_has "usage: heaplint"
	heaplint 0 $command -h
done
heaplint 1 --fail-on warning --color auto app/e.py
out_lacks "$(printf '\033')"

# dump takes settings, as what it prints is for a version of Python
printf 'class A:\n    def __init__(self):\n        self.x = 1\n' >layout.py
heaplint 0 dump layout layout.py
out_has 'A(x)'
cp ../out ../usual
heaplint 0 dump --target-version 3.8 layout layout.py
holds "dump --target-version" cmp -s ../usual ../out
heaplint 0 dump --config 'target-version = "3.13"' layout layout.py
holds "dump --config" cmp -s ../usual ../out
heaplint 2 dump --target-version 2.7 layout layout.py
heaplint 2 dump --config 'target-version = "2.7"' layout layout.py
out_is ""

# limits, where they are not reached
for limits in "--max-file-size 10MB" "--max-memory 2000MB" "--parse-timeout 60"; do
	# shellcheck disable=SC2086
	set -- $limits
	heaplint 0 summarize --summary ../limited "$@" layout.py
	heaplint 0 graph "$@" layout.py
	heaplint 0 dump "$@" layout layout.py
done

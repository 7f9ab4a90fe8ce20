# Settings files: found, read, refused, and what goes over what.
. "$CLI_LIB"

# MEM002 is a note, MEM108 an error.
notes_in() {
	finding_in "$@"
}
error_in() {
	for path; do
		mkdir -p "$(dirname "$path")"
		printf 'GONE = ValueError("gone")\n\n@app.route\ndef get():\n    raise GONE\n' >"$path"
	done
}
run() { # arguments; the exit code is of no interest
	called="heaplint $*"
	"$HEAPLINT" --output concise --exit-zero "$@" >../out 2>../err
	holds "$called: exit 0" [ $? = 0 ]
}
anew() {
	rm -rf ./* ./.[!.]*
}

# ------------------------------------------------------------ which file

notes_in a.py app/b.py app/deep/c.py
error_in app/d.py
run
found_is "a.py app/b.py app/d.py app/deep/c.py"
echo 'select = ["MEM108"]' >heaplint.toml
run
found_is app/d.py
run app/b.py app/deep
found_is ""
mkdir elsewhere
(cd elsewhere && "$HEAPLINT" --output concise --exit-zero ../app) >../out 2>../err
called="from beside it"
found_is ../app/d.py
rmdir elsewhere
run --isolated
found_is "a.py app/b.py app/d.py app/deep/c.py"

# the nearest holds, for each file
printf '[project]\nname = "x"\n\n[tool.heaplint]\nselect = ["MEM002"]\n' >app/pyproject.toml
run
found_is "app/b.py app/deep/c.py"
run app/deep/c.py a.py
found_is app/deep/c.py
printf 'print "x"\n' | "$HEAPLINT" --output concise --exit-zero \
	--stdin-filename app/new.py - >../out 2>../err
called="standard input"
found_is app/new.py
# a pyproject.toml that says nothing to heaplint does not count
printf '[project]\nname = "x"\n[tool.other]\nselect = 1\n' >app/pyproject.toml
run
found_is app/d.py
# beside each other heaplint.toml counts
printf '[tool.heaplint]\nselect = ["MEM002"]\n' >app/pyproject.toml
echo 'select = ["MEM108"]' >app/heaplint.toml
run app
found_is app/d.py
# an empty one gives what is usual
: >app/heaplint.toml
run
found_is "app/b.py app/d.py app/deep/c.py"

# ------------------------------------------------------------ each key

anew
notes_in a.py app/b.py app/gen/c.py app/build/e.py
error_in app/d.py
settings() {
	printf '%s\n' "$@" >heaplint.toml
}
settings 'select = ["MEM1"]' 'extend-select = ["MEM002"]'
run app
found_is "app/b.py app/d.py app/gen/c.py"
settings 'ignore = ["unread-code"]'
run
found_is app/d.py
settings 'select = []'
run
found_is ""
settings 'select = ["MEM1", "MEM0"]' 'ignore = ["MEM108"]'
run
found_is "a.py app/b.py app/gen/c.py"
settings 'level = "warning"'
run
found_is app/d.py
settings 'exclude = ["gen"]'
run
found_is "a.py app/b.py app/build/e.py app/d.py"
settings 'extend-exclude = ["app/gen", "a.py"]'
run
found_is "app/b.py app/d.py"
(cd app && "$HEAPLINT" --output concise --exit-zero) >../out 2>../err
called="patterns are relative to the settings file"
found_is "b.py d.py"
run a.py
found_is a.py
run --force-exclude a.py app/gen
found_is ""
settings 'extend-exclude = ["app/gen", "a.py"]' 'force-exclude = true'
run a.py app/gen/c.py
found_is ""
settings '[per-file-ignores]' '"app/gen/*" = ["MEM002"]' '"d.py" = ["MEM1"]'
run
found_is "a.py app/b.py"
settings '[per-file-ignores]' '"!app/gen" = ["MEM002"]' '"!a.py" = ["MEM1"]'
run
found_is "app/gen/c.py"
settings '[per-file-ignores]' '"app" = ["ALL"]'
run
found_is "a.py"
settings 'fail-on = "note"'
heaplint 1 --output concise a.py
settings 'fail-on = "error"'
heaplint 0 --output concise a.py
heaplint 1 --output concise app/d.py
error_in app/tests/t.py
settings 'level = "error"'
: >app/pyproject.toml
run app/tests
found_is ""
settings 'level = "error"' 'include-tests = true'
run app/tests
found_is app/tests/t.py

# target-version: given, from requires-python, or 3.11
anew
shown() { # version, arguments
	target=$1
	shift
	heaplint 0 --show-settings "$@" .
	out_has "target-version = \"$target\""
}
notes_in a.py
shown 3.11
printf '[project]\nrequires-python = ">=3.9,<4"\n' >pyproject.toml
shown 3.9
out_has '# requires-python in pyproject.toml'
shown 3.11 --isolated
shown 3.12 --target-version 3.12
printf '[project]\nrequires-python = ">=3.9"\n[tool.heaplint]\ntarget-version = "3.13"\n' >pyproject.toml
shown 3.13
: >heaplint.toml
shown 3.9
printf '[project]\nrequires-python = "^3.9"\n' >pyproject.toml
shown 3.11
err_has "heaplint: warning: pyproject.toml: line 2: requires-python '^3.9' is not understood"
printf '[project]\nrequires-python = ["3.9"]\n' >pyproject.toml
shown 3.11
err_has "heaplint: warning: pyproject.toml: line 2: requires-python (a list) is not understood"

# by Poetry, and by setup.cfg where pyproject.toml says nothing of it
rm heaplint.toml
poetry() { # version, what Poetry's python is
	printf '[tool.poetry.dependencies]\npython = %s\n' "$2" >pyproject.toml
	shown "$1"
}
poetry 3.9 '"^3.9"'
out_has "# Poetry's python in pyproject.toml"
poetry 3.8 '"~3.8.1 || ^3.10"'
poetry 3.10 '{version = ">=3.10 <4"}'
poetry 3.11 '"three"'
err_has "heaplint: warning: pyproject.toml: line 2: Poetry's python 'three' is not understood"
printf '[project]\nrequires-python = ">=3.8"\n[tool.poetry.dependencies]\npython = "^3.12"\n' >pyproject.toml
shown 3.8
printf '[metadata]\nname = a\n[options]\npython_requires =\n    >=3.10,\n    <4\n' >setup.cfg
shown 3.8
: >pyproject.toml
shown 3.10
out_has '# python_requires in setup.cfg'
rm pyproject.toml
shown 3.10
mkdir -p sub
cp a.py sub
heaplint 0 --show-settings sub/a.py
out_has 'target-version = "3.10"'
# one that is nearer and not understood does not leave the outer one's
printf '[options]\npython_requires = three\n' >sub/setup.cfg
heaplint 0 --show-settings sub/a.py
out_has 'target-version = "3.11"'
out_lacks 'python_requires in'
rm sub/setup.cfg
printf '[tool:x]\npython_requires = >=3.9\n; [options]\n# python_requires = >=3.9\n' >setup.cfg
shown 3.11
printf '[options]\npython_requires = 3.9\n' >setup.cfg
shown 3.11
err_has "heaplint: warning: setup.cfg: line 2: python_requires '3.9' is not understood"
shown 3.9 --target-version 3.9

# setup.cfg as configparser reads it
setup() { # version, what setup.cfg has
	printf "$2" >setup.cfg
	shown "$1"
	err_is ""
}
setup 3.8 '[options]\npython_requires =\n    # since 3.8\n    >=3.8\n'
setup 3.8 '[options]\npython_requires =\n\n    >=3.8\n\n    ,<4\n'
setup 3.8 '[options]\nlong =\n  foo\n  python_requires = >=3.13\npython_requires = >=3.8\n'
setup 3.8 '[options]\nPython_Requires = >=3.8\n'
setup 3.8 '[metadata]\npython_requires = >=3.13\n[options]\npython_requires = >=3.8\n'
setup 3.9 '[metadata]\nrequires-python = >=3.9\n'
setup 3.11 '[options]\npython_requires\000 = >=3.8\n'

# src: where modules are named from
anew
mkdir -p code/lib/pkg
: >code/pyproject.toml
printf 'class A:\n    def __init__(self):\n        self.me = B()\n\n\nclass B:\n    pass\n' >code/lib/pkg/m.py
heaplint 0 graph --all --output json code
out_has '"lib.pkg.m.A"'
echo 'src = ["lib"]' >code/heaplint.toml
heaplint 0 graph --all --output json code
out_has '"pkg.m.A"'
heaplint 0 graph --all --output json --config 'src = ["code"]' code
out_has '"lib.pkg.m.A"'
heaplint 2 --config 'src = ["lib"]' code
err_is "heaplint: --config src = [\"lib\"]: 'src' takes directories that are there, not \"lib\""
# those of a file that is extended are beside that
mkdir code/part
echo 'extend = "../heaplint.toml"' >code/part/heaplint.toml
finding_in code/part/b.py
heaplint 0 --show-settings code/part
out_has "src = [\"$PWD/code/lib\"]"

# singletons, long-lived, options of rules
anew
cat >app.py <<'PYTHON'
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def make():
    return Point(1, 2)


def load(cursor):
    return [Many(x) for x in cursor.fetchall()]


class Many:
    def __init__(self, x):
        self.x = x
        self.y = x
PYTHON
classes() { # the classes that MEM401 names, arguments
	wanted_classes=$1
	shift
	run --select MEM401 "$@" app.py
	is=$(sed -n "s/.*MEM401 '\([A-Za-z]*\)'.*/\1/p" ../out | paste -sd' ')
	if [ "$is" = "$wanted_classes" ]; then pass; else fail "$called: $is"; fi
}
classes "Point Many"
classes "Point" --config 'singletons = ["app.Many"]'
classes "Many" --config 'rules.missing-slots.min-instances = "many"'
classes "Many" --config 'rules.missing-slots.min-instances = "data"'
classes "Point Many" --config 'rules.missing-slots.min-instances = "one"'
cat >node.py <<'PYTHON'
class Cursor:
    def __init__(self, parser):
        self.parser = parser


class Parser:
    def __init__(self, text):
        self.text = text
        self.cursor = Cursor(self)

    def parse(self):
        return self.text.split()


def parse_texts(path):
    for text in open(path):
        parser = Parser(text)
        print(parser.parse())
PYTHON
heaplint 1 --isolated --select MEM101 node.py
out_has 'warning MEM101'
heaplint 0 --isolated --select MEM101 --config 'long-lived = ["node.Parser"]' node.py
out_has 'note MEM101'
heaplint 0 --isolated --select MEM101 --config 'singletons = ["node.Cursor"]' node.py
out_has 'note MEM101'
heaplint 1 --isolated --select MEM101 --config 'singletons = ["other.Cursor"]' node.py
wrong_option() {
	says=$1
	shift
	heaplint 2 "$@" app.py
	err_is "heaplint: $says"
}
wrong_option "--config rules.missing-slot.a=1: unknown rule 'missing-slot', did you mean 'missing-slots'?" \
	--config 'rules.missing-slot.a=1'
wrong_option "--config rules.missing-slots.min=1: unknown option 'min' of 'missing-slots', did you mean 'min-instances'?" \
	--config 'rules.missing-slots.min=1'
wrong_option "--config rules.unread-code.min=1: 'unread-code' has no options" --config 'rules.unread-code.min=1'
wrong_option "--config rules=1: 'rules' takes a table, not a number" --config 'rules=1'
wrong_option "--config rules.MEM401.min-instances=3: 'min-instances' takes a text, not a number" \
	--config 'rules.MEM401.min-instances=3'
wrong_option "--config rules.MEM401.min-instances=\"3\": 'min-instances' is \"one\", \"many\" or \"data\", not \"3\"" \
	--config 'rules.MEM401.min-instances="3"'
wrong_option "--config singletons=\"a\": 'singletons' takes a list of texts, not a text" --config 'singletons="a"'
wrong_option "--config long-lived=1: 'long-lived' takes a list of texts, not a number" --config 'long-lived=1'

# classes that nobody has: told where that is sure
anew
mkdir -p code/app/tests
cat >code/app/main.py <<'PYTHON'
class Server:
    class Pool:
        pass


Named = type("Named", (), {})
PYTHON
echo 'from .main import Server' >code/app/__init__.py
echo 'x = 1' >code/app/other.py
echo '[project]' >code/app/tests/pyproject.toml
names() {
	printf 'level = "note"\n%s = [\n"app.main.Server",\n"%s"]\n' "$1" "$2" >code/heaplint.toml
}
not_there() { # setting, class, hint
	names "$1" "$2"
	for where in code .; do
		heaplint 0 "$where"
		err_is "heaplint: warning: code/heaplint.toml: line 4: '$1' names a class that is not there: '$2'$3"
	done
}
not_there singletons app.main.Sever ", did you mean 'app.main.Server'?"
not_there long-lived app.main.Server.Poll ", did you mean 'app.main.Server.Pool'?"
not_there long-lived app.main.Named ""
not_there singletons ap.main.Server ", did you mean 'app.main.Server'?"
not_there singletons app.Server ", did you mean 'app.main.Server'?"
not_there singletons app.other.Server ""
not_there singletons elsewhere.At.All ""
heaplint 0 code/app
err_is ""
heaplint 0 code/app/main.py code/app/other.py
err_is ""
heaplint 0 summarize --summary code/s.summary code
err_is ""
names singletons app.main.Sever
heaplint 0 --stdin-filename code/app/main.py - <code/app/main.py
err_has "names a class that is not there: 'app.main.Sever', did you mean 'app.main.Server'?"
heaplint 0 code/app/other.py
err_is ""
echo 'class Sever' >>code/app/main.py
heaplint 0 code
err_is ""
sed -i /Sever$/d code/app/main.py
heaplint 0 --isolated --config 'singletons = ["app.other.X", "app.main.Server"]' code/app/other.py
err_is "heaplint: warning: --config: 'singletons' names a class that is not there: 'app.other.X'"

# ------------------------------------------------------------ extend

anew
notes_in app/a.py app/gen/b.py
error_in app/d.py
mkdir shared
printf 'select = ["MEM0"]\nextend-exclude = ["gen"]\n[per-file-ignores]\n"d.py" = ["ALL"]\n' >shared/base.toml
echo 'extend = "../shared/base.toml"' >app/heaplint.toml
run app
found_is app/a.py
printf 'extend = "../shared/base.toml"\nextend-select = ["MEM1"]\n' >app/heaplint.toml
run app
found_is app/a.py
printf 'extend = "../shared/base.toml"\nselect = ["MEM1"]\n' >app/heaplint.toml
run app
found_is ""
printf '[tool.heaplint]\nignore = ["MEM0"]\n' >pyproject.toml
printf 'extend = "../pyproject.toml"\n' >app/heaplint.toml
run app
found_is app/d.py
# a file in the middle goes over the one that it extends
printf 'level = "error"\n' >shared/base.toml
printf 'extend = "base.toml"\nlevel = "note"\n' >shared/middle.toml
printf 'extend = "../shared/middle.toml"\n' >app/heaplint.toml
run app
found_is "app/a.py app/d.py app/gen/b.py"

# ------------------------------------------------------------ what goes over what

anew
notes_in a.py
error_in d.py
printf 'select = ["MEM0"]\nlevel = "error"\nextend-exclude = ["d.py"]\n' >heaplint.toml
run
found_is ""
run --level note
found_is a.py
run --config 'level = "note"'
found_is a.py
run --config 'level="error"' --level note
found_is a.py
run --select MEM1 d.py
found_is d.py
run --extend-select MEM1 d.py
found_is d.py
run --level note --ignore MEM002
found_is ""
run --level note --exclude nothing --extend-select MEM1
found_is a.py
# --config FILE: no other one is read, its patterns are relative to here
mkdir ci
printf 'level = "note"\nextend-exclude = ["a.py"]\n' >ci/strict.toml
run --config ci/strict.toml
found_is d.py
run --config ci/strict.toml --config 'extend-exclude = ["d.py"]'
found_is ""
run --config ci/strict.toml --level error
found_is d.py

# two that say something, in one directory: one of them does not count
anew
notes_in app/a.py
printf '[project]\nname = "x"\n\n[tool.heaplint]\nselect = ["MEM1"]\n' >app/pyproject.toml
printf 'select = ["MEM0"]\n' >app/heaplint.toml
heaplint 0 --output concise app
found_is app/a.py
err_is "heaplint: warning: app/pyproject.toml: line 4: nothing is taken from [tool.heaplint], as there is a heaplint.toml beside it"
sed -i 3,5d app/pyproject.toml
heaplint 0 app
err_is ""

# ------------------------------------------------------------ wrong ones

anew
notes_in a.py
wrong() { # what it says, lines of the file
	says=$1
	shift
	printf '%s\n' "$@" >heaplint.toml
	heaplint 2 --output sarif=../log.sarif --output concise
	out_is ""
	err_is "heaplint: heaplint.toml:$says"
	holds "nothing is written" [ ! -e ../log.sarif ]
}
wrong "2:1: unknown key 'selct', did you mean 'select'?" '# c' 'selct = []'
wrong "1:1: unknown key 'extend_exclude', did you mean 'extend-exclude'?" 'extend_exclude = []'
wrong "1:2: unknown key 'per-file-ignore', did you mean 'per-file-ignores'?" \
	'[per-file-ignore]' '"a.py" = ["ALL"]'
wrong "1:1: unknown key 'xyzzy'" 'xyzzy.a = 1' 'xyzzy.b = 1'
wrong "1:2: unknown key 'tool': here the keys stand without [tool.heaplint]" '[tool.heaplint]'
wrong "2:1: 'level' is given twice, first on line 1" 'level = "note"' 'level = "note"'
wrong "1:9: 'level' is \"note\", \"warning\" or \"error\", not \"info\"" 'level = "info"'
wrong "1:9: 'level' takes a text, not a number" 'level = 1'
wrong "1:11: 'fail-on' is \"note\", \"warning\" or \"error\", not \"none\"" 'fail-on = "none"'
wrong "1:10: 'select' takes a list of texts, not a text" 'select = "MEM1"'
wrong "1:19: 'select' takes a list of texts, not of a number" 'select = ["MEM1", 2]'
wrong "1:11: unknown rule 'unread-cod', did you mean 'unread-code'?" 'select = ["unread-cod"]'
wrong "1:11: unknown rule 'MEMO77' ('heaplint rule --all' lists them)" 'ignore = ["MEMO77"]'
wrong "1:18: unknown rule 'MEMO77' ('heaplint rule --all' lists them)" 'extend-select = ["MEMO77"]'
wrong "1:18: 'target-version' takes a text such as \"3.11\", not a float or a date" 'target-version = 3.11'
wrong "1:18: 'target-version' is \"3.7\" to \"3.15\", not \"2.7\"" 'target-version = "2.7"'
wrong "1:17: 'include-tests' takes true or false, not a text" 'include-tests = "yes"'
wrong "1:17: 'force-exclude' takes true or false, not a number" 'force-exclude = 1'
wrong "1:11: 'exclude' takes a list of texts, not a text" 'exclude = "a"'
wrong "1:20: 'extend-exclude' takes a list of texts, not of true or false" 'extend-exclude = [ true]'
wrong "1:12: 'exclude' takes patterns of paths, not \"\"" 'exclude = [""]'
wrong "1:24: 'extend-exclude' takes patterns of paths, not \"\"" 'extend-exclude = ["a", ""]'
wrong "1:24: 'extend-exclude' takes patterns of paths, not \"!b\"" 'extend-exclude = ["a", "!b"]'
wrong "2:1: \"\" is no pattern of paths" '[per-file-ignores]' '"" = ["ALL"]'
wrong "2:1: \"!\" is no pattern of paths" '[per-file-ignores]' '"!" = ["ALL"]'
for name in App .App app. "app.my App" app..App app/main.App; do
	wrong "1:15: 'singletons' takes classes such as \"package.module.Class\", not \"$name\"" \
		"singletons = [\"$name\"]"
done
wrong "1:22: 'long-lived' takes classes such as \"package.module.Class\", not \"Pool\"" \
	'long-lived = ["a.B", "Pool"]'
wrong "1:7: 'src' takes a list of texts, not true or false" 'src = true'
wrong "1:8: 'src' takes directories that are there, not \"lib\"" 'src = ["lib"]'
wrong "2:1: 'src' takes directories that are there, not \"a.py\"" 'src = [".",' '"a.py"]'
wrong "1:10: 'extend' takes a text, not a list" 'extend = []'
wrong "1:10: cannot read 'no.toml': No such file or directory" 'extend = "no.toml"'
wrong "1:10: cannot read '.': Is a directory" 'extend = "."'
wrong "1:10: 'heaplint.toml' extends this file, or is it" 'extend = "heaplint.toml"'
wrong "1:20: 'per-file-ignores' takes a table, not a list" 'per-file-ignores = []'
wrong "2:1: put the pattern in quotes: '.' parts keys" '[per-file-ignores]' 'a.py = ["ALL"]'
wrong "2:8: 'a.py' takes a list of rules, not a text" '[per-file-ignores]' '"a.py"="ALL"'
wrong "2:10: unknown rule 'MEMO77' ('heaplint rule --all' lists them)" \
	'[per-file-ignores]' '"a.py"= ["MEMO77"]'
wrong "1:2: unknown rule 'nope' ('heaplint rule --all' lists them)" '[rules.nope]' 'x = 1' 'y = 2'
wrong "1:2: 'unread-code' has no options" '[rules.unread-code]' 'x = 1' 'y = 2'
wrong "1:2: 'select' takes a list of texts, not a table" '[select]'
wrong "1:1: 'select' is no table" 'select.a = 1'
wrong "2:1: this is no TOML: the value is missing" 'level = "note"' 'level ='
printf '[tool]\nheaplint = 1\n' >pyproject.toml
rm heaplint.toml
heaplint 2
err_is "heaplint: pyproject.toml:2:12: 'tool.heaplint' takes a table, not a number"
printf '[tool.heaplint]\nlevle = 1\nsrc = 1\n' >pyproject.toml
heaplint 2
err_is "heaplint: pyproject.toml:2:1: unknown key 'levle', did you mean 'level'?
heaplint: pyproject.toml:3:7: 'src' takes a list of texts, not a number"
for how in graph "summarize --summary ../x.summary" "check --show-files" "check --show-settings"; do
	heaplint 2 $how a.py
	out_is ""
	err_has "pyproject.toml:2:1: unknown key 'levle'"
done
# a broken one of somebody else is only told of
mkdir tests
printf '[project\n' >tests/pyproject.toml
: >pyproject.toml
finding_in tests/b.py
heaplint 0 --output concise tests
err_is "heaplint: warning: tests/pyproject.toml: line 1: this is no TOML, so nothing is taken from it"
printf '# heaplint\n[project\n' >tests/pyproject.toml
heaplint 2 --output concise tests
err_is "heaplint: tests/pyproject.toml:2:1: this is no TOML"
rm -r tests
# extending in a ring
printf 'extend = "b.toml"\n' >heaplint.toml
printf 'extend = "heaplint.toml"\n' >b.toml
heaplint 2
err_is "heaplint: b.toml:1:10: 'heaplint.toml' extends this file, or is it"
printf '[project]\n' >pyproject.toml
printf 'extend = "pyproject.toml"\n' >heaplint.toml
heaplint 2
err_is "heaplint: heaplint.toml:1:10: 'pyproject.toml' has no [tool.heaplint]"
rm heaplint.toml pyproject.toml b.toml
# what is no regular file is not waited for, nor read
mkfifo pipe
heaplint 2 --config pipe
err_is "heaplint: cannot read 'pipe': not a regular file"
heaplint 2 --config /dev/zero
err_is "heaplint: cannot read '/dev/zero': not a regular file"
heaplint 2 --baseline pipe
err_is "heaplint: cannot read the baseline 'pipe': not a regular file"
heaplint 2 --baseline .
err_is "heaplint: cannot read the baseline '.': a directory"
echo 'extend = "pipe"' >heaplint.toml
heaplint 2
err_is "heaplint: cannot read 'pipe': not a regular file"
mv pipe heaplint.toml
heaplint 2
err_is "heaplint: cannot read 'heaplint.toml': not a regular file"
rm heaplint.toml
mkdir heaplint.toml pyproject.toml
heaplint 2 a.py
err_is "heaplint: cannot read 'heaplint.toml': a directory"
rmdir heaplint.toml
run
err_is ""
run a.py
err_is ""
rmdir pyproject.toml
# on the command line
option() { # what it says, arguments
	says=$1
	shift
	heaplint 2 "$@" a.py
	out_is ""
	err_is "heaplint: $says"
}
option "--config selct=[]: unknown key 'selct', did you mean 'select'?" --config 'selct=[]'
option "--config level=note: this is no TOML: texts stand in quotes" --config level=note
option "--config extend=\"x\": 'extend' is for settings files" --config 'extend="x"'
option "cannot read 'no.toml': No such file or directory" --config no.toml
: >one.toml
option "--config: only one file" --config one.toml --config one.toml
option "--isolated reads no file of --config" --config one.toml --isolated
run --isolated --config 'level="error"'
found_is ""

# ------------------------------------------------------------ shown

anew
notes_in a.py app/b.py app/gen/c.py
printf 'extend-exclude = ["gen"]\nselect = ["MEM002"]\n[per-file-ignores]\n"x y.py" = ["MEM002"]\n' >heaplint.toml
heaplint 0 --show-files
out_is "a.py
app/b.py"
heaplint 0 --show-settings --config 'level="warning"' --target-version 3.9
out_has '# heaplint.toml'
out_has 'select = ["MEM002"]'
out_has 'level = "warning"'
out_has 'target-version = "3.9"'
out_has '"x y.py" = ["MEM002"]'
cp ../out shown.toml
heaplint 0 --config shown.toml --show-settings
sed '1d;s/  *#.*//' shown.toml >../once
sed '1d;s/  *#.*//' ../out >../again
holds "what is shown can be read" cmp -s ../once ../again

# summaries keep what their settings say
heaplint 0 summarize --summary ../x.summary
printf 'level = "error"\nselect = ["MEM002"]\n' >heaplint.toml
heaplint 0 summarize --summary ../y.summary app/b.py
heaplint 0 link --output concise ../y.summary
found_is ""
heaplint 0 link --output concise --level note ../y.summary
found_is app/b.py
heaplint 0 link --output concise ../x.summary
found_is "a.py app/b.py"

# one that several extend is wrong once
anew
finding_in one/a.py two/a.py
echo 'levle = "note"' >base.toml
echo 'extend = "../base.toml"' | tee one/heaplint.toml >two/heaplint.toml
heaplint 2 one two
err_is "heaplint: base.toml:1:1: unknown key 'levle', did you mean 'level'?"

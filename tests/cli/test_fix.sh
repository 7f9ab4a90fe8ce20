# --fix, --unsafe-fixes, --diff: what is found is mended, and nothing else is
# changed.
. "$CLI_LIB"

# one safe fix, one unsafe fix, one finding without
program() {
	printf 'def total(values):\n    return sum([int(v) for v in values])\n\n\n'
	printf 'def rest(values: list):\n    return [v + 1 for v in values[1:] if v]\n\n\n'
	printf 'GONE = ValueError("gone")\n\n@app.route\ndef get():\n    raise GONE\n'
}
safely() {
	program | sed 's/\[\(int(v) for v in values\)\]/\1/'
}
unsafely() {
	echo 'import itertools'
	echo
	echo
	safely | sed 's/values\[1:\]/itertools.islice(values, 1, None)/'
}
fix() { # exit code, arguments
	wanted_code=$1
	shift
	heaplint "$wanted_code" --isolated --fix --output concise "$@"
}
is_now() { # what it is of, the file, what makes it
	if "$3" | cmp -s - "$2"; then pass; else
		fail "$1: $2 is: $(cat "$2")"
	fi
}

program >a.py
chmod 640 a.py
heaplint 1 --isolated a.py
out_has "1 fixable with --fix, 1 more with --unsafe-fixes"
fix 1 a.py
err_is "fixed 1, 2 remaining (1 fixable with --unsafe-fixes)"
is_now "safe ones" a.py safely
found_is "a.py a.py"
holds "the mode is kept" [ "$(stat -c %a a.py)" = 640 ]
holds "no file is left beside it" [ "$(ls)" = a.py ]
fix 1 a.py
err_is "fixed 0, 2 remaining (1 fixable with --unsafe-fixes)"
fix 1 --unsafe-fixes a.py
err_is "fixed 1, 1 remaining"
is_now "unsafe ones" a.py unsafely
fix 1 --unsafe-fixes a.py
is_now "once is enough" a.py unsafely

# --diff writes nothing
program >a.py
heaplint 1 --isolated --diff a.py
err_is "1 finding would be fixed in 1 file"
out_is '--- a.py
+++ a.py
@@ -1,5 +1,5 @@
 def total(values):
-    return sum([int(v) for v in values])
+    return sum(int(v) for v in values)
 
 
 def rest(values: list):'
is_now "as it was" a.py program
heaplint 1 --isolated --diff --fix --unsafe-fixes -q a.py
err_is ""
cp ../out ../patch
patch -s a.py ../patch 2>../err
is_now "patch understands it" a.py unsafely
heaplint 0 --isolated --diff --unsafe-fixes a.py
out_is ""
err_is "0 findings would be fixed in 0 files"
program >a.py
heaplint 0 --isolated --diff --exit-zero a.py
out_has "+++ a.py"
heaplint 2 --isolated --diff a.py gone.py
out_has "+++ a.py"

# standard input: the text to standard output, findings to standard error
program >../text
stdin() { # exit code, arguments
	wanted_code=$1
	shift
	called="heaplint $* -"
	"$HEAPLINT" --isolated --stdin-filename in.py "$@" - <../text >../out 2>../err
	got=$?
	if [ "$got" = "$wanted_code" ]; then pass; else fail "$called: exit $got"; fi
}
stdin 1 --fix --output concise
is_now "safe ones" ../out safely
err_has "in.py:13:5: MEM108"
err_has "fixed 1, 2 remaining"
stdin 1 --fix --unsafe-fixes
is_now "unsafe ones" ../out unsafely
err_has "1 finding (1 error"
stdin 1 --fix --select MEM108 --output json
is_now "nothing to mend" ../out program
err_has '"code":"MEM108"'
stdin 1 --diff
out_has "+++ in.py"
stdin 1 --config 'fix = true' --output concise
out_has "in.py:2:16: MEM501" # an editor's linter, not its formatter
holds "no file is made" [ "$(ls)" = a.py ]

# all else is kept, byte for byte
listed() { # a file with one finding that is fixed, in one line
	printf 'def total(values):\n    """Sum."""\n    return sum([int(v) for v in values])  # why\n\n\n\tif\n' |
		sed '$d'
}
bytes_kept() { # what, the file
	cp "$2" ../before
	cp "$2" kept.py
	fix 0 kept.py
	called="$1"
	python3 - 2>../err <<'PYTHON'
before = open("../before", "rb").read()
after = open("kept.py", "rb").read()
assert before != after
assert after == before.replace(b"[int", b"int").replace(b"values])", b"values)"), after
PYTHON
	holds "all else is as it was" [ $? = 0 ]
	rm kept.py
}
listed >a.py
bytes_kept "LF" a.py
sed 's/$/\r/' a.py >crlf.py
bytes_kept "CR LF" crlf.py
tr '\n' '\r' <a.py >cr.py
bytes_kept "CR" cr.py
{ cat a.py; printf 'x = 1\r\ny = 2\rz = 3\n\n\r\n'; } >mixed.py
bytes_kept "all of them" mixed.py
printf '\357\273\277' | cat - a.py >bom.py
bytes_kept "a mark" bom.py
printf '# coding: latin-1\nx = "\351\374"\n' | cat - a.py >latin.py
bytes_kept "latin-1" latin.py
printf '#!/usr/bin/python3\n# coding: shift_jis\nx = "\202\240"\n' | cat - a.py >jis.py
bytes_kept "shift_jis" jis.py
sed 's/    return/\treturn/; s/    """/\t"""/' a.py >tabs.py
bytes_kept "tabs" tabs.py
printf '%s' "$(cat a.py)" >end.py
bytes_kept "no end of line at the end" end.py
printf 'x = 1\n\014\n' | cat - a.py >feed.py
bytes_kept "a form feed" feed.py
printf 'x = "Grüße 🙂"\n' | cat - a.py >wide.py
bytes_kept "characters of several bytes" wide.py
# lines that are put in end as the file's do
sliced() {
	printf '"""Rest."""\nimport sys\n\n\ndef rest(values: list):\n    return [v + 1 for v in values[1:] if v]\n'
}
sliced | sed 's/$/\r/' >a.py
fix 0 --unsafe-fixes a.py
sliced | sed 's/import sys/import itertools\nimport sys/; s/values\[1:\]/itertools.islice(values, 1, None)/; s/$/\r/' |
	sed 's/^import itertools$/&\r/' >../wanted
holds "CR LF" cmp -s a.py ../wanted
sliced | tr '\n' '\r' >a.py
heaplint 1 --isolated --diff --unsafe-fixes a.py
out_has "+import itertools"
fix 0 --unsafe-fixes a.py
tr -d '\r' <../wanted | tr '\n' '\r' | cmp -s - a.py
holds "CR" [ $? = 0 ]
rm ./*.py

# where an import goes
import_goes() { # what, the lines before, those with it
	printf '%s\n' "$2" >a.py
	sliced | sed '1,2d' >>a.py
	fix 0 --unsafe-fixes a.py
	printf '%s\n' "$3" >../wanted
	sliced | sed '1,2d; s/values\[1:\]/itertools.islice(values, 1, None)/' >>../wanted
	if cmp -s a.py ../wanted; then pass; else fail "$1: a.py is: $(cat a.py)"; fi
}
import_goes "in order" 'import abc
import sys' 'import abc
import itertools
import sys'
import_goes "at the end" 'import abc  # why
import io

import zlib' 'import abc  # why
import io
import itertools

import zlib'
import_goes "before from" 'from abc import ABC
x = 1' 'import itertools
from abc import ABC
x = 1'
import_goes "not before __future__" '"""Doc."""
from __future__ import annotations

from abc import ABC' '"""Doc."""
from __future__ import annotations

import itertools
from abc import ABC'
import_goes "below __future__" '"""Doc."""
from __future__ import annotations' '"""Doc."""
from __future__ import annotations

import itertools'
import_goes "below the docstring" '#!/usr/bin/python3
"""Doc."""
x = 1' '#!/usr/bin/python3
"""Doc."""

import itertools

x = 1'
import_goes "above a comment" '# The licence.

# What x is.
x = 1' '# The licence.

import itertools

# What x is.
x = 1'
import_goes "below what begins the file" '#!/usr/bin/python3
# coding: utf-8
x = 1' '#!/usr/bin/python3
# coding: utf-8
import itertools

x = 1'
# it is there already, under another name
printf 'import itertools as it\n' >a.py
sliced | sed '1,2d' >>a.py
fix 0 --unsafe-fixes a.py
holds "its name is taken" grep -q 'in it.islice(values, 1, None) if' a.py
printf 'from itertools import chain, islice\n' >a.py
sliced | sed '1,2d' >>a.py
fix 0 --unsafe-fixes a.py
holds "its name is taken" grep -q 'in islice(values, 1, None) if' a.py
holds "no other import" [ "$(grep -c import a.py)" = 1 ]
# several fixes need it once
sliced >a.py
sliced | sed '1,2d; s/rest/other/' >>a.py
fix 0 --unsafe-fixes a.py
err_is "fixed 2, 0 remaining"
holds "one import" [ "$(grep -c 'import itertools' a.py)" = 1 ]
# its name is another thing's: then there is no fix
{ sliced; echo 'itertools = 3'; } >a.py
fix 0 --unsafe-fixes a.py
err_is "fixed 0, 1 remaining"

# what is inside of another is mended in the next round
printf 'def total(rows):\n    return sum([sum([int(v) for v in row]) for row in rows])\n' >a.py
fix 0 a.py
err_is "fixed 2, 0 remaining"
holds "both are" grep -q 'return sum(sum(int(v) for v in row) for row in rows)$' a.py
# brackets on lines of their own, comments
printf 'def total(values):\n    return sum(\n        [\n            int(v)  # why\n            for v in values\n        ]\n    )\n' >a.py
fix 0 a.py
printf 'def total(values):\n    return sum(\n            int(v)  # why\n            for v in values\n    )\n' >../wanted
holds "no line is left empty" cmp -s a.py ../wanted
printf 'def names(values):\n    return set(  # the names\n        [v.name for v in values]\n    )\n' >a.py
cp a.py ../before
fix 0 --unsafe-fixes a.py
holds "no comment is lost" cmp -s a.py ../before

# not what is suppressed, known, elsewhere, below the level, or not selected
only() { # what, arguments: nothing is to be mended
	what=$1
	shift
	program >a.py
	"$HEAPLINT" --isolated --fix --unsafe-fixes --output concise "$@" a.py >../out 2>../err
	called="$what"
	is_now "$what" a.py program
}
only "not selected" --select MEM108
only "ignored" --ignore MEM2,MEM5
only "below the level" --level warning
only "per file" --config 'per-file-ignores = {"a.py" = ["MEM2", "MEM5"]}'
program >a.py
heaplint 0 --isolated --write-baseline ../base.json .
only "known" --baseline ../base.json
err_has "fixed 0, 0 remaining"
echo b.py >../list
only "elsewhere" --report-only-files ../list
program | sed '2s/$/  # heaplint: ignore[MEM501] as it is/; 6s/$/  # noqa: MEM201/' >a.py
cp a.py ../before
fix 1 --unsafe-fixes a.py
holds "suppressed" cmp -s a.py ../before
# what is known stays so where a neighbour is mended
printf 'def total(a, b):\n    x = sum([int(v) for v in a])\n    return x + sum([int(v) for v in b])\n' >a.py
heaplint 0 --isolated --write-baseline ../base.json a.py
sed 's/    return x/    y = sum([str(v) for v in b])\n    return x/' a.py >b.py
mv b.py a.py
fix 0 --baseline ../base.json --select MEM501 a.py
holds "the new one is" grep -q 'y = sum(str(v)' a.py
holds "the known ones are not" [ "$(grep -c 'sum(\[int' a.py)" = 2 ]
# a comment that suppresses nothing
printf 'x = 1  # heaplint: ignore[MEM301] old\ny = 2  # a remark\n' >a.py
fix 0 a.py
holds "it is taken out" [ "$(cat a.py)" = 'x = 1
y = 2  # a remark' ]
# lines that changed: what the first round puts in counts as such, and shifts
# the others
if git --version >/dev/null 2>&1; then
	mkdir repository
	cd repository || exit 1
	git init -q . && git config user.email t@example.org && git config user.name t
	program >a.py
	git add . && git commit -qm one
	{ sliced | sed '1,2d; s/rest/more/'; cat a.py; } >b.py
	mv b.py a.py
	"$HEAPLINT" --isolated --fix --unsafe-fixes --diff-base HEAD a.py >../../out 2>../../err
	holds "the new one is" grep -q 'islice' a.py
	holds "the others are not" [ "$(grep -cF -e '[1:]' -e 'sum([' a.py)" = 2 ]
	cd .. || exit 1
	rm -rf repository
fi

# files that cannot be mended: the others are
rm ./*.py
program >a.py
{ program; echo 'def f(:'; } >b.py
cp b.py ../before
fix 1 .
err_has "b.py: nothing is fixed, as it has syntax errors"
is_now "the other one" a.py safely
holds "it is as it was" cmp -s b.py ../before
program >a.py
ln -s a.py c.py
fix 1 c.py
holds "it is a link" [ -L c.py ]
is_now "what it leads to" a.py safely
if [ "$(id -u)" != 0 ]; then
	program >b.py
	chmod 444 b.py
	program >a.py
	fix 2 a.py b.py
	err_has "b.py: nothing is fixed: cannot write 'b.py'"
	is_now "the other one" a.py safely
	is_now "as it was" b.py program
	chmod 644 b.py
fi
rm ./*.py

# settings
program >a.py
echo 'fix = true' >heaplint.toml
heaplint 1 --output concise a.py
err_is "fixed 1, 2 remaining (1 fixable with --unsafe-fixes)"
is_now "the file says so" a.py safely
printf 'fix = true\nunsafe-fixes = true\n' >heaplint.toml
heaplint 1 --output concise --no-fix a.py
is_now "the command line does not" a.py safely
heaplint 1 --output concise --no-unsafe-fixes a.py
is_now "nor unsafe ones" a.py safely
heaplint 0 --show-settings a.py
out_has "unsafe-fixes = true"
heaplint 1 --output concise a.py
is_now "both" a.py unsafely
# in one directory only
program >a.py
mkdir lib
mv heaplint.toml lib
program >lib/a.py
heaplint 1 --output concise .
is_now "not here" a.py program
is_now "but there" lib/a.py unsafely
rm -r lib

# outputs hold what is left
program >a.py
heaplint 1 --isolated --fix --output json --output sarif=../found.sarif a.py
out_has '"fixed":1,"fixable":0,"fixable_unsafe":1'
out_lacks MEM501
holds "so does SARIF" [ "$(grep -c '"ruleId":"MEM501"' ../found.sarif)" = 0 ]
program >a.py
heaplint 0 --isolated --fix --exit-zero a.py
out_has "2 findings (1 error, 0 warnings, 1 note) in 1 of 1 file"
out_has "fixed 1, 2 remaining (1 fixable with --unsafe-fixes)"

# wrong use
wrong "--diff prints the changes, and no other output" --diff --output json
wrong "--fix and --diff go with none of --add-ignores, --write-baseline, --show-files, --show-settings" --fix --add-ignores
wrong "--diff shows what --fix would change, so --no-fix does not go with it" --diff --no-fix
# a notebook is not Python text
rm -f heaplint.toml ./*.py
printf '{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["total = sum([v + 1 for v in open(\\"a\\")])\\n"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}\n' >n.ipynb
cp n.ipynb ../before
fix 0 --exit-zero --unsafe-fixes n.ipynb
err_has "n.ipynb: nothing is fixed in a notebook"
holds "it is as it was" cmp -s n.ipynb ../before

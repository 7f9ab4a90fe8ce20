. "$CLI_LIB"
# Notebooks: the code of their cells as one module, findings by cell and line.
notebook() { # path, KEY=JSON...: cells from standard input
	python3 "$(dirname "$CLI_LIB")/notebook.py" "$@"
}

notebook a.ipynb <<'END'
markdown
# A title
-----
import json
%matplotlib inline
def total(file):
    return max([set(line) for line in file.readlines()])
-----
%%bash
for x in a; do max([set(line) for line in x]); done
-----
s = "é🔥"; n = max([set(line) for line in open(s)])
END
heaplint 1 --output concise a.ipynb
holds "two findings" [ "$(wc -l <../out)" -eq 2 ]
out_has "a.ipynb:cell 2:4:16: MEM501 "
out_has "a.ipynb:cell 4:1:19: MEM501 "
heaplint 1 --output full a.ipynb
out_has "a.ipynb:cell 2:4:16: warning MEM501 "
out_has "4 |     return max([set(line) for line in file.readlines()])"
out_lacks " fix: "
out_lacks "fixable"
heaplint 1 --output json a.ipynb
out_has '"start":{"cell":2,"line":4,"column":16,"utf16_column":16}'
out_has '"start":{"cell":4,"line":1,"column":19,"utf16_column":20}'

# the services show the file as it is written: the lines of the JSON
line=$(grep -n 'file.readlines' a.ipynb | cut -d: -f1)
heaplint 1 --output github a.ipynb
out_has "::warning file=a.ipynb,line=$line,endLine=$line,title=heaplint MEM501::a.ipynb:cell 2:4:16: "
heaplint 1 --output gitlab a.ipynb
out_has "\"lines\":{\"begin\":$line,\"end\":$line}"
heaplint 1 --output sarif a.ipynb
out_has "\"region\":{\"startLine\":$line,\"endLine\":$line,"
out_has '"notebook":{"cell":2,"line":4,"column":16}'
holds "no edits of the JSON in SARIF" [ "$(grep -c '"fixes"' ../out)" = 0 ]

# in directories, but for what is excluded; from standard input
mkdir -p sub/.ipynb_checkpoints
cp a.ipynb sub/b.ipynb
cp a.ipynb sub/.ipynb_checkpoints/b-checkpoint.ipynb
heaplint 0 --show-files .
out_is "a.ipynb
sub/b.ipynb"
heaplint 0 --show-files --extend-exclude 'sub/*.ipynb' .
out_is "a.ipynb"
heaplint 1 --output concise --stdin-filename x.ipynb - <a.ipynb
holds "two findings" [ "$(grep -c "^x.ipynb:cell " ../out)" = 2 ]
heaplint 0 --output concise --stdin-filename x.ipynb --exclude '*.ipynb' \
	--force-exclude - <a.ipynb
out_is ""

# comments, baselines and summaries know them
notebook c.ipynb <<'END'
x = max([set(y) for y in open("z")])  # heaplint: ignore[MEM501] few
-----
x = max([set(y) for y in open("z")])
END
heaplint 1 --output concise c.ipynb
holds "one finding" [ "$(wc -l <../out)" -eq 1 ]
out_has "c.ipynb:cell 2:1"
heaplint 0 --write-baseline base.json c.ipynb
heaplint 0 --baseline base.json --output concise c.ipynb
out_is ""
heaplint 1 --output json=whole.json a.ipynb c.ipynb
heaplint 0 summarize --summary a.summary a.ipynb
heaplint 0 summarize --summary c.summary c.ipynb
heaplint 1 link --output json=linked.json a.summary c.summary
holds "link finds the same" cmp -s whole.json linked.json

# nothing is ever written into one
cp a.ipynb before
heaplint 2 --add-ignores a.ipynb
err_has "a.ipynb: nothing is written: heaplint does not write into notebooks yet"
holds "it is as it was" cmp -s before a.ipynb

# cells are run again by hand: no only read at module level
printf '%s\n' '#!/usr/bin/env python3' 'def f(rows):' '    xs = [int(r) for r in rows]' \
	'    return sum(xs)' 'lines = [int(r) for r in open("z")]' \
	'print(sum(lines))' >once.py
heaplint 0 --select MEM502,MEM501,MEM503 --output concise --fail-on error once.py
cp ../out as_script
grep -v '^#!' once.py | notebook once.ipynb
heaplint 0 --select MEM502,MEM501,MEM503 --output concise --fail-on error once.ipynb
holds "a script's reads are known" grep -q ':5:' as_script
out_lacks "cell 1:4"
# a module's tables live as long as someone looks at them
cat >grows.py <<'END'
seen = []


def handle(request):
    seen.append(request)
    return len(seen)
END
notebook grows.ipynb <grows.py
heaplint 0 --select MEM6 --fail-on error --output concise grows.py grows.ipynb
out_has "grows.py:5:5: MEM603"
out_lacks "grows.ipynb"
heaplint 0 dump role a.ipynb
out_has "a script"

# what is no notebook, or is not Python
printf '{"cells": [\n 1,\n' >broken.ipynb
heaplint 2 broken.ipynb a.ipynb
err_has "broken.ipynb: not a notebook: line 3 is not valid JSON"
out_has "a.ipynb:cell 2:4:16"
echo '{"a": [1, 2, {"b": null}]}' >other.ipynb
heaplint 2 other.ipynb
err_has "other.ipynb: not a notebook: it has no cells"
echo 'x = 1' | notebook old.ipynb nbformat=3 cells 'worksheets=[]'
heaplint 2 old.ipynb
err_has "old.ipynb: a notebook of format 3; heaplint reads 4"
echo 'x <- 1' | notebook r.ipynb 'metadata={"language_info": {"name": "R"}}'
heaplint 0 r.ipynb
err_has "heaplint: note: r.ipynb: not analysed: a notebook whose language is 'R'"
echo 'x = 1' | notebook julia.ipynb 'metadata={"kernelspec": {"language": "julia"}}'
heaplint 0 --quiet julia.ipynb
err_is ""
echo 'x = 1' | notebook bare.ipynb 'metadata={}'
heaplint 0 bare.ipynb
err_is ""
: >empty.ipynb
heaplint 0 empty.ipynb
out_is "no findings in 1 file"
echo 'x = 1' | notebook none.ipynb 'cells=[]'
heaplint 0 none.ipynb
out_is "no findings in 1 file"
printf '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\377"}]}' >bytes.ipynb
heaplint 2 bytes.ipynb
err_has "bytes.ipynb: line 1 is not valid UTF-8"

# all in one line, members in any order, a text instead of a list
printf '%s' '{"cells":[{"source":"x = 1\ny = max([set(l) for l in open(\"\u00e9\ud83d\ude00\")])","cell_type":"code"}],"nbformat":4}' >line.ipynb
heaplint 1 --output concise line.ipynb
out_has "line.ipynb:cell 1:2:9: MEM501"
heaplint 1 --output github line.ipynb
out_has "file=line.ipynb,line=1,endLine=1,"

# cycles through two notebooks' classes of one name are not mixed
notebook d.ipynb <<'END'
class Node:
    def __init__(self, child):
        self.child = child
        child.parent = self
-----
def f():
    a = Node(None)
    b = Node(a)
    return b
END
heaplint 0 --fail-on error --output json=alone.json d.ipynb
echo 'class Node:
    def __init__(self, child):
        self.child = None' | notebook e.ipynb
heaplint 0 --fail-on error --output json=both.json d.ipynb e.ipynb
holds "they are apart" python3 -c '
import json
alone, both = (json.load(open(f))["findings"] for f in ("alone.json", "both.json"))
assert [f for f in both if f["path"] == "d.ipynb"] == alone'

# what changed, as git has it: lines of the file
if command -v git >/dev/null; then
	mkdir repo
	git -C repo init -q .
	git -C repo config user.email a@b.example
	git -C repo config user.name A
	cp c.ipynb repo/n.ipynb
	git -C repo add .
	git -C repo commit -q -m one
	sed 's/few/few of them/' c.ipynb >repo/n.ipynb
	heaplint 0 --diff-base HEAD --output concise repo
	out_is ""
	sed 's/^    "x = max(.*])"$/    "y = max([set(y) for y in open(0)])"/' \
		c.ipynb >repo/n.ipynb
	heaplint 1 --diff-base HEAD --output concise repo
	out_has "n.ipynb:cell 2:1"
fi

# heaplint graph: which classes' fields refer to which classes.
. "$CLI_LIB"
mkdir app
: >app/__init__.py
cat >app/tree.py <<'PY'
import weakref

from .node import Node


class Tree:
    def __init__(self):
        self.root = Node(self)
        self.log = Log()

    def add(self):
        node = Kid(self)
        self.kids.append(node)


class Kid:
    def __init__(self, tree: Tree):
        self.tree = tree
        self.back = weakref.ref(tree)


class Log:
    def __init__(self):
        self.lines = []
        self.name = ""


class Pair:
    def __init__(self):
        self.left = Kid(None)
        self.left.pair = self
        self.me = self
PY
cat >app/node.py <<'PY'
from . import tree


class Node:
    def __init__(self, owner: "tree.Tree"):
        self.owner = tree.Tree()
PY

heaplint 0 graph app
out_has '  "app.tree.Tree" -> "app.node.Node" [label="root", color=orange3];'
out_has '  "app.node.Node" -> "app.tree.Tree" [label="owner", color=orange3];'
out_has '  "app.tree.Pair" -> "app.tree.Pair" [label="me", color=red, penwidth=2];'
out_lacks app.tree.Log
cp ../out ../once
heaplint 0 graph -j 1 app/tree.py app/node.py app/__init__.py --output json=g.json
out_is ""
heaplint 0 graph -j 2 ./app
holds "the same for any order" cmp -s ../out ../once

heaplint 0 graph --all app
out_has '"app.tree.Tree" -> "app.tree.Log" [label="log"];'
out_has '"app.tree.Kid" -> "app.tree.Tree" [label="back", style=dashed, color=gray50];'
# the grammar of DOT, as far as it is used
holds "it is DOT" python3 - ../out <<'PY'
import re
import sys
text = re.sub(r"//.*", "", open(sys.argv[1]).read())
ident = r'(?:"(?:[^"\\]|\\.)*"|[A-Za-z_0-9.]+)'
attributes = r"\[%s=%s(?:, %s=%s)*\]" % ((ident,) * 4)
statement = r"%s(?: -> %s)?(?: %s)?;|%s=%s;" % (
    ident, ident, attributes, ident, ident)
whole = r"\s*digraph %s \{(?:\s*(?:%s))*\s*\}\s*" % (ident, statement)
sys.exit(re.fullmatch(whole, text) is None)
PY
if command -v dot >../which; then
	holds "graphviz reads it" dot -Tdot -o ../drawn ../out
fi

heaplint 0 graph --output json app
holds "it is JSON" python3 -m json.tool ../out ../formatted
out_has '{"from":"app.tree.Tree","field":"root","to":"app.node.Node","strong":true,"on_loop":true,"proved":false}'
# each ring that MEM101 and MEM102 report is red
top=$(dirname "$CLI_LIB")/../..
cp -R "$top/corpus/seeded" seeded
cp -R "$top/rules/cycles/reference_cycle/project" project
for rule in reference_cycle callable_holds_owner; do
	mkdir $rule
	cp "$top/rules/cycles/$rule/cases.py" $rule
done
for code in seeded project reference_cycle callable_holds_owner app; do
	heaplint 0 --exit-zero --select MEM101,MEM102 --output json $code
	cp ../out ../findings
	heaplint 0 graph --output json $code
	holds "the rings of $code" python3 - ../findings ../out <<'PY'
import json
import sys

findings, graph = (json.load(open(path)) for path in sys.argv[1:])
red = {(r["from"], r["field"], r["to"]) for r in graph["references"]
       if r["proved"]}
classes = {c["name"] for c in graph["classes"]}
wanted = set()
for finding in findings["findings"]:
    ends = [o["class"] or "%s in " % o["name"]
            for o in finding["cycle"]["objects"]]
    wanted |= {(ends[e["from"]], e["field"].lstrip(". "), ends[e["to"]])
               for e in finding["cycle"]["edges"]}
if not wanted:
    sys.exit("no finding")
sys.exit({(a.split(" in ")[0], f, b.split(" in ")[0]) for a, f, b in red}
         != {(a.split(" in ")[0], f, b.split(" in ")[0]) for a, f, b in wanted})
PY
done
heaplint 0 graph seeded
out_has '"scene_graph.Editor" -> "lambda in seeded/scene_graph.py" [label="on_change", color=red, penwidth=2];'

heaplint 2 graph --output sarif app
err_is "heaplint: graph: --output is dot or json"
heaplint 2 graph missing.py
err_has "missing.py: no such file or directory"

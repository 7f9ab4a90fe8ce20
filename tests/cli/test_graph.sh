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
heaplint 2 graph --output sarif app
err_is "heaplint: graph: --output is dot or json"
heaplint 2 graph missing.py
err_has "missing.py: no such file or directory"

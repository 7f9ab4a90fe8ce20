# Objects of unknown classes, whose attributes and methods have names of one
# word: those of the package that asks tell what they are, and no others.
. "$CLI_LIB"
mkdir -p p/app p/other
touch p/setup.py p/app/__init__.py p/other/__init__.py
cat >p/app/element.py <<'PY'
class Element:
    def setup(self, parent):
        self.parent = parent

    def settle(self, parent):
        raise NotImplementedError

    def extract(self):
        self.parent = None


class Tag(Element):
    def __init__(self):
        self.contents = []

    def settle(self, parent):
        self.owner = parent


class Signal:
    def connect(self, listener):
        self.listener = listener


class NullElement(Element):
    def setup(self, parent):
        pass
PY
cat >p/app/builder.py <<'PY'
class Builder:
    @property
    def contents(self):
        return []

    def add_stored(self, node, group):
        node.group = group
        group.contents.append(node)

    def add_set_up(self, node, group):
        node.setup(group)
        group.contents.insert(0, node)

    def add_settled(self, node, group):
        node.settle(group)
        group.contents[node.name] = node

    def add_listener(self, socket, listener):
        listener.socket = socket
        socket.connect(listener)
PY
cp p/app/builder.py p/other/builder.py
heaplint 0 --select MEM101 --output concise p
out_has "app/builder.py:8:9: MEM101 'node' and 'group' keep each other alive"
out_has "app/builder.py:12:9: MEM101 'Element' and 'group' keep each other alive until a reference is cut, as by 'extract'"
out_has "app/builder.py:16:9: MEM101 'Tag' and 'group' keep each other alive"
out_lacks other/
out_lacks listener
# one of that name does something else, and one is drained as it goes
cat >p/app/more.py <<'PY'
class More:
    def __init__(self, contents):
        self.contents = contents.read()
PY
heaplint 0 --select MEM101 --output concise p
out_lacks builder.py
rm p/app/more.py
sed -i 's/extract/run/' p/app/element.py
heaplint 0 --select MEM101 --output concise p
out_has app/builder.py:8:9
out_lacks app/builder.py:12:9
out_has app/builder.py:16:9

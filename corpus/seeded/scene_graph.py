"""A scene graph: nodes that own children and know their parent, an editor with
undo, and a loader that builds thousands of them."""

import functools
import weakref


class Transform:
    def __init__(self, x=0.0, y=0.0, scale=1.0):
        self.x = x
        self.y = y
        self.scale = scale

    def combined(self, other):
        return Transform(self.x + other.x, self.y + other.y, self.scale * other.scale)


class SceneNode:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.children = []
        self.transform = Transform()
        self.redraw = None

    def add(self, child):
        child.parent = self
        self.children.append(child)  #~ MEM101
        return child

    def remove(self, child):
        self.children.remove(child)
        child.parent = None

    def world(self):
        node, total = self, Transform()
        while node is not None:
            total = total.combined(node.transform)
            node = node.parent
        return total

    def path(self):
        names = []
        node = self
        while node is not None:
            names.append(node.name)
            node = node.parent
        return "/".join(reversed(names))


class WeakNode:
    """The same tree without cycles."""

    def __init__(self, name):
        self.name = name
        self._owner = None
        self.children = []

    @property
    def owner(self):
        return self._owner() if self._owner is not None else None

    @owner.setter
    def owner(self, value):
        self._owner = weakref.ref(value)

    def add(self, child):
        child.owner = self
        self.children.append(child)
        return child


class Layer:
    def __init__(self, scene, title):
        self.scene = scene
        self.title = title
        self.nodes = []


class LayerSummary:
    """Looks at a layer once and keeps only text."""

    def __init__(self, layer):
        self.text = f"{layer.title}: {len(layer.nodes)} nodes"


class Scene:
    def __init__(self, title):
        self.title = title
        self.background = Layer(self, "background")  #~ MEM101
        self.layers = {}
        self.summary = LayerSummary(self.background)

    def layer(self, title):
        if title not in self.layers:
            self.layers[title] = Layer(self, title)  #~ MEM101
        return self.layers[title]


class Editor:
    def __init__(self, scene):
        self.scene = scene
        self.commands = {  #~ MEM102
            "add": self.add_node,
            "undo": self.undo,
        }
        self.history = []
        self.on_change = None

    def add_node(self, name):
        node = SceneNode(name)
        self.history.append(node.name)
        self.changed()
        return node

    def undo(self):
        if self.history:
            self.history.pop()

    def changed(self):
        if self.on_change is not None:
            self.on_change()

    def watch(self):
        self.on_change = lambda: print(len(self.history))  #~ MEM102

    def watch_count(self):
        count = len(self.history)
        self.on_change = lambda: print(count)

    def watch_weakly(self):
        self.on_change = weakref.WeakMethod(self.undo)

    def prefill(self, name):
        self.again = functools.partial(self.add_node, name)  #~ MEM102

    def run(self, command, *arguments):
        return self.commands[command](*arguments)


class Cursor:
    """A position in a node, for the time of one walk."""

    def __init__(self, node):
        self.node = node
        self.steps = 0

    def walk(self):
        stack = [self.node]
        while stack:
            self.steps += 1
            node = stack.pop()
            stack.extend(node.children)
        return self.steps


def link_siblings(left, right):
    left.next_sibling = right
    right.previous_sibling = left  #~ MEM101


def link_forward(left, right):
    left.next_sibling = right


def load(rows):
    """Build one node a row; rows come from a file and are many."""
    root = SceneNode("root")
    nodes = []
    for row in rows:
        node = SceneNode(row["name"])
        shadow = SceneNode(row["name"] + ".shadow")
        node.caster = shadow
        shadow.cast_by = node  #~ MEM101
        nodes.append(node)
    root.loaded = len(nodes)
    return root, nodes


def describe(scene):
    cursor = Cursor(scene.background)
    return f"{scene.title}: {cursor.walk()} steps"

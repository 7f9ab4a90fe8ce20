"""What heaplint says of this file is the first example of README.md."""
class Node:
    __slots__ = ("parent", "children")

    def __init__(self):
        self.parent = None
        self.children = []

    def add(self, child):
        child.parent = self
        self.children.append(child)


class Report:
    __slots__ = ("text",)

    def __init__(self):
        self.text = ""

    def add(self, path):
        with open(path) as file:
            for line in file:
                self.text += line.expandtabs()


def total(path):
    with open(path) as file:
        return sum([int(line) for line in file.readlines()])

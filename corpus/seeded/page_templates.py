"""A small template language: {name} puts in a value, {% for x in xs %} repeats,
{# ... #} is a comment. A template is parsed into nodes, and nodes render."""

import re
from html import escape
from html.parser import HTMLParser

TOKEN = re.compile(r"(\{%.*?%\}|\{#.*?#\}|\{\w+\})")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

stylesheet = ""
with open("colors.txt") as file:
    for line in file:
        stylesheet += line.replace("=", ": ")  #~ MEM301


class Text:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def render(self, values):
        return self.text


class Value:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def render(self, values):
        text = str(values[self.name])
        for char, entity in ENTITIES.items():
            text = text.replace(char, entity)
        return text


class Block:
    __slots__ = ("nodes",)

    def __init__(self):
        self.nodes = []

    def render(self, values):
        html = ""
        for node in self.nodes:
            html += node.render(values)  #~ MEM301
        return html


class Loop(Block):
    __slots__ = ("name", "source")

    def __init__(self, name, source):
        super().__init__()
        self.name = name
        self.source = source

    def render(self, values):
        html = ""
        for value in values[self.source]:
            inner = "<li>"
            inner += super().render({**values, self.name: value})
            html = f"{html}{inner}</li>\n"  #~ MEM301
        return html


class Counter:
    __slots__ = ("total",)

    def __init__(self):
        self.total = 0

    def feed(self, amount):
        self.total += amount


class Outline(HTMLParser):
    """The headings of a page, each on a line."""

    def __init__(self):
        super().__init__()
        self.headings = ""
        self.depth = 0
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.depth += 1
        self.tags += [tag]

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        if self.tags and self.tags[-1] in ("h1", "h2"):
            self.headings = self.headings + "  " * self.depth + data  #~ MEM301


class Writer:
    """Writes pages with an indent; a page is one long text."""

    __slots__ = ("page", "level", "current")

    def __init__(self):
        self.page = ""
        self.level = 0
        self.current = ["", ""]

    def line(self, text: str):
        self.page += "  " * self.level + text + "\n"  #~ MEM301

    def tag(self, name, attributes):
        text = "<" + name
        for key, value in sorted(attributes.items()):
            text = '%s %s="%s"' % (text, key, escape(value))  #~ MEM301
        self.line(text + ">")

    def table(self, rows):
        for row in rows:
            self.tag("tr", {})
            self.level += 1
            for cell in row:
                self.line(f"<td>{cell}</td>")
            self.level -= 1

    def flush(self, out):
        for part in self.page.splitlines():
            line = ""
            line += part
            out.write(line)

    def fill(self, words):
        for word in words:
            self.current[0] += word + " "  #~ MEM301


def wrap(blocks):
    text = ""
    for block in blocks:
        text = "<div>" + text + block + "</div>"  #~ MEM301
    return text


def comma_separated(words):
    text = ""
    for word in words:
        text = text + ", " + word if text else word  #~ MEM301
    return text


def with_callbacks(nodes, values):
    html = ""

    def emit(piece):
        nonlocal html
        html += piece  #~ MEM301

    for node in nodes:
        emit(node.render(values))
    return html


def padded(words, width):
    for word in words:
        word += " " * (width - len(word))
        yield word


def columns(rows):
    cells = [""] * len(rows[0])
    for i in range(len(cells)):
        cells[i] = "|" + cells[i]
    return cells


def numbered(lines):
    out = []
    for number, line in enumerate(lines):
        text = str(number)
        text += ": " + line
        out.append(text)
    return "\n".join(out)


def parse(source):
    root = Block()
    stack = [root]
    for token in TOKEN.split(source):
        if token.startswith("{%"):
            words = token[2:-2].split()
            if words[0] == "for":
                loop = Loop(words[1], words[3])
                stack[-1].nodes.append(loop)
                stack.append(loop)
            else:
                stack.pop()
        elif token.startswith("{") and not token.startswith("{#"):
            stack[-1].nodes.append(Value(token[1:-1]))
        elif not token.startswith("{#"):
            stack[-1].nodes.append(Text(token))
    return root

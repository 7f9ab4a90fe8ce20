"""Outlines: parse indented text into a tree, match it, print it as a tree."""

import dataclasses


@dataclasses.dataclass(slots=True)
class Item:
    title: str
    children: list


def depth_of(line: str):
    """How far a line is indented."""
    if not line.startswith(" "):
        return 0
    return 1 + depth_of(line[1:])  #~ MEM202


def parse(lines: list, depth=0):
    """The items at this depth, and the lines after them."""
    items = []
    while lines and depth_of(lines[0]) == depth:
        title, *lines = lines
        children, lines = parse(lines, depth + 1)
        items.append(Item(title.strip(), children))
    return items, lines


def parse_titles(lines: list):
    if not lines:
        return []
    title, *rest = lines  #~ MEM202
    return [title.strip()] + parse_titles(rest)


def parse_by_index(lines: list, start=0):
    if start == len(lines):
        return []
    return [lines[start].strip()] + parse_by_index(lines, start + 1)


def find(item, path: tuple):
    """The item that a path of titles leads to."""
    if not path:
        return item
    for child in item.children:
        if child.title == path[0]:
            return find(child, path[1:])  #~ MEM202
    return None


def matches(pattern: str, title: str) -> bool:
    """Does a pattern with `*` and `?` match the whole title?"""
    if not pattern:
        return not title
    if pattern[0] == "*":
        return matches(pattern[1:], title) or (bool(title) and matches(pattern, title[1:]))  #~ MEM202
    return bool(title) and pattern[0] in ("?", title[0]) and matches(pattern[1:], title[1:])  #~ MEM202


def merge_sorted(titles: list):
    """Sort by halves: n log n, whatever is copied."""
    if len(titles) < 2:
        return titles
    middle = len(titles) // 2
    left, right = merge_sorted(titles[:middle]), merge_sorted(titles[middle:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged


def balanced(titles: list):
    """A tree whose left and right parts are as even as the caller cuts them."""
    if not titles:
        return None
    root = len(titles) // 2
    return titles[root], balanced(titles[:root]), balanced(titles[root + 1 :])


class TreePrinter:
    def __init__(self):
        self.lines = []

    def draw(self, items: list, prefix=""):
        """Draw brothers one after the other: the last one closes the branch."""
        if not items:
            return
        last = len(items) == 1
        self.lines.append(prefix + ("`-- " if last else "|-- ") + items[0].title)
        self.draw(items[0].children, prefix + ("    " if last else "|   "))
        self.draw(items[1:], prefix)  #~ MEM202

    def draw_in_a_loop(self, items: list, prefix=""):
        for number, item in enumerate(items, 1):
            last = number == len(items)
            self.lines.append(prefix + ("`-- " if last else "|-- ") + item.title)
            self.draw_in_a_loop(item.children, prefix + ("    " if last else "|   "))

    def text(self):
        return "\n".join(self.lines[1:])


def widest(items: list):
    """The longest title below these items."""
    if not items:
        return 0
    below = widest(items[0].children)
    return max(len(items[0].title), below, widest(items[1:]))  #~ MEM202


def preview(items: list):
    for item in items[:3]:
        preview(item.children[:3])
        print(item.title)

"""MEM202: a slice passed on to the function itself. `#~` marks what is reported."""


import typing


def total(xs: list):
    if not xs:
        return 0
    return xs[0] + total(xs[1:])  #~


def total_from_behind(xs: list):
    if not xs:
        return 0
    return total_from_behind(xs[:-1]) + xs[-1]  #~


def unpacked(xs):
    if not xs:
        return 0
    head, *tail = xs  #~
    return head + unpacked(tail)


def unpacked_rest_first(xs):
    if not xs:
        return 0
    *init, last = xs  #~
    return unpacked_rest_first(init) + last


def reverse(s: str):
    if len(s) < 2:
        return s
    return reverse(s[1:]) + s[0]  #~


def flatten(*parts):
    if not parts:
        return []
    return [parts[0]] + flatten(*parts[1:])  #~


def named_rest(xs: list, found):
    rest = xs[1:]  #~
    if not rest:
        return found
    return named_rest(rest, found + 1)


def by_keyword(*, tokens: list, depth=0):
    if not tokens:
        return depth
    return by_keyword(depth=depth + 1, tokens=tokens[1:])  #~


def both_written(xs: list):
    if not xs:
        return 0
    head, tail = xs[0], xs[1:]  #~
    return head + both_written(tail)


def walk(names: tuple, node):
    if names:
        yield node
        yield from walk(names[1:], node.child(names[0]))  #~


def parse_frames(data: bytes):
    if not data:
        return []
    size = data[0]
    return [data[1 : size + 1]] + parse_frames(data[size + 1 :])  #~


class Matcher:
    def match(self, pattern: str, text: str):
        if not pattern:
            return not text
        if pattern[0] == "*":
            return self.match(pattern[1:], text)  #~
        return bool(text) and pattern[0] == text[0]

    @classmethod
    def build(cls, parts: list):
        if not parts:
            return None
        return (parts[0], cls.build(parts[1:]))  #~

    @staticmethod
    def count(parts: list):
        if not parts:
            return 0
        return 1 + Matcher.count(parts[1:])  #~


def outer(values):
    def inner(rest: list):
        if not rest:
            return 0
        return rest[0] + inner(rest[1:])  #~

    return inner(list(values))


# ---------------------------------------------------------------- near misses


def by_index(xs: list, i=0):
    if i == len(xs):
        return 0
    return xs[i] + by_index(xs, i + 1)


def halves(xs: list):
    if len(xs) < 2:
        return xs
    middle = len(xs) // 2
    return halves(xs[:middle]) + halves(xs[middle:])


def search(xs: list, x):
    middle = len(xs) >> 1
    if not xs or xs[middle] == x:
        return bool(xs)
    if xs[middle] < x:
        return search(xs[middle + 1 :], x)
    return search(xs[:middle], x)


def halves_written_out(xs: list):
    if len(xs) < 2:
        return xs
    return halves_written_out(xs[: len(xs) // 2]) + halves_written_out(xs[len(xs) // 2 :])


def strides(xs: list):
    if len(xs) < 2:
        return xs
    return strides(xs[::2]) + strides(xs[1::2])


def small_part(xs: list, depth):
    if depth == 0:
        return xs
    return small_part(xs[:4], depth - 1)


def view(data: memoryview):
    if not data:
        return 0
    return data[0] + view(data[1:])


def unknown(xs):
    if not xs:
        return 0
    return xs[0] + unknown(xs[1:])


def other(xs: list):
    return total(xs[1:])


def slice_of_another(node, names: list):
    for child in node.children:
        slice_of_another(child, child.names[1:])


class Tree:
    def visit(self, path: list):
        return self.child.visit(path[1:])

    def total(self, xs: list):
        return total(xs[1:])


def only_one_element(xs: list):
    if not xs:
        return 0
    return only_one_element(xs[0])


def left_and_right(items: list, cut):
    if len(items) < 2:
        return items
    at = cut(items)
    return [left_and_right(items[:at], cut), left_and_right(items[at:], cut)]


def rest_is_only_read(xs):
    head, *tail = xs
    if tail:
        return rest_is_only_read(head)
    return len(tail)


# A walk along a path, alternatives: only where they are long; not arguments


def value_at(keys: list[str], document):
    if len(keys) == 1:
        return document[keys[0]]
    return value_at(keys[1:], document[keys[0]])  #~


def product(*iterables):
    if not iterables:
        yield ()
        return
    first, others = iterables[0], iterables[1:]
    for value in first:
        for rest in product(*others):
            yield (value,) + rest


def nested(args: list, build):
    if len(args) == 1:
        return args[0]
    return build("if", [args[0], nested(args[1:], build)])  #~


def without_prefix(name: str):
    return name.startswith("X_") and without_prefix(name[2:])  #~


# Filled from data by its caller


def paragraphs(lines: list, found):
    if not lines:
        return found
    found.append(lines[0])
    return paragraphs(lines[1:], found)  #~


def of_file(path):
    with open(path) as file:
        return paragraphs(file.readlines(), [])


def longest(items: list):
    if not items:
        return 0
    return max(len(items[0]), longest(items[1:]))  #~


def show(items: list, out):
    if items:
        out.write(items[0])
        show(items[1:], out)  #~


def begins(text: str, start: str):
    if not start:
        return True
    return text[0] == start[0] and begins(text[1:], start[1:])  #~


def has_only(known, text: str):
    """Every level looks the rest up whole."""
    return text in known or has_only(known, text[1:])


def titles(lines: list):
    if not lines:
        return []
    title, *rest = lines  #~
    return [title.strip()] + titles(rest)


def annotated_as_two(parts: typing.Union[list, tuple[str, ...]], build):
    if not parts:
        return None
    return build(parts[0], annotated_as_two(parts[1:], build))  #~


def annotated_as_range(parts: typing.Union[list, range], build):
    if not parts:
        return None
    return build(parts[0], annotated_as_range(parts[1:], build))


def divisor(*numbers: int):
    if len(numbers) == 1:
        return numbers[0]
    return divisor(*numbers[1:])


# A piece of the same length at each level: the call goes down once.

class Frames:
    def __init__(self, most):
        self.most = most

    def send(self, data: bytes):
        if len(data) <= self.most:
            self.write(data)
            return
        while data:
            self.send(data[:self.most])
            data = data[self.most:]

    def write(self, data):
        print(data)


def sample(values: list, limit):
    if len(values) > limit:
        return sample(values[:limit], limit)
    return values


def last_off(values: list):
    return last_off(values[:-1]) + 1 if values else 0  #~


def siblings_are(node, kinds: list[str]):
    """All callers pass literals."""
    if not kinds:
        return True
    if node.kind != kinds[-1]:
        return False
    return siblings_are(node.before, kinds[:-1])


def is_import(node):
    return siblings_are(node, ["from", "import"])


def parents_are(node, kinds: list[str]):
    if not kinds:
        return True
    if node.kind != kinds[-1]:
        return False
    return parents_are(node.parent, kinds[:-1])  #~


def is_above(node, kinds):
    return parents_are(node, kinds) or parents_are(node, ["module"])


TRANSLATED = {"alpha": "a"}


def translated(text: str, endings):
    """Every level looks the rest up, so it has to be cut there as well."""
    if text in TRANSLATED:
        return TRANSLATED[text]
    for ending in endings:
        if text.endswith(ending):
            return translated(text[:-len(ending)], endings) + ending
    return text

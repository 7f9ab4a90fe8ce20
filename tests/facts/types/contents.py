"""What is in containers: known only while all that put it there are seen."""

from collections import Counter, OrderedDict, defaultdict, deque


def kept():
    words = []
    for line in ["a b", "c"]:
        words.append(line)
    for word in words:
        word
    words
    words += "xy"
    words[0]
    numbers = [1, 2]
    numbers.insert(0, 3)
    numbers.extend(range(3))
    numbers[1] = 7
    numbers[1:] = [8]
    numbers
    numbers.pop()
    sorted(numbers), sum(numbers), max(numbers), len(numbers)
    table = {}
    table["a"] = 1
    table.setdefault("b", 2)
    table.update({"c": 3}, d=4)
    for key, value in table.items():
        key, value
    table.get("a"), table.get("x", 0), table["a"]
    list(table), list(table.values()), table.keys(), table.pop("a", None)
    queue = deque([1])
    queue.append(2)
    queue.popleft()
    names = set()
    names.add("a")
    names.update(["b"])
    [name for name in names]
    counts = Counter("abc")
    counts["a"] += 1
    counts.most_common(1)
    groups = defaultdict(list)
    groups["a"].append(1)
    groups["b"]
    [group for group in groups.values()]
    ordered = OrderedDict(a=1)
    ordered["a"]
    return words


kept()


def mixed(flag):
    items = [1]
    items.append("a")
    items[0]
    items
    other = items
    other.append(None)
    shared = [1]
    keep(shared)
    shared[-1]
    inner = [[1]]
    for part in inner:
        part.append("a")
    inner[0][1]
    pair = [1], 2
    pair[0].append("a")
    pair[0][1]
    rows = {}
    for key in "ab":
        rows.setdefault(key, []).append(1)
    rows["a"]
    default = [1]
    got = {}.get("a", default)
    got.append("a")
    default[1]
    first, second = [1], [2]
    largest = max(first, second)
    largest.append("a")
    second[1]
    walrus = ident(named := [1])
    walrus.append("a")
    named[1]
    grown = [1]
    grow = grown.append
    grow("a")
    grown[1]


def keep(box):
    box.append("a")


def ident(x):
    return x


mixed(1)


def nested():
    seen = []

    def inner():
        seen.append("a")

    inner()
    seen.append(1)
    seen[0]

    def generator():
        buffer = [1]
        yield buffer
        buffer[0]

    for one in generator():
        one.append(1)
        one[0] = "x"
    for i, one in enumerate(seen):
        i, one


nested()


class Holder:
    shared = [1]

    def __init__(self):
        self.items = ["a"]

    def fill(self):
        self.items.append(1)
        self.shared.append("a")
        for item in self.items:
            item
        for item in self.shared:
            item


Holder().fill()

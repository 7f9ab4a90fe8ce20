"""Results of the builtins and the standard library."""

import base64
import csv
import functools
import io
import itertools
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from os.path import join, splitext
from pathlib import Path

text, data, numbers, words = "a,b", b"a", [3, 1, 2], ["a", "b"]

abs(-1), all(numbers), ascii(1), bin(1), bool(1), bytearray(3), bytes(3), chr(1)
dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict(zip("ab", numbers)), dict()
divmod(7, 2), enumerate("ab"), filter(None, numbers), float(1), format(1), frozenset("a")
int("1"), isinstance(1, int), iter(numbers), len(text), list("ab"), list(), max(numbers)
map(str, numbers), map(len, words), map(lambda x: x + "a", words), max(1, 2), memoryview(b"")
min(words, default=None), next(iter(words)), ord("a"), range(3), repr(1), reversed(words)
round(1.5), round(1.5, 1), set(words), sorted(words), str(1), sum(numbers), sum([0.5], 0.0)
sum([[1], [2]], []), tuple(words), tuple((1, "a")), zip(words, numbers), print(end="")
list(map(str, numbers)), list(zip(words, numbers)), list(enumerate(words)), list(map(str.upper, words))
[w for w in filter(None, words)], sorted({"a": 1}), list({"a": 1}.items())

text.split(","), text.upper(), text.encode(), text.partition(","), text.find("a"), text.isdigit()
",".join(words), "{}".format(1), text.splitlines(), text.strip().lower(), text.startswith("a")
data.decode(), data.hex(), data.split(), b"".join([data]), data.replace(b"a", b"b"), data.find(b"a")
str.join(",", words), bytes.fromhex("00"), int.from_bytes(b"a", "big"), dict.fromkeys("ab")
(5).bit_length(), (1.5).is_integer(), [1].copy(), [1].index(1), {1}.union([2]), {1}.copy(), {1: 2}.copy()

os.getcwd(), os.sep, os.environ.get("HOME"), os.environ.get("X", ""), os.getpid(), os.listdir("/")
os.path.join("a", "b"), os.path.basename("a"), splitext("a.b"), join("a", text), os.path.exists("/")
os.fspath("a"), os.stat("/").st_size, os.environ.get("X", 1)
for root, folders, files in os.walk("/nonexistent"):
    root, folders, files
with os.scandir("/") as entries:
    for entry in entries:
        entry.name, entry.is_dir()

with tempfile.TemporaryDirectory() as folder:
    folder
    path = Path(folder) / "a"
    path, path.parent, path.name, path.exists(), path.parts, path.suffix
    path.write_text("a\nb\n")
    path.read_text(), path.read_bytes(), list(path.parent.iterdir())
    with open(path) as file:
        file, file.read(), file.readline(), file.readlines()
    for line in open(path, "rb"):
        line
    with open(path, mode="r") as file:
        for line in file:
            line, line.split()
        for row in csv.reader(io.StringIO("a,b")):
            row, row[0]
    with path.open("rb") as file:
        while chunk := file.read(1):
            chunk
    with open(path, "w" if text else "wb") as file:
        file

found = re.match("(a)", text)
found, found.group(), found.group(1), found.group(0), found.groups(), found.start(), found.span()
found[1], found.groupdict(), found.string, found.group(1, 1)
pattern = re.compile(r"\w")
pattern.search("a"), pattern.sub("b", text), [m.group() for m in pattern.finditer(text)]
re.compile(b"a").match(data).group(), re.sub("a", "b", text), re.escape(text), pattern.findall("a")

json.dumps({}), json.loads("1"), base64.b64encode(data), time.time(), math.sqrt(2), math.floor(1.5)
sys.argv, sys.platform, sys.maxsize
list(itertools.chain([1], [2])), list(itertools.chain.from_iterable([[1], [2]]))
list(itertools.islice(words, 1)), list(itertools.product("ab", [1])), list(itertools.zip_longest([1], "ab"))
[(k, list(g)) for k, g in itertools.groupby("aab")], functools.reduce(lambda a, b: a + b, numbers)
stream = io.StringIO()
stream.write("a"), stream.getvalue(), io.BytesIO(b"a").read()
queue = deque(words, maxlen=3)
queue.popleft(), queue.maxlen
subprocess.check_output(["true"]), subprocess.check_output(["true"], text=True)

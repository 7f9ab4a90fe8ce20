"""MEM510: write(json.dumps(x)) against json.dump(x, file). Exit 1 if untrue."""

import gc
import json
import os
import tempfile
import tracemalloc

ROWS = 10_000


def peak(function, rows, path):
    function(rows[:3], path)
    gc.collect()
    tracemalloc.start()
    function(rows, path)
    seen = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seen


def bad(rows, path):
    with open(path, "w") as file:
        file.write(json.dumps(rows))


def good(rows, path):
    with open(path, "w") as file:
        json.dump(rows, file)


def encoded(rows, path):
    with open(path, "wb") as file:
        file.write(json.dumps(rows).encode())


def pieces(rows, path):
    with open(path, "wb") as file:
        for piece in json.JSONEncoder().iterencode(rows):
            file.write(piece.encode())


def read(path):
    with open(path) as file:
        return file.read()


def garbage(function, *arguments):
    gc.collect()
    gc.disable()
    function(*arguments)
    found = gc.collect()
    gc.enable()
    return found


def main():
    rows = [{"name": f"name {i}", "value": i, "tags": ["a", "b"]} for i in range(ROWS)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.json")
        seen, texts = {}, set()
        for function in (bad, good, encoded, pieces):
            seen[function] = peak(function, rows, path)
            texts.add(read(path))
            print(f"{function.__name__}: {seen[function]} bytes at its peak")
        size = os.path.getsize(path)
        print(f"the file: {size} bytes")
        assert len(texts) == 1
        assert seen[bad] > size and seen[encoded] > 1.9 * size
        assert seen[bad] > 4 * seen[good] and seen[encoded] > 4 * seen[pieces]
        print(f"dump leaves {garbage(good, rows[:3], path)} objects to the collector")


main()

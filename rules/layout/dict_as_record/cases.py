"""MEM408: dicts with the same keys kept as records. `#~`: reported."""

import json


def total(file):
    rows = []
    for line in file:
        name, count, price = line.split(",")
        rows.append({"name": name, "count": count, "price": price})  #~
    return sum(int(r["count"]) * float(r["price"]) for r in rows)


def widest(lines):
    words = [{"text": w, "size": len(w)} for w in lines]  #~
    best = ""
    for word in words:
        if word["size"] > len(best):
            best = word["text"]
    return best


def matched(pairs, wanted):
    found = []
    for left, right in pairs:
        if left == wanted:
            found.append({"left": left, "right": right})  #~
    print(len(found))
    return [f["right"] for f in found]


def nested(table):
    cells = []
    for i, row in enumerate(table):
        for j, value in enumerate(row):
            cells.append({"row": i, "column": j, "value": value})  #~
    for cell in cells:
        print(cell["row"], cell["column"], cell["value"])


def twice(names):
    people = [{"name": n, "rank": i} for i, n in enumerate(names)]  #~
    first = {p["name"] for p in people}
    return first, max(p["rank"] for p in people)


def long_read(file):
    events = []
    line = file.readline()
    while line:
        events.append({"at": line[:10], "what": line[10:]})  #~
        line = file.readline()
    for event in events:
        print(event["at"], event["what"])


def counted(rows):
    known = [{"key": k, "value": v} for k, v in rows]  #~
    if len(known) > 3:
        print("many")
    return [k["key"] for k in known if k["value"]]


def dotted(rows):
    parts = [{"a": r, "b": r, "c": r, "d": r} for r in rows]  #~
    for part in parts:
        yield part["a"] + part["d"]


# ------------------------------------------------------------- near misses


def dumped(file):
    rows = []
    for line in file:
        rows.append({"name": line, "size": len(line)})
    return json.dumps(rows)


def given(file):
    rows = []
    for line in file:
        rows.append({"name": line, "size": len(line)})
    return rows


def each_dumped(file):
    rows = [{"name": line, "size": len(line)} for line in file]
    for row in rows:
        print(json.dumps(row))


def splatted(file, call):
    rows = [{"name": line, "size": len(line)} for line in file]
    for row in rows:
        call(**row)


def changed(file):
    rows = [{"name": line, "size": len(line)} for line in file]
    for row in rows:
        row["seen"] = True
        print(row["name"])


def by_variable(file, keys):
    rows = [{"name": line, "size": len(line)} for line in file]
    for row in rows:
        print([row[k] for k in keys])


def got(file):
    rows = [{"name": line, "size": len(line)} for line in file]
    for row in rows:
        print(row.get("name"))


def one_key(file):
    rows = [{"name": line} for line in file]
    for row in rows:
        print(row["name"])


def varying(file):
    rows = [{line: 1, "size": len(line)} for line in file]
    for row in rows:
        print(row["size"])


def extended(file, more):
    rows = [{"name": line, "size": 1, **more} for line in file]
    for row in rows:
        print(row["name"])


def few():
    rows = []
    rows.append({"name": "a", "size": 1})
    rows.append({"name": "b", "size": 2})
    for row in rows:
        print(row["name"], row["size"])


class Kept:
    def __init__(self, file):
        self.rows = []
        for line in file:
            self.rows.append({"name": line, "size": len(line)})


def sent(file, queue):
    for line in file:
        queue.put({"name": line, "size": len(line)})


def total(settings_path):
    rows = []
    with open(settings_path) as file:
        for line in file:
            name, price = line.split(",")
            rows.append({"name": name, "price": price})  #~ note
    return sum(float(row["price"]) for row in rows if row["name"])


def total_of_log(log_path):
    rows = []
    with open(log_path) as file:
        for line in file:
            name, price = line.split(",")
            rows.append({"name": name, "price": price})  #~ warning
    return sum(float(row["price"]) for row in rows if row["name"])

"""MEM510: JSON text that is made whole only to be written."""

import json
from json import dumps


# Reported


def save_lines(source, path):
    with open(source) as file:
        rows = [line.split() for line in file.readlines()]
    with open(path, "w") as file:
        file.write(json.dumps(rows))  #~


def save_loop(records, path):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    with open(path, "w") as out:
        out.write(json.dumps(rows, indent=2))  #~


def save_table(records, path):
    table = {}
    for record in records:
        table[record.name] = record.value
    with open(path, "w") as out:
        out.write(dumps(table))  #~


def as_bytes(records):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    return json.dumps(rows).encode()  #~


def encoded(cursor):
    rows = cursor.fetchall()
    return json.dumps(rows).encode("utf-8")  #~


def written_bytes(records, path):
    rows = []
    while True:
        record = records.next()
        if record is None:
            break
        rows.append(record)
    with open(path, "wb") as out:
        out.write(json.dumps(rows).encode())  #~


def grouped(records, path):
    table = {}
    for record in records:
        table.setdefault(record.name, []).append(record.value)
    with open(path, "w") as out:
        out.write(json.dumps(table))  #~


def nested(folders, path):
    rows = []
    for folder in folders:
        for record in folder:
            rows.append(record)
    with open(path, "w") as out:
        out.write(json.dumps(rows, sort_keys=True))  #~


# Silent: dump


def dumped(records, path):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    with open(path, "w") as out:
        json.dump(rows, out)


# Silent: small, or nothing is known of its size


def settings(path, theme):
    with open(path, "w") as out:
        out.write(json.dumps({"theme": theme}))


def unknown(path, value):
    with open(path, "w") as out:
        out.write(json.dumps(value))


def short(path, read):
    rows = []
    for name in ("a", "b", "c"):
        rows.append(read(name))
    with open(path, "w") as out:
        out.write(json.dumps(rows))


# Silent: a line for each


def json_lines(records, path):
    with open(path, "w") as out:
        for record in records:
            row = {}
            row["name"] = record.name
            out.write(json.dumps(row) + "\n")


# Silent: the text is used otherwise


def returned(records):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    return json.dumps(rows)


def measured(records, path):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    text = json.dumps(rows)
    with open(path, "w") as out:
        out.write(text)
    return len(text)


# By way of a local that is read once


def named(records, path):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    text = json.dumps(rows, indent=2)  #~
    with open(path, "w") as out:
        out.write(text)


def named_and_encoded(records):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    text = json.dumps(rows)  #~
    return text.encode()


def named_for_each(records, path):
    """The text is made once, for all."""
    rows = []
    for record in records:
        rows.append(record.as_dict())
    text = json.dumps(rows)
    for name in path:
        with open(name, "w") as out:
            out.write(text)


def named_and_kept(self, records, path):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    self.text = json.dumps(rows)
    with open(path, "w") as out:
        out.write(self.text)


# Silent: no file, another dumps


def sent(records, socket):
    rows = []
    for record in records:
        rows.append(record.as_dict())
    socket.write(json.dumps(rows))


def pickled(records, path, pickle):
    rows = []
    for record in records:
        rows.append(record)
    with open(path, "wb") as out:
        out.write(pickle.dumps(rows))


# Silent: filled after that


def later(records, path):
    rows = []
    with open(path, "w") as out:
        out.write(json.dumps(rows))
    for record in records:
        rows.append(record)
    return rows

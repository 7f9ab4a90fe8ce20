"""MEM509: lists of all matches, parts, names and rows that are read once."""

import csv
import glob
import os
import re
import sqlite3

WORD = re.compile(r"\w+")


# Reported: matches


def words(text):
    for word in re.findall(r"\w+", text):  #~
        print(word)


def upper(text):
    return [word.upper() for word in WORD.findall(text)]  #~


def longest(text):
    return max(WORD.findall(text), key=len)  #~


def by_name(text):
    found = WORD.findall(text)  #~
    for word in found:
        print(word)


def count(text):
    return len(re.findall("a+", text))  #~


def has_word(path):
    with open(path) as file:
        text = file.read()
    if re.findall("error", text):  #~
        return "error"
    return re.findall(r"\d+", text)[0]  #~


# Reported: parts


def count_parts(path):
    with open(path) as file:
        text = file.read()
    return len(text.split(";"))  #~


def first_part(path):
    with open(path) as file:
        text = file.read()
    return text.split("\n\n")[0]  #~


# Reported: names


def logs(folder: str):
    return [name for name in os.listdir(folder) if name.endswith(".log")]  #~


def shown(folder: str):
    for name in os.listdir(folder):  #~
        if name.endswith(".py"):
            print(os.path.join(folder, name))


def modules(folder: str):
    return any(name.endswith(".so") for name in glob.glob(folder + "/*"))  #~


# Reported: rows


def total(path):
    result = 0
    with open(path) as file:
        for row in list(csv.reader(file)):  #~
            result += int(row[0])
    return result


def by_key(path):
    with open(path) as file:
        reader = csv.DictReader(file)
        rows = list(reader)  #~
        for row in rows:
            print(row["key"])


def users(path):
    cursor = sqlite3.connect(path).cursor()
    cursor.execute("SELECT name FROM users")
    for row in cursor.fetchall():  #~
        print(row)


def names(connection):
    return {row[0] for row in connection.execute("SELECT name").fetchall()}  #~


# Silent: one by one


def lazily(text, folder, path):
    for match in re.finditer(r"\w+", text):
        print(match.group())
    for entry in os.scandir(folder):
        print(entry.name)
    with open(path) as file:
        for row in csv.reader(file):
            print(row)


# Silent: the list is used


def kept(text):
    found = WORD.findall(text)
    return found, len(found)


def joined(text):
    return " ".join(WORD.findall(text))


def second(text):
    return WORD.findall(text)[1]


def in_order(folder):
    return sorted(os.listdir(folder))


def all_rows(cursor):
    rows = cursor.fetchall()
    return rows, len(rows)


# Silent: a short text


def of_line(path):
    with open(path) as file:
        for line in file:
            for word in WORD.findall(line):
                print(word)


def has_digit(name):
    return bool(re.findall(r"\d", name))


def count_dots(name: str):
    return len(name.split(".")), name.split(".")[0]


# Silent: the files or the rows are changed meanwhile


def removed(folder):
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))


def passed_on(folder, take):
    for name in os.listdir(folder):
        take(name)


def updated(cursor):
    cursor.execute("SELECT name FROM users")
    for row in cursor.fetchall():
        cursor.execute("UPDATE users SET seen = 1 WHERE name = ?", row)


def closed(path):
    with open(path) as file:
        rows = list(csv.reader(file))
    for row in rows:
        print(row)


# Silent: another findall, split without a separator


def tree(element):
    for child in element.findall("item"):
        print(child)


def number_of_words(path):
    with open(path) as file:
        return len(file.read().split())


def all_names(cursor):
    cursor.execute("SELECT name FROM person")
    for row in cursor.fetchall():  #~ note
        print(row)


def some_names(cursor, city):
    cursor.execute("SELECT name FROM person WHERE city = ?", (city,))
    for row in cursor.fetchall():  #~ note
        print(row)


def marks(text):
    for mark in re.findall(r"^Mk\d+=(.*)", text, re.MULTILINE):  #~
        print(mark)


def pairs(text):
    for key, value in re.findall(r"(\w+)=(\w+)", text):  #~
        print(key, value)


def no_group(text):
    for word in re.findall(r"(?:a|b)\(\w+[(]", text):  #~
        print(word)


# Silent: one match a line, or the text is let go meanwhile


def lines_with(text):
    for line in re.findall(".*http.*", text):
        print(line)


def replaced(text, value_of):
    for name in re.findall(r"\$\w+", text):
        text = text.replace(name, value_of(name))
    return text


class Reader:
    def read_on(self, receive):
        for word in re.findall(r"\w+", self.body):
            self.body = receive(word)


def options(cursor, make):
    """A note: what the rows hold is kept."""
    table = {}
    cursor.execute("SELECT name, value FROM options")
    for row in cursor.fetchall():  #~ note
        table[row[0]] = make(row)
    return table


class Entities:
    def load(self, cursor):
        cursor.execute("SELECT * FROM entity")
        for row in cursor.fetchall():  #~ note
            entity = self.made(*row)
            if entity is not None:
                self.entities[entity.id] = entity

    def place(self, cursor, tools):
        cursor.execute("SELECT * FROM tools")
        for row in cursor.fetchall():  #~ note
            tool = tools[row.pocket]
            tool.diameter = row.diameter

    def rows(self, cursor):
        cursor.execute("SELECT * FROM entity")
        for row in cursor.fetchall():  #~ note
            yield self.made(*row)

    def log_rows(self, cursor, log):
        """For whoever looks for a fault."""
        cursor.execute("SELECT * FROM entity")
        for row in cursor.fetchall():  #~ note
            log.debug("%s", repr(row))
            log.debug("%s", row.name)

    def log_some(self, cursor, log):
        cursor.execute("SELECT * FROM entity")
        for row in cursor.fetchall():  #~ note
            log.debug("%s", repr(row))
            self.show(row)

"""MEM506: lists that one loop fills and another reads once."""

import re


# Reported


def total(lines: list):
    prices = []  #~
    for line in lines:
        if line:
            prices.append(int(line) * 2)
    return sum(prices)


def printed(rows: list):
    names = []  #~
    for row in rows:
        names.append(str(row))
    for name in names:
        print(name)


def longest(words: list[str]):
    found = []  #~
    for word in words:
        if not word.startswith("_"):
            found.append(len(word))
    return max(found)


def bits(x: int, y: int, count):
    drawn = []  #~
    for _ in range(count):
        drawn.append(x % 2)
        x = x**2 % y
    return [bit ^ 1 for bit in drawn]


def two_branches(rows: list):
    parts = []  #~
    for row in rows:
        if row is None:
            parts.append("")
        else:
            parts.append(repr(row))
    return {part.lower() for part in parts}


def nested(rows: list):
    cells = []  #~
    for row in rows:
        for cell in row:
            cells.append(abs(cell))
    return any(cells)


def matches(text: str):
    numbers = []  #~
    for match in re.finditer(r"\d+", text):
        numbers.append(int(match.group()))
    return sum(number * 2 for number in numbers)


def paired(keys: list, text: str):
    values = []  #~
    for letter in text:
        values.append(letter.upper())
    result = {}
    for key, value in zip(keys, values):
        result[key] = value
    return result


# Silent: a generator already


def lazily(lines: list):
    def prices():
        for line in lines:
            if line:
                yield int(line) * 2

    return sum(prices())


# Silent: read again, kept, returned, indexed


def twice(lines: list):
    prices = []
    for line in lines:
        prices.append(int(line))
    return sum(prices) / len(prices)


def returned(lines: list):
    prices = []
    for line in lines:
        prices.append(int(line))
    return prices


def in_order(lines: list):
    prices = []
    for line in lines:
        prices.append(int(line))
    return sorted(prices)


def in_each_turn(lines: list, rows: list):
    prices = []
    for line in lines:
        prices.append(int(line))
    for row in rows:
        print(row, sum(prices))


# Silent: the second loop changes what the first reads


def emptied(table: dict):
    dead = []
    for key in table:
        if not table[key]:
            dead.append(key)
    for key in dead:
        del table[key]


def grown(rows: list):
    more = []
    for row in rows:
        if row > 9:
            more.append(row - 9)
    for row in more:
        rows.append(row)
    return rows


# Silent: the first loop does more than that


def answered(sockets: list):
    answers = []
    for socket in sockets:
        answers.append(socket.recv(1024))
    for answer in answers:
        print(answer)


def counted(lines: list):
    count = 0
    prices = []
    for line in lines:
        count += 1
        prices.append(int(line))
    return sum(prices), count


def two_lists(rows: list):
    odd, even = [], []
    for row in rows:
        (odd if row % 2 else even).append(row)
    return sum(odd) - sum(even)


def closed(path):
    sizes = []
    with open(path) as file:
        for line in file:
            sizes.append(len(line))
    return sum(sizes)


# Silent: few elements


def few(read):
    values = []
    for name in ("a", "b", "c"):
        values.append(len(name))
    return sum(values)


def arguments(*args):
    values = []
    for arg in args:
        values.append(len(arg))
    return sum(values)


# Silent: more is added elsewhere


def added(rows: list):
    values = []
    for row in rows:
        values.append(abs(row))
    values.append(0)
    return max(values)

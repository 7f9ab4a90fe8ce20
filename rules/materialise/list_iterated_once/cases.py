"""MEM502: list comprehensions that a loop reads once."""

import itertools


# Reported: in the header of a loop


def total_of(prices):
    total = 0
    for price in [p * 2 for p in prices]:  #~
        total += price
    return total


def biggest(rows):
    most = None
    for size in [row.size for row in rows if row.size]:  #~
        if most is None or size > most:
            most = size
    return most


def column(rows, wanted):
    found = []
    for name, size in [  #~
        (row.name, row.size) for row in rows if row.name in wanted
    ]:
        found.append(size)
    return found


def first_long(words):
    for word in [w.strip() for w in words]:  #~
        if len(word) > 30:
            return word
    return None


# Reported: through something that hands the elements on


def numbered(rows, out):
    lines = {}
    for number, name in enumerate([row.name for row in rows], 1):  #~
        lines[number] = name
    return lines


def paired(left, right):
    score = 0
    for a, b in zip(left, [x * x for x in right]):  #~
        score += a * b
    return score


def chained(first, second):
    count = 0
    for x in itertools.chain([a + 1 for a in first], second):  #~
        count ^= x
    return count


def mapped(words):
    longest = 0
    for length in map(len, [w.strip() for w in words]):  #~
        longest = max(longest, length)
    return longest


# Reported: in another comprehension or generator expression


def squares(numbers):
    return [n * n for n in [m + 1 for m in numbers]]  #~


def total_squares(numbers):
    return sum(n * n for n in [m + 1 for m in numbers])  #~


def names_by_size(rows):
    return {size: None for size in [row.size // 1024 for row in rows]}  #~


# Reported: bound to a name that only the loop reads


def by_name(prices):
    doubled = [p * 2 for p in prices]  #~
    total = 0
    for price in doubled:
        total += price
    return total


def by_name_in_comprehension(prices):
    doubled = [p * 2 for p in prices if p]  #~
    return [d + 1 for d in doubled]


# Reported: the loop's calls cannot reach what the elements are made of


def checked(self, expected, wanted):
    for name in [n for n in expected if n in wanted]:  #~
        self.assertIn(name, self.seen)


def sums(count, unit):
    result = []
    for i in [i for i in range(count) if i % 3]:  #~
        row = [unit] * count
        row[i] -= unit
        result.append(row)
    return result


# Reported: elements made by calls; a note says to look at them


def parsed(lines, parse):
    total = 0
    for record in [parse(line) for line in lines]:  #~
        total += record.size
    return total


# Silent: a generator expression already


def lazy(prices):
    total = 0
    for price in (p * 2 for p in prices):
        total += price
    return total


# Silent: the list is the snapshot that the loop needs


def pruned(table):
    for key in [k for k in table if table[k] is None]:
        del table[key]
    return table


def emptied(numbers):
    for n in [n for n in numbers if n < 0]:
        numbers.remove(n)
    return numbers


def grown(names):
    for name in [n + "2" for n in names]:
        names.append(name)
    return names


def replaced(groups):
    for key in [k for k in groups]:
        groups[key.lower()] = groups.pop(key)
    return groups


# Silent: an attribute or a global that the body's calls may change


class Pool:
    def __init__(self):
        self.workers = []

    def stop(self):
        for worker in [w for w in self.workers if w.running]:
            worker.stop(self)

    def remove(self, worker):
        self.workers.remove(worker)


CALLBACKS = []


def notify(event):
    for callback in [c for c in CALLBACKS if c.wants(event)]:
        callback(event)


def show(figure, draw):
    show.waiting.append(figure)
    for waiting in [f for f in show.waiting if f.is_ready]:
        draw(waiting)


show.waiting = []


# Silent: all elements may be wanted, and all() stops early


def verified(equations, solution):
    zeros = [equation.compose(solution) for equation in equations]
    return all(zero == 0 for zero in zeros)


# Silent: a name that the element reads is bound again by the loop


def scaled(numbers, factor):
    results = []
    for n in [n * factor for n in numbers]:
        factor = n
        results.append(factor)
    return results


def target_is_read(numbers, n):
    total = 0
    for n in [m * n for m in numbers]:
        total += n
    return total


# Silent: the loop yields or awaits, and others may change the source


class Feed:
    def __init__(self, items):
        self.items = items

    def entries(self):
        for item in [i for i in self.items if i.ready]:
            yield item.text

    async def send(self, socket):
        for item in [i for i in self.items if i.ready]:
            await socket.send(item)


# Silent: effects of the elements would mix with those of the loop


def drained(queue, out):
    for job in [queue.pop() for _ in range(100)]:
        out.append(job)


def read_then_write(files, data):
    for old in [file.read() for file in files]:
        files[0].write(data + old)


# Silent: a generator cannot hold it


async def awaited(pages, load):
    total = 0
    for page in [await load(page) for page in pages]:
        total += page.size
    return total


def heads(iterators):
    total = 0
    for head in [next(iterator) for iterator in iterators]:
        total += head
    return total


# Silent: surely small


def days(names):
    found = []
    for day in [name.lower() for name in ("Mon", "Tue", "Wed")]:
        found.append(day in names)
    return found


# Silent: read again, in a loop, or elsewhere


def twice(prices):
    doubled = [p * 2 for p in prices]
    for price in doubled:
        if price > 100:
            return len(doubled)
    return 0


def again(prices, turns):
    doubled = [p * 2 for p in prices]
    total = 0
    for turn in turns:
        for price in doubled:
            total += price * turn
    return total


def captured(prices):
    doubled = [p * 2 for p in prices]

    def total():
        return sum(p for p in doubled)

    return total


def as_list(prices):
    for price in list([p * 2 for p in prices]):
        if price:
            return price


# Silent: something between the list and the loop changes what it reads


def late(prices, more):
    doubled = [p * 2 for p in prices]
    prices.extend(more)
    total = 0
    for price in doubled:
        total += price
    return total


def read_file(path):
    with open(path) as file:
        lengths = [len(line) for line in file]
    total = 0
    for length in lengths:
        total += length
    return total


# Silent: a generator over it that is read later, or by somebody else


def later(prices):
    return (p + 1 for p in [q * 2 for q in prices])


# Silent: not the outermost iterable, one small list a turn


def flat(rows):
    return [cell for row in rows for cell in [c.strip() for c in row.split(",", 3)]]


# Silent: zip and map that are kept


def kept(left, right):
    return zip(left, [x * x for x in right])


def as_long_as_the_data(path):
    words = open(path).read().split()
    for number in [int(word) for word in words]:  #~
        print(number)


def widest(cursor):
    width = 0
    for size in [row[1] + 1 for row in cursor.fetchall()]:  #~ note
        width = max(width, size)
    return width


def overrides(names, number):
    return dict(
        (name, record)
        for name, record in zip(
            names,
            [{"cidr": "10.0.%s.0/24" % index} for index in range(number)],  #~
        )
    )


def load_tests(text: str):
    """The loop would keep the longer list of splitlines() alive."""
    for name in [name for name in text.splitlines() if name.endswith(".py")]:
        load(name)


def load_paths(text: str, folder: str):
    for path in [folder + "/" + name for name in text.splitlines()]:  #~
        load(path)

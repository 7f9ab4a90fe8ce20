"""MEM203: a sequence cut to its rest at every turn. `#~` marks what is reported."""

import asyncio
import struct
import sys

import numpy


def frames(sock):
    buf = b""
    while True:
        data = sock.recv(4096)
        if not data:
            return
        buf += data
        while len(buf) >= 4:
            (size,) = struct.unpack("!I", buf[:4])
            if len(buf) < size + 4:
                break
            yield buf[4 : size + 4]
            buf = buf[size + 4 :]  #~


def batches(rows: list, size):
    while rows:
        yield rows[:size]
        rows = rows[size:]  #~


def head_and_rest(rows: list, size):
    while rows:
        head, rows = rows[:size], rows[size:]  #~
        print(head)


def words(text: str):
    while " " in text:
        yield text.split(" ", 1)[0]
        text = text.split(" ", 1)[1]  #~


def lines(text: str):
    while text:
        line, _, text = text.partition("\n")  #~
        yield line


def fields(text: str):
    while ":" in text:
        field, text = text.split(":", 1)  #~
        yield field


def last_field(text: str):
    found = []
    while "." in text:
        found.append(text)
        text = text.rpartition(".")[0]  #~
    return found


def first_and_rest(queue: list):
    while queue:
        first, *queue = queue  #~
        print(first)


def tokens(text: str):
    text = text.strip()
    while text:
        size = 2 if text[:2] == "<=" else 1
        yield text[:size]
        text = text[size:].lstrip()  #~


def moving_average(numbers, size):
    window = []
    for number in numbers:
        window.append(number)
        if len(window) > size:
            window = window[1:]  #~
        yield sum(window) / len(window)


def without_tail(parts):
    text = "".join(parts)
    while text.endswith("\n"):
        text = text[:-1]  #~
    return text


def send_all(sock, data: bytes):
    while data:
        sent = sock.send(data)
        data = data[sent:]  #~


def drain(stack):
    pending = tuple(stack)
    while len(pending) > 1:
        print(pending[0])
        pending = pending[1:]  #~


def several_cuts(source: str):
    while source:
        end = source.find("}")
        if end >= 0:
            source = source[end + 1 :]  #~
        else:
            source = source[source.index(";") + 1 :]  #~


def cut_before_break(names, text: str):
    for name in names:
        for part in name:
            if text.startswith(part):
                text = text[len(part) :]  #~
                break
    return text


class Decoder:
    def __init__(self):
        self.buffer = b""
        self.children = []

    def decode(self):
        while len(self.buffer) > 2:
            size = self.buffer[0]
            print(self.buffer[:size])
            self.buffer = self.buffer[size:]  #~

    def strip(self):
        while self.children and self.children[0] is None:
            self.children = self.children[1:]  #~


class LineProtocol(asyncio.Protocol):
    def __init__(self):
        self.pending = b""

    def data_received(self, data):
        self.pending += data
        end = self.pending.find(b"\n")
        if end >= 0:
            self.line(self.pending[:end])
            self.pending = self.pending[end + 1 :]  #~

    def line(self, line):
        print(line)


# ---------------------------------------------------------------- near misses


def views(data: bytes):
    view = memoryview(data)
    while view:
        print(view[:4])
        view = view[4:]


def arrays(n):
    grid = numpy.zeros(n)
    while len(grid):
        grid = grid[1:]


def in_place(data: bytes):
    buffer = bytearray(data)
    while buffer:
        print(buffer[:4])
        del buffer[:4]


def offset(data: bytes):
    start = 0
    while start < len(data):
        print(data[start : start + 4])
        start += 4


def once(rows: list):
    rows = rows[1:]
    for row in rows:
        print(row)


def read_anew(file):
    while True:
        line = file.readline()
        if not line:
            break
        line = line[1:]
        print(line)


def target_of_the_loop(names: list[str]):
    for name in names:
        name = name[1:]
        print(name)


def seeded_in_the_loop(groups: list):
    for group in groups:
        rest = list(group)
        rest = rest[1:]
        print(rest)


def rebound_by_a_call(parse, text: str):
    while text:
        text = text[1:]
        text = parse(text)


def leaves_at_once(prefixes, name: str):
    for prefix in prefixes:
        if name.startswith(prefix):
            name = name[len(prefix) :]
            break
    return name


def fixed_window(rows: list, i):
    while i:
        rows = rows[i : i + 8]
        i -= 1


def bounded_history(events):
    history = []
    for event in events:
        history.append(event)
        history = history[-100:]
    return history


def few_turns(text: str):
    for _ in range(3):
        text = text[1:]
    for prefix in ("http:", "//"):
        if text.startswith(prefix):
            text = text[len(prefix) :]
    return text


def small_by_origin():
    args = sys.argv[1:]
    while args and args[0].startswith("-"):
        print(args[0])
        args = args[1:]


def of_one_line(line: str):
    words = line.split()
    while words and words[0] == "the":
        words = words[1:]
    return words


def another_name(rows: list):
    while rows:
        rest = rows[1:]
        print(rest)
        rows.pop()


def unknown(rows):
    while rows:
        rows = rows[1:]


class Holder:
    def reset(self, chunks):
        for chunk in chunks:
            self.rest = bytes(chunk)
            self.rest = self.rest[1:]
            print(self.rest)

    def once(self):
        self.rest = self.rest[1:]


# Trimmed output, registers and batches are not; peeled ends, stacks and rare
# turns only where they are long


def trimmed_output(table):
    text = ""
    for row in table:
        for cell in row:
            text += cell + ", "
        text = text[:-2]
        text += "\n"
    return text


def shift_register(fill: list, turns):
    state = list(fill)
    size = len(state)
    for _ in range(turns):
        state = state[1:size]
        state.append(sum(state) % 2)
    return state


def leading_dots(name: str):
    level = 0
    while name.startswith("."):
        level += 1
        name = name[1:]  #~
    return level, name


def without_empty_lines(lines: list):
    while lines and lines[0] == "":
        lines = lines[1:]  #~
    while lines and lines[-1] == "":
        lines = lines[:-1]  #~
    return lines


def by_threes(number):
    digits = str(number)
    parts = []
    while digits:
        parts.append(digits[-3:])
        digits = digits[:-3]  #~
    return parts


def open_tags(tags):
    stack = []
    for tag in tags:
        if tag.closes and stack[0] == tag.name:
            stack = stack[1:]  #~
        else:
            stack.insert(0, tag.name)
    return stack


def whole_lines(read):
    chunk = b""
    for data in iter(read, b""):
        chunk += data
        end = chunk.rindex(b"\n")
        yield chunk[: end + 1]
        chunk = chunk[end + 1 :]


def pairs(text: str, *replacements):
    while replacements:
        text = text.replace(replacements[0], replacements[1])
        replacements = replacements[2:]
    return text


def unpacked_pairs(parse):
    marks = list(parse())
    while marks:
        sign, value, *marks = marks  #~
        print(sign, value)


class Batch:
    def __init__(self, size):
        self.size = size
        self.rows = []

    def put_all(self, rows):
        for row in rows:
            self.rows.append(row)
            if len(self.rows) >= self.size:
                self.flush()

    def flush(self):
        print(self.rows[: self.size])
        self.rows = self.rows[self.size :]


# Read whole, and used up


def statements(path):
    with open(path) as file:
        source = file.read()
    while source:
        end = source.find(";")
        yield source[:end]
        source = source[end + 1 :]  #~


def strip_tokens(tokens: list):
    while tokens and tokens[0] == "":
        tokens = tokens[1:]  #~ note
    return tokens


def driver_for(system_id, drivers):
    """Each prefix is used whole, as a key."""
    prefix = tuple(system_id)
    while len(prefix) > 7:
        try:
            return drivers[prefix]
        except KeyError:
            prefix = prefix[:-1]


def show_last(source, height):
    """A window of as many lines at each turn."""
    lines = []
    while True:
        lines.append(source.get())
        lines = lines[-height:]
        print(lines)


# What could not be sent is put back: as much may come in as goes.

class Outbox:
    def __init__(self, items):
        self.items = list(items)

    def flush(self):
        while self.items:
            batch = self.items[:25]
            self.items = self.items[25:]
            self.items.extend(self.send(batch))

    def flush_all(self):
        while self.items:
            batch = self.items[:25]
            self.items = self.items[25:]  #~
            self.send(batch)

    def send(self, batch):
        return [item for item in batch if not item]


def reached(root):
    todo = [root]
    found = []
    while todo:
        node = todo[0]
        todo = todo[1:]  #~
        todo.extend(node.children)
        found.append(node)
    return found


def quarters(path):
    with open(path, "rb") as f:
        data = f.read()
    while data:
        yield data[:4]
        data = data[4:]  #~ warning


def quarters_of_settings(settings_path):
    with open(settings_path, "rb") as f:
        data = f.read()
    while data:
        yield data[:4]
        data = data[4:]  #~ note


def passed_quarters(data: bytes):
    while data:
        yield data[:4]
        data = data[4:]  #~ warning


def all_quarters(path):
    return list(passed_quarters(open(path, "rb").read()))


def windows(values: list[int], more, length, overlap):
    """A window that goes on: what was yielded must stay as it is."""
    while len(values) == length:
        yield values
        values = values[length - overlap:]
        values.extend(more(length - overlap))


def dispatched(tokens: list[str], level):
    """The rest is wanted as a list at each turn."""
    while tokens:
        token, tokens = tokens[0], tokens[1:]
        level = level.child(token, tokens)
    return level


def not_dispatched(tokens: list[str], level):
    while tokens:
        token, tokens = tokens[0], tokens[1:]  #~
        level = level.child(token, len(tokens))
    return level


# Silent: a window, as long as its bounds say


def common_part(parts: list, others):
    for other in others:
        start, length = longest_common(parts, other)
        parts = parts[start:start + length]
    return parts


def boundary_in(blocks, boundary):
    """No more than the end of it is kept."""
    last = b""
    for block in blocks:
        last += block
        if boundary in last:
            return True
        last = last[-len(boundary) - 2:]
    return False


def boundary_left_in(blocks, boundary):
    last = b""
    for block in blocks:
        last += block
        while boundary in last:
            last = last[len(boundary) + 2:]  #~
    return last

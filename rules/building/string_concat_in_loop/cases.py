"""Text that grows by concatenation, and what looks like it."""

import io
import os
import re
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser


# Reported: kept where CPython never extends in place.


class Report:
    title = ""

    def __init__(self, name):
        self.name = name
        self.text = ""
        self.size = 0
        self.lines = []
        self.parts = {"head": "", "body": ""}

    def add_rows(self, rows):
        for row in rows:
            self.text += ",".join(row) + "\n"  #~

    def add_rows_with_plus(self, rows):
        for row in rows:
            self.text = self.text + str(row)  #~

    def add_until_blank(self, source: io.StringIO):
        while True:
            line = source.readline()
            if not line.strip():
                break
            self.parts["body"] += line  #~

    def indent(self, depth):
        while depth > 0:
            self.text = "  " + self.text  #~
            depth -= 1

    def emit(self, piece: str):
        self.text += piece  #~

    def emit_line(self, piece: str):
        self.emit(piece + "\n")

    def emit_table(self, table):
        for row in table:
            self.emit_line(str(row))

    def walk(self, node):
        self.text += f"<{node.tag}>"  #~
        if node.left is not None:
            self.walk(node.left)
        if node.right is not None:
            self.walk(node.right)

    @classmethod
    def set_title(cls, words):
        for word in words:
            Report.title += word.capitalize()  #~

    def add_pages(self, pages):
        for number, page in enumerate(pages):
            if number:
                self.text += "\f"  #~
            for line in page:
                self.text += line


class TextOnly(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""
        self.depth = 0

    def handle_data(self, data):
        self.text += data  #~

    def handle_starttag(self, tag, attrs):
        self.depth += 1


def merged(rows):
    record = {"key": "", "notes": ""}
    for row in rows:
        record["notes"] += row["note"] + "; "  #~
    return record


def first_cell(cells):
    total = [""]
    for cell in cells:
        total[0] += str(cell)  #~
    return total[0]


log_text = ""


def log_all(events):
    global log_text
    for event in events:
        log_text += f"{event}\n"  #~


def log_one(event):
    global log_text
    log_text += f"{event}\n"  #~


def log_later(events):
    for event in reversed(events):
        log_one(event)


# Reported: a form that makes a new text, in a plain local too.


def newest_first(entry):
    text = ""
    while entry is not None:
        text = entry.line + "\n" + text  #~
        entry = entry.next
    return text


def numbered(lines):
    out = ""
    for i, line in enumerate(lines):
        out = out + str(i) + line  #~
    return out


def as_list(items):
    html = "<ul>"
    for item in items:
        html = f"{html}<li>{item}</li>"  #~
    return html + "</ul>"


def nested(names):
    html = ""
    for name in reversed(names):
        html = f"<{name}>{html}</{name}>"  #~
    return html


def as_words(items):
    words = ""
    for item in items:
        words = "%s %s" % (words, item)  #~
    return words


def as_csv(items):
    line = ""
    for item in items:
        line = "{},{}".format(line, item)  #~
    return line


def joined_again(items):
    line = ""
    for item in items:
        line = " ".join([line, item])  #~
    return line


def comma_list(items):
    line = ""
    for item in items:
        line = line + ", " + item if line else item  #~
    return line


def sentence(items):
    line = ""
    for item in items:
        line = item if not line else line + item  #~
    return line


def with_count(items):
    line, count = "", 0
    for item in items:
        line, count = line + item, count + 1  #~
    return line, count


# Reported: in place up to 3.10, copied from 3.11 on.

summary = ""
for part in ("head", "body", "foot", "a", "b", "c", "d", "e", "f"):
    summary += part.title()  #~


class Table:
    header = ""
    for column in range(1, 13):
        header += f"{column:>6}"  #~


def render(nodes):
    out = ""

    def emit(text):
        nonlocal out
        out += text  #~

    for node in nodes:
        emit(node.text)
    return out


def captured(lines):
    text = ""
    for line in lines:
        text += line  #~
    return lambda: text


# Reported: a second reference is alive.


def prefixes(words):
    seen = []
    path = ""
    for word in words:
        path += "/" + word  #~
        seen.append(path)
    return seen


def growing(words):
    text = ""
    for word in words:
        text += word  #~
        yield text


def longest_change(words):
    text, change = "", ""
    for word in words:
        before = text
        text += word  #~
        if len(word) > len(change):
            change = before
    return change


def links(items):
    html = ""
    for item in items:
        html = f"{html}<a href='{item}'>{item}</a>"  #~
    return html


# Reported as a note: a plain local.


def plain(lines):
    text = ""
    for line in lines:
        text += line  #~
    return text


def plain_plus(lines):
    text = str(len(lines))
    for line in lines:
        text = text + (line + "\n")  #~
    return text


def passed_on(lines, progress):
    text = ""
    for line in lines:
        text += line  #~
        progress(len(text))
    return text


def by_annotation(text: str, lines):
    for line in lines:
        text += line  #~
    return text


def emptied_now_and_then(source: str):
    word = ""
    words = []
    for char in source:
        if char.isspace():
            words.append(word)
            word = ""
        else:
            word += char  #~
    return words


def none_first(chunks):
    text = None
    for chunk in chunks:
        if text is None:
            text = chunk.decode()
        else:
            text += chunk.decode()  #~
    return text


def by_lines(source: str):
    parts = source.split("\n")
    text = parts[0]
    for part in parts[1:]:
        text += "  " + part  #~
    return text


# No fix: something may see the attribute before the loop is done.


class Seen:
    def __init__(self, rows):
        self.text = ""
        self.rows = rows

    def with_method(self, pos):
        while not pos.finished():
            self.text += pos.next()  #~

    def with_handler(self):
        try:
            for row in self.rows:
                self.text += row + "\n"  #~
        except TypeError:
            return self.text
        return None

    def with_own_method(self):
        for row in self.rows:
            self.show()
            self.text += str(row)  #~

    def with_reading(self):
        for row in self.rows:
            print(self.text)
            self.text += str(row)  #~

    def show(self):
        print(self.text)


# One finding for all statements of a loop in which one text grows.


class Letter:
    def __init__(self):
        self.lines = ""

    def add(self, paragraphs):
        for paragraph in paragraphs:
            self.lines += "\n"  #~
            if paragraph.indent:
                self.lines += " " * 8
            self.lines += str(paragraph)


def in_both_ways(rows):
    text = ""
    for row in rows:
        text += row.name
        text = f"{text}: {row.size}"  #~
        text += "\n"
    return text


def in_two_loops(rows):
    text = ""
    for row in rows:
        text += row.name  #~
        for cell in row.cells:
            text += cell
    return text


def in_two_loops_after_one_another(rows, notes):
    text = ""
    for row in rows:
        text += row.name  #~
    for note in notes:
        text += note  #~
    return text


# Reported as a note: few turns, but each one copies.


def member_of(path: str):
    archive, member = os.path.split(path)
    while archive and not os.path.exists(archive):
        archive, name = os.path.split(archive)
        member = "/".join([name, member])  #~
    return archive, member


def mounted(script: str, mounts):
    rest = ""
    while script not in mounts:
        script, name = script.rsplit("/", 1)
        rest = f"/{name}{rest}"  #~
    return script, rest


def content_type(params):
    ctype = ""
    for key, value in params:
        if not ctype:
            ctype = f"{key}={value}"
        else:
            ctype = "; ".join([ctype, f"{key}={value}"])  #~
    return ctype


def quoted(pattern):
    out = "^"
    for c in pattern:
        out = f"{out}[{c}]"  #~
    return out


# Silent: until a name is free, a text is long enough.


class Names:
    def __init__(self):
        self.prefix = ""

    def choose(self, taken, width):
        while self.prefix in taken:
            self.prefix += "_"
        number = ""
        while len(number) < width:
            number += "0"
        return self.prefix + number


# Silent: nothing is carried from turn to turn.


def bound_by_the_loop(lines):
    for line in lines:
        line += "\n"
        print(line)


def bound_in_the_loop(rows):
    for row in rows:
        text = "row "
        text += str(row)
        print(text)


def reset_at_the_end(rows, out):
    text = ""
    for row in rows:
        text += str(row)
        out.write(text)
        text = ""


def once(rows):
    text = "rows: "
    text += str(rows)
    return text


def left_at_once(rows):
    text = "first: "
    for row in rows:
        if row:
            text += str(row)
            break
    return text


def each_item(cells):
    for i in range(len(cells)):
        cells[i] += "\n"
    names = {"a": "", "b": ""}
    for name in names:
        names[name] += name
    return cells, names


def each_object(nodes):
    for node in nodes:
        node.label = ""
        node.label += node.tag


def last_line(words):
    lines = [""]
    for word in words:
        lines[-1] += word
        lines.append("")
    return lines


class Header:
    def __init__(self, name):
        self.name = name
        self.text = ""
        self.text += name

    def render(self, rows):
        for row in rows:
            self.text = ""
            self.text += str(row)
            print(self.text)

    def start(self, name):
        self.text = "start "
        self.text += name

    def start_all(self, names):
        for name in names:
            self.start(name)


def few_turns(value):
    text = ""
    for i in range(4):
        text += value[i]
    return text


def base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def base_of_any(number, digits):
    text = ""
    while number > 0:
        text = digits[number % len(digits)] + text
        number = int(number // len(digits))
    return text


def path_of(node):
    path = ""
    while node is not None:
        path = "/" + node.name + path
        node = node.parent
    return path


def doubled_by_format(links, text=""):
    for link in links:
        text = f"<a href='{text}'>{text}</a>"
    return text


def looked_up(source, keys):
    out = []
    key = ""
    for char in source:
        key += char
        if key in keys:
            out.append(keys[key])
            key = ""
    return out


def seen_before(source):
    word = ""
    known = {"": 0}
    for char in source:
        word += char
        known.get(word)
    return word


def few_words(key):
    text = ""
    for word in key.split("_"):
        text += word.capitalize()
    return text


def date_and_time(moment):
    fields = moment.timetuple()
    text = str(fields[0])
    for i in range(1, len(fields)):
        text += ", " + str(fields[i])
    return text


def if_empty(lines):
    first = ""
    for line in lines:
        if not first:
            first += line
    return first


def doubled(limit):
    line = "-"
    while len(line) < limit:
        line += line
    return line


# Silent: no text, or not known to be.


def numbers(rows):
    total = 0
    mean = 0.0
    for row in rows:
        total += row.size
        mean = mean + row.size / 2
    return total, mean


def counters(rows):
    count = Counter()
    sizes = defaultdict(int)
    for row in rows:
        count += Counter(row)
        sizes["all"] += len(row)
    return count, sizes


def lists(rows):
    cells = []
    for row in rows:
        cells += row
    return cells


def unknown(start, rows):
    for row in rows:
        start += row
    return start


def unknown_attribute(page, rows):
    for row in rows:
        page.body += row


# Silent: the ways out.


class Page:
    def __init__(self):
        self.text = ""

    def fill(self, rows):
        self.text = "\n".join(str(row) for row in rows)

    def write(self, rows):
        out = io.StringIO()
        for row in rows:
            out.write(str(row))
        self.text = out.getvalue()


# Data, in an attribute.


class Log:
    def __init__(self):
        self.text = ""

    def load(self, path):
        with open(path) as file:
            for line in file:
                self.text += line.rstrip()  #~


# Silent: bytes are added to it, so it never was a text.


class Agent:
    answer = ""

    def dataReceived(self, data):
        self.answer += data


class Mixed:
    text = ""

    def feed(self, parts):
        for part in parts:
            self.text += part.encode()


def signed(positions):
    line = ""
    for position in positions:
        line += +str(position) + " "
    return line


def plain(positions):
    line = ""
    for position in positions:
        line += str(position) + " "  #~
    return line


# What is put back: the message says so.


class Unread:
    def __init__(self):
        self.rest = ""

    def unread(self, text):
        self.rest = str(text) + self.rest  #~

    def skip(self, marks):
        for mark in marks:
            self.unread(mark)


def folder_for(parts, cache):
    """Each path so far is a key: it is wanted whole at each turn."""
    path = "/"
    folder = None
    for part in parts:
        path = "/".join([path, part])
        folder = cache.get(path)
        if folder is None:
            cache[path] = folder = make_folder(part)
    return folder


class Shout:
    def __init__(self):
        self.text = ""
        self.head = ""

    def add_all(self, path):
        for line in open(path):
            self.text += line.upper()  #~ warning

    def add_settings(self, path):
        for line in open(path + "/settings.ini"):
            self.text += line.upper()  #~ note

    def add_head(self, path):
        for line in open(path):
            if line.startswith("#"):
                self.head += line  #~ note
            if line.startswith("="):
                break

    def add_all_until_empty(self, stream):
        while True:
            line = stream.readline()
            if not line:
                break
            self.text += line.upper()  #~ warning

    def add_marked(self, stream):
        while True:
            line = stream.readline()
            if line == "end\n":
                break
            self.text += line.upper()  #~ note


class Messages:
    """What has grown is handed on, and begins anew."""

    def __init__(self, source):
        self.source = source
        self.buffered = ""
        self.kept = ""

    def read(self):
        for line in self.source:
            self.buffered += str(line)
            if self.buffered.count("{") > self.buffered.count("}"):
                continue
            line, self.buffered = self.buffered, ""
            print(line)

    def read_all(self):
        for line in self.source:
            self.kept += str(line)  #~
            if self.kept.count("{") > self.kept.count("}"):
                continue
            line, self.other = self.kept, ""
            print(line)


class Answer:
    """What read() gives without a size is all there is."""

    def __init__(self, response):
        self.response = response
        self.data = ""
        self.text = ""
        more = self.response.read()
        while more:
            self.data += more
            more = self.response.read()

    def read_parts(self, path):
        with open(path) as file:
            part = file.read()
            while part:
                self.text += part
                part = file.read()

    def read_pieces(self, path):
        with open(path) as file:
            piece = file.read(4096)
            while piece:
                self.text += piece  #~ warning
                piece = file.read(4096)

    def read_all(self, paths):
        for path in paths:
            with open(path) as file:
                whole = file.read()
            self.text += whole  #~


if __name__ == "__main__":
    # tried by hand: a note
    typed = ""
    while True:
        part = sys.stdin.readline()
        if not part:
            break
        typed = typed + part  #~ note


def run_lines(path, shell):
    """Source code is no data."""
    source = ""
    for line in open(path):
        source = source + shell.expanded(line) + "\n"  #~ note
    shell.runsource(source, path, "exec")


def sent_lines(path, shell):
    source = ""
    for line in open(path):
        source = source + shell.expanded(line) + "\n"  #~ warning
    shell.send(source, path, "exec")


def matched_lines(path, session):
    pattern = ""
    for line in open(path):
        pattern = line + "|" + pattern  #~ warning
    session.exec(pattern)
    return re.compile(pattern)


def executed_lines(path):
    source = ""
    for line in open(path):
        source = line + source  #~ note
    exec(source)


# ------------------------------------------------- of a loop that nothing ends


class Log:
    def __init__(self):
        self.all = ""

    def keep(self, source):
        while True:
            self.all += str(source.next())  #~

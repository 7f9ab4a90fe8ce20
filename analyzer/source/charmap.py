"""Write the encodings that are tables, as CPython has them, to C:

    python3 charmap.py > charmap.gen.h

Those of one byte a character, and those of several (GBK, Shift JIS, Big5, EUC).
Those alone that have ASCII where ASCII has it: the comment that names a file's
encoding (PEP 263) is read as ASCII. Names are as encodings.normalize_encoding
makes them, in small letters.
"""

import encodings.aliases
import importlib
import pkgutil

UNDEFINED = 0xFFFE  # no character
WIDE = 0xD800  # from here to 0xDFFF: one of charmap_wide, which are no 16 bits
SUPPLEMENTARY = 189000  # the number of U+10000 in GB 18030


def decoded(name, *of):
    """What these bytes are, or None; a byte more is none of theirs."""
    try:
        text = bytes(of).decode(name)
    except UnicodeDecodeError:
        return None
    return None if len(of) > 1 and of[-1] < 128 and text[-1:] == chr(of[-1]) else text


class Tables:
    """What all encodings share: a row says what the last byte makes of those
    before, a lead has the row of each byte that comes before."""

    def __init__(self):
        self.points, self.wide = [], {}
        self.places, self.rows, self.leads = {}, {}, {(0,) * 128: 0}

    def point(self, text):
        if text is None:
            return UNDEFINED
        if len(text) == 1 and ord(text) < UNDEFINED and ord(text) >> 11 != WIDE >> 11:
            return ord(text)
        if len(text) > 2 or (text not in self.wide and len(self.wide) == 0x800):
            return UNDEFINED
        return WIDE + self.wide.setdefault(text, len(self.wide))

    def row(self, texts):
        points = [self.point(text) for text in texts]
        there = [at for at, point in enumerate(points) if point != UNDEFINED]
        if not there:
            return 0
        points = tuple(points[there[0]:there[-1] + 1])
        if points not in self.places:
            self.places[points] = len(self.points)
            self.points += points
        return self.rows.setdefault(
            (self.places[points], there[0], len(points)), len(self.rows) + 1)

    def lead(self, name, singles, *before):
        rows = tuple(
            0 if single else
            self.row([decoded(name, *before, byte, last) for last in range(256)])
            for byte, single in enumerate(singles, 128))
        return self.leads.setdefault(rows, len(self.leads))

    def map(self, name):
        """What becomes of one byte, of two, of three from 0x8F on (EUC)."""
        singles = [decoded(name, byte) for byte in range(128, 256)]
        pairs = triples = 0
        if hasattr(importlib.import_module("encodings." + name), "codec"):
            pairs = self.lead(name, singles)
            if not list(self.leads)[pairs][0x8F - 128]:
                triples = self.lead(name, [None] * 128, 0x8F)
        return [self.point(single) for single in singles], pairs, triples


def four_bytes(linear):
    rest, fourth = divmod(linear, 10)
    rest, third = divmod(rest, 126)
    first, second = divmod(rest, 10)
    return first + 0x81, second + 0x30, third + 0x81, fourth + 0x30


def ranges():
    """(number of the first, how many, its code point) of what four bytes say in
    GB 18030, by its own numbers."""
    found = []
    for linear in range(50400):
        text = decoded("gb18030", *four_bytes(linear))
        if text is None or len(text) != 1:
            continue
        last = found[-1] if found else (0, 0, 0)
        if linear - last[0] == ord(text) - last[2] == last[1]:
            found[-1] = (last[0], last[1] + 1, last[2])
        else:
            found.append((linear, 1, ord(text)))
    assert decoded("gb18030", *four_bytes(SUPPLEMENTARY)) == "\U00010000"
    return [*found, (SUPPLEMENTARY, 0x100000, 0x10000)]


def is_table(name):
    module = importlib.import_module("encodings." + name)
    return (name in ("ascii", "latin_1") or hasattr(module, "decoding_table") or
            hasattr(module, "codec")) and all(
                decoded(name, byte) == chr(byte) for byte in range(128))


def print_values(form, values):
    for at in range(0, len(values), 8):
        print("    " + " ".join(form % value + "," for value in values[at:at + 8]))


def print_rows(what, form, rows):
    print("static const %s[] = {" % what)
    for row in rows:
        print("    {" + form % row + "},")
    print("};\n")


def print_maps(maps, tables):
    print("static const struct charmap charmaps[] = {")
    for name, (singles, pairs, triples) in maps.items():
        print("    {{")
        print_values("0x%04x", singles)
        print("    }, %d, %d, %d}," % (pairs, triples, name == "gb18030"))
    print("};\n")
    print("static const uint16_t charmap_points[] = {")
    print_values("0x%04x", tables.points)
    print("};\n")
    print_rows("struct charmap_row charmap_rows", "%d, %d, %d", [(0, 0, 0), *tables.rows])
    print("static const uint16_t charmap_leads[][128] = {")
    for rows in tables.leads:
        print("    {")
        print_values("%d", rows)
        print("    },")
    print("};\n")
    print_rows("struct charmap_wide charmap_wide", "0x%x, 0x%x", [
        (ord(text[0]), ord(text[1]) if text[1:] else 0) for text in tables.wide])
    print_rows("struct charmap_range charmap_ranges", "%d, %d, 0x%x", ranges())


def print_names(found):
    names = {name: name for name in found}
    for alias, name in encodings.aliases.aliases.items():
        if name in found:
            names.setdefault(alias.lower().replace(".", "_"), name)
    print("/* sorted */")
    print_rows("struct charmap_name charmap_names", '"%s", %d', [
        (alias, found.index(names[alias])) for alias in sorted(names)])


def main():
    found = [m.name for m in pkgutil.iter_modules(encodings.__path__)
             if m.name not in ("mbcs", "oem") and is_table(m.name)]
    tables = Tables()
    print_maps({name: tables.map(name) for name in found}, tables)
    print_names(found)


if __name__ == "__main__":
    main()

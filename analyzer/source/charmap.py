"""Write the encodings of one byte a character, as CPython has them, to C:

    python3 charmap.py > charmap.gen.h

Those alone that have ASCII where ASCII has it: the comment that names a file's
encoding (PEP 263) is read as ASCII. Names are as encodings.normalize_encoding
makes them, in small letters.
"""

import codecs
import encodings.aliases
import importlib
import pkgutil

UNDEFINED = 0xFFFE  # no character


def table(name):
    """The code points of the bytes from 128 on, or None."""
    module = importlib.import_module("encodings." + name)
    if name not in ("ascii", "latin_1") and not hasattr(module, "decoding_table"):
        return None
    points = []
    for byte in range(256):
        try:
            points.append(ord(codecs.decode(bytes([byte]), name)))
        except UnicodeDecodeError:
            points.append(UNDEFINED)
    if points[:128] != list(range(128)) or max(points) > 0xFFFF:
        return None
    return tuple(points[128:])


def main():
    modules = [m.name for m in pkgutil.iter_modules(encodings.__path__)]
    tables = {}
    for name in sorted(modules):
        found = table(name) if name not in ("mbcs", "oem") else None
        if found:
            tables[name] = found
    names = {name: name for name in tables}
    for alias, name in encodings.aliases.aliases.items():
        if name in tables:
            names.setdefault(alias.lower().replace(".", "_"), name)
    places = {name: at for at, name in enumerate(tables)}
    print("static const uint16_t charmap_points[][128] = {")
    for points in tables.values():
        rows = [", ".join("0x%04x" % p for p in points[at:at + 8])
                for at in range(0, 128, 8)]
        print("    {%s}," % ",\n     ".join(rows))
    print("};\n\n/* sorted */")
    print("static const struct charmap_name {\n\tconst char *name;")
    print("\tunsigned char table;\n} charmap_names[] = {")
    for alias in sorted(names):
        print('    {"%s", %d},' % (alias, places[names[alias]]))
    print("};")


if __name__ == "__main__":
    main()

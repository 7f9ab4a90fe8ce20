# Encodings (PEP 263): each of one byte a character as this Python has it, and
# what comes of those that are not known.
. "$CLI_LIB"

cat >../each.py <<'PYTHON'
"""each.py HEAPLINT: a file in each encoding, read as Python reads it; then as
--fix writes it back."""
import codecs, encodings.aliases, importlib, json, pkgutil, subprocess, sys

FIXED = "def total(path):\n    with open(path) as file:\n        return sum([int(i) for i in file])\n"
tried = 0
for module in pkgutil.iter_modules(encodings.__path__):
    name = module.name
    if name in ("mbcs", "oem", "mac_centeuro"):  # not in each version
        continue
    if name not in ("ascii", "latin_1") and not hasattr(
            importlib.import_module("encodings." + name), "decoding_table"):
        continue
    ascii = bytes(range(128))
    try:
        if ascii.decode(name) != ascii.decode():
            continue
    except UnicodeDecodeError:
        continue
    good, bad = [], []
    for byte in range(128, 256):
        try:
            if bytes([byte]).decode(name) > "\x7f":  # else ASCII once more
                good.append(byte)
        except UnicodeDecodeError:
            bad.append(byte)
    names = [name.replace("_", "-").upper()] + [
        a for a, n in encodings.aliases.aliases.items() if n == name][:1]
    for spelt in names:
        head = b"# coding: %s\n" % spelt.encode()
        text = head + b'print "' + bytes(good) + b'"\n'
        with open("each.py", "wb") as file:
            file.write(text)
        found = json.loads(subprocess.run(
            [sys.argv[1], "--isolated", "--exit-zero", "--output", "sarif", "each.py"],
            check=True, stdout=subprocess.PIPE).stdout)["runs"][0]["results"]
        said = found[0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]
        assert 'print "%s"' % bytes(good).decode(name) in said, (spelt, said)
        tried += 1
        if bytes(good).decode(name).encode(name) != bytes(good):
            continue  # two bytes are one character: left as it is
        text = head + b"# " + bytes(good) + b"\n" + FIXED.encode()
        with open("each.py", "wb") as file:
            file.write(text)
        subprocess.run([sys.argv[1], "--isolated", "--exit-zero", "--fix", "each.py"],
                       check=True, stdout=subprocess.DEVNULL)
        with open("each.py", "rb") as file:
            assert file.read() == text.replace(b"[", b"").replace(b"]", b""), spelt
    for byte in bad[:1]:
        with open("each.py", "wb") as file:
            file.write(head + b"# " + bytes([byte]))
        done = subprocess.run([sys.argv[1], "--isolated", "each.py"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 2, spelt
        assert b"each.py: line 2 is not valid " + spelt.encode() in done.stderr, done.stderr
assert tried > 100, tried
PYTHON
called="each encoding"
if PYTHONDONTWRITEBYTECODE=1 python3 ../each.py "$BINARY" >../out 2>../err; then
	pass
else
	fail "each encoding of one byte"
fi
rm -f each.py

# Emacs' names for line ends
printf '# -*- coding: iso-latin-1-unix -*-\nprint "\351"\n' >a.py
heaplint 0 --output full a.py
out_has 'print "é"'
printf '# vim: set fileencoding=utf8 :\nprint "\303\251"\n' >a.py
heaplint 0 --output full a.py
out_has 'print "é"'

# several bytes a character: by the system's iconv, which a program that is linked
# with all it needs has not
printf '# coding: shift_jis\nprint "\203\140"\n' >a.py
if ldd "$BINARY" 2>&1 | grep -qE 'not a dynamic|statically'; then
	heaplint 2 a.py
	err_has "a.py: unknown encoding 'shift_jis': this program, linked with all it needs,"
else
	heaplint 0 --output full a.py
	out_has 'print "チ"'
	printf '# coding: shift_jis\n\nprint "\203\n' >a.py
	heaplint 2 a.py
	err_has "a.py: line 3 is not valid shift_jis"
fi
printf '# coding: nonsense\n' >a.py
heaplint 2 a.py
err_has "a.py: unknown encoding 'nonsense'"
# CPython reads no source in these
printf '\377\376x\000=\0001\000\n\000' >a.py
heaplint 2 a.py
err_has "a.py: "

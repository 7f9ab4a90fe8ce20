# Encodings (PEP 263): each as this Python has it, and what comes of those that
# are not known.
. "$CLI_LIB"

script_passes() { # script, what it says
	called=$2
	if PYTHONDONTWRITEBYTECODE=1 python3 "$1" "$BINARY" >../out 2>../err; then
		pass
	else
		fail "$2"
	fi
}

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
script_passes ../each.py "each encoding of one byte"
rm -f each.py

# Emacs' names for line ends
printf '# -*- coding: iso-latin-1-unix -*-\nprint "\351"\n' >a.py
heaplint 0 --output full a.py
out_has 'print "é"'
printf '# vim: set fileencoding=utf8 :\nprint "\303\251"\n' >a.py
heaplint 0 --output full a.py
out_has 'print "é"'

cat >../several.py <<'PYTHON'
"""several.py HEAPLINT: all characters of each encoding of several bytes a
character, read as Python reads them; then --fix among them; then what is none."""
import encodings, glob, importlib, json, os, pkgutil, random, subprocess, sys

LINE = "print(sum([len('%s') * int(i) for i in open('x')]))\n"
FIXED = LINE.replace("[", "").replace("]", "")
SHUFFLED = random.Random(1)


def run(*arguments):
    return subprocess.run([sys.argv[1], "--isolated", *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def has_ascii(name):
    try:
        return all(bytes([byte]).decode(name) == chr(byte) for byte in range(128))
    except UnicodeDecodeError:
        return False


def characters(name):
    """The characters that it has and gives back; of those beyond 16 bits some."""
    found = []
    for point in [*range(0x80, 0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x110000, 31)]:
        try:
            one = chr(point).encode(name)
        except UnicodeEncodeError:
            continue
        # (EUC-KR spells some syllables in eight bytes, and nobody does)
        if len(one) <= 4 and one.decode(name, "ignore") == chr(point) and \
                point > 0xA0 and not chr(point).isspace():
            found.append(chr(point))
    return found


def several():
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in ("mbcs", "oem") and hasattr(importlib.import_module("encodings." + module.name), "codec") and \
                has_ascii(module.name):
            yield module.name


names = list(several())
assert len(names) > 10, names
written = {}
for name in names:
    texts = characters(name)
    assert len(texts) > 5000, name
    parts = ["".join(texts[at:at + 90]) for at in range(0, len(texts), 90)]
    written[name + ".py"] = parts
    with open(name + ".py", "w", encoding=name, newline="") as file:
        file.write("# coding: %s\n" % name + "".join(LINE % part for part in parts))
done = run("--exit-zero", "--select", "MEM501", "--output", "sarif", ".")
assert not done.stderr, done.stderr
log = json.loads(done.stdout)["runs"][0]["results"]
shown = {}
for one in log:
    place = one["locations"][0]["physicalLocation"]
    shown.setdefault(place["artifactLocation"]["uri"], []).append(
        place["region"]["snippet"]["text"])
for path, parts in written.items():
    assert len(shown[path]) == len(parts), path
    for part, line in zip(parts, shown[path]):
        assert part in line, (path, part, line)
done = run("--select", "MEM501", "--fix", ".")
assert done.returncode == 0 and not done.stderr, (done.stdout, done.stderr)
for path, parts in written.items():
    name = path[:-3]
    with open(path, encoding=name, newline="") as file:
        assert file.read() == "# coding: %s\n" % name + "".join(
            FIXED % part for part in parts), path
    os.remove(path)

# bytes as chance has them: what Python takes is taken, and nothing else
for name in names:
    wrong = set()
    for at in range(300):
        tail = bytes(SHUFFLED.choice((SHUFFLED.randrange(129, 255), SHUFFLED.randrange(48, 127)))
                     for _ in range(SHUFFLED.randrange(1, 5)))
        path = "%s.%d.py" % (name, at)
        with open(path, "wb") as file:
            file.write(b"# coding: %s\n# " % name.encode() + tail + b"\n")
        try:
            tail.decode(name)
        except UnicodeDecodeError:
            wrong.add(path)
    assert 10 < len(wrong) < 300, (name, len(wrong))
    said = run(".").stderr.decode()
    for path in glob.glob("*.py"):
        assert (path in wrong) == ("%s: line 2 is not valid %s\n" % (path, name) in said), path
        os.remove(path)
PYTHON
rm -f a.py
script_passes ../several.py "encodings of several bytes a character"
rm -f ./*.py

# a fix that brings characters along, of two bytes to four
cat >../slots.py <<'PYTHON'
import subprocess, sys
CLASS = """class Point:
%s    def __init__(self, %s):
        self.%s = %s


def points(values):
    return [Point(value) for value in values]
"""
for encoding, name in (("shift_jis", "縦ソ"), ("euc_jp", "縦丂"), ("big5", "橫"),
                       ("big5hkscs", "𠄌"), ("cp949", "세로"), ("gb18030", "横𠀀α")):
    for fixed in (False, True):
        text = "# coding: %s\n" % encoding + CLASS % (
            "    __slots__ = ('%s',)\n\n" % name if fixed else "", *[name] * 3)
        if fixed:
            subprocess.run([sys.argv[1], "--isolated", "--quiet", "--fix", "--unsafe-fixes",
                            "--exit-zero", "a.py"], check=True)
            with open("a.py", "rb") as file:
                read = file.read()
            assert read == text.encode(encoding), read.decode(encoding)
        else:
            with open("a.py", "wb") as file:
                file.write(text.encode(encoding))
PYTHON
script_passes ../slots.py "a fix brings characters along"
# those with states, or in which ASCII is not what it is
for name in iso2022_jp hz utf_7 shift_jis_2004; do
	printf '# coding: %s\n' $name >a.py
	heaplint 2 a.py
	err_has "a.py: unknown encoding '$name': to have it read, save it as UTF-8"
done
printf '# coding: nonsense\n' >a.py
heaplint 2 a.py
err_has "a.py: unknown encoding 'nonsense'"
# CPython reads no source in these
printf '\377\376x\000=\0001\000\n\000' >a.py
heaplint 2 a.py
err_has "a.py: "

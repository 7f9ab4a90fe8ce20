# One cycle that is made at several places is told once, at the first of them.
. "$CLI_LIB"
cat >parts.py <<'PY'
class Part:
    def __init__(self, whole):
        self.whole = whole
PY
cat >a.py <<'PY'
from parts import Part


class Whole:
    def __init__(self):
        self.part = Part(self)

    def again(self):
        self.part = Part(self)

    def other(self):
        self.spare = Part(self)


class Box:
    def __init__(self):
        self.part = Part(self)
PY
cat >b.py <<'PY'
from a import Whole
from parts import Part


def fill():
    whole = Whole()
    whole.part = Part(whole)
    return whole
PY
cat >call.py <<'PY'
class Bell:
    def __init__(self):
        self.day = self.ring
        self.night = lambda: self.ring()

    def change(self):
        self.day = self.ring
        self.night = lambda: self.ring()

    def ring(self):
        print("ring")
PY
touch pyproject.toml

# places FILE: where findings are, and where each says that it is so too
places() {
	python3 - "$1" <<'PY'
import json, sys
for finding in json.load(open(sys.argv[1]))["findings"]:
    print(finding["path"], finding["start"]["line"],
          *("%s:%d" % (place["path"], place["start"]["line"])
            for place in finding["related"]))
PY
}
# likewise FILE: the classes of the cycles that findings stand for
likewise() {
	python3 - "$1" <<'PY'
import json, sys
for finding in json.load(open(sys.argv[1]))["findings"]:
    for other in finding["cycle"]["likewise"]:
        print(other["path"], other["start"]["line"],
              *(said["class"] for said in other["objects"]))
PY
}
for order in "a.py b.py parts.py" "parts.py b.py a.py"; do
	heaplint 0 --output json --select MEM101 --exit-zero $order
	places "$PWD/../out" >../places
	cat >../expected <<'TEXT'
a.py 6 a.py:9
a.py 12
a.py 17
b.py 7
TEXT
	holds "each cycle once, from $order" cmp -s ../places ../expected
done
heaplint 0 --output json --select MEM102 --exit-zero call.py
places ../out >../places
printf 'call.py 3 call.py:7\ncall.py 4\ncall.py 8\n' >../expected
holds "a lambda is another each time" cmp -s ../places ../expected
# removing it from the list is not enough: the attribute still holds it
cat >shown.py <<'PY'
from parts import Part


class Shown:
    def __init__(self):
        self.rows = []
        row = Part(self)
        self.rows.append(row)
        self.row = row

    def remove(self, row):
        self.rows.remove(row)
PY
heaplint 0 --output json --select MEM101 --exit-zero shown.py parts.py
places ../out >../places
printf 'shown.py 9 shown.py:8\n' >../expected
holds "what is not cut stands for what is" cmp -s ../places ../expected
# a comment at the place that is told is for all of it, one at another for that
sed -i '6s/$/  # heaplint: ignore[MEM101] meant/' a.py
heaplint 0 --output json --select MEM001,MEM101 --exit-zero a.py parts.py
places ../out >../places
printf 'a.py 12\na.py 17\n' >../expected
holds "a suppressed cycle is not told elsewhere" cmp -s ../places ../expected
sed -i '6s/  #.*//; 9s/$/  # heaplint: ignore[MEM101] meant/' a.py
heaplint 0 --output json --select MEM001,MEM101 --exit-zero a.py parts.py
places ../out >../places
printf 'a.py 6\na.py 12\na.py 17\n' >../expected
holds "one place is suppressed, the cycle is told" cmp -s ../places ../expected
sed -i '9s/  #.*//' a.py
heaplint 0 --add-ignores a.py parts.py
heaplint 0 --output concise a.py parts.py
out_is ""

# what one class and one registry do for many is told once in all files
cat >base.py <<'PY'
class Plugin:
    def __init__(self, host):
        self.host = host


class Host:
    def __init__(self):
        self.plugins = []

    def add(self, plugin):
        self.plugins.append(plugin)
PY
for number in 1 2 3 4 5 6 7; do
	cat >plugin$number.py <<PY
from base import Host, Plugin


class P$number(Plugin):
    pass


def register(host: Host):
    host.add(P$number(host))
PY
done
for options in "" "-j2" "--cache-dir ../cache" "--cache-dir ../cache"; do
	heaplint 0 --output json --select MEM101 --exit-zero $options base.py plugin?.py
	places ../out >../places
	echo "plugin1.py 9 plugin2.py:9 plugin3.py:9 plugin4.py:9 plugin5.py:9 plugin6.py:9" >../expected
	holds "one cause, one finding ($options)" cmp -s ../places ../expected
	out_has "here too: 'Host' and 'P6', and at 1 more place\""
	likewise ../out >../classes
	printf 'plugin%d.py 9 base.Host plugin%d.P%d\n' \
		2 2 2 3 3 3 4 4 4 5 5 5 6 6 6 7 7 7 >../expected
	holds "all that it stands for ($options)" cmp -s ../classes ../expected
done
heaplint 0 --output sarif --select MEM101 --exit-zero base.py plugin?.py
out_has '"likewise":[["base.Host","plugin2.P2"],'
sed -i '9s/$/  # heaplint: ignore[MEM101] meant/' plugin3.py
heaplint 0 --output json --select MEM001,MEM101 --exit-zero base.py plugin?.py
places ../out >../places
echo "plugin1.py 9 plugin2.py:9 plugin4.py:9 plugin5.py:9 plugin6.py:9 plugin7.py:9" >../expected
holds "one of them is suppressed, the cause is told" cmp -s ../places ../expected
sed -i '9s/$/  # heaplint: ignore[MEM101] meant/' plugin1.py
heaplint 0 --select MEM001,MEM101 --output concise base.py plugin?.py
out_is ""

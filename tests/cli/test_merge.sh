# heaplint merge: SARIF logs of several runs to one of one run.
. "$CLI_LIB"
LOADS='def f(lines):\n    return max([set(x) for x in lines.readlines()])\n'
mkdir -p src/sub
for name in a 'b c' ü d e f g h; do
	printf "$LOADS" >"src/$name.py"
	printf "print 'x'\n$LOADS" >"src/sub/$name.py"
done
cat >src/ring.py <<'PY'
class Node:
    def __init__(self):
        self.child = Child(self)


class Child:
    def __init__(self, parent):
        self.parent = parent


def use():
    return [Node() for _ in range(9)]
PY
echo '# coding: nonsense' >src/unread.py

# all shares, in any order: the log of one run, byte for byte
heaplint 2 --output sarif=once.sarif src
for i in 1 2 3 4 5; do
	"$HEAPLINT" --output sarif=s$i.sarif --exit-zero --shard $i/5 src 2>>../codes
done
heaplint 2 merge -o merged.sarif s3.sarif s1.sarif s5.sarif s2.sarif s4.sarif
err_has "heaplint: the run of "
err_has "did not succeed; the log says why"
holds "the log of one run" cmp -s merged.sarif once.sarif
heaplint 2 merge s5.sarif s4.sarif s3.sarif s2.sarif s1.sarif
holds "on standard output" cmp -s ../out once.sarif
printf '%s\n' s1.sarif s2.sarif s3.sarif s4.sarif s5.sarif >logs
heaplint 2 merge @logs
holds "of a list" cmp -s ../out once.sarif
# in steps; what is told twice counts once; through another program's spelling
"$HEAPLINT" merge -o m1.sarif s1.sarif s2.sarif 2>/dev/null
"$HEAPLINT" merge -o m2.sarif s5.sarif s3.sarif s4.sarif s2.sarif 2>/dev/null
heaplint 2 merge m2.sarif m1.sarif s3.sarif
holds "of merged logs" cmp -s ../out once.sarif
heaplint 2 merge once.sarif once.sarif
holds "twice the same is the same" cmp -s ../out once.sarif
python3 -c 'import json
log = json.load(open("s1.sarif"))
log["runs"][0] = dict(reversed(list(log["runs"][0].items())))
json.dump(log, open("spelled.sarif", "w"), indent=4)'
"$HEAPLINT" merge s2.sarif s3.sarif s4.sarif s5.sarif spelled.sarif >../out 2>../err
holds "whatever spaces and order it has" cmp -s ../out once.sarif
python3 - >several.sarif <<'PY'
import json
logs = [json.load(open("s%d.sarif" % i)) for i in (1, 2, 3, 4, 5)]
logs[0]["runs"] = [log["runs"][0] for log in logs]
print(json.dumps(logs[0]))
PY
heaplint 2 merge several.sarif
holds "several runs in one log" cmp -s ../out once.sarif

heaplint 0 merge --version
# exit codes: what failed, what is to fail
rm src/unread.py
heaplint 1 --output sarif=once.sarif src
heaplint 0 merge once.sarif
heaplint 1 merge --fail-on warning once.sarif
heaplint 0 merge --fail-on error once.sarif
heaplint 0 --level error --exit-zero --output sarif=none.sarif src
heaplint 0 merge --fail-on note none.sarif
heaplint 0 merge --fail-on note none.sarif none.sarif
printf 'def f(lines):\n    return max([set(x) for x in lines.readlines()])  # heaplint: ignore[MEM501]\n' >ignored.py
heaplint 0 --show-suppressed --output sarif=ignored.sarif ignored.py
heaplint 0 merge --fail-on note ignored.sarif

# the category: what all say, the usual one, or what is asked for
"$HEAPLINT" --sarif-category x --output sarif=x1.sarif --shard 1/2 --exit-zero src
"$HEAPLINT" --sarif-category x --output sarif=x2.sarif --shard 2/2 --exit-zero src
"$HEAPLINT" --sarif-category x --output sarif=x.sarif --exit-zero src
"$HEAPLINT" --sarif-category y --output sarif=y2.sarif --shard 2/2 --exit-zero src
heaplint 0 merge x1.sarif x2.sarif
holds "the category of all" cmp -s ../out x.sarif
heaplint 0 merge x1.sarif y2.sarif
holds "the usual category" cmp -s ../out once.sarif
heaplint 0 merge --sarif-category x once.sarif y2.sarif
holds "the category that is asked for" cmp -s ../out x.sarif

# other rules of other runs are added
"$HEAPLINT" --select MEM5 --output sarif=five.sarif --exit-zero src
"$HEAPLINT" --select MEM0 --output sarif=nought.sarif --exit-zero src
"$HEAPLINT" --select MEM0,MEM5 --output sarif=both.sarif --exit-zero src
heaplint 0 merge five.sarif nought.sarif
python3 - ../out both.sarif >../rules <<'PY'
import json, sys
a, b = (json.load(open(name))["runs"][0] for name in sys.argv[1:])
key = lambda r: json.dumps(r, sort_keys=True)
print(a["tool"] == b["tool"], sorted(map(key, a["results"])) == sorted(map(key, b["results"])))
PY
holds "the rules of both" [ "$(cat ../rules)" = "True True" ]

# too many findings: errors first, as one run leaves notes out
mkdir many
python3 - <<'PY'
for i in range(150):
    with open("many/%d.py" % i, "w") as file:
        for k in range(200):
            file.write("def f(lines):\n"
                       "    return max([set(x) for x in lines%s])\n"
                       % (".readlines()" if k < 50 else ""))
PY
"$HEAPLINT" --exit-zero --output sarif=once.sarif many
for i in 1 2; do
	"$HEAPLINT" --exit-zero --output sarif=s$i.sarif --shard $i/2 many
done
heaplint 0 merge s2.sarif s1.sarif
holds "25000 of many" cmp -s ../out once.sarif
out_has "5000 of 30000 findings are left out"

wrong() { # what it says, arguments...
	says=$1
	shift
	heaplint 2 merge "$@"
	out_is ""
	err_is "heaplint: $says"
}
change() { # Python: changes `log`, its first `run`
	python3 - "$1" >changed.sarif <<'PY'
import json, sys
log = json.load(open("x1.sarif"))
run = log["runs"][0]
exec(sys.argv[1])
print(json.dumps(log))
PY
}
refused() { # what it says, Python
	change "$2"
	wrong "cannot merge 'changed.sarif': $1" x2.sarif changed.sarif
}
none="no SARIF log of heaplint"
wrong "merge: give the logs of 'heaplint check --output sarif=FILE'"
wrong "cannot merge 'no.sarif': No such file or directory" no.sarif
wrong "cannot merge 'src/a.py': $none" src/a.py
: >empty.sarif
wrong "cannot merge 'empty.sarif': $none" empty.sarif
"$HEAPLINT" --output json=r.json --exit-zero src
wrong "cannot merge 'r.json': $none" r.json
wrong "cannot write 'no/x': No such file or directory" -o no/x x1.sarif
refused "$none" 'log["version"] = "2.0.0"'
refused "$none" 'log["runs"] = []'
refused "$none" 'log["runs"] = 3'
refused "$none" 'log["runs"] = [3]'
refused "$none" 'run["tool"] = {}'
refused "a log of 'ruff', not of heaplint" 'run["tool"]["driver"]["name"] = "ruff"'
refused "written by heaplint 9.9, which is not that of 'x2.sarif'" \
	'run["tool"]["driver"]["version"] = "9.9"'
refused "it says other things of rule MEM501 than 'x2.sarif'" \
	'[r for r in run["tool"]["driver"]["rules"] if r["id"] == "MEM501"][0]["name"] = "X"'
refused "it says other things of rule MEM501 than 'x2.sarif'" \
	'[r for r in run["tool"]["driver"]["rules"] if r["id"] == "MEM501"][0]["messageStrings"]["form-1"]["text"] = "X"'
refused "another program added to its tool" 'run["tool"]["extensions"] = []'
refused "its 'artifacts' is not that of 'x2.sarif', and heaplint does not know how to unite them" \
	'run["artifacts"] = [{}]'
refused "its 'columnKind' is not that of 'x2.sarif', and heaplint does not know how to unite them" \
	'run["columnKind"] = "unicodeCodePoints"'
refused "its 'columnKind' is not that of 'x2.sarif', and heaplint does not know how to unite them" \
	'del run["columnKind"]'
refused "damaged: result 2 is none of heaplint" 'run["results"][1]["ruleIndex"] += 1'
refused "damaged: result 2 is none of heaplint" 'run["results"][1]["ruleIndex"] = -1'
refused "damaged: result 1 is none of heaplint" 'run["results"][0]["level"] = "bad"'
refused "damaged: result 1 is none of heaplint" 'del run["results"][0]["locations"]'
refused "damaged: result 1 is none of heaplint" 'run["results"][0] = 3'
refused "damaged: result 1 is none of heaplint" 'run["results"] = 3'
refused "damaged: it does not say whether its run succeeded" 'del run["invocations"]'
refused "damaged: it does not say whether its run succeeded" 'run["invocations"] *= 2'
# cut anywhere, it is refused, and nothing is written
size=$(wc -c <x1.sarif)
for part in 1 10 1000 $((size / 3)) $((size / 2)) $((size - 40)) $((size - 3)); do
	head -c $part x1.sarif >changed.sarif
	heaplint 2 merge -o never.sarif x2.sarif changed.sarif
	err_has "cannot merge 'changed.sarif': "
done
holds "nothing is written" [ ! -e never.sarif ]

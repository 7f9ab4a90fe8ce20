#!/bin/sh
# run.sh: all that --output json, json-lines and graph write of the test corpus,
# and of odd runs, against docs/*.schema.json.
set -u
heaplint=${HEAPLINT:-build/heaplint}
build=${BUILD:-build}/schema
passed=0
failed=0

written() { # name, exit code, arguments...
	name=$1 wanted=$2
	shift 2
	"$heaplint" "$@" --output "json=$build/$name.json" \
		--output "json-lines=$build/$name.jsonl" >/dev/null 2>&1
	got=$?
	if [ "$got" = "$wanted" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED heaplint $*: exit $got, wanted $wanted"
	fi
}

valid() { # schema, file...
	counts=$(node tests/schema/validate.mjs "$@")
	[ $? = 0 ] || printf '%s\n' "$counts" | head -n 20
	counts=$(printf '%s\n' "$counts" |
		sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
	[ -n "$counts" ] || counts="0 1"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
}

rm -rf "$build"
mkdir -p "$build"
for part in rules corpus tests; do
	written "$part" 0 check --isolated --exit-zero --include-tests "$part"
done
cat >"$build/suppressed.py" <<'END'
print "x"  # heaplint: ignore[MEM002] it is old
print "y"  # heaplint: ignore[MEM002]
END
written suppressed 0 check --isolated --show-suppressed "$build/suppressed.py"
written missing 2 check --isolated --exit-zero "$build/missing.py" docs
printf 'x = 1\n' >"$build/empty.py"
written nothing 0 check --isolated "$build/empty.py"

echo 'x = max([set(y) for y in open("z")])' |
	python3 tests/cli/notebook.py "$build/cells.ipynb"
written notebook 1 check --isolated "$build/cells.ipynb"

# of a file that changed since, and findings of others that name it
mkdir "$build/linked"
cat >"$build/linked/a.py" <<'END'
from b import Child


class Parent:
    def __init__(self, n):
        self.children = [Child(self) for _ in range(n)]
END
cat >"$build/linked/b.py" <<'END'
class Child:
    def __init__(self, parent):
        self.parent = parent
END
"$heaplint" summarize --isolated --summary "$build/linked.summary" \
	"$build/linked" >/dev/null 2>&1
written cycle 0 link --exit-zero "$build/linked.summary"
echo "x = 1" >"$build/linked/b.py"
written changed 2 link --exit-zero "$build/linked.summary"

"$heaplint" graph --isolated --all --output "json=$build/graph.json" rules \
	corpus >/dev/null 2>&1
mv "$build/graph.json" "$build/drawn"
valid docs/heaplint.schema.json "$build"/*.json
valid 'docs/heaplint.schema.json#/$defs/finding' "$build"/*.jsonl
valid docs/heaplint-graph.schema.json "$build/drawn"

# what names the schemas says the program's own address
home=$(sed -n 's/^  "homepage": "\(.*\)",/\1/p' package.json)
for schema in docs/*.schema.json; do
	if grep -qF "\"\$id\": \"$home$(basename "$schema")\"" "$schema"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $schema: \$id is not below $home"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

#!/bin/sh
# run.sh [HEAPLINT] [--record]: `heaplint dump FACT` of each
# tests/facts/FACT/CASE.py must be what is recorded beside it in CASE.out.
# With --record: write what it is.
cd "$(dirname "$0")/../.." || exit 2
heaplint=${HEAPLINT:-build/heaplint}
record=
passed=0
failed=0
for word; do
	case $word in
	--record) record=1 ;;
	*) heaplint=$word ;;
	esac
done

for file in tests/facts/*/*.py; do
	fact=$(basename "$(dirname "$file")")
	out=${file%.py}.out
	if [ -n "$record" ]; then
		"$heaplint" dump "$fact" "$file" >"$out" || failed=$((failed + 1))
	elif "$heaplint" dump "$fact" "$file" 2>&1 | diff -u "$out" -; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
[ -n "$record" ] || echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

#!/bin/sh
# run.sh [HEAPLINT] [--record]: `heaplint dump FACT` of each
# tests/facts/FACT/CASE.py must be what is recorded beside it in CASE.out, and
# that of another fact what is in CASE.OTHER.out. With --record: write what it is.
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

# compare FACT CASE.py OUT
compare()
{
	if [ -n "$record" ]; then
		"$heaplint" dump "$1" "$2" >"$3" || failed=$((failed + 1))
	elif "$heaplint" dump "$1" "$2" 2>&1 | diff -u "$3" -; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

for file in tests/facts/*/*.py; do
	case=${file%.py}
	compare "$(basename "$(dirname "$file")")" "$file" "$case.out"
	for other in "$case".*.out; do
		[ -e "$other" ] || continue
		fact=${other#"$case."}
		compare "${fact%.out}" "$file" "$other"
	done
done
[ -n "$record" ] || echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

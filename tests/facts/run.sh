#!/bin/sh
# Compare `heaplint dump FACT FILE` with what is recorded beside each file:
#   tests/facts/FACT/CASE.py and CASE.out
# With --record, write what is dumped instead.
cd "$(dirname "$0")/../.." || exit 2
heaplint=${HEAPLINT:-build/heaplint}
failed=0
for file in tests/facts/*/*.py; do
	fact=$(basename "$(dirname "$file")")
	out=${file%.py}.out
	if [ "$1" = --record ]; then
		"$heaplint" dump "$fact" "$file" >"$out"
	elif ! "$heaplint" dump "$fact" "$file" | diff -u "$out" -; then
		echo "FAILED $file" >&2
		failed=1
	fi
done
exit $failed

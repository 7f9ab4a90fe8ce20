#!/bin/sh
# run.sh [NAME]: each fuzz target, or that one, for $TIME seconds, from its seeds
# and what earlier runs added to build/fuzz/corpus; first, what once was found.
# What fails is left in build/fuzz/, and the exit code is 1.
set -u
[ $# -gt 0 ] || exec sh tests/together.sh "$0" tests/fuzz/fuzz_*.c

name=$(basename "$1" .c)
name=${name#fuzz_}
BUILD="$(cd "${BUILD:-build}" && pwd)" # (a target may go elsewhere)
program="$BUILD/heaplint"
out=$BUILD/fuzz
here=$PWD/tests/fuzz
corpus=$out/corpus/$name
seeds=$out/seeds/$name
export ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=0
export UBSAN_OPTIONS=print_stacktrace=1

mkdir -p "$corpus" "$seeds"
# What is no text, or is here already.
case $name in
summaries)
	rm -f "$seeds"/made.*
	for file in rules/cycles/*/cases.py rules/growth/*/cases.py \
		rules/layout/*/cases.py; do
		"$program" summarize --isolated --quiet --summary \
			"$seeds/made.$(echo "$file" | tr / _)" "$file"
	done
	"$program" summarize --isolated --quiet --summary "$seeds/made.all" \
		corpus/seeded
	;;
python | pragmas | fixes | parsers)
	for file in rules/*/*/cases.py; do
		cp "$file" "$seeds/made.$(echo "$file" | tr / _)"
	done
	;;
baseline)
	"$program" check --isolated --exit-zero --write-baseline \
		"$seeds/made.json" corpus/seeded >/dev/null
	;;
merge)
	"$program" check --isolated --exit-zero --quiet --select MEM501 \
		--output "sarif=$seeds/made.sarif" corpus/seeded
	;;
esac

set -- "$corpus" "$seeds"
if [ "$name" = parsers ]; then
	python3 "$here/generate.py" "$seeds/generated" 600
	set -- "$@" "$here/python.seeds"
fi
for folder in "$here/$name.seeds" "$here/$name.found"; do
	[ ! -d "$folder" ] || set -- "$@" "$folder"
done
[ ! -f "$here/$name.dict" ] || set -- "$@" "-dict=$here/$name.dict"
if "$out/fuzz_$name" "-max_total_time=${TIME:-60}" -timeout=60 \
	-rss_limit_mb=4096 -max_len=20000 -entropic=0 -print_final_stats=1 \
	-artifact_prefix="$out/$name-" "$@" >"$out/$name.log" 2>&1; then
	echo "  $name: $(sed -n 's/stat::number_of_executed_units: *//p' \
		"$out/$name.log") inputs"
	echo "1 passed, 0 failed"
else
	echo "FAILED $name: see $out/$name.log"
	grep -E 'ERROR|SUMMARY|runtime error|Test unit|Assert' "$out/$name.log"
	echo "0 passed, 1 failed"
fi

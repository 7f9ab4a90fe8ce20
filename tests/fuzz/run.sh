#!/bin/sh
# run.sh SECONDS [NAME...]: each fuzz target for so long, from its seeds and what
# earlier runs added to build/fuzz/corpus; first, what once was found. What fails
# is left in build/fuzz/, and the exit code is 1.
set -u
seconds=$1
shift
BUILD="$(cd "${BUILD:-build}" && pwd)" # (a target may go elsewhere)
program="$BUILD/heaplint"
out=$BUILD/fuzz
here=$PWD/tests/fuzz
passed=0
failed=0
export ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=0
export UBSAN_OPTIONS=print_stacktrace=1

# What is no text, or is here already.
more_seeds() { # name, folder
	case $1 in
	summaries)
		rm -f "$2"/made.*
		for file in rules/cycles/*/cases.py rules/growth/*/cases.py \
			rules/layout/*/cases.py; do
			"$program" summarize --isolated --quiet --summary \
				"$2/made.$(echo "$file" | tr / _)" "$file"
		done
		"$program" summarize --isolated --quiet --summary "$2/made.all" \
			corpus/seeded
		;;
	python | pragmas | fixes)
		for file in rules/*/*/cases.py; do
			cp "$file" "$2/made.$(echo "$file" | tr / _)"
		done
		;;
	baseline)
		"$program" check --isolated --exit-zero --write-baseline \
			"$2/made.json" corpus/seeded >/dev/null
		;;
	merge)
		"$program" check --isolated --exit-zero --quiet --select MEM501 \
			--output "sarif=$2/made.sarif" corpus/seeded
		;;
	settings)
		cp heaplint.toml pyproject.toml "$2" 2>/dev/null
		;;
	esac
}

[ $# -gt 0 ] || set -- $(ls $here/fuzz_*.c | sed 's,.*/fuzz_\(.*\)\.c,\1,')

# As many at once as there are processors.
if [ $# -gt 1 ]; then
	said=$(printf '%s\n' "$@" |
		xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 1 sh "$0" "$seconds")
	echo "$said" | grep -v '^[0-9]* passed, '
	passed=$(echo "$said" | grep -c '^1 passed, ')
	echo "$passed passed, $(($# - passed)) failed"
	[ "$passed" = $# ]
	exit
fi
for name; do
	corpus=$out/corpus/$name
	seeds=$out/seeds/$name
	mkdir -p "$corpus" "$seeds"
	more_seeds "$name" "$seeds"
	set -- "$corpus" "$seeds"
	for folder in "$here/$name.seeds" "$here/$name.found"; do
		[ ! -d "$folder" ] || set -- "$@" "$folder"
	done
	[ ! -f "$here/$name.dict" ] || set -- "$@" "-dict=$here/$name.dict"
	if "$out/fuzz_$name" -max_total_time="$seconds" -timeout=60 \
		-rss_limit_mb=4096 -max_len=20000 -entropic=0 -print_final_stats=1 \
		-artifact_prefix="$out/$name-" "$@" >"$out/$name.log" 2>&1; then
		passed=$((passed + 1))
		echo "  $name: $(sed -n 's/stat::number_of_executed_units: *//p' \
			"$out/$name.log") inputs"
	else
		failed=$((failed + 1))
		echo "FAILED $name: see $out/$name.log"
		grep -E 'ERROR|SUMMARY|runtime error|Test unit|Assert' "$out/$name.log"
	fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]

#!/bin/sh
# run.sh test|check|coverage|analyze|soak|integration: run the steps, each with its seconds; the
# last line counts what passed and failed: the tests of the steps that count
# theirs, each other step as one.
set -u
export HEAPLINT_NO_CACHE=1 # they are to see what the code does now
export BUILD="${BUILD:-build}"
export HEAPLINT="$BUILD/heaplint"
log=$BUILD/step.log
passed=0
failed=0

step() { # name, command...
	name=$1
	shift
	echo "== $name"
	began=$(date +%s)
	{
		"$@" 2>&1
		echo $? >"$log.status"
	} | tee "$log"
	status=$(cat "$log.status")
	seconds=$(($(date +%s) - began))
	counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" |
		tail -n 1)
	[ -n "$counts" ] || counts="$((status == 0)) $((status != 0))"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
	if [ "$status" != 0 ] && [ "${counts#* }" = 0 ]; then
		failed=$((failed + 1))
	fi
	echo "== $name: $seconds s, exit $status"
}

variant() { # name, make's arguments...: build it, to be read by line only
	variant=$1
	shift
	make --no-print-directory "-j$(getconf _NPROCESSORS_ONLN)" V= \
		CFLAGS=-g1 VARIANT="$variant" "$@" >"$BUILD/$variant.log" 2>&1 ||
		{
			cat "$BUILD/$variant.log"
			return 1
		}
}

# What the analysers are to be told of where headers are.
rooms() {
	ls -d analyzer analyzer/*/ | sed 's/^/-I/' | tr '\n' ' '
}

. "$(dirname "$0")/steps_$1.sh"

rm -f "$log" "$log.status"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

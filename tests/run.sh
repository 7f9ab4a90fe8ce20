#!/bin/sh
# run.sh test|check|coverage|analyze|soak|integration [STEP]: run its steps, or
# that one, each with its seconds; the last line counts what passed and failed:
# the tests of the steps that count theirs, each other step as one. Those of test
# and check run beside each other, as many as there are processors: the seconds
# of each are shown when it ends, what they said in their order when all have.
set -u
export HEAPLINT_NO_CACHE=1 # they are to see what the code does now
export BUILD="${BUILD:-build}"
export HEAPLINT="$BUILD/heaplint"
here=$(dirname "$0")
{ true >&3; } 2>/dev/null || exec 3>/dev/null
all=$1
wanted=${2-}
names=
passed=0
failed=0

step() { # name, command...
	names="$names$1
"
	[ -n "$wanted" ] || ! are_together || return 0
	[ -z "$wanted" ] || [ "$wanted" = "$1" ] || return 0
	name=$1
	shift
	log=$(mktemp)
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
	rm -f "$log" "$log.status"
	[ -n "$counts" ] || counts="$((status == 0)) $((status != 0))"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
	if [ "$status" != 0 ] && [ "${counts#* }" = 0 ]; then
		failed=$((failed + 1))
	fi
	echo "== $name: $seconds s, exit $status"
	[ -z "$wanted" ] || ! are_together ||
		echo "  $name: $seconds s, exit $status" >&3
}

# The steps of the others need what those before them made.
are_together() {
	[ "$all" = test ] || [ "$all" = check ]
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

. "$here/steps_$all.sh"

if [ -z "$wanted" ] && are_together; then
	export STEPS_OF="$all"
	exec 3>&1
	printf '%s' "$names" | xargs -d '\n' sh "$here/together.sh" "$here/step.sh"
	exit
fi
echo "$passed passed, $failed failed"
[ $((passed + failed)) != 0 ] && [ "$failed" = 0 ]

#!/bin/sh
# run.sh: run the unit tests in $BUILD/tests; of those that pass only cmocka's
# closing lines are shown.
set -u
log=${BUILD:-build}/unit.log
passed=0
failed=0

for source in tests/unit/test_*.c; do
	name=$(basename "$source" .c)
	"${BUILD:-build}/tests/$name" >"$log" 2>&1
	status=$?
	good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\..*/\1/p' "$log")
	bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s),.*/\1/p' "$log")
	# one that crashes does not count its tests
	[ "$status" = 0 ] || [ -n "$bad" ] || bad=1
	passed=$((passed + ${good:-0}))
	failed=$((failed + ${bad:-0}))
	echo "$name"
	if [ "$status" = 0 ]; then
		grep -E '^\[(==========|  PASSED  )\] [0-9]* test\(s\)' "$log" |
			tail -n 2
	else
		cat "$log"
		echo "$name: exit $status"
	fi
done
rm -f "$log"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

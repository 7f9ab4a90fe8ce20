#!/bin/sh
# run.sh [TEST]: run the unit tests in $BUILD/tests, or that one; of those that
# pass only cmocka's closing lines are shown.
set -u
[ $# -gt 0 ] || exec sh tests/together.sh "$0" tests/unit/test_*.c

name=$(basename "$1" .c)
log=${BUILD:-build}/tests/$name.log
"${BUILD:-build}/tests/$name" >"$log" 2>&1
status=$?
good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\..*/\1/p' "$log")
bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s),.*/\1/p' "$log")
# one that crashes does not count its tests
[ "$status" = 0 ] || [ -n "$bad" ] || bad=1
echo "$name"
if [ "$status" = 0 ]; then
	grep -E '^\[(==========|  PASSED  )\] [0-9]* test\(s\)' "$log" | tail -n 2
else
	cat "$log"
	echo "$name: exit $status"
fi
rm -f "$log"
echo "${good:-0} passed, ${bad:-0} failed"

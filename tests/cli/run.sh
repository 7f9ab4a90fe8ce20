#!/bin/sh
# run.sh [TEST...]: the program as people and scripts call it. Each test_*.sh
# runs in an empty directory outside any project, with what lib.sh offers.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=${HEAPLINT:-build/heaplint}
HEAPLINT=$(CDPATH='' cd -- "$(dirname -- "$program")" && pwd)/heaplint
export HEAPLINT
CLI_LIB=$here/lib.sh
export CLI_LIB
# Nothing of whoever runs this may show in the results.
unset NO_COLOR FORCE_COLOR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export LC_ALL=C
passed=0
failed=0

[ $# -gt 0 ] || set -- "$here"/test_*.sh
for test; do
	case $test in
	/*) ;;
	*) test=$PWD/$test ;;
	esac
	work=$(mktemp -d)
	CLI_COUNTS=$work/counts
	export CLI_COUNTS
	: >"$CLI_COUNTS"
	mkdir "$work/here"
	(cd "$work/here" && sh -u "$test") || echo failed >>"$CLI_COUNTS"
	good=$(grep -c passed "$CLI_COUNTS")
	bad=$(grep -c failed "$CLI_COUNTS")
	[ "$bad" = 0 ] || echo "$(basename "$test"): $bad FAILED"
	[ "$good" != 0 ] || bad=$((bad + 1)) # it tested nothing
	passed=$((passed + good))
	failed=$((failed + bad))
	chmod -R u+rwx "$work"
	rm -rf "$work"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

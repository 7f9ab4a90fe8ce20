#!/bin/sh
# one.sh TEST: one test, for run.sh.
set -u
test=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
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
chmod -R u+rwx "$work"
rm -rf "$work"
echo "$good passed, $bad failed"

#!/bin/sh
# run.sh: the files for CI services on a sample project, and the logs that come
# of it before the validator.
set -u
heaplint=${HEAPLINT:-build/heaplint}
LOGS=${BUILD:-build}/ci
export LOGS
rm -rf "$LOGS"
mkdir -p "$LOGS"
said=$(node tests/ci/ci.mjs "$heaplint")
counts=$(printf '%s\n' "$said" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
[ -n "$counts" ] || counts="0 1"
passed=${counts% *}
failed=${counts#* }
[ "$failed" = 0 ] || printf '%s\n' "$said"
if sh tests/sarif/validate.sh "$LOGS/action.sarif" "$LOGS/gitlab.sarif"; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

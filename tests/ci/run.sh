#!/bin/sh
# run.sh: the files for CI services and build systems on sample projects, and
# the logs that come of it before the validator.
set -u
heaplint=${HEAPLINT:-build/heaplint}
LOGS=${BUILD:-build}/ci
export LOGS
rm -rf "$LOGS"
mkdir -p "$LOGS"
passed=0
failed=0

count() { # command...: adds what it counts
	said=$("$@")
	counts=$(printf '%s\n' "$said" |
		sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
	[ -n "$counts" ] || counts="0 1"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
	[ "${counts#* }" = 0 ] || printf '%s\n' "$said"
}

count node tests/ci/ci.mjs "$heaplint"
count sh tests/ci/scale.sh "$heaplint"
count python3 tests/ci/starlark.py "$heaplint"
if sh tests/sarif/validate.sh "$LOGS/action.sarif" "$LOGS/gitlab.sarif"; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

#!/bin/sh
# run.sh [TEST...]: the program as people and scripts call it. Each test_*.sh
# runs in an empty directory outside any project, with what lib.sh offers. Of all
# of them together, covered.py asks whether they tried each option and format.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=${HEAPLINT:-build/heaplint}
BINARY=$(CDPATH='' cd -- "$(dirname -- "$program")" && pwd)/heaplint
CLI_LIB=$here/lib.sh
recorder=$(mktemp -d)
HEAPLINT=$recorder/heaplint
CLI_CALLS=$recorder/calls
export BINARY HEAPLINT CLI_LIB CLI_CALLS
# What the tests call: the program, and the exit code and words are written down.
cat >"$HEAPLINT" <<'END'
#!/bin/sh
"$BINARY" "$@"
status=$?
IFS='	'
printf '%s\n' "$status	$*" >>"$CLI_CALLS"
exit $status
END
chmod +x "$HEAPLINT"
: >"$CLI_CALLS"
# Nothing of whoever runs this may show in the results.
unset NO_COLOR FORCE_COLOR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export LC_ALL=C HEAPLINT_NO_CACHE=1
covered=no
[ $# -gt 0 ] || {
	covered=yes
	set -- "$here"/test_*.sh
}
sh "$here/../together.sh" "$here/one.sh" "$@" | tee "$recorder/said"
counts=$(tail -n 1 "$recorder/said")
failed=${counts#* passed, }
failed=${failed% failed}
if [ $covered = yes ]; then
	python3 "$here/covered.py" "$BINARY" "$CLI_CALLS" "$here" || failed=1
fi
rm -rf "$recorder"
[ "$failed" = 0 ]

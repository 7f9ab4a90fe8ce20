#!/bin/sh
# together.sh SCRIPT ARGUMENT...: run `sh SCRIPT ARGUMENT` for each argument, as
# many at once as there are processors. What they say is shown in the arguments'
# order; the last line adds up how many passed and failed, as the last line of
# each says; one that does not say so failed. It may be run within itself.
set -u
script=$1
shift
export TOGETHER="$(mktemp -d)"
printf '%s\n' "$@" |
	xargs -d '\n' -P "$(getconf _NPROCESSORS_ONLN)" -n 1 sh -c \
		'sh "$0" "$1" >"$TOGETHER/$(basename "$1")" 2>&1' "$script"
passed=0
failed=0
for argument; do
	log=$TOGETHER/$(basename "$argument")
	counts=$(tail -n 1 "$log" |
		sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
	if [ -n "$counts" ]; then
		sed '$d' "$log"
	else
		counts="0 1"
		cat "$log"
		echo "$argument: did not get to its end"
	fi
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
done
rm -rf "$TOGETHER"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

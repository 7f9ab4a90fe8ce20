#!/bin/sh
# heaplint by GNU parallel: shares of the files at once, on this machine or on
# several that see the same directory, and one link of all (docs/scale.md). From
# the top of the project:
#
#     sh parallel.sh SHARES [OPTIONS OF link...]
#
# SRC is what is checked (.), HEAPLINT the program, HEAPLINT_ARGS are rules and
# settings, apart by blanks, PARALLEL_ARGS options of parallel, such as
# --sshlogin 8/one,8/two --workdir .
set -eu
shares=$1
shift
heaplint=${HEAPLINT:-heaplint}
out=${OUT:-.heaplint}
mkdir -p "$out"
rm -f "$out"/*.share
seq "$shares" | parallel --will-cite ${PARALLEL_ARGS:-} --halt now,fail=1 \
	"$heaplint" summarize --quiet ${HEAPLINT_ARGS:-} --shard "{}/$shares" \
	--summary "$out/{}.share" "${SRC:-.}"
exec "$heaplint" link "$@" "$out"/*.share

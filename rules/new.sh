#!/bin/sh
# new.sh FAMILY/NAME CODE: start a rule: its file, its cases, its evidence. They
# fail until they are written: the cases have no line that is reported.
set -eu
cd "$(dirname "$0")"
path=${1:-}
code=${2:-}

fail() {
	echo "new.sh: $*" >&2
	exit 2
}

case $path in
*/*/* | /* | */ | *[!a-z0-9_/]*) fail "'$path': NAME=family/name_of_the_pattern" ;;
*/*) ;;
*) fail "make rule NAME=building/string_concat_in_loop CODE=MEM301" ;;
esac
case $code in
MEM[0-9][0-9][0-9]) ;;
*) fail "'$code': CODE=MEM301" ;;
esac
family=${path%/*}
name=${path#*/}
case $family in
run | cycles | copies | building | layout | materialise | growth | resources) ;;
arrays | collector) ;;
*) fail "'$family' is no family; tests/unit/test_registry.c lists them" ;;
esac
[ ! -e "$path.c" ] || fail "rules/$path.c is there"
if grep -lq "\"$code\"" */*.c; then
	fail "$code is $(grep -l "\"$code\"" */*.c)"
fi
mkdir -p "$path"

cat >"$path.c" <<EOF
#include "rule.h"

#include "ask.h"

static rule_check check;

const struct rule rule_$name = {
    .code = "$code",
    .title = "The pattern that is found",
    .why = "The harm, in CPython's terms, with the figure that evidence.py"
           " measured.",
    .bad = "",
    .good = "",
    .see = SEE("https://docs.python.org/3/"),
    .messages = MESSAGES({"'{0}' does this harm", "do that instead"}),
    .level = LEVEL_NOTE,
    .levels = "A note.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

static void check(struct pass *pass, node_id n)
{
	if (!ask_calls(pass->facts, n, "module.function"))
		return;
	REPORT(pass, n, LEVEL_NOTE, 0, quote(pass, n));
}
EOF

cat >"$path/cases.py" <<EOF
"""$code: \`#~\` at the end of a line: a finding begins on it."""
EOF

cat >"$path/evidence.py" <<EOF
"""$code: what it costs, measured. Runs under any CPython from 3.8 on; what it
prints is recorded, and stands on the rule's page."""

import tracemalloc

ITEMS = 10000


def bad(n):
    raise NotImplementedError


def good(n):
    raise NotImplementedError


def peak(way):
    way(ITEMS)
    tracemalloc.start()
    way(ITEMS)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main():
    assert bad(100) == good(100)
    print(f"{ITEMS} items: bad takes {peak(bad)} bytes at a time, good {peak(good)}")
    assert peak(bad) > 2 * peak(good)


if __name__ == "__main__":
    main()
EOF
echo "rules/$path.c, rules/$path/cases.py and rules/$path/evidence.py are to be written"

#!/bin/sh
# scale.sh HEAPLINT [all]: the files in ci/scale/ for make, ninja and GNU
# parallel on a project: what comes out is what one run finds, what did not
# change is not read again. An engine that is not here is left out, but for
# `all` (tests/integration/scale.sh has them installed).
set -u
HEAPLINT=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename "$1")
all=${2:-}
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HEAPLINT
unset MAKEFLAGS MFLAGS MAKELEVEL
passed=0
failed=0

holds() { # what it says, a shell test...
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $engine: $what"
		head -n 20 "$work/log"
	fi
}

has() { # program
	if command -v "$1" >/dev/null 2>&1; then return 0; fi
	[ -z "$all" ] || {
		failed=$((failed + 1))
		echo "FAILED there is no $1"
	}
	return 1
}

project() { # a project named $engine, in which we then are; what one run finds
	mkdir "$work/$engine"
	cd "$work/$engine" || exit 1
	cp -r "$top/corpus/seeded" src
	find src ! -name '*.py' -type f -exec rm {} +
	: >pyproject.toml
	[ "$engine" = make ] || cp src/*/*.py . 2>/dev/null
	[ "$engine" = make ] || printf 'print "x"\n' >"it's \$a: b c.py"
	"$HEAPLINT" check --exit-zero --output concise . >"$work/once"
	holds "the project has findings" [ -s "$work/once" ]
}

same() { # after a run with --exit-zero: exit code
	holds "exit $1" [ "$1" = 0 ]
	grep '^[^ ]*\.py.*: MEM\|^it.s' "$work/log" >"$work/found"
	holds "what one run finds" cmp -s "$work/found" "$work/once"
}

engine=make
if has make; then
	project
	run_make() {
		make -s -j2 -f "$top/ci/scale/heaplint.mk" \
			LINK_ARGS="--output concise --exit-zero" "$@" >"$work/log" 2>&1
	}
	run_make
	same $?
	first=$(find .heaplint -name '*.summary' | wc -l)
	: >"$work/now"
	sleep 0.1
	changed=$(find src -name '*.py' | head -n 1)
	echo 'print "x"' >>"$changed"
	"$HEAPLINT" check --exit-zero --output concise . >"$work/once"
	run_make
	same $?
	again=$(find .heaplint -name '*.summary' -newer "$work/now" | wc -l)
	holds "only what changed is read again" [ "$again" = 1 ]
	holds "there are several" [ "$first" -gt 5 ]
	make -s -f "$top/ci/scale/heaplint.mk" \
		LINK_ARGS="--output concise --fail-on note" >"$work/log" 2>&1
	holds "findings fail" [ $? != 0 ]
fi

engine=ninja
if has ninja; then
	project
	run_ninja() {
		LINK_ARGS="--output concise --exit-zero" \
			python3 "$top/ci/scale/ninja.py" >heaplint.ninja &&
			ninja -f heaplint.ninja >"$work/log" 2>&1
	}
	run_ninja
	same $?
	"$HEAPLINT" check --exit-zero --output sarif . >"$work/once.sarif"
	holds "the log of one run" cmp -s .heaplint/heaplint.sarif "$work/once.sarif"
	run_ninja
	holds "nothing is to be done" grep -q 'no work to do' "$work/log"
	: >"$work/now"
	sleep 0.1
	echo 'print "y"' >>"it's \$a: b c.py"
	"$HEAPLINT" check --exit-zero --output concise . >"$work/once"
	run_ninja
	same $?
	again=$(find .heaplint -name '*.summary' -newer "$work/now" | wc -l)
	holds "only what changed is read again" [ "$again" = 1 ]
	rm "it's \$a: b c.py"
	"$HEAPLINT" check --exit-zero --output concise . >"$work/once"
	run_ninja
	same $?
fi

engine=parallel
if has parallel; then
	project
	sh "$top/ci/scale/parallel.sh" 5 --output concise --exit-zero \
		>"$work/log" 2>&1
	same $?
	sh "$top/ci/scale/parallel.sh" 3 --output concise --exit-zero \
		>"$work/log" 2>&1
	same $?
	sh "$top/ci/scale/parallel.sh" 3 --output concise --fail-on note \
		>"$work/log" 2>&1
	holds "findings fail" [ $? = 1 ]
	SRC=missing sh "$top/ci/scale/parallel.sh" 3 >"$work/log" 2>&1
	holds "what cannot be read fails" [ $? != 0 ]
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

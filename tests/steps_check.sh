# What `make check` runs, in the shell of run.sh.

# A part of CPython's own library, the same on any machine that has its sources.
library=$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
some="$library/asyncio $library/collections $library/email $library/json
	$library/logging $library/multiprocessing $library/xml"

# clang's warnings of all there is, and a while of each fuzz target, which have
# its sanitizers. (The unit tests run with gcc's.)
clang_and_fuzz() {
	variant fuzz all fuzz-targets warnings-of-tests CC=clang &&
		TIME=15 sh tests/fuzz/run.sh
}

# Findings are no failure here (exit code 1), a sanitizer's word is.
address_sanitizer() {
	variant asan everything || return 1
	ASAN_OPTIONS=detect_stack_use_after_return=1
	export ASAN_OPTIONS
	status=0
	BUILD="$BUILD/asan" sh tests/unit/run.sh || status=1
	"$BUILD/asan/heaplint" check --isolated --exit-zero --include-tests \
		--output "sarif=$BUILD/asan.sarif" --output "json=$BUILD/asan.json" \
		--output full rules corpus tests $some >"$BUILD/asan.txt" || status=1
	HEAPLINT="$BUILD/asan/heaplint" sh tests/cli/run.sh || status=1
	return $status
}

# gcc's thread sanitizer cannot bear the address space as the kernel shuffles it.
thread_sanitizer() {
	variant tsan all || return 1
	for jobs in 1 2 4; do
		setarch -R "$BUILD/tsan/heaplint" check --isolated --exit-zero \
			--include-tests -j$jobs --output concise rules corpus $some \
			>"$BUILD/tsan.$jobs" || return 1
		cmp "$BUILD/tsan.1" "$BUILD/tsan.$jobs" || return 1
	done
}

# Nothing that makes the parser or the memory fast may change a finding.
fast_and_plain() {
	variant plain all && make --no-print-directory CFLAGS=-g1 release || return 1
	for build in . plain fast; do
		"$BUILD/$build/heaplint" check --isolated --exit-zero \
			--include-tests --output json rules corpus tests $some \
			>"$BUILD/found.$build" || return 1
		cmp "$BUILD/found.." "$BUILD/found.$build" || return 1
	done
}

memcheck() {
	valgrind -q --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite,possible \
		"$HEAPLINT" check --isolated --exit-zero --include-tests -j2 \
		--output "sarif=$BUILD/memcheck.sarif" --output full rules corpus/seeded \
		>"$BUILD/memcheck.txt"
}

# It does not know _Noreturn, and charmap.c's tables of a megabyte take it minutes.
cppcheck_all() {
	cppcheck -q -ianalyzer/source/charmap.c '-D_Noreturn=__attribute__((noreturn))' --std=c11 --enable=warning,portability --inline-suppr \
		--suppress=missingIncludeSystem --suppress=uninitStructMember --suppress=zerodivcond --error-exitcode=1 \
		"-j$(getconf _NPROCESSORS_ONLN)" -D_GNU_SOURCE '-DHEAPLINT_VERSION=""' \
		'-DHEAPLINT_HOMEPAGE=""' $(rooms) -Ioutput -I"$BUILD/gen" \
		analyzer output rules
}

# Nothing recurses over the input's nesting, so nothing recurses; but types, whose
# parts nest at most 4 deep (types_table.c), 8 in an annotation.
tidy_all() {
	tidy misc-no-recursion $(ls analyzer/*.c analyzer/*/*.c output/*.c rules/*/*.c |
		grep -vE '/types(_table|_annotations)?\.c$') &&
		tidy "" analyzer/types/types.c analyzer/types/types_table.c \
			analyzer/types/types_annotations.c
}

tidy() { # a check more, files...
	export MORE="$1" ROOMS="$(rooms)"
	shift
	printf '%s\n' "$@" |
		xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 8 sh -c '
			clang-tidy --quiet --warnings-as-errors="*" \
				--checks="-*,$MORE,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-bugprone-branch-clone,-bugprone-sizeof-expression,-bugprone-macro-parentheses,-bugprone-too-small-loop-variable,-bugprone-implicit-widening-of-multiplication-result" \
				"$@" -- -std=c11 -D_GNU_SOURCE -DHEAPLINT_VERSION=\"\" \
				-DHEAPLINT_HOMEPAGE=\"\" $ROOMS -Ioutput -Ibuild/gen \
				-isystem node_modules/tree-sitter/vendor/tree-sitter/lib/include \
				-isystem node_modules/tree-sitter/vendor/tree-sitter/lib \
				$(pkg-config --cflags json-c) 2>/dev/null' tidy
}

# Each call that can fail does, in turn.
faults() {
	gcc -shared -fPIC -w -o "$BUILD/fail.so" tests/faults/fail.c -ldl &&
		python3 tests/faults/run.py "$HEAPLINT" "$BUILD/fail.so"
}

# The longest first.
step "address sanitizer" address_sanitizer
step "clang and fuzz" clang_and_fuzz
step "fast and plain" fast_and_plain
step "cppcheck" cppcheck_all
step "clang-tidy" tidy_all
step "thread sanitizer" thread_sanitizer
step "faults" faults
step "style" sh tests/style.sh
step "metamorphic" python3 tests/metamorphic.py "$HEAPLINT"
step "memcheck" memcheck
step "control flow" python3 tests/facts/flow_check.py

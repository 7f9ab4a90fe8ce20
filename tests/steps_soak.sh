# What `make soak` runs, in the shell of run.sh: the sanitizers and valgrind over
# all Python files below $SOAK_SRC (default: this Python's library). Files that
# cannot be read are no failure (exit code 2), a sanitizer's word is.
root=${SOAK_SRC:-$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')}

# The exit code of a sanitizer's word is 9, so that it is none of heaplint's own.
soak() { # name, threads, command...: run it over root, keep its findings
	name=$1
	threads=$2
	shift 2
	"$@" check --isolated --exit-zero --quiet --include-tests "-j$threads" \
		--output "concise=$BUILD/soak.$name" "$root" >"$BUILD/soak.out" 2>&1
	status=$?
	grep -v '^heaplint: ' "$BUILD/soak.out" && return 1
	[ $status = 0 ] || [ $status = 2 ] || {
		echo "exit code $status"
		return 1
	}
	cmp "$BUILD/soak.plain" "$BUILD/soak.$name"
}

address_sanitizer() {
	variant asan all && ASAN_OPTIONS=detect_stack_use_after_return=1:exitcode=9 \
		soak asan 2 "$BUILD/asan/heaplint"
}

# gcc's thread sanitizer cannot bear the address space as the kernel shuffles it.
thread_sanitizer() {
	variant tsan all && TSAN_OPTIONS=exitcode=9 \
		soak tsan 4 setarch -R "$BUILD/tsan/heaplint"
}

memcheck() {
	soak memcheck 1 valgrind -q --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite,possible "$HEAPLINT"
}

soak_plain() {
	soak plain 1 "$HEAPLINT"
}

# Programs of a grammar: the LR parser's trees are tree-sitter's.
generated() {
	variant fuzz fuzz-targets CC=clang &&
		rm -rf "$BUILD/generated" &&
		python3 tests/fuzz/generate.py "$BUILD/generated" 12000 2 &&
		"$BUILD/fuzz/fuzz_parsers" -runs=0 \
			-artifact_prefix="$BUILD/fuzz/parsers-" \
			"$BUILD/generated" >"$BUILD/generated.log" 2>&1 ||
		{
			grep -E 'ERROR|SUMMARY|Test unit' "$BUILD/generated.log"
			return 1
		}
}

step "plain" soak_plain
step "address sanitizer" address_sanitizer
step "thread sanitizer" thread_sanitizer
step "memcheck" memcheck
. "$(dirname "$0")/steps_analyze.sh"
step "generated programs" generated
step "hostile input" python3 tests/hostile.py "$HEAPLINT" --instructions
step "fixes" python3 tests/fix_property.py "$HEAPLINT" "$root"
step "options" python3 tests/cli/without.py "$HEAPLINT"

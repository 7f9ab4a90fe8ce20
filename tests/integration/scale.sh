#!/bin/sh
# scale.sh: heaplint by make, ninja, GNU parallel (tests/ci/scale.sh) and by
# Bazel itself: its sandbox, one changed file, a test. Bazel's own rules for
# coverage come from the network; an empty repository stands in for them.
set -u
HEAPLINT=$(CDPATH='' cd -- "$(dirname -- "${HEAPLINT:-build/heaplint}")" && pwd)/heaplint
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
work=$(mktemp -d)
passed=0
failed=0

finish() {
	[ ! -d "$work/project" ] || (cd "$work/project" && bazel \
		--output_user_root="$work/root" shutdown >/dev/null 2>&1)
	chmod -R u+w "$work"
	rm -rf "$work"
}
trap finish EXIT

said=$(sh "$top/tests/ci/scale.sh" "$HEAPLINT" all)
printf '%s\n' "$said" | grep FAILED
counts=$(printf '%s\n' "$said" |
	sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
[ -n "$counts" ] || counts="0 1"
passed=${counts% *}
failed=${counts#* }

holds() { # what it says, a shell test...
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED Bazel: $what"
		tail -n 20 "$work/log"
	fi
}

run_bazel() { # command, arguments...
	command=$1
	shift
	bazel --output_user_root="$work/root" "$command" --noshow_progress \
		--override_repository=remote_coverage_tools="$work/none" "$@" \
		>"$work/log" 2>&1
}

same() {
	"$HEAPLINT" check --isolated --exit-zero --output sarif="$work/once" src
	holds "the log of one run" cmp -s "$work/once" bazel-bin/heaplint.sarif
	holds "with findings" grep -q '"ruleIndex"' "$work/once"
}

mkdir "$work/none" "$work/project" "$work/project/tools"
: >"$work/none/WORKSPACE"
echo 'filegroup(name = "coverage_report_generator", visibility = ["//visibility:public"])' \
	>"$work/none/BUILD"
cd "$work/project" || exit 1
cp -r "$top/corpus/seeded" src
find src ! -name '*.py' -type f -exec rm {} +
cp "$HEAPLINT" "$top/ci/bazel/heaplint.bzl" tools/
: >WORKSPACE
: >pyproject.toml
echo 'exports_files(["heaplint", "heaplint.bzl"])' >tools/BUILD
cat >src/BUILD <<'BUILD'
load("//tools:heaplint.bzl", "heaplint_summaries")
heaplint_summaries(
    name = "summaries",
    srcs = glob(["**/*.py"]),
    project = ["//:pyproject.toml"],
    visibility = ["//visibility:public"],
)
BUILD
cat >BUILD <<'BUILD'
load("//tools:heaplint.bzl", "heaplint_report", "heaplint_test")
exports_files(["pyproject.toml"])
heaplint_report(name = "heaplint", deps = ["//src:summaries"])
heaplint_test(name = "strict_test", deps = ["//src:summaries"], options = ["--fail-on", "note"])
heaplint_test(name = "lenient_test", deps = ["//src:summaries"], options = ["--exit-zero"])
BUILD
run_bazel build --spawn_strategy=sandboxed //:heaplint
holds "it builds, in a sandbox" [ $? = 0 ]
same
changed=$(find src -name '*.py' | sort | head -n 1)
printf 'print "x"\n' >>"$changed"
run_bazel build --spawn_strategy=sandboxed //:heaplint
holds "it builds again" [ $? = 0 ]
holds "of one file, and the link" grep -q '3 processes: 1 internal, 2 ' "$work/log"
same
run_bazel build --spawn_strategy=local //:heaplint
holds "without a sandbox" [ $? = 0 ]
same
run_bazel test //:lenient_test
holds "a test that passes" [ $? = 0 ]
run_bazel test //:strict_test
holds "a test that fails" [ $? = 3 ]

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

#!/bin/sh
# run.sh: SARIF logs before the real validator (no errors, no warnings), and
# their line hashes against GitHub's algorithm: logs that a unit test makes of
# odd reports, the rules' cases, and the corpus.
set -u
heaplint=${HEAPLINT:-build/heaplint}
build=${BUILD:-build}
LOGS=$build/sarif
export LOGS
passed=0
failed=0

expect_success() { # command...
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $*"
	fi
}

rm -rf "$LOGS"
mkdir -p "$LOGS"
"$build/tests/test_sarif" >/dev/null 2>&1
for part in rules corpus; do
	expect_success "$heaplint" check --isolated --exit-zero --include-tests \
		--quiet --output "sarif=$LOGS/$part.sarif" "$part"
done
mkdir "$LOGS/notebook"
printf '%s\n' 'def f(file):' '    return max([set(x) for x in file.readlines()])' |
	python3 tests/cli/notebook.py "$LOGS/notebook/a b.ipynb"
expect_success "$heaplint" check --isolated --exit-zero --quiet \
	--output "sarif=$LOGS/notebook.sarif" "$LOGS/notebook"
# (Merged without rules.sarif, and none of the 5000 alike results of the unit test
# is validated: the validator takes half a minute for each of these.)
expect_success "$heaplint" merge -o "$LOGS/merged.sarif" \
	"$LOGS/corpus.sarif" "$LOGS/notebook.sarif"
expect_success sh tests/sarif/validate.sh "$LOGS"/[a-z]*.sarif
for log in linked odd 5000; do
	expect_success node tests/sarif/fingerprints.mjs "$LOGS/$log.sarif" \
		"$LOGS/$log.sarif.d"
done
for log in rules notebook; do
	expect_success node tests/sarif/fingerprints.mjs "$LOGS/$log.sarif" .
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

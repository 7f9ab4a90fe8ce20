#!/bin/sh
# run.sh: SARIF of the rules' cases and of the corpus, for the validator, and
# its line hashes for GitHub's algorithm.
set -u
heaplint=${HEAPLINT:-build/heaplint}
build=${BUILD:-build}
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

for part in rules corpus; do
	log=$build/$part.sarif
	expect_success "$heaplint" check --isolated --exit-zero --include-tests \
		--quiet --output "sarif=$log" "$part"
	expect_success sh tests/sarif/validate.sh "$log"
	expect_success node tests/sarif/fingerprints.mjs "$log" .
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

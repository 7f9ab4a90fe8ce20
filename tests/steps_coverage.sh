# What `make coverage` runs, in the shell of run.sh: the tests that ask what the
# program does, by a build that counts the lines they run; then the 20 files
# with the most lines that none ran, and how many were run of all. Fewer than
# $LEAST in 100 is a failure. (Which tests pass is `make test`'s to say: those
# of time and size are not run.)
LEAST=94

counted() {
	gcovr --root . --object-directory "$BUILD" --filter analyzer/ --filter output/ \
		--filter rules/ --exclude-throw-branches --txt "$BUILD/coverage.txt" \
		--json-summary "$BUILD/coverage.json" "$BUILD" &&
		python3 tests/coverage.py "$LEAST" "$BUILD/coverage.json"
}

find "$BUILD" -name '*.gcda' -exec rm {} +
step "unit tests" sh tests/unit/run.sh
step "facts" sh tests/facts/run.sh "$HEAPLINT"
step "rules" python3 tests/golden.py "$HEAPLINT"
step "fixes" python3 tests/fixes.py "$HEAPLINT"
step "seeded code" python3 tests/seeded.py "$HEAPLINT"
step "command line" sh tests/cli/run.sh
step "settings" python3 tests/settings.py "$HEAPLINT"
step "summaries" python3 tests/link.py "$HEAPLINT"
step "SARIF" sh tests/sarif/run.sh
step "JSON schemas" sh tests/schema/run.sh
step "CI" sh tests/ci/run.sh
step "coverage" counted

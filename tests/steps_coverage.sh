# What `make coverage` runs, in the shell of run.sh: the tests that ask what the
# program does, by a build that counts the lines they run; then the 20 files
# with the most lines that none ran, and how many were run of all. Fewer than
# $LEAST in 100 is a failure. Which tests pass is `make test`'s to say, those of
# time and size are not run: five minutes.
LEAST=94

tried() {
	sh tests/unit/run.sh
	sh tests/facts/run.sh "$HEAPLINT"
	python3 tests/golden.py "$HEAPLINT"
	python3 tests/fixes.py "$HEAPLINT"
	python3 tests/seeded.py "$HEAPLINT"
	sh tests/cli/run.sh
	python3 tests/settings.py "$HEAPLINT"
	python3 tests/link.py "$HEAPLINT"
	python3 tests/bounds.py "$HEAPLINT"
	sh tests/sarif/run.sh
	sh tests/schema/run.sh
	sh tests/ci/run.sh
}

counted() {
	find "$BUILD" -name '*.gcda' -exec rm {} +
	tried >"$BUILD/coverage.log" 2>&1
	gcovr --root . --object-directory "$BUILD" --filter analyzer/ --filter output/ \
		--filter rules/ --exclude-throw-branches --txt "$BUILD/coverage.txt" \
		--json-summary "$BUILD/coverage.json" "$BUILD" &&
		python3 tests/coverage.py "$LEAST" "$BUILD/coverage.json"
}

step "coverage" counted

# What `make test` runs, in the shell of run.sh, the longest first.
step "evidence" python3 tests/evidence.py
step "SARIF" sh tests/sarif/run.sh
step "command line" sh tests/cli/run.sh
step "unit tests" sh tests/unit/run.sh
step "grammar and scopes" sh tests/facts/grammar.sh
step "hostile input" python3 tests/hostile.py "$HEAPLINT"
step "fixes" python3 tests/fixes.py "$HEAPLINT"
step "summaries" python3 tests/link.py "$HEAPLINT"
step "settings" python3 tests/settings.py "$HEAPLINT"
step "CI" sh tests/ci/run.sh
step "bounds" python3 tests/bounds.py "$HEAPLINT"
step "edits" python3 tests/relink.py "$HEAPLINT"
step "fixes of a library" python3 tests/fix_property.py "$HEAPLINT"
step "rules" python3 tests/golden.py "$HEAPLINT"
step "JSON schemas" sh tests/schema/run.sh
step "many files" python3 tests/many_files.py "$HEAPLINT"
step "facts" sh tests/facts/run.sh "$HEAPLINT"
step "types" python3 tests/facts/types_check.py
step "measured rows" python3 tests/rows.py "$HEAPLINT"
step "seeded code" python3 tests/seeded.py "$HEAPLINT"

#!/bin/sh
# Is Python read as what it is? The grammar's gaps are those that are listed,
# and scopes are CPython's, by each Python of the system that knows how.
cd "$(dirname "$0")/../.." || exit 2
heaplint=${HEAPLINT:-build/heaplint}
failed=0
python3 tests/facts/grammar_gaps.py "$heaplint" --write build/cases || failed=1
for python in python3 python3.12 python3.13; do
	$python -c pass 2>/dev/null || continue
	$python tests/facts/symtable_check.py "$heaplint" --files 4000 || failed=1
	$python tests/facts/symtable_check.py "$heaplint" build/cases \
		--share 1 || failed=1
done
exit $failed

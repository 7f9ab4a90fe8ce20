#!/bin/sh
# validate.sh LOG...: what Microsoft's SARIF Multitool says of the logs, with
# the rules that GitHub's upload needs. Errors and warnings fail; notes are
# counted. Its exit status says nothing (0 with errors), so its output is read;
# a log that it chokes on ends it for all, so it must have spoken of each
# (there is always the note SARIF2003: nothing is said of the revision).
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-build}
package=node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
tool=$build/Sarif.Multitool
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

fail() {
	echo "validate.sh: $*" >&2
	exit 1
}

[ $# -gt 0 ] || fail "no log to validate"
[ -e "$package" ] || fail "the validator is not there; run: make deps"
# npm's install script would set its x bit, but those are not run.
if [ ! "$tool" -nt "$package" ]; then
	mkdir -p "$build"
	cp "$package" "$tool.$$" && chmod 755 "$tool.$$" && touch "$tool.$$" &&
		mv "$tool.$$" "$tool" || fail "cannot copy the validator"
fi

said=$("$tool" validate "$@" --rule-kind 'Sarif;Ghas' \
	--level 'Error;Warning;Note' -c "$here/validate.xml" 2>&1)
status=$?
case $said in
*'Analysis completed successfully.'*) ;;
*)
	printf '%s\n' "$said" | tail -n 20 >&2
	fail "the validator did not start or finish (exit status $status)"
	;;
esac
# GH1004 still has the limit of 1 000 results; GitHub keeps 5 000 now.
messages=$(printf '%s\n' "$said" | grep -v WRN999.RuleExplicitlyDisabled |
	grep -v 'GH1004: runs\[0\]\.results: This array contains' |
	grep -E ': (error|warning|note) [A-Z]+[0-9]+')
if printf '%s\n' "$messages" | grep -E ': (error|warning) ' | head -n 20 |
	grep .; then
	exit 1
fi
for log; do
	name=$(basename "$log")
	notes=$(printf '%s\n' "$messages" | grep -F "/$name(" |
		sed -n 's/.*: note \([A-Z]*[0-9]*\).*/\1/p' | sort | uniq -c |
		awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $1, $2 }')
	[ -n "$notes" ] || fail "$log was not read"
	echo "  valid    $log (notes: $notes)"
done

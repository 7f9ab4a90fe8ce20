#!/bin/sh
# validate.sh LOG...: what Microsoft's SARIF Multitool says of each log, with
# the rules that GitHub's upload needs. Errors and warnings fail; notes are
# counted. Its exit status says nothing (0 with errors), so its output is read;
# one process a log, because a log that it chokes on ends the whole call.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-build}
package=node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
tool=$build/Sarif.Multitool
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_BUNDLE_EXTRACT_BASE_DIR="$build/dotnet"

if [ $# = 0 ]; then
	echo "validate.sh: no log to validate" >&2
	exit 1
fi
if [ ! -e "$package" ]; then
	echo "validate.sh: the validator is not there; run: make deps" >&2
	exit 1
fi
# npm's install script would set its x bit, but those are not run.
if [ ! "$tool" -nt "$package" ]; then
	mkdir -p "$build"
	cp "$package" "$tool.$$" && chmod 755 "$tool.$$" &&
		mv "$tool.$$" "$tool" && touch "$tool" || exit 1
fi

bad=0
for log; do
	said=$("$tool" validate "$log" --rule-kind 'Sarif;Ghas' \
		--level 'Error;Warning;Note' -c "$here/validate.xml" 2>&1)
	status=$?
	case $said in
	*'Analysis completed successfully.'*) ;;
	*)
		bad=1
		echo "$log: the validator did not finish (exit $status):"
		printf '%s\n' "$said"
		continue
		;;
	esac
	messages=$(printf '%s\n' "$said" | grep -v WRN999.RuleExplicitlyDisabled |
		grep -E ': (error|warning|note) [A-Z]+[0-9]+')
	if printf '%s\n' "$messages" | grep -E ': (error|warning) ' | head -n 20 |
		grep .; then
		bad=1
	fi
	notes=$(printf '%s\n' "$messages" |
		sed -n 's/.*: note \([A-Z]*[0-9]*\).*/\1/p' | sort | uniq -c |
		awk '{ printf "%s%s %s", NR > 1 ? ", " : "", $1, $2 }')
	echo "  valid    $log (notes: ${notes:-none})"
done
exit $bad

#!/bin/sh
# list.sh rules/*/*.c: one line RULE(symbol, "family", "name", "SarifName") a
# rule. A rule's name and family are its path; nothing else registers it.
for path; do
	family=$(basename "$(dirname "$path")")
	stem=$(basename "$path" .c)
	name=$(printf %s "$stem" | tr _ -)
	pascal=$(printf %s "$stem" | awk -F_ '{
		for (i = 1; i <= NF; i++)
			printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2) }')
	printf 'RULE(rule_%s, "%s", "%s", "%s")\n' \
		"$stem" "$family" "$name" "$pascal"
done

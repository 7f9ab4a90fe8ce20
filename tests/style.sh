#!/bin/sh
# style.sh: what a reader should not have to check: which layer knows which,
# lengths, formatting, words that do not belong. An exception is a line
# "CHECK FILE why" in tests/style.allow.
set -u
cd "$(dirname "$0")/.." || exit 2
passed=0
failed=0
found=$(mktemp)
trap 'rm -f "$found"' EXIT
FUNCTION_LINES=60
MODULE_LINES=500
RULE_LINES=250
COLUMNS_MOST=80

analyzer_c=$(find analyzer -name '*.c' | sort)
c_files=$(find analyzer output rules tests bench -name '*.[ch]' | sort)
text_files=$(git ls-files 2>/dev/null | grep -v -e '^corpus/' -e '\.out$' \
	-e '^package-lock.json$' -e '^tests/style.sh$')

# Fails with what is in $found ("FILE...: what"), but for what is allowed.
check() { # name, what it says
	if [ -f tests/style.allow ]; then
		sed -n "s/^$1 \([^ ]*\) ..*/\1/p" tests/style.allow |
			while read -r file; do
				grep -v "^$file:" "$found" >"$found.new"
				mv "$found.new" "$found"
			done
	fi
	if [ -s "$found" ]; then
		failed=$((failed + 1))
		echo "FAILED $1: $2"
		sed 's/^/    /' "$found"
	else
		passed=$((passed + 1))
	fi
}

# Includes of the files in $1 (a pattern) that are none of $2 (alternatives).
includes_but() {
	grep -nE '^#include "' $1 /dev/null |
		grep -vE "\"($2)\"" >"$found"
}

# ---------------------------------------------------------------- layers

includes_but 'rules/*/*.c' 'rule\.h|ask\.h'
check layers-rules "a rule includes rule.h and ask.h only"

own=$(ls output/*.h | sed 's|.*/||; s/\./\\./g' | paste -sd'|')
includes_but "$(ls output/*.[ch] | paste -sd' ')" \
	"arena\.h|str\.h|notebook\.h|notebook_json\.h|finding\.h|rule\.h|registry\.h|report\.h|record\.gen\.h|folklore\.def|graph\.h|baseline\.h|path\.h|source\.h|$own"
check layers-output "output/ sees findings, rules and the report, not the tree"

grep -rnE "^#include \"($own)\"" analyzer |
	grep -v '^analyzer/command/' >"$found"
check layers-analyzer "in analyzer/ only command*.c know output/"

grep -nE '#include [<"].*(tree_sitter|tree-sitter|src/)' $c_files |
	grep -vE "^(analyzer/(source/parse|source/flatten|source/lr_lex|config/config_toml)\.c|analyzer/source/(flatten_maps|lr_model)\.h|tests/unit/test_(flatten|lr)\.c|tests/fuzz/fuzz_parsers\.c|bench/)" >"$found"
check layers-tree-sitter "only the parsers, flatten.c and config_toml.c know tree-sitter"

grep -nE '#include [<"].*json' $c_files |
	grep -vE '^output/|^tests/|"(json_text|notebook_json)\.h"' >"$found"
check layers-json "only output/ knows json-c"

grep -lE '^#include "' $analyzer_c output/*.c | while read -r file; do
	first=$(grep -m1 -E '^#include' "$file")
	header=$(basename "$file" .c).h
	[ ! -e "${file%.c}.h" ] || [ "$first" = "#include \"$header\"" ] ||
		echo "$file: its own header is not its first include"
done >"$found"
check own-header "a module's own header comes first"

for file in $analyzer_c output/*.c; do
	[ -e "${file%.c}.h" ] || head -n 1 "$file" | grep -q '^/\*' ||
		echo "$file: neither a header nor a first line says what it is"
done >"$found"
check file-head "each file says in a sentence what it is"

for file in analyzer/*.h analyzer/*/*.h; do
	name=$(basename "$file" .h)
	case $name in *_dump) continue ;; esac
	grep -q "^| $name |" analyzer/README.md || echo "$file: not there"
done >"$found"
sed -n 's/^| \([a-z_0-9]*\) |.*/\1/p' analyzer/README.md | while read -r name; do
	[ "$name" = module ] || [ "$name" = syntax ] || 
		[ -n "$(find analyzer -name "$name.h")" ] ||
		echo "analyzer/README.md: there is no $name.h"
done >>"$found"
check module-map "analyzer/README.md names each module"

# ---------------------------------------------------------------- lengths

for file in $c_files; do
	most=$MODULE_LINES
	case $file in rules/*) most=$RULE_LINES ;; esac
	lines=$(wc -l <"$file")
	[ "$lines" -le $most ] || echo "$file: $lines lines, at most $most"
done >"$found"
check file-length "split it by subject"

# A function's brace stands at the start of its line.
awk -v most=$FUNCTION_LINES '
	FNR == 1 { start = 0 }
	/^{/ { start = FNR; name = before }
	/^}/ && start { if (FNR - start + 1 > most)
		printf "%s:%d: %d lines: %s\n", FILENAME, start, FNR - start + 1, name
		start = 0 }
	{ before = $0 }' $c_files >"$found"
check function-length "at most $FUNCTION_LINES lines"

awk -v most=$COLUMNS_MOST '{
	line = $0; width = 0
	for (i = 1; i <= length(line); i++)
		width = substr(line, i, 1) == "\t" ? int(width / 8) * 8 + 8 : width + 1
	if (width > most) printf "%s:%d: %d columns\n", FILENAME, FNR, width
	}' $c_files >"$found"
check line-length "at most $COLUMNS_MOST columns"

if command -v clang-format >/dev/null 2>&1; then
	for file in $c_files; do
		clang-format "$file" | cmp -s - "$file" ||
			echo "$file: not as clang-format has it"
	done >"$found"
	check format "run: make format"
else
	echo "clang-format is not there; run: make check"
fi

# ---------------------------------------------------------------- words

grep -nE '\b(TODO|FIXME|XXX|HACK)\b' $text_files >"$found"
check unfinished "finish it, or leave it out"

grep -nE '^(<{7}|>{7}) ' $text_files >"$found"
check merged "a merge left its marks"

grep -nE '(/root/|/work/|/Users/)' $text_files >"$found"
check own-machine "no paths of the machine it was written on"

grep -nE '\b(gets|strtok|strncpy|atoi|system|popen|alloca) ?\(' \
	$c_files | grep -vE '(^[^:]*:[0-9]*:[ 	]*(/?\*|"))' >"$found"
check banned-calls "there is a safer call"

grep -nE '\b(malloc|calloc|realloc) ?\(' $analyzer_c output/*.c rules/*/*.c |
	grep -vE '^analyzer/(base/arena|source/lr|source/parse|source/parse_memory)\.c' >"$found"
check allocation "memory comes from an arena"

# Not const, not in a function: seen at the start of a line.
grep -nE '^static ([a-z_]+ )*[a-z_]+( \*?)[a-z_]+(\[[^]]*\])*( = .*)?;$' \
	$analyzer_c output/*.c rules/*/*.c | grep -vE '\bconst\b|rule_check|output_write' >"$found"
check globals "no mutable globals"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

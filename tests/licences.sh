#!/bin/sh
# licences.sh: the licences of what `make dist` links in, on standard output.
# Fails if one is not where its package puts it.
set -eu
core=node_modules/tree-sitter/vendor/tree-sitter

notice() { # title, files: the first that is there
	title=$1
	shift
	for file; do
		[ -s "$file" ] || continue
		printf '==== %s ====\n\n' "$title"
		cat "$file"
		printf '\n'
		return
	done
	echo "licences.sh: no licence of $title: $*" >&2
	exit 1
}

notice tree-sitter "$core/LICENSE" node_modules/tree-sitter/LICENSE
notice "ICU (in tree-sitter)" "$core/lib/src/unicode/LICENSE"
notice tree-sitter-python node_modules/tree-sitter-python/LICENSE
notice tree-sitter-toml node_modules/@tree-sitter-grammars/tree-sitter-toml/LICENSE
notice json-c /usr/share/doc/libjson-c-dev/copyright /usr/share/doc/libjson-c5/copyright
notice utf8proc /usr/share/doc/libutf8proc-dev/copyright /usr/share/doc/libutf8proc2/copyright
notice xxHash /usr/share/doc/libxxhash-dev/copyright /usr/share/doc/libxxhash0/copyright
notice "GNU C Library (in the program of make dist)" /usr/share/doc/libc6-dev/copyright /usr/share/doc/libc6/copyright

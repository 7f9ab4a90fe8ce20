# README.md and docs/ show what the program prints.
. "$CLI_LIB"
top=$(dirname "$CLI_LIB")/../..

# The lines of the code block after a line that is this.
block() { # file, first line
	awk -v first="$2" '
		inside && /^```$/ { exit }
		inside { print }
		$0 == first { inside = 1 }' "$1"
}
called="the first example of README.md"
mkdir docs
cp "$top/docs/example.py" docs/
block "$top/README.md" "$ heaplint docs/example.py" >../shown
"$HEAPLINT" --isolated docs/example.py >../out 2>../err
holds "it has the warning that exit code 1 is for" [ $? = 1 ]
holds "what is shown is what is printed" cmp -s ../shown ../out

# the example, the families of rules, the options, what was judged
called="readme.py --check"
holds "README.md and docs/ are what is printed; if not: make docs" \
	python3 "$top/tests/readme.py" --check "$HEAPLINT" >../out

called="blocks.py"
holds "each block of code is run, or says why not" \
	python3 "$top/tests/blocks.py" "$HEAPLINT" >../out

# what stands between two marks of YAML (tests/ci runs what the first two name)
yaml() { # the block's number
	awk -v wanted="$1" '
		/^```yaml$/ { inside = ++count == wanted; next }
		/^```$/ { inside = 0 }
		inside { print }' "$top/docs/ci.md"
}
for block in 1 2 3; do
	yaml $block >../block.yaml
	if python3 -c 'import yaml' 2>../err; then
		holds "block $block is YAML" \
			python3 -c 'import sys, yaml; yaml.safe_load(sys.stdin)' <../block.yaml
	fi
done

# the hooks: that the one it names is there, and their commands
# (`make test-integration` has pre-commit itself run them)
hooks=$top/.pre-commit-hooks.yaml
called="the hook of docs/ci.md"
named=$(yaml 3 | sed -n 's/^ *- id: //p')
holds "it is one of .pre-commit-hooks.yaml" grep -qx -- "- id: $named" "$hooks"
mkdir -p hook/app bin
printf 'GONE = ValueError("gone")\n\n@app.route\ndef get():\n    raise GONE\n' >"hook/app/a b.py"
: >hook/app/c.py
ln -s "$HEAPLINT" bin/heaplint
PATH=$PWD/bin:$PATH
sed -n 's/^ *entry: //p' "$hooks" >../entries
for which in 1 2; do
	entry=$(sed -n "${which}p" ../entries)
	called="hook $which: $entry"
	# the second takes no names, and reads all
	[ $which = 1 ] && set -- "app/a b.py" app/c.py || set --
	(cd hook && command $entry "$@") >../out 2>../err
	holds "it fails for an error" [ $? = 1 ]
	out_has "app/a b.py:5:5: error MEM108"
	[ $which = 1 ] && set -- app/c.py || rm "hook/app/a b.py"
	(cd hook && command $entry "$@") >../out 2>../err
	holds "it passes else" [ $? = 0 ]
	out_is ""
done

# what README.md and docs/ link to is there
called="links"
for file in "$top"/README.md "$top"/CHANGELOG.md "$top"/docs/*.md "$top"/rules/README.md; do
	grep -oE '\]\([^):]+\)' "$file" | sed 's/^](//; s/[#)].*//' | sort -u |
		while read -r link; do
			[ -z "$link" ] || [ -e "$(dirname "$file")/$link" ] ||
				echo "$(basename "$file"): $link"
		done
done >../out
out_is ""

called="CHANGELOG.md"
version=$("$HEAPLINT" --version | sed 's/^heaplint \([^ ]*\).*/\1/')
holds "it has this version" grep -q "^## $version" "$top/CHANGELOG.md"

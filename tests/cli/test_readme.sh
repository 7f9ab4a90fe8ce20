# README.md shows what the program prints.
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

called="the options of README.md"
"$HEAPLINT" --help | sed -n '/^options:$/,/^$/p' | sed '1d;$d' >../out
sed -n '/^ *--select RULES/,/^```$/p' "$top/README.md" | sed '$d' >../shown
holds "they are those of --help" cmp -s ../shown ../out

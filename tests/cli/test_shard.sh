# --shard I/N: shares of the files, of a run and of what is linked.
. "$CLI_LIB"
LOADS='def f(lines):\n    return max([set(x) for x in lines.readlines()])\n'
mkdir -p src/sub
for name in a b c d e f g h; do
	printf "$LOADS" >src/$name.py
	printf "$LOADS" >src/sub/$name.py
done
heaplint 1 --output concise src
cp ../out ../once

# each finding is in one share, and the shares are all there is
: >../shares
for i in 1 2 3; do
	"$HEAPLINT" --output concise --shard $i/3 src >>../shares
	heaplint 0 --show-files --shard $i/3 src
	cp ../out ../files$i
	holds "share $i of files" [ -s ../files$i ]
done
sort ../shares >../sorted
sort ../once >../wanted
holds "each finding in one share" cmp -s ../sorted ../wanted
cat ../files[123] | sort >../sorted
holds "each file in one share" [ "$(cat ../sorted)" = "$(find src -name '*.py' | sort)" ]
heaplint 1 --output concise --shard 1/1 src
holds "one share is all" cmp -s ../out ../once

# a file stays in its share when others come and go, however it is named
last=$(head -n 1 ../files2)
printf "$LOADS" >src/0.py
heaplint 0 --show-files --shard 2/3 src
out_has "$last"
rm src/0.py
heaplint 0 --show-files --shard 2/3 "./$last"
out_is "$last"
heaplint 0 --show-files --shard 1/3 "./$last"
out_is ""

# it knows all files: what others tell of a share's is the same
mkdir pair
: >pair/pyproject.toml
printf 'class Node:\n    def __init__(self, x):\n        self.x = x\n\n
def many(n):\n    return [Node(i) for i in range(n)]\n' >pair/nodes.py
printf 'from nodes import Node\n\n\nclass More(Node):\n    pass\n
def mark(node: Node):\n    node.__dict__["y"] = 1\n' >pair/more.py
heaplint 0 --output concise --fail-on error pair
cp ../out ../once
: >../shares
for i in 1 2 3 4; do
	"$HEAPLINT" --output concise --fail-on error --shard $i/4 pair >>../shares
done
sort ../shares >../sorted
sort ../once >../wanted
holds "findings over files" cmp -s ../sorted ../wanted
rm -r pair

# notices are in one share, so is the exit code that they make
echo '# coding: nonsense' >src/gone.py
trouble=0
: >../notices
for i in 1 2 3 4 5; do
	"$HEAPLINT" --exit-zero --output concise --shard $i/5 src missing \
		>/dev/null 2>>../notices
	[ $? = 2 ] && trouble=$((trouble + 1))
done
"$HEAPLINT" --exit-zero --output concise src missing >/dev/null 2>../wanted
sort ../notices >../sorted
sort ../wanted >../all
holds "each notice in one share" cmp -s ../sorted ../all
holds "one share fails for what is missing" [ $trouble -ge 1 ]
rm src/gone.py

# summaries of shares, linked in any order, are one run; some shares are empty
heaplint 1 --output json --output sarif=../once.sarif src
cp ../out ../once
for i in 1 2 3 4 5 6 7 8 9; do
	heaplint 0 summarize --shard $i/9 --summary s$i src
done
heaplint 1 link --output json --output sarif=../linked.sarif s9 s2 s4 s1 s3 s5 s8 s7 s6
holds "linked is one run" cmp -s ../out ../once
holds "and so is its log" cmp -s ../linked.sarif ../once.sarif
# shares of what is linked
: >../shares
for i in 1 2 3; do
	"$HEAPLINT" link --output concise --shard $i/3 s? >>../shares
	"$HEAPLINT" check --output concise --shard $i/3 src >../check
	"$HEAPLINT" link --output concise --shard $i/3 s? >../link
	holds "the same share of both" cmp -s ../check ../link
done
rm s?

# an empty share adds no rules to those that ran
mkdir one
printf '[tool.heaplint]\nselect = ["MEM5"]\n' >one/pyproject.toml
printf "$LOADS" >one/a.py
heaplint 1 --output sarif one
cp ../out ../once
for i in 1 2 3; do
	heaplint 0 summarize --shard $i/3 --summary s$i one
done
heaplint 1 link --output sarif s3 s1 s2
holds "rules of one run" cmp -s ../out ../once
mkdir empty
heaplint 0 --output sarif empty
cp ../out ../once
heaplint 0 summarize --shard 1/2 --summary s1 empty
heaplint 0 summarize --shard 2/2 --summary s2 empty
heaplint 0 link --output sarif s2 s1
holds "a run without files" cmp -s ../out ../once

for bad in 0/3 4/3 3 /3 3/ 1/0 -1/3 +1/3 1/x 1/99999999999; do
	wrong "--shard '$bad' is no share such as 2/8, the second of eight" \
		--shard "$bad" one
done
for other in --fix --diff --add-ignores "--write-baseline b"; do
	wrong "--shard goes with none of --fix, --diff, --add-ignores, --write-baseline" \
		--shard 1/2 $other one
done
# settings do not make a share mend files
printf '[tool.heaplint]\nfix = true\n' >one/pyproject.toml
heaplint 1 --shard 1/1 --output concise one
found_is "one/a.py"

# what the settings say of reporting goes with the summaries
printf '[tool.heaplint]\nbaseline = "base.json"\nunsafe-fixes = true\n' >one/pyproject.toml
heaplint 0 check --write-baseline one/base.json one
printf 'def g(lines):\n    return max([int(x) for x in lines])\n' >one/b.py
heaplint 0 one
out_has "1 finding in the baseline"
cp ../out ../once
heaplint 0 summarize --summary s one
heaplint 0 link s
holds "with the settings' baseline" cmp -s ../out ../once
holds "no absolute path in a summary" [ "$(grep -c "$PWD" s)" = 0 ]
cd one
heaplint_in() { "$HEAPLINT" "$@" >../../out 2>../../err; }
heaplint_in check b.py a.py
cp ../../out ../../once
heaplint_in summarize --summary ../s .
heaplint_in link ../s
holds "from inside" cmp -s ../../out ../../once
cd ..
heaplint 0 summarize --summary s one
echo '{"heaplint-baseline":1,"findings":[]}' >empty.json
heaplint 1 link --output concise --baseline empty.json s
found_is "one/a.py one/b.py"
heaplint 0 link --write-baseline linked.json s
heaplint 0 check --write-baseline checked.json one
holds "the baseline of one run" cmp -s linked.json checked.json

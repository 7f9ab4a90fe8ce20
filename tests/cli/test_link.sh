# heaplint summarize and heaplint link: one run in two steps.
. "$CLI_LIB"
finding_in a.py b.py
printf 'def f(lines):\n    return sum([int(x) for x in lines])\n' >c.py

heaplint 0 summarize --summary a.s a.py
out_is ""
heaplint 0 summarize --summary rest.s b.py c.py
heaplint 0 --output json a.py b.py c.py
cp ../out ../once
heaplint 0 link --output json rest.s a.s
holds "the findings of one run" cmp -s ../out ../once
heaplint 0 link --output json rest.s a.s a.s
holds "what is there twice counts once" cmp -s ../out ../once
heaplint 1 link --fail-on note rest.s
heaplint 0 link --fail-on note --exit-zero rest.s
heaplint 0 link --level warning --output concise a.s
out_is ""

# the same bytes for the same files; a file that failed is told by both
heaplint 0 summarize --summary again.s ./b.py c.py -j 1
holds "the same summary" cmp -s again.s rest.s
heaplint 2 summarize --summary bad.s a.py missing.py
err_has "missing.py: no such file or directory"
heaplint 2 link --output concise bad.s
found_is "a.py"
err_has "missing.py: no such file or directory"

# what cannot be linked
wrong "cannot link 'a.py': not a file of summaries" link a.s a.py
wrong "cannot link 'none.s': No such file or directory" link none.s
: >empty.s
wrong "cannot link 'empty.s': not a file of summaries" link empty.s
head -c 100 rest.s >short.s
wrong "cannot link 'short.s': damaged" link short.s
sed 's/MEM501/MEM502/' rest.s >other.s
wrong "cannot link 'other.s': damaged" link other.s
heaplint 0 summarize --select MEM5 --summary few.s b.py
wrong "cannot link 'few.s': made with other rules or options" link a.s few.s
echo 'y = 2' >>b.py
heaplint 0 summarize --summary later.s b.py
wrong "'b.py' is in two summaries, of two states of it" link rest.s later.s
# the source is not what was summarised, with findings shown or without
echo 'x = 1' >plain.py
heaplint 0 summarize --summary all.s c.py plain.py
heaplint 0 link --output concise all.s
for text in 'x = 2' 'x = 1 + 1'; do
	echo "$text" >plain.py
	heaplint 2 link --output concise all.s
	err_is "heaplint: error: plain.py: changed since it was summarised; summarise it again"
	found_is c.py
done
heaplint 2 link --write-baseline baseline.json all.s
err_has "plain.py: changed since it was summarised"
# (each share tells of its own files)
heaplint 2 link --exit-zero --shard 1/2 all.s
cp ../err first
"$HEAPLINT" link --exit-zero --shard 2/2 all.s 2>second >/dev/null
holds "one of two shares tells it" test "$(cat first second | grep -c plain.py)" = 1
# what is not there is no matter if nothing of it is shown
rm plain.py
heaplint 0 link --output concise all.s
err_is ""
mv c.py gone.py
heaplint 2 link --output concise all.s
heaplint 0 link --level warning all.s
mv gone.py c.py
heaplint 2 link --output concise rest.s
err_has "a file gone or changed since it was summarised"
out_has "b.py: error: gone or changed since it was summarised"
wrong "summarize: say where to with --summary FILE" summarize a.py
wrong "summarize: standard input cannot be read again by 'heaplint link'" \
	summarize --summary x.s -
wrong "link: give the files that 'heaplint summarize' wrote" link
wrong "cannot write 'no/x.s': No such file or directory" \
	summarize --summary no/x.s a.py

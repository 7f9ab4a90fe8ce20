# --timings says where the processor time went, beside what is found.
. "$CLI_LIB"
finding_in a.py b.py
printf 'class A:\n\tdef f(self):\n\t\tself.a = self\n' >c.py
heaplint 0 --output concise a.py b.py c.py
cp ../out ../plain
for jobs in 1 2; do
	heaplint 0 --output concise --timings -j "$jobs" a.py b.py c.py
	holds "the findings are the same" cmp -s ../out ../plain
	for phase in "find files" read parse flatten facts heap rules summaries \
		link output other processor memory; do
		holds "$phase is told" grep -q "^$phase  *[0-9.]* " ../err
	done
	# (two clocks: they need not agree to the millisecond)
	holds "the phases are the whole" awk '
		/^(phase|memory)/ { next }
		/^processor/ { if ($2 > sum + 0.02) exit 1; found = 1; next }
		{ sum += $(NF - 2) }
		END { exit !found }' ../err
	holds "none is counted twice" awk '
		/^(phase|memory)/ { next }
		/^processor/ { if (sum > $2 + 0.02) exit 1; next }
		{ sum += $(NF - 2) }' ../err
done
heaplint 2 summarize --timings --summary s a.py

# Any number of threads, any order of arguments, any directory: the same bytes.
. "$CLI_LIB"
finding_in p/a.py p/b/c.py p/b/d.py p/e.py
printf 'def f(:\n    pass\n' >p/b/broken.py
i=0
while [ $i -lt 60 ]; do
	i=$((i + 1))
	printf 'print "%s"\n' $i >p/many_$i.py
done
for format in full concise json sarif; do
	heaplint 0 --output $format -j1 p
	cp ../out ../first
	for jobs in 2 3 8 64; do
		heaplint 0 --output $format -j$jobs p
		holds "$format, -j$jobs" cmp ../first ../out
	done
	heaplint 0 --output $format p/e.py p/b p/b/d.py p
	holds "$format, another order" cmp ../first ../out
done

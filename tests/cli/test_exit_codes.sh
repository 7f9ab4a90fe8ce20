. "$CLI_LIB"
echo 'x = 1' >clean.py
finding_in note.py

heaplint 0 clean.py
heaplint 0 note.py
heaplint 1 --fail-on note note.py
heaplint 0 --fail-on note clean.py
heaplint 0 --fail-on note --exit-zero note.py
# what is not shown counts, and is told
heaplint 1 --fail-on note --level warning note.py
out_is "nothing to show in 1 file
1 finding not shown (--level warning), 1 about code that was not analysed (MEM002)"
err_is ""
heaplint 1 --fail-on note --level warning --output concise note.py
out_is ""
err_is "1 finding not shown (--level warning), 1 about code that was not analysed (MEM002)"
heaplint 0 --level warning --output concise note.py
err_is ""
heaplint 0 --fail-on note --ignore MEM002 note.py
heaplint 2 --fail-on note note.py missing.py
heaplint 2 --exit-zero missing.py

# the command may be left out; without a path it is the current directory
heaplint 0 check --output concise
found_is note.py
heaplint 0 --output concise
found_is note.py

heaplint 0 --version
out_has "heaplint "
for command in "" check rule dump; do
	heaplint 0 $command --help
	out_has "usage: heaplint"
	err_is ""
done
heaplint 0 -h
cp ../out ../once
heaplint 0 help
holds "help is --help" cmp -s ../out ../once
out_has "rule CODE|NAME|PREFIX"
out_has "note (default), warning, error"
out_has "3.7 to 3.15"

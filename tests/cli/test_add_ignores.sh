# --add-ignores: comments that suppress what is found, and nothing else changed.
. "$CLI_LIB"

raising() { # lines of the body
	printf 'GONE = ValueError("gone"); LOST = ValueError("lost"); PAST = ValueError("past")\n\n@app.route\ndef get(one, two):\n'
	printf '%s\n' "$@"
}
add() { # exit code, arguments
	wanted_code=$1
	shift
	heaplint "$wanted_code" --isolated --add-ignores "$@"
}
is_now() { # what it is of, the lines from the fifth on
	sed -n '5,$p' a.py >../now
	printf '%s\n' "$@" >../wanted
	if cmp -s ../now ../wanted; then pass; else fail "a.py is: $(cat ../now)"; fi
}
raising '    raise GONE' '    x = (' '        one)  # why' '    raise (LOST' '           )' >a.py
chmod 640 a.py
add 0 a.py
out_is "2 findings suppressed in 1 file"
is_now '    raise GONE  # heaplint: ignore[MEM108]' '    x = (' '        one)  # why' \
	'    raise (LOST' '           )  # heaplint: ignore[MEM108]'
holds "the mode is kept" [ "$(stat -c %a a.py)" = 640 ]
heaplint 0 --isolated --output concise a.py
out_is ""
cp a.py ../once
add 0 a.py
out_is "0 findings suppressed in 0 files"
holds "once is enough" cmp -s a.py ../once
holds "no file is left beside it" [ "$(ls)" = a.py ]

raising '    raise GONE  # type: ignore' '    raise PAST  # heaplint: ignore[MEM301] old' \
	'    # heaplint: ignore[MEM301]' '    raise LOST' >a.py
add 0 --reason 'a tool' a.py
is_now '    raise GONE  # type: ignore  # heaplint: ignore[MEM108] a tool' \
	'    raise PAST  # heaplint: ignore[MEM301, MEM108] old' \
	'    # heaplint: ignore[MEM301, MEM108]' '    raise LOST'
heaplint 0 --isolated --select MEM108 a.py
out_has "no findings"
# only what is shown: not what is below the level, or not selected
raising '    raise GONE' >a.py
cp a.py ../once
add 0 --select MEM301 a.py
holds "nothing is written" cmp -s a.py ../once
add 0 --level error a.py
holds "it is" grep -q 'ignore\[MEM108\]' a.py

# line ends, marks and encodings are kept
bytes_kept() { # what, the file
	cp "$2" ../before
	cp "$2" kept.py
	add 0 kept.py
	heaplint 0 --isolated --output concise kept.py
	out_is ""
	called="$1"
	python3 - 2>../err <<'PYTHON'
before = open("../before", "rb").read()
after = open("kept.py", "rb").read()
assert before != after
assert after.replace(b"  # heaplint: ignore[MEM108]", b"") == before, after
PYTHON
	holds "all else is as it was" [ $? = 0 ]
	rm kept.py
}
raising '    raise GONE' >a.py
bytes_kept "LF" a.py
sed 's/$/\r/' a.py >crlf.py
bytes_kept "CR LF" crlf.py
tr '\n' '\r' <a.py >cr.py
bytes_kept "CR" cr.py
printf '\357\273\277' | cat - a.py >bom.py
bytes_kept "a mark" bom.py
printf '# coding: latin-1\nx = "\351\374"\n' | cat - a.py >latin.py
bytes_kept "latin-1" latin.py
printf '# coding: shift_jis\nx = "\202\240"\n' | cat - a.py >jis.py
bytes_kept "shift_jis" jis.py
printf '%s' "$(cat a.py)" >end.py
bytes_kept "no end of line at the end" end.py
rm ./*.py

# a reason that the encoding cannot say
raising '    raise GONE' | sed '1i # coding: latin-1' >a.py
cp a.py ../once
add 2 --reason 'Σ' a.py
err_is "heaplint: a.py: nothing is written: its encoding 'latin-1' cannot say it"
holds "it is as it was" cmp -s a.py ../once
add 0 --reason 'für' a.py
holds "it is in the file's encoding" grep -q "$(printf 'f\374r')" a.py

# where lines are shared with texts of several lines
rm ./*.py
printf 'def get(one: list):\n    for x in one[1:]: print("""\n  text""", x)\n' >a.py
raising '    if one: raise GONE; x = """' '  text"""' >b.py
add 0 .
out_is "2 findings suppressed in 2 files"
heaplint 0 --isolated --output concise .
out_is ""
holds "after the text" grep -q '^  text""", x)  # heaplint: ignore\[MEM201\]$' a.py
holds "after the text" grep -q '^  text"""  # heaplint: ignore\[MEM108\]$' b.py
# a file that may not be written, a link
rm ./*.py
raising '    raise GONE' >b.py
ln -s b.py a.py
add 0 a.py
holds "it is a link" [ -L a.py ]
holds "to what was changed" grep -q 'ignore\[MEM108\]' b.py
if [ "$(id -u)" != 0 ]; then
	raising '    raise GONE' >b.py
	chmod 444 b.py
	add 2 b.py
	err_has "cannot write 'b.py'"
fi
# wrong use
wrong "--add-ignores: standard input is no file to be changed" --add-ignores -
wrong "--add-ignores writes no output" --add-ignores --output json
wrong "--reason needs --add-ignores" --reason x
wrong "--reason takes one line without '#'" --add-ignores --reason 'a # b'

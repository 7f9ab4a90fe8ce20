. "$CLI_LIB"
finding_in a.py

# several formats at once, each into its file
heaplint 0 --output sarif=r.sarif --output json=r.json --output concise a.py
found_is a.py
holds "SARIF is JSON" python3 -m json.tool r.sarif ../formatted
holds "JSON is JSON" python3 -m json.tool r.json ../formatted
heaplint 0 --output json=r.json a.py
out_is ""

# code scanning tells several logs of one repository apart by their categories
heaplint 0 --output sarif a.py
out_has '"automationDetails":{"id":"heaplint/"}'
heaplint 0 --output sarif --sarif-category 'a "b"/c' a.py
out_has '"automationDetails":{"id":"a \"b\"/c/"}'

# a file that is there is replaced as a whole, with its mode; links are followed
echo old >old.json
chmod 640 old.json
ln -s old.json link.json
heaplint 0 --output json=link.json a.py
holds "the link is still one" [ -h link.json ]
holds "the file is new" python3 -m json.tool old.json ../formatted
holds "its mode is kept" [ "$(stat -c %a old.json)" = 640 ]
heaplint 0 --output json=/dev/stdout a.py
out_has MEM002
heaplint 0 --output json=- --output sarif=r.sarif a.py
out_has MEM002
heaplint 2 --output json=- --output concise a.py
err_has "two outputs go to standard output"
heaplint 0 merge -o - r.sarif
out_has '"version":"2.1.0"'
holds "nothing is left beside them" [ "$(ls)" = "a.py
link.json
old.json
r.json
r.sarif" ]

# what cannot be written
if [ -c /dev/full ]; then
	called="heaplint >/dev/full"
	"$HEAPLINT" a.py >/dev/full 2>../err
	holds "a full disk: exit 2" [ $? = 2 ]
	err_has "cannot write standard output: No space left on device"
	called="heaplint rule MEM301 >/dev/full"
	"$HEAPLINT" rule MEM301 >/dev/full 2>../err
	holds "no page: exit 2" [ $? = 2 ]
	err_has "cannot write standard output: No space left on device"
	heaplint 2 --output json=/dev/full a.py
	err_has "cannot write"
fi
called="heaplint >&-"
"$HEAPLINT" --output json=r.json a.py >&- 2>../err
holds "nothing for a closed output" [ $? = 0 ]
"$HEAPLINT" a.py >&- 2>../err
holds "closed output: exit 2" [ $? = 2 ]

# a reader that goes away is no trouble
i=0
while [ $i -lt 500 ]; do
	i=$((i + 1))
	echo 'print "a long enough line to fill a pipe with, and then some more of it"' \
		>many_$i.py
done
called="heaplint | true"
("$HEAPLINT" --output full . 2>../err; echo $? >../status) | true
holds "closed pipe: exit $(cat ../status)" [ "$(cat ../status)" = 0 ]
err_is ""

# colours: only where they are wanted
colours() {
	grep -q "$(printf '\033')" ../out
}
heaplint 0 a.py
holds "none in a pipe" [ "$(colours && echo yes)" = "" ]
heaplint 0 --color always a.py
holds "always" colours
FORCE_COLOR=1 heaplint 0 a.py
holds "FORCE_COLOR" colours
NO_COLOR=1 FORCE_COLOR=1 heaplint 0 a.py
holds "NO_COLOR" [ "$(colours && echo yes)" = "" ]
FORCE_COLOR=1 heaplint 0 --color never a.py
holds "never" [ "$(colours && echo yes)" = "" ]

# --statistics: below the text; alone, or on standard error, elsewhere
heaplint 0 --statistics a.py
out_has "      1  MEM002  unread-code  1 note"
heaplint 0 --statistics --output concise=r.txt a.py
out_is "  count  code    name         levels
      1  MEM002  unread-code  1 note
1 finding (0 errors, 0 warnings, 1 note) in 1 of 1 file"
# of what --level hides too, which is told
heaplint 0 --statistics --level warning a.py
out_is "  count  code    name         levels
      1  MEM002  unread-code  1 note (not shown)
nothing to show in 1 file
1 finding not shown (--level warning), 1 about code that was not analysed (MEM002)"
heaplint 0 --statistics --output json a.py
out_lacks "count  code"
err_has "      1  MEM002  unread-code  1 note"

# the level is the code's colour
heaplint 0 --color always --output concise a.py
out_has "a.py:1:1: $(printf '\033[1mMEM002\033[0m') "

# a file that changes during the run: said, and exit 2. The first output stops
# when the pipe is full, the second finds another file than was analysed.
{
	i=0
	while [ $i -lt 2000 ]; do
		i=$((i + 1))
		echo "def f$i(lines): return sum([int(line) for line in lines])"
	done
} >changing.py
mkfifo pipe
called="heaplint with a file that changes"
{
	head -n 1 >../first
	echo "x = 1" >changing.py
	cat >/dev/null
} <pipe &
heaplint 2 --output concise=pipe --output json changing.py
wait
err_has "heaplint: a file changed while it was analysed; its findings are left out"
out_has "changing.py"
out_lacks MEM501
holds "the first output is whole" grep -q MEM501 ../first

heaplint 0 rule MEM002
out_has MEM002
heaplint 0 rule unread-code
out_has MEM002
heaplint 0 rule --all
out_has unread-code
heaplint 0 dump tree a.py
out_has print_statement

# a name that leaves no room for another is written all the same
long=$(printf '%0250d' 0).json
heaplint 0 --output "json=$long" a.py
holds "a long name" python3 -m json.tool "$long" ../formatted

# what a terminal takes for orders is shown, not sent: in a path, a name, the
# source, what a comment says, and in what settings say
esc=$(printf '\033')
mkdir "x$esc[31m"
{
	printf 'def f(a):\n    s = ""\n'
	printf '    for x in a["\033]0;own\007\302\233"]:\n'
	printf '        s += x  # heaplint: ignore[MEM3] \033[2J\n'
	printf '    print("\033[1m")\n    for y in a["\033[7m"][1:]: print(y)\n'
} >"x$esc[31m/y.py"
for format in full concise; do
	called="heaplint --output $format"
	"$HEAPLINT" --isolated --exit-zero --show-suppressed --level note \
		--output $format . >../out 2>../err
	out_has "y.py"
	out_lacks "$esc"
	out_lacks "$(printf '\302\233')"
done
# (U+202E, U+009B)
marks=$(printf '\342\200\256\302\233')
printf 'def f(a):\n    return sum([x for x in a])  # %s%s[1m\n' "$marks" "$esc" \
	>"$marks.py"
for format in full concise; do
	heaplint 0 --isolated --exit-zero --output $format "$marks.py"
	out_has '\xe2\x80\xae\xc2\x9b.py:2'
	out_lacks "$marks"
done

# a pipe gets the bytes of a diff and of a list of files, a terminal does not
heaplint 1 --isolated --unsafe-fixes --diff "$marks.py"
out_has "$marks$esc"
heaplint 0 --isolated --show-files "$marks.py"
out_has "$marks"
on_terminal() {
	called="heaplint $* on a terminal"
	python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' \
		"$HEAPLINT" --isolated "$@" "$marks.py" </dev/null >../out
	out_lacks "$marks"
	out_lacks "$esc"
}
on_terminal --unsafe-fixes --diff
out_has "sum(x for x in a)"
on_terminal --show-files
out_has '\xe2\x80\xae\xc2\x9b.py'
heaplint 2 "no$esc[1m"
holds "nor in messages" [ "$(grep -c "$esc" ../err)" = 0 ]
heaplint 2 --select "X$esc[1m" a.py
holds "nor in wrong words" [ "$(grep -c "$esc" ../err)" = 0 ]
heaplint 2 --config "a$esc[1m" a.py
holds "nor in wrong settings" [ "$(grep -c "$esc" ../err)" = 0 ]
printf '[tool.heaplint]\nselect = ["\\u001b[1m"]\n"k\\u001b" = 1\n' >pyproject.toml
heaplint 2 a.py
holds "nor of settings files" [ "$(grep -c "$esc" ../err)" = 0 ]
rm pyproject.toml

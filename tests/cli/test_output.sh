. "$CLI_LIB"
finding_in a.py

# several formats at once, each into its file
heaplint 0 --output sarif=r.sarif --output json=r.json --output concise a.py
found_is a.py
holds "SARIF is JSON" python3 -m json.tool r.sarif ../formatted
holds "JSON is JSON" python3 -m json.tool r.json ../formatted
heaplint 0 --output json=r.json a.py
out_is ""

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
	err_has "cannot write standard output"
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

heaplint 0 --statistics a.py
out_has MEM002
heaplint 0 rule MEM002
out_has MEM002
heaplint 0 rule unread-code
out_has MEM002
heaplint 0 rule --all
out_has unread-code
heaplint 0 dump tree a.py
out_has print_statement

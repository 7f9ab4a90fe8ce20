. "$CLI_LIB"
echo 'print "x"' >../input
heaplint 0 --output concise - <../input
found_is "-"
heaplint 1 --fail-on note --output concise --stdin-filename pkg/a.py - <../input
found_is "pkg/a.py"
heaplint 0 --output concise --stdin-filename "$PWD/pkg/a.py" - <../input
found_is "pkg/a.py"
heaplint 0 --output concise --stdin-filename build/a.py --force-exclude - <../input
out_lacks MEM002
printf 'a\0b' >../binary
heaplint 2 - <../binary
err_has "binary"
: >../empty
heaplint 0 - <../empty
called="heaplint with standard input closed"
"$HEAPLINT" - <&- >../out 2>../err
holds "closed standard input: exit $?" [ $? = 0 -o $? = 2 ]

# the text of standard input, not of the file with that name
echo 'x = 1' >a.py
heaplint 0 --output full --stdin-filename a.py - <../input
out_has 'print "x"'

# lists of paths
finding_in a.py b.py "c d.py"
printf 'a.py\nc d.py\n' >../list
heaplint 0 --output concise --files-from ../list
found_is "a.py c d.py"
heaplint 0 --output concise --files-from - <../list
found_is "a.py c d.py"
printf 'a.py\0c d.py\0' >../list
heaplint 0 --output concise --files-from ../list b.py
found_is "a.py b.py c d.py"
# an empty list is no file, not the current directory
: >../list
heaplint 0 --output concise --files-from ../list
found_is ""

# @FILE: further arguments, one a line
printf -- '--output\nconcise\na.py\r\nc d.py' >../arguments
heaplint 0 @../arguments b.py
found_is "a.py b.py c d.py"

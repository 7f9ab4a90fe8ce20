# Whatever stands in a file's place: a notice and exit 2 where it cannot be read,
# and the other files are analysed all the same.
. "$CLI_LIB"
finding_in good.py

: >empty.py
heaplint 0 --fail-on note empty.py
printf '\357\273\277' >only_mark.py
printf '# no line end' >one_line.py
heaplint 0 --fail-on note only_mark.py one_line.py

beside_good() { # bad path, what is said of it
	heaplint 2 --output concise "$1" good.py
	found_is good.py
	err_has "$1: "
	err_has "$2"
}
beside_good missing.py "no such file or directory"
beside_good "" "no such file or directory"
printf 'x = 1\0\n' >binary.py
beside_good binary.py "binary: a NUL byte at offset 5"
printf 'x = "\377"\n' >latin.py
beside_good latin.py "line 1 is not valid UTF-8"
printf '# coding: nonsense\n' >encoding.py
beside_good encoding.py "unknown encoding 'nonsense'"
printf '\377\376x\0' >utf16.py
beside_good utf16.py "UTF-16"
mkfifo fifo.py
beside_good fifo.py "not a regular file"
beside_good /dev/null "not a regular file"
ln -s nowhere.py dangling.py
beside_good dangling.py "no such file or directory"
ln -s itself.py itself.py
beside_good itself.py "too many levels of symbolic links"
beside_good good.py/x.py "not a directory"
truncate -s 101M large.py
beside_good large.py "larger than 100 MB"
long=$(printf '%0300d' 0)
beside_good "$long.py" "file name too long"
if [ "$(id -u)" != 0 ]; then
	finding_in secret.py closed/x.py
	chmod 0 secret.py closed
	beside_good secret.py "permission denied"
	beside_good closed "permission denied"
	chmod 700 closed
	rm -rf secret.py closed
fi
rm -f fifo.py large.py

# found in a directory, they are no different; a link to nothing is no file
heaplint 2 --output concise .
found_is good.py
err_has "binary.py: "
err_has "latin.py: "
out_lacks fifo.py

# pipes and devices in a tree are no files; a path may be any bytes
odd=$(printf 'odd\377.py')
finding_in "tree/$odd"
mkfifo tree/pipe.py
ln -s /dev/zero tree/zero.py
heaplint 0 --output concise tree
out_lacks pipe.py
out_lacks zero.py
holds "one finding" [ "$(wc -l <../out)" = 1 ]
rm -r tree

# links: a loop of directories is no endless walk, a link to a file that is
# found under its own name says nothing twice
rm -f ./*.py
finding_in real/a.py ../outside/b.py
ln -s .. real/loop
ln -s real linked
ln -s a.py real/also.py
ln -s "$PWD/../outside/b.py" foreign.py
heaplint 0 --output concise .
found_is "foreign.py real/a.py"
heaplint 0 --output concise linked real/also.py
found_is "linked/a.py real/also.py"

# a part that cannot be parsed is a note
printf 'def f(:\n    pass\n' >broken.py
heaplint 0 --output concise broken.py
out_has "broken.py:1:"
out_has MEM002

# Python 2 says so once and nothing else
printf 'print "a"\nprint "b"\nx = `y`\n' >two.py
heaplint 0 --output concise two.py
holds "one finding in two.py" [ "$(grep -c MEM002 ../out)" = 1 ]
out_has "Python 2"

# MEM002: neighbours are one place, and a file that is hardly Python is one
# finding, which says so
{
	echo 'def f(x):'
	echo '    return x y z'
	echo 'def g(x):'
	echo '    return x y z'
	i=0
	while [ $i -lt 60 ]; do
		i=$((i + 1))
		echo "x$i = $i"
	done
	echo 'h = 1 +* / 2'
} >parts.py
heaplint 0 --output concise parts.py
holds "two places" [ "$(grep -c 'parts.py:.*could not read this part' ../out)" = 2 ]
{
	i=0
	while [ $i -lt 20 ]; do
		i=$((i + 1))
		echo "[section $i]"
		echo "name: value of = a thing; and more"
		echo "x = 1"
		echo "y = 1"
		echo "z = 1"
	done
} >settings.py
heaplint 0 --output concise settings.py
holds "one finding" [ "$(grep -c MEM002 ../out)" = 1 ]
out_has "most of this file could not be read"

# what the grammar reads in another way than Python: nothing is said of it, and
# what stands behind it is read
cat >traps.py <<'END'
import sys
def f(x, a):
    type(x).attr = [i for i in a]
    type(x).count += 1
    s = (1 +
2)
    t = """
text
"""
    print >> sys.stderr, s
    return sum([i for i in a])
END
heaplint 0 --output concise traps.py
holds "one finding" [ "$(wc -l <../out)" = 1 ]
out_has "traps.py:11:"

# what once ended the program
for found in "$(dirname "$CLI_LIB")"/../fuzz/python.found/*; do
	heaplint 0 --exit-zero "$found"
done

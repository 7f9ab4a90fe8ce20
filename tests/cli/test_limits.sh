# Files that are too large, or take too much: refused with the limit, what raises
# it, and exit code 2; the other files are analysed all the same.
. "$CLI_LIB"
finding_in good.py
nested() { # how deep
	python3 -c "print('x = ' + '[' * $1 + ']' * $1)"
}
refused() { # what is said, arguments...
	said=$1
	shift
	heaplint 2 --output concise "$@" good.py deep.py
	found_is good.py
	err_is "heaplint: error: deep.py: $said"
}
accepted() {
	heaplint 0 --output concise "$@" deep.py
}
nested 20000 >deep.py

accepted
refused "larger than 39 KB: exclude it, or raise --max-file-size" \
	--max-file-size 39KB
accepted --max-file-size 40KB
refused "takes more than 2 MB of memory: exclude it, or raise --max-memory" \
	--max-memory 2MB
accepted --max-memory 100MB
refused "takes the parser more than 0.001 s: exclude it, or raise --parse-timeout" \
	--parse-timeout 0.001
accepted --parse-timeout 100

# every command that reads Python takes them
for limit in "--max-file-size 39KB" "--max-memory 2MB" "--parse-timeout 0.001"; do
	heaplint 2 summarize $limit --summary /dev/null good.py deep.py
	err_has "${limit% *}"
	heaplint 2 graph $limit good.py deep.py
	err_has "${limit% *}"
	heaplint 2 dump $limit tree deep.py
	err_has "${limit% *}"
done

# standard input is no other
"$HEAPLINT" --max-file-size 39KB - <deep.py >../out 2>../err
called="standard input: exit $?"
holds "$called" [ "$called" = "standard input: exit 2" ]
err_is "heaplint: error: -: larger than 39 KB: exclude it, or raise --max-file-size"
"$HEAPLINT" --max-file-size 40KB - <deep.py >../out 2>../err
holds "standard input that may be: exit 0" [ $? = 0 ]

# in settings; the command line goes over them
echo 'max-file-size = "10KB"' >heaplint.toml
refused "larger than 10 KB: exclude it, or raise --max-file-size"
accepted --max-file-size 100KB
echo 'max-file-size = 12000' >heaplint.toml
refused "larger than 11 KB: exclude it, or raise --max-file-size"
printf 'max-memory = "1MB"\nparse-timeout = 9\n' >heaplint.toml
refused "takes more than 1 MB of memory: exclude it, or raise --max-memory"
heaplint 0 --show-settings deep.py
out_has 'max-file-size = "100MB"'
out_has 'max-memory = "1MB"'
out_has 'parse-timeout = "9"'
cp ../out shown.toml
heaplint 0 --config shown.toml --show-settings deep.py
out_has 'max-memory = "1MB"'
rm heaplint.toml shown.toml
heaplint 0 --show-settings deep.py
out_lacks max-memory

wrong_in() { # what is said, a line of settings
	echo "$2" >heaplint.toml
	heaplint 2 good.py
	err_has "heaplint.toml:1:"
	err_has "$1"
	rm heaplint.toml
}
wrong_in "'max-file-size' takes a size up to 1GB, such as \"20MB\", not '2GB'" \
	'max-file-size = "2GB"'
wrong_in "'max-memory' takes a size such as \"200MB\", not '0'" 'max-memory = 0'
wrong_in "'max-memory' takes a size such as \"200MB\", not true or false" 'max-memory = true'
wrong_in "'parse-timeout' takes seconds, such as \"2.5\", not '-1'" 'parse-timeout = -1'
heaplint 2 --max-file-size much good.py
err_is "heaplint: --max-file-size takes a size up to 1GB, such as \"20MB\", not 'much'"
heaplint 2 --parse-timeout 1s good.py
err_is "heaplint: --parse-timeout takes seconds, such as \"2.5\", not '1s'"

# both parsers have the one time, whatever a token costs: these lines are read to
# the end of the file for each
python3 -c 'print("\\\n" * 200000)' >slow.py
took=$(python3 - "$HEAPLINT" <<END
import resource, subprocess, sys
code = subprocess.call([sys.argv[1], "--parse-timeout", "1", "slow.py"], stdout=-3, stderr=open("../err", "w"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("exit", code, "soon" if used.ru_utime + used.ru_stime < 4 else "late: %r" % used.ru_utime)
END
)
is_sanitized || holds "slow lines: $took" [ "$took" = "exit 2 soon" ]
err_is "heaplint: error: slow.py: takes the parser more than 1 s: exclude it, or raise --parse-timeout"
rm slow.py

# without options: deep brackets that are too many, and 100 MB
nested 300000 >deep.py
is_sanitized || refused "takes more than 59.9 MB of memory: exclude it, or raise --max-memory"
truncate -s 101M deep.py
refused "larger than 100 MB: exclude it, or raise --max-file-size"

# what may be large is mended, too
python3 - <<END >long.py
print("def f(a):\n    x = sum([b for b in a])\n    return x\n")
print("y = " + "[" * 20000 + "]" * 20000)
END
heaplint 0 --fix --select ALL --max-memory 100MB long.py
holds "fixed: $(head -c 60 long.py)" grep -q "sum(b for b in a)" long.py

# what the rules ask of it is within the limit as well: the parser does not need
# so much of this
rm -f heaplint.toml
python3 -c '
for i in range(1000):
    print("class C%d:\n    def __init__(self, o):\n        self.o = o\n"
          "        self.n = C%d(self)" % (i, (i + 1) % 1000))' >deep.py
heaplint 0 dump --max-memory 8MB tree deep.py
refused "takes more than 8 MB of memory: exclude it, or raise --max-memory" \
	--max-memory 8MB
heaplint 0 --exit-zero --max-memory 100MB good.py deep.py
out_has deep.py

# wherever the limit is reached, all is given back: the address sanitizer, where
# this is its build, ends a run that leaks with an exit code of its own
cat "${CLI_LIB%/*}"/../../rules/growth/*/cases.py >deep.py
said="takes more than .* of memory: exclude it, or raise --max-memory"
kilobytes=100
code=2
while [ $code = 2 ]; do
	"$HEAPLINT" --exit-zero --quiet --max-memory ${kilobytes}KB deep.py \
		>../out 2>../err
	code=$?
	[ $code != 2 ] || grep -qx "heaplint: error: deep.py: $said" ../err || break
	kilobytes=$((kilobytes * 11 / 10))
done
holds "at $kilobytes KB: exit $code, $(tail -n 1 ../err)" [ $code = 0 ]
holds "the limit was reached nowhere else" [ $kilobytes -gt 1000 ]

# CPython takes 100 levels of indentation, and no more
indented() { # how deep
	python3 -c "for i in range($1): print('    ' * i + 'if x:')
print('    ' * $1 + 'y = \"z\"')"
}
indented 99 >deep.py
accepted
indented 101 >deep.py
refused "indented more than 100 levels deep"

# settings are short
python3 -c "print('#' * 300000)" >pyproject.toml
heaplint 0 --exit-zero good.py
err_is "heaplint: warning: pyproject.toml: line 1: larger than 256 KB, so nothing is taken from it"

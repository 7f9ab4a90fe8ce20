# The cache: the same bytes with it and without, whatever happened to the files,
# the options, the cache itself.
. "$CLI_LIB"
unset HEAPLINT_NO_CACHE HEAPLINT_CACHE_DIR HEAPLINT_CACHE_SIZE
HOME=$PWD/../home
export HOME
top=$(CDPATH='' cd -- "$(dirname -- "$CLI_LIB")/../.." && pwd)

# A project of what rules are shown on, and one of several files.
mkdir -p p/cases ../home
for file in "$top"/rules/*/*/cases.py; do
	name=${file%/cases.py}
	cp "$file" "p/cases/$(basename "$name").py"
done
cp -r "$top/corpus/seeded" p/seeded
chmod -R u+w p
: >p/pyproject.toml
old() { # let all look as if it had been there for a while
	find "$@" -type f -exec touch -d '2020-01-01' {} +
	sleep 2.1 # what changed shortly before a run is read again by the next
}
old p
cd p || exit 1

# What a run with the cache gives is what the last one without it gave.
as_before() {
	says=$1
	shift
	"$HEAPLINT" check "$@" >../out 2>../err
	with=$?
	holds "$says: exit $with, not $without" [ "$with" = "$without" ]
	holds "$says: other output" cmp -s ../out ../plain.out
	holds "$says: other errors" cmp -s ../err ../plain.err
}

# The result now, without a cache and with it.
same() { # what it says, arguments...
	says=$1
	shift
	"$HEAPLINT" check --no-cache "$@" >../out 2>../err
	without=$?
	cp ../out ../plain.out
	cp ../err ../plain.err
	as_before "$says" "$@"
}

packs() { find .heaplint_cache -name '*.pack' | sort | cksum; }
linked() { find .heaplint_cache -name '*.linked' -delete; }

# ------------------------------------------------------------ all outputs
same "cold" --output concise
holds "a cache" [ -f .heaplint_cache/CACHEDIR.TAG ]
holds "no file of the project's in it" [ ! -e cases/.heaplint_cache ]
before=$(packs)
for output in full concise json json-lines github gitlab sarif; do
	set -- "$@" --output $output=../warm.$output
done
"$HEAPLINT" check --no-cache --exit-zero "$@" 2>../err
for output in ../warm.*; do mv "$output" "../plain.${output##*.}"; done
"$HEAPLINT" check --exit-zero "$@" 2>../err
for output in ../warm.*; do
	holds "warm, ${output##*.}" cmp -s "$output" "../plain.${output##*.}"
done
same "statistics" --statistics
same "suppressed" --show-suppressed --output json
same "one thread" -j 1 --output json
same "levels" --level warning --fail-on error
same "a baseline" --write-baseline ../baseline.json
same "before it" --baseline ../baseline.json --output json
same "a diff" --diff
same "unsafe fixes" --diff --unsafe-fixes
linked
same "file by file" --output sarif
same "a part of it" --output json seeded
same "one file" --output json cases/string_concat_in_loop.py
holds "nothing was analysed anew" [ "$(packs)" = "$before" ]
linked
same "linked anew" --output json
touch -d 2020-01-01 .heaplint_cache/*/*.linked
same "used again" --output json
holds "what was used goes last" [ -z "$(find .heaplint_cache -name '*.linked' ! -newermt 2021-01-01)" ]
same "a summary of" --output json
heaplint 0 summarize --no-cache --summary ../plain.s
heaplint 0 summarize --summary ../cached.s
holds "summaries" cmp -s ../plain.s ../cached.s
holds "nothing was summarised anew" [ "$(packs)" = "$before" ]
holds "git has nothing to say of it" [ "$(tail -n 1 .heaplint_cache/.gitignore)" = "*" ]
if grep -rqF "$PWD" .heaplint_cache; then fail "paths of here in it"; else pass; fi

# ------------------------------------------------------------ options
rm cases/[d-ln-rt-z]*.py # what follows is of any files
for options in "--select MEM3" "--ignore MEM301" "--target-version 3.8" \
	"--include-tests" "--isolated"; do
	# shellcheck disable=SC2086
	same "$options" $options --output json
	# shellcheck disable=SC2086
	as_before "$options again" $options --output json
done
for settings in 'target-version = "3.13"' 'ignore = ["MEM3"]' \
	'singletons = ["cases.cycle.Node"]' 'long-lived = ["cases.x.Node"]' \
	'include-tests = true' 'src = ["cases"]' \
	'per-file-ignores = { "cases" = ["MEM3"] }' \
	'rules.missing-slots.min-instances = "data"' 'level = "warning"' \
	'extend-exclude = ["seeded"]' ''; do
	printf '[tool.heaplint]\n%s\n' "$settings" >pyproject.toml
	same "$settings" --output json
	as_before "$settings again" --output json
done

# ------------------------------------------------------------ changes
first=cases/growing.py
echo 'x = ""
for line in open("a"): x += line' >>$first
same "an edit" --output json
sed 's/line/mine/g' $first >../new && cat ../new >$first
same "an edit of the same size" --output json
touch -r seeded $first
same "with another time" --output json
mv $first cases/another.py
same "a new name" --output json
mv cases/another.py cases/test_another.py
same "a name of tests" --output json
mkdir tests && mv cases/test_another.py tests
same "in a folder of tests" --output json
mv tests/test_another.py $first
rmdir tests
same "back" --output json
touch cases/__init__.py
same "a package" --output json
rm cases/__init__.py
same "and none" --output json
cp $first cases/copy.py
same "a copy" --output json
rm cases/copy.py
same "a file less" --output json
printf '\377\376' >>$first
same "no Python any more" --output json
as_before "no Python any more, again" --output json
cp cases/string_concat_in_loop.py $first
same "mended" --output json
find . -name '*.py' -exec touch {} +
same "all touched" --output json

# what is changed twice in one tick, and is as long
for content in 1 2 3 4 5 6; do
	printf 'def f(ls):\n    return sum([int(x) for x in ls])%s\n' \
		"$(printf '#%.0s' $(seq $content))" >quick.py
	[ $((content % 2)) = 0 ] && printf 'def g(ls):\n    return max([int(x) for x in ls])%s\n' \
		"$(printf '#%.0s' $(seq $content))" >quick.py
	same "quick change $content" --output json
done
rm quick.py

# standard input leaves nothing
rm -rf .heaplint_cache
"$HEAPLINT" check - <"$first" >../out 2>../err
holds "standard input makes no cache" [ ! -e .heaplint_cache ]
"$HEAPLINT" check --isolated >../out 2>../err
holds "--isolated makes no cache" [ ! -e .heaplint_cache ]
HEAPLINT_NO_CACHE=1 "$HEAPLINT" check >../out 2>../err
holds "HEAPLINT_NO_CACHE makes no cache" [ ! -e .heaplint_cache ]
for option in --no-cache -n; do
	"$HEAPLINT" check $option >../out 2>../err
	holds "$option makes no cache" [ ! -e .heaplint_cache ]
	heaplint 0 summarize $option --summary ../n.s "$first"
	holds "nor does summarize $option" [ ! -e .heaplint_cache ]
done

HEAPLINT_NO_CACHE=1 "$HEAPLINT" check --isolated --cache-dir ../asked >../out 2>../err
holds "the command line goes over both" [ -f ../asked/CACHEDIR.TAG ]

# fixes: what is written is what is found afterwards
cp -r . ../fixed
(cd ../fixed && "$HEAPLINT" check --no-cache --fix --unsafe-fixes --output json >../fixed.out 2>&1)
same "before fixes" --output concise
"$HEAPLINT" check --fix --unsafe-fixes --output json >../out 2>&1
holds "fixes say the same" cmp -s ../out ../fixed.out
holds "fixes are the same" diff -rq -x .heaplint_cache . ../fixed
same "after fixes" --output json
rm -rf ../fixed

# ------------------------------------------------------------ moved
old .
same "before the move" --output json
as_before "before the move, again" --output json
before=$(packs)
cd ..
mv p q
cd q || exit 1
same "moved" --output json
linked
same "moved, file by file" --output json
holds "nothing was analysed anew after the move" [ "$(packs)" = "$before" ]
mv .heaplint_cache ../elsewhere
same "the cache moved" --output json --cache-dir ../elsewhere
holds "it is used" [ ! -e .heaplint_cache ]
(cd ../elsewhere && mv ../elsewhere ../q/.heaplint_cache)
holds "nothing was analysed anew by then" [ "$(packs)" = "$before" ]

# ------------------------------------------------------------ damage
cat >../damage.py <<'P'
import glob, os, random, shutil, subprocess, sys
program, kinds, places = sys.argv[1], sys.argv[2].split(), sys.argv[3].split()
FILES = {
    "linked": ["*/*.linked"],
    "pack": ["*/*.pack"],
    "index": ["files"],
    "all": ["*/*.linked", "*/*.pack", "files"],
}
with open("../plain.out", "rb") as out, open("../plain.err", "rb") as err:
    plain = out.read(), err.read()


def damaged(data, kind, at):
    place = min(int(at * len(data)), len(data) - 1)
    if kind == "flip":
        data[place] ^= 1 + random.Random(place).randrange(255)
    elif kind == "cut":
        del data[place:]
    elif kind == "zero":
        data[place:place + 4096] = bytes(len(data[place:place + 4096]))
    else:
        data += b"x" * 7
    return data


def is_same_with(kind, at, what):
    shutil.rmtree(".heaplint_cache")
    shutil.copytree("../good", ".heaplint_cache")
    if what == "pack":
        for path in glob.glob(".heaplint_cache/*/*.linked"):
            os.remove(path)
    paths = [p for f in FILES[what] for p in glob.glob(".heaplint_cache/" + f)]
    assert paths
    for path in paths:
        with open(path, "rb") as file:
            data = bytearray(file.read())
        with open(path, "wb") as file:
            file.write(damaged(data, kind, float(at)))
    done = subprocess.run([program, "check", "--output", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.stdout, done.stderr) == plain


for kind in kinds:
    for at in places:
        for what in FILES:
            if not is_same_with(kind, at, what):
                print("damage: %s %s at %s" % (kind, what, at))
P
rm -rf .heaplint_cache
"$HEAPLINT" check --exit-zero >../out 2>../err
cp -r .heaplint_cache ../good
"$HEAPLINT" check --no-cache --output json >../plain.out 2>../plain.err
kinds="flip cut zero more"
places="0 0.001 0.3 0.95 0.999 1"
if is_sanitized; then # ten times as slow
	kinds="flip cut"
	places="0.001 0.95"
fi
called="a damaged cache"
python3 ../damage.py "$BINARY" "$kinds" "$places" >../out 2>../err
out_is ""
err_is ""
same "mended by then" --output json
rm -rf .heaplint_cache ../good

# foreign ones: another version's, what is no file, a link to somewhere else
same "before foreign ones" --output json
for file in .heaplint_cache/*/*.pack; do
	cp "$top/README.md" "$file"
	mkdir "${file%.pack}00.pack"
	ln -s /dev/zero "$(dirname "$file")/0000.pack"
done
linked
same "foreign packs" --output json
rm -f .heaplint_cache/files && mkdir .heaplint_cache/files
same "no index" --output json

# ------------------------------------------------------------ at once
rm -rf .heaplint_cache
"$HEAPLINT" check --no-cache --output json >../plain.out 2>../plain.err
run=0
while [ $run -lt 8 ]; do
	run=$((run + 1))
	"$HEAPLINT" check --output json >../at_once.$run 2>&1 &
done
wait
for run in 1 2 3 4 5 6 7 8; do
	holds "runs at once: the ${run}th" cmp -s ../at_once.$run ../plain.out
done
echo 'x = 3' >>$first
same "after them" --output json
holds "they are joined" [ "$(find .heaplint_cache -name '*.pack' | wc -l)" -le 8 ]
holds "no leavings" [ "$(find .heaplint_cache -name '.*.new' | wc -l)" = 0 ]

# ------------------------------------------------------------ no room
(
	trap '' XFSZ
	ulimit -f 16
	rm -rf .heaplint_cache
	"$HEAPLINT" check --output json >/dev/null 2>../err
	echo $? >../code
)
holds "a full disk" [ "$(cat ../code)" = "$("$HEAPLINT" check --no-cache -q >/dev/null 2>&1; echo $?)" ]
holds "leaves nothing half written" [ "$(find .heaplint_cache -name '.*.new' | wc -l)" = 0 ]
same "after it" --output json
if [ "$(id -u)" != 0 ]; then
	chmod -R a-w .
	same "read-only" --output json
	chmod -R u+w .
	rm -rf .heaplint_cache
	chmod a-w .
	same "read-only, no cache" --output json
	chmod u+w .
fi
rm -rf .heaplint_cache
: >.heaplint_cache
same "a file in its place" --output json
rm .heaplint_cache

# ------------------------------------------------------------ bounds
size() { find .heaplint_cache -type f -name '*.[pl]*' -exec cat {} + | wc -c; }
same "before bounds" --output json
holds "it is large" [ "$(size)" -gt 100000 ]
HEAPLINT_CACHE_SIZE=64K
export HEAPLINT_CACHE_SIZE
for target in 3.8 3.9 3.10 3.11; do
	same "bounded" --output json --target-version $target
	holds "no more than that: $(size)" [ "$(size)" -le 65536 ]
done
for size in 64X 64MB M -1 9999999999 '1 G'; do
	HEAPLINT_CACHE_SIZE=$size heaplint 1 -j 1
	err_is "heaplint: warning: HEAPLINT_CACHE_SIZE '$size' is no size such as 64M, so it is 256M"
done
for size in 64 64M 1G ''; do
	HEAPLINT_CACHE_SIZE=$size heaplint 1
	err_is ""
done
unset HEAPLINT_CACHE_SIZE
run=0
while [ $run -lt 20 ]; do
	run=$((run + 1))
	echo "x = $run" >>$first
	"$HEAPLINT" check -q --exit-zero >../out 2>../err
done
holds "many runs, few packs" [ "$(find .heaplint_cache -name '*.pack' | wc -l)" -le 9 ]
same "after many runs" --output json
before=$(packs)
as_before "and again" --output json
holds "what was found is kept" [ "$(packs)" = "$before" ]

# ------------------------------------------------------------ clean, where
heaplint 0 clean
out_is "removed $PWD/.heaplint_cache"
holds "it is gone" [ ! -e .heaplint_cache ]
heaplint 0 clean
out_is "no cache in $PWD/.heaplint_cache"
same "after clean" --output json
echo mine >.heaplint_cache/mine
heaplint 2 clean
err_has "cannot remove"
holds "what is not heaplint's stays" [ -f .heaplint_cache/mine ]
rm -rf .heaplint_cache
mkdir .heaplint_cache && echo mine >.heaplint_cache/mine
heaplint 2 clean
err_has "is no cache of heaplint's, so it stays"
heaplint 2 clean --cache-dir cases
err_has "'cases' is no cache of heaplint's"
holds "nothing of it is gone" [ -f $first ]
"$HEAPLINT" check --exit-zero --cache-dir cases >../out 2>../err
err_has "warning: 'cases' holds other things, so it is no cache"
holds "nothing was put there" [ ! -e cases/CACHEDIR.TAG ]
rm -rf .heaplint_cache
cd cases || exit 1
"$HEAPLINT" check -q --exit-zero >../../out 2>../../err
cd ..
holds "it is at the project's root" [ -d .heaplint_cache ]
heaplint 0 clean cases
holds "from anywhere in it" [ ! -e .heaplint_cache ]
"$HEAPLINT" check -q --exit-zero --cache-dir ../a/b/c >../out 2>../err
holds "--cache-dir" [ -f ../a/b/c/CACHEDIR.TAG ]
HEAPLINT_CACHE_DIR=../d "$HEAPLINT" check -q --exit-zero >../out 2>../err
holds "HEAPLINT_CACHE_DIR" [ -f ../d/CACHEDIR.TAG ]
printf '[tool.heaplint]\ncache-dir = "../e"\n' >pyproject.toml
"$HEAPLINT" check -q --exit-zero cases >../out 2>../err
holds "cache-dir" [ -f ../e/CACHEDIR.TAG ]
heaplint 0 --show-settings
out_has 'cache-dir = "'
heaplint 0 clean
holds "and clean there" [ ! -e ../e ]
printf '[tool.heaplint]\ncache-dir = ""\n' >pyproject.toml
"$HEAPLINT" check -q --exit-zero >../out 2>../err
holds "cache-dir = \"\": none" [ ! -e .heaplint_cache ]
heaplint 0 clean
out_is "no cache: the settings turn it off"
heaplint 0 clean --config 'cache-dir = "../d"'
holds "clean with settings" [ ! -e ../d ]
heaplint 0 clean --isolated
heaplint 0 clean --cache-dir ../a/b/c
holds "clean --cache-dir" [ ! -e ../a/b/c ]
heaplint 0 summarize --cache-dir ../f --summary ../f.s $first
holds "summarize --cache-dir" [ -f ../f/CACHEDIR.TAG ]
heaplint 0 clean --version
rm pyproject.toml
"$HEAPLINT" check -q --exit-zero >../out 2>../err
holds "no project: the user's own" [ -f "$HOME/.cache/heaplint/CACHEDIR.TAG" ]
holds "and not here" [ ! -e .heaplint_cache ]
same "there" --output json

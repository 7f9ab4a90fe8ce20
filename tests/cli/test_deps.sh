# tests/deps.sh with programs that stand in for the system's: nothing is
# installed here.
. "$CLI_LIB"
deps=$(dirname "$CLI_LIB")/../deps.sh
mkdir bin node_modules
: >package-lock.json
touch node_modules/.heaplint-build node_modules/.heaplint-test
stand_in() { # program, its script
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
	chmod +x "bin/$1"
}
for program in gcc make python3 npm node; do
	stand_in $program 'exit 0'
done
for program in sh env; do
	ln -s "$(command -v $program)" bin/$program
done
stand_in apt-get 'echo "apt-get $* $DEBIAN_FRONTEND" >>calls'
stand_in pkg-config 'test "$2" != cmocka && test "$2" != json-c'
stand_in id 'echo 1000'
stand_in sudo 'exit 1'

deps_exits() { # exit code, purpose
	called="deps.sh $2"
	: >calls
	PATH=$PWD/bin sh "$deps" "$2" >../out 2>../err
	got=$?
	if [ $got = "$1" ]; then pass; else fail "$called: exit $got"; fi
}

# without the rights: what is missing, in a line that can be run
deps_exits 2 build
out_is ""
err_has "run: sudo apt-get update && sudo apt-get install -y --no-install-recommends libjson-c-dev"
deps_exits 2 test
err_has "libjson-c-dev libcmocka-dev"
holds "nothing was installed" [ ! -s calls ]

# through sudo that needs no password
stand_in sudo 'shift; [ "$1" = true ] || exec "$@"'
deps_exits 0 test
holds "update, then install: $(cat calls)" [ "$(cat calls)" = \
	"apt-get update -q noninteractive
apt-get install -y --no-install-recommends libjson-c-dev libcmocka-dev noninteractive" ]

# as root; a node of another build brings its own npm
stand_in id 'echo 0'
rm bin/npm bin/node
deps_exits 0 build
holds "npm: $(cat calls)" grep -q 'libjson-c-dev nodejs npm' calls
stand_in node 'exit 0'
deps_exits 0 build
holds "npm for a node: $(cat calls)" grep -q 'libjson-c-dev npm' calls

# all is there: nothing is called, not even npm
stand_in pkg-config 'exit 0'
stand_in npm 'echo npm >>calls'
deps_exits 0 test
holds "nothing was called" [ ! -s calls ]
rm node_modules/.heaplint-test
deps_exits 0 build
holds "nothing was called" [ ! -s calls ]
deps_exits 0 test
holds "npm ci" [ "$(cat calls)" = npm ]

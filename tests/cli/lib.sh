# What the tests of the command line share; they begin with . "$CLI_LIB".
# `heaplint CODE ARGUMENT...` runs the program and wants this exit code; what it
# printed is in ../out and ../err.

fail() {
	echo failed >>"$CLI_COUNTS"
	echo "FAILED $(basename "$0"): $*"
	sed 's/^/    out: /' ../out | head -n 12
	sed 's/^/    err: /' ../err | head -n 12
}

pass() {
	echo passed >>"$CLI_COUNTS"
}

heaplint() {
	wanted=$1
	shift
	called="heaplint $*"
	"$HEAPLINT" "$@" >../out 2>../err
	got=$?
	if [ "$got" = "$wanted" ]; then
		pass
	else
		fail "$called: exit $got, wanted $wanted"
	fi
}

# The whole of standard output (or error) is this.
out_is() {
	if [ "$(cat ../out)" = "$1" ]; then pass; else fail "$called: out is not: $1"; fi
}
err_is() {
	if [ "$(cat ../err)" = "$1" ]; then pass; else fail "$called: err is not: $1"; fi
}

# It has this text in it, or has not.
out_has() {
	if grep -qF -e "$1" ../out; then pass; else fail "$called: out has no: $1"; fi
}
out_lacks() {
	if grep -qF -e "$1" ../out; then fail "$called: out has: $1"; else pass; fi
}
err_has() {
	if grep -qF -e "$1" ../err; then pass; else fail "$called: err has no: $1"; fi
}

# It refuses the arguments, and says only this of it.
wrong() { # what it says, arguments...
	says=$1
	shift
	heaplint 2 "$@"
	out_is ""
	err_is "heaplint: $says"
}

# A shell test that must hold: holds "what it says" [ ... ].
holds() {
	what=$1
	shift
	if "$@"; then pass; else fail "$what"; fi
}

# A file with one finding: MEM002, a note. More directories are made.
finding_in() {
	for path; do
		mkdir -p "$(dirname "$path")"
		echo 'print "x"' >"$path"
	done
}

# The files with findings, on one line.
found() {
	sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: .*/\1/p' ../out | tr '\n' ' ' |
		sed 's/ $//'
}
found_is() {
	if [ "$(found)" = "$1" ]; then pass; else fail "$called: found $(found), not $1"; fi
}

# A sanitizer's build allocates by malloc, is slow, and hardened in its own way.
is_sanitized() {
	nm "$BINARY" 2>/dev/null | grep -q '__asan_init\|__tsan_init'
}

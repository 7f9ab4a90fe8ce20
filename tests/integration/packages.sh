#!/bin/sh
# The packages: an archive whose program needs nothing of the machine, a Debian
# package, a wheel; each installed where nothing else is, and run.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # what holds, command...
	what=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
		head -n 20 "$work/out"
	fi
}
finds() { # program, file: a warning there
	"$@" >"$work/found" 2>&1
	[ $? = 1 ] && grep -q MEM108 "$work/found"
}

make --no-print-directory -C "$top" dist deb wheel >"$work/make" 2>&1 || {
	cat "$work/make"
	exit 2
}
archive=$(ls -t "$top"/build/heaplint-*.tar.gz | head -n 1)
package=$(ls -t "$top"/build/heaplint_*.deb | head -n 1)
wheel=$(ls -t "$top"/build/heaplint-*.whl | head -n 1)
printf '# coding: latin-1\nGONE = ValueError("g\351")\n\n@app.route\ndef get():\n    raise GONE\n' >"$work/a.py"

# the archive, in a root that has nothing but it
tar -C "$work" -xzf "$archive"
root=$(ls -d "$work"/heaplint-*/)
check "the program of the archive is static" \
	sh -c "ldd '$root/bin/heaplint' 2>&1 | grep -qE 'not a dynamic|statically'"
check "there are licences" test -s "$root/THIRD-PARTY-LICENCES"
mkdir "$root/code"
cp "$work/a.py" "$root/code"
in_root() {
	if [ "$(id -u)" = 0 ]; then
		chroot "$root" "$@"
	else
		unshare -r chroot "$root" "$@"
	fi
}
if in_root /bin/heaplint --version >/dev/null 2>&1; then
	check "it runs in an empty root" finds in_root /bin/heaplint /code
	check "on several threads" finds in_root /bin/heaplint -j4 /code /code/a.py
	check "and tells of its rules" in_root /bin/heaplint rule MEM301
else
	check "it runs" in_root /bin/heaplint --version
fi
check "it reads the encodings that the other does" sh -c "
	HEAPLINT='$root/bin/heaplint' sh '$top/tests/cli/run.sh' '$top/tests/cli/test_encodings.sh'"
check "it finds what the other does" sh -c "
	cd '$top' && '$root/bin/heaplint' --isolated --exit-zero -j1 corpus/seeded rules >'$work/static' &&
	build/fast/heaplint --isolated --exit-zero -j1 corpus/seeded rules >'$work/fast' &&
	cmp '$work/static' '$work/fast'"

# the Debian package
check "dpkg reads it" dpkg-deb -I "$package"
if command -v lintian >/dev/null; then
	check "lintian has nothing to say" sh -c "
		lintian --fail-on error,warning --no-tag-display-limit '$package' 2>/dev/null"
fi
mkdir "$work/deb"
dpkg-deb -x "$package" "$work/deb"
check "its program runs" finds "$work/deb/usr/bin/heaplint" "$work/a.py"
check "its man page reads" man -l "$work/deb/usr/share/man/man1/heaplint.1.gz"
if [ "$(id -u)" = 0 ] && ! dpkg -s heaplint >/dev/null 2>&1; then
	check "apt installs it" apt-get install -y -q "$package"
	check "it is on the path" sh -c "cd / && heaplint --version"
	check "apt takes it away" apt-get remove -y -q heaplint
	check "and nothing is left" sh -c "! test -e /usr/bin/heaplint"
fi

# the wheel, by pip without a network
check "its tags are of any Linux" sh -c "
	case '$wheel' in *-py3-none-manylinux_2_17_*.musllinux_1_1_*.whl) ;; *) exit 1 ;; esac"
check "venv" python3 -m venv "$work/venv"
check "pip installs it" "$work/venv/bin/pip" install --no-index --quiet "$wheel"
check "its program runs" finds "$work/venv/bin/heaplint" "$work/a.py"
check "pip knows its version" sh -c "
	'$work/venv/bin/pip' show heaplint | grep -q '^Version: '"
check "its record is whole" "$work/venv/bin/python" - <<END
import base64, csv, hashlib, zipfile
archive = zipfile.ZipFile("$wheel")
names = set(archive.namelist())
record = next(n for n in names if n.endswith("/RECORD"))
for name, digest, size in csv.reader(archive.read(record).decode().splitlines()):
    names.remove(name)
    if name != record:
        data = archive.read(name)
        made = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
        assert digest == "sha256=" + made.decode() and len(data) == int(size)
assert not names, names
END
check "pip takes it away" "$work/venv/bin/pip" uninstall -y --quiet heaplint

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

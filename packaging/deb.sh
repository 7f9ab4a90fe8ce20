#!/bin/sh
# deb.sh PROGRAM FOLDER: a Debian package of the program, into the folder. The
# package's dependencies are those of the libraries it is linked with.
set -eu
program=$1
folder=$2
top=$(cd "$(dirname "$0")/.." && pwd)
version=$(sed -n 's/^  "version": "\(.*\)",/\1/p' "$top/package.json")
homepage=${HOMEPAGE:+
Homepage: $HOMEPAGE} # without one, none is claimed
architecture=$(dpkg --print-architecture)
maintainer=${DEBFULLNAME:-heaplint}" <"${DEBEMAIL:-maintainers@heaplint.example}">"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

sh "$top/packaging/place.sh" "$program" "$root" /usr
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/heaplint"
mkdir -p "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_heaplint" "$root/usr/share/zsh/vendor-completions"
rmdir "$root/usr/share/zsh/site-functions"
gzip -9n "$root/usr/share/man/man1/heaplint.1"
documents=$root/usr/share/doc/heaplint
mkdir -p "$documents" "$root/DEBIAN" "$work/debian"
{
	cat "$top/LICENSE"
	echo
	(cd "$top" && sh tests/licences.sh)
} >"$documents/copyright"
# the file's own date, so that the same sources make the same package
date=$(date -R -u -d "@${SOURCE_DATE_EPOCH:-$(stat -c %Y "$top/CHANGELOG.md")}")
printf 'heaplint (%s) unstable; urgency=low\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' \
	"$version" "$maintainer" "$date" | gzip -9n >"$documents/changelog.gz"

# dpkg-shlibdeps wants a source package's control file
printf 'Source: heaplint\n\nPackage: heaplint\nArchitecture: any\n' >"$work/debian/control"
needs=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/heaplint 2>/dev/null |
	sed -n 's/^shlibs:Depends=//p')
cat >"$root/DEBIAN/control" <<END
Package: heaplint
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s "$root/usr" | cut -f1)
Depends: $needs
Suggests: git
Section: devel
Priority: optional$homepage
Description: memory linter for Python
 heaplint reads Python source and reports where it wastes or leaks memory:
 reference cycles, copies that are made only to be read once, text built by
 copying it again and again, caches and containers that only grow, instances
 that take more than they need. It does not run the code.
END
(cd "$root" && find usr -type f -exec md5sum {} + | sort -k2 >DEBIAN/md5sums)
mkdir -p "$folder"
package=$folder/heaplint_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -b "$root" "$package" >/dev/null
echo "$package"

#!/bin/sh
# place.sh PROGRAM ROOT PREFIX: the program, its man page and completions, as
# `make install` and the packages have them.
set -eu
program=$1
to=$2$3
here=$(dirname "$0")
share=$(mktemp -d)
trap 'rm -rf "$share"' EXIT

PYTHONDONTWRITEBYTECODE=1 python3 "$here/manual.py" "$program" "$share"
install -D -m 755 "$program" "$to/bin/heaplint"
install -D -m 644 "$share/heaplint.1" "$to/share/man/man1/heaplint.1"
install -D -m 644 "$share/heaplint.bash" "$to/share/bash-completion/completions/heaplint"
install -D -m 644 "$share/_heaplint" "$to/share/zsh/site-functions/_heaplint"
install -D -m 644 "$share/heaplint.fish" "$to/share/fish/vendor_completions.d/heaplint.fish"

#!/bin/sh
# deps.sh build|test: install what is missing to build, or to build and test.
# Programs and libraries from apt (as root or through `sudo -n`), sources from
# npm. Without the rights it prints the line to run and exits 2; it never asks.
set -eu
purpose=${1:-build}
missing=

need_program() { # program, packages
	command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need_library() { # pkg-config name, package
	pkg-config --exists "$1" 2>/dev/null || missing="$missing $2"
}

need_program gcc "gcc libc6-dev"
need_program python3 python3
need_program pkg-config pkg-config
need_program npm "nodejs npm"
if command -v pkg-config >/dev/null 2>&1; then
	need_library json-c libjson-c-dev
	need_library libutf8proc libutf8proc-dev
	need_library libxxhash libxxhash-dev
	[ "$purpose" = build ] || need_library cmocka libcmocka-dev
else
	missing="$missing libjson-c-dev libutf8proc-dev libxxhash-dev"
	[ "$purpose" = build ] || missing="$missing libcmocka-dev"
fi

if [ -n "$missing" ]; then
	install="apt-get install -y --no-install-recommends$missing"
	if [ "$(id -u)" = 0 ]; then
		as=
	elif sudo -n true 2>/dev/null; then
		as="sudo -n"
	else
		echo "missing:$missing" >&2
		echo "run: sudo apt-get update && sudo $install" >&2
		exit 2
	fi
	echo "  install $missing"
	export DEBIAN_FRONTEND=noninteractive
	$as env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
	$as env DEBIAN_FRONTEND=noninteractive $install >/dev/null
fi

omit=--omit=dev
[ "$purpose" = build ] || omit=
stamp=node_modules/.heaplint-$purpose
if [ ! -e "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
	echo "  npm ci $omit"
	npm ci $omit --prefer-offline --ignore-scripts --no-audit --no-fund \
		--loglevel=error
	: > node_modules/.heaplint-build
	[ "$purpose" = build ] || : > "$stamp"
fi

#!/bin/sh
# deps.sh build|test|check|coverage|integration|evidence|bench: install what is
# missing to build, also to test, also to check; or to try the program with
# others; or to measure what the rules about arrays claim, or how fast others
# are. Programs and libraries from apt (as root or through `sudo -n`), sources
# and validators from npm. Without the rights it prints the line to run and
# exits 2; it never asks for a password. With HEAPLINT_INSTALL=no it names what
# is missing in one line, and calls neither apt nor sudo.
set -eu
purpose=${1:-build}
missing=

need_program() { # program, packages
	command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need_library() { # pkg-config name, package
	pkg-config --exists "$1" 2>/dev/null || missing="$missing $2"
}

# What clang links fuzz targets with: recommended by it only.
need_fuzzer() {
	library=$(clang -print-runtime-dir 2>/dev/null)
	ls "$library"/libclang_rt.fuzzer-*.a "$library"/libclang_rt.fuzzer.a \
		2>/dev/null | grep -q . || missing="$missing libclang-rt-dev"
}

need_program gcc "gcc libc6-dev"
need_program make make
need_program python3 python3
need_program pkg-config pkg-config
need_library json-c libjson-c-dev
need_library libutf8proc libutf8proc-dev
need_library libxxhash libxxhash-dev
if ! command -v npm >/dev/null 2>&1; then
	# where node is another build than Debian's, it brings its own npm
	if command -v node >/dev/null 2>&1; then
		missing="$missing npm"
	else
		missing="$missing nodejs npm"
	fi
fi
if [ "$purpose" = test ] || [ "$purpose" = check ] || [ "$purpose" = coverage ]; then
	need_library cmocka libcmocka-dev
fi
if [ "$purpose" = coverage ]; then
	need_program gcovr gcovr
	purpose=test
fi
if [ "$purpose" = check ]; then
	need_program git git
	need_program clang clang
	need_fuzzer
	need_program clang-format clang-format
	need_program clang-tidy clang-tidy
	need_program cppcheck cppcheck
	need_program valgrind valgrind
fi
if [ "$purpose" = evidence ]; then
	# by Debian's own Python, which tests/evidence.py looks for
	for module in numpy pandas matplotlib; do
		/usr/bin/python3 -c "import $module" 2>/dev/null ||
			missing="$missing python3-$module"
	done
	purpose=build
fi
if [ "$purpose" = bench ]; then
	need_program pylint pylint
	purpose=build
fi
if [ "$purpose" = integration ]; then
	need_program git git
	need_program pre-commit pre-commit
	need_program vim vim
	need_program nvim neovim
	need_program emacs emacs-nox
	need_program efm-langserver efm-langserver
	need_program lintian lintian
	need_program man "man-db groff"
	need_program zsh zsh
	need_program fish fish
	need_program ninja ninja-build
	need_program parallel parallel
	need_program bazel bazel-bootstrap
	python3 -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
	ls -d /usr/share/emacs/site-lisp/elpa*/flycheck-[0-9]* \
		>/dev/null 2>&1 || missing="$missing elpa-flycheck"
	purpose=build
fi

if [ -n "$missing" ]; then
	install="apt-get install -y --no-install-recommends$missing"
	if [ "${HEAPLINT_INSTALL:-}" = no ] ||
		! command -v apt-get >/dev/null 2>&1; then
		echo "heaplint needs, by Debian's names:$missing" >&2
		exit 2
	elif [ "$(id -u)" = 0 ]; then
		as="env DEBIAN_FRONTEND=noninteractive"
	elif sudo -n true 2>/dev/null; then
		as="sudo -n env DEBIAN_FRONTEND=noninteractive"
	else
		echo "missing:$missing" >&2
		echo "run: sudo apt-get update && sudo $install" >&2
		exit 2
	fi
	echo "  install $missing"
	$as apt-get update -q >/dev/null
	$as $install >/dev/null
fi

# Which of package.json's packages: without the validators (100 MB) to build.
[ "$purpose" = check ] && purpose=test
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

# What `make analyze` runs, in the shell of run.sh: gcc's own analyser (leaks, uses
# of what is NULL, freed or never set) over all sources but third parties'. None
# of its warnings is silenced. It takes ten minutes of processor time: it is a
# step of `make soak`, not of `make check`.
analyzed() {
	export ROOMS="$(rooms)"
	ls analyzer/*.c analyzer/*/*.c output/*.c rules/*/*.c |
		xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 1 sh -c '
			gcc -std=c11 -D_GNU_SOURCE -O1 -fanalyzer -Werror -S -o /dev/null \
				-DHEAPLINT_VERSION=\"\" -DHEAPLINT_HOMEPAGE=\"\" \
				-DHEAPLINT_PAGES=\"\" $ROOMS -Ioutput -Ibuild/gen \
				-isystem node_modules/tree-sitter/vendor/tree-sitter/lib/include \
				-isystem node_modules/tree-sitter/vendor/tree-sitter/lib \
				$(pkg-config --cflags json-c) "$1"' analyzed
}

step "gcc -fanalyzer" analyzed

# What `make install` puts where; the man page and the completions.
. "$CLI_LIB"
top=$(cd "$(dirname "$CLI_LIB")/../.." && pwd)

called="make install"
make -s -C "$top" install HEAPLINT_PROGRAM="$BINARY" DESTDIR="$PWD/dest" \
	PREFIX=/opt/heap >../out 2>../err
holds "it passes" [ $? = 0 ]
share=$PWD/dest/opt/heap/share
(cd dest && find . -type f | sort) >../out
out_is "./opt/heap/bin/heaplint
./opt/heap/share/bash-completion/completions/heaplint
./opt/heap/share/fish/vendor_completions.d/heaplint.fish
./opt/heap/share/man/man1/heaplint.1
./opt/heap/share/zsh/site-functions/_heaplint"
holds "the program runs" dest/opt/heap/bin/heaplint --version >../out

called="the man page"
page=$share/man/man1/heaplint.1
if command -v man >/dev/null && command -v groff >/dev/null; then
	MANWIDTH=80 man --warnings -l "$page" >../out 2>../err
	err_is ""
	out_has "heaplint rule CODE|NAME|PREFIX"
	out_has "MEM301"
fi
# each option of each command is there, by the words of --help
for command in check rule summarize link merge graph clean dump; do
	"$HEAPLINT" $command --help | grep -oE -e '--[a-z-]+' | sort -u >../options
	while read -r option; do
		grep -qF -- "$(echo "$option" | sed 's/-/\\-/g')" "$page" ||
			echo "$command: $option"
	done <../options >../out
	out_is ""
done

completes() { # what comes, words...: the last one is to be completed
	called="completion of: $*"
	wanted=$1
	shift
	bash -c '
		. "$0"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_heaplint
		echo "${COMPREPLY[*]}"' \
		"$share/bash-completion/completions/heaplint" "$@" >../out 2>../err
	out_is "$wanted"
	err_is ""
}
if command -v bash >/dev/null; then
	: >some.py
	completes "--fail-on --force-exclude --files-from --fix" heaplint --f
	completes "--folklore" heaplint rule --fo
	completes "note warning error" heaplint check --level ""
	completes "note warning error" heaplint --fail-on ""
	completes "auto always never" heaplint --color ""
	completes "dot json" heaplint graph --output ""
	completes "MEM301 MEM302 MEM303 MEM304 MEM305" heaplint rule MEM30
	completes "missing-slots" heaplint --select missing
	completes "summarize" heaplint sum
	completes "some.py" heaplint so
	completes "some.py" heaplint link --baseline so
fi
if command -v zsh >/dev/null; then
	called="zsh -n"
	zsh -n "$share/zsh/site-functions/_heaplint" >../out 2>../err
	holds "it is zsh" [ $? = 0 ]
	# a shell that someone types into: what is there after the tab
	cat >../typed.zsh <<'END'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "fpath=('$1' \$fpath); autoload -Uz compinit; compinit -D -u
show() { print -r \"\$BUFFER\" >./shown; }
zle -N show; bindkey '^G' show; bindkey '^I' complete-word"
shift
for words; do
	rm -f shown
	zpty -w -n shell "$words"$'\t\a'
	for tries in {1..100}; do
		[[ -s shown ]] && break
		sleep 0.1
	done
	cat shown
	zpty -w -n shell $'\C-u'
done
zpty -d shell
END
	called="zsh"
	PATH=$PWD/dest/opt/heap/bin:$PATH timeout 60 zsh -f ../typed.zsh \
		"$share/zsh/site-functions" "heaplint --fail-o" "heaplint graph --output j" \
		"heaplint rule --folk" "heaplint summar" "heaplint --level war" \
		>../out 2>../err
	out_is "heaplint --fail-on=
heaplint graph --output json 
heaplint rule --folklore 
heaplint summarize 
heaplint --level warning "
fi
if command -v fish >/dev/null; then
	called="fish"
	fish -n "$share/fish/vendor_completions.d/heaplint.fish" >../out 2>../err
	holds "it is fish" [ $? = 0 ]
	HOME=$PWD fish -c 'source "$argv[1]"; complete -C "heaplint graph --output "' \
		"$share/fish/vendor_completions.d/heaplint.fish" >../out 2>../err
	out_has json
	out_lacks sarif
fi

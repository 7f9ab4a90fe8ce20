# No program runs that the settings of an analysed repository name, by --diff-base
# or without it.
. "$CLI_LIB"
if ! command -v git >/dev/null 2>&1; then
	pass # nothing to try without git
	exit 0
fi
mkdir home
export HOME="$PWD/home" GIT_CONFIG_NOSYSTEM=1
git config --global user.name x
git config --global user.email x@example.com

mkdir repo
cd repo || exit
git init -q -b main .
ran=$PWD/.git/ran
echo 'x = 1' >a.py
git add -A
git commit -qm one
finding_in a.py

program() { # a name
	printf '#!/bin/sh\necho %s >>"%s"\nexec timeout 5 cat\n' "$1" "$ran" >".git/$1"
	chmod +x ".git/$1"
	echo "$PWD/.git/$1"
}
mkdir .git/more
for hook in post-index-change post-checkout pre-commit reference-transaction; do
	cp "$(program hook)" ".git/hooks/$hook"
	cp ".git/hooks/$hook" .git/more
done
git config core.hooksPath "$PWD/.git/more"
for key in core.fsmonitor core.pager pager.diff core.sshCommand core.gitProxy core.editor \
	core.askPass core.alternateRefsCommand diff.external diff.x.command \
	diff.x.textconv filter.x.clean filter.x.smudge alias.diff alias.ls-files; do
	git config "$key" "$(program "$key")"
done
git config alias.config "!$(program alias.config)"
echo '*.py filter=x diff=x' >.gitattributes
nothing_ran() {
	holds "$1: ran $(sort -u "$ran" 2>/dev/null | tr '\n' ' ')" [ ! -e "$ran" ]
	rm -f "$ran"
}
rm -f "$ran"
"$HEAPLINT" --isolated --exit-zero --output concise --diff-base HEAD >../out 2>../err
called="--diff-base"
out_has "a.py:1:"
nothing_ran "--diff-base"

git config filter.x.process "$(program filter.x.process)"
git config filter.x.required true
touch a.py
"$HEAPLINT" --isolated --exit-zero --output concise --diff-base HEAD >../out 2>../err
called="a filter that is a process, and required"
out_has "a.py:1:"
nothing_ran "a process"

# by a file that the settings include
git config --unset filter.x.process
git config --unset filter.x.clean
git config --file .git/included filter.y.clean "$(program of-included)"
git config include.path included
echo '*.py filter=y' >.gitattributes
touch a.py
"$HEAPLINT" --isolated --exit-zero --output concise --diff-base HEAD >../out 2>../err
called="a filter of an included file"
out_has "a.py:1:"
nothing_ran "included"

# what cannot be switched off is refused
git config filter.y=z.clean "$(program equals)"
echo '*.py filter=y=z' >.gitattributes
touch a.py
heaplint 2 --isolated --exit-zero --output concise --diff-base HEAD
err_has "--diff-base: git cannot compare"
nothing_ran "a name with ="
git config --remove-section filter.y=z

# filters of whoever calls it are kept
git config --global filter.own.clean "sed 's/.*/x = 1/'"
echo '*.py filter=own' >.gitattributes
touch a.py
"$HEAPLINT" --isolated --exit-zero --output concise --diff-base HEAD >../out 2>../err
called="one's own filter"
out_lacks "a.py:1:"

# a commit whose files are elsewhere: nothing is fetched
echo '*.py -filter' >.gitattributes
blob=$(git rev-parse HEAD:a.py)
rm -f ".git/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)"
git config extensions.partialClone origin
git config core.repositoryFormatVersion 1
git config remote.origin.promisor true
git config remote.origin.url "ext::$(program remote)"
git config remote.origin.uploadpack "$(program uploadpack)"
git config protocol.ext.allow always
rm -f "$ran"
touch a.py
heaplint 2 --isolated --exit-zero --output concise --diff-base HEAD
err_has "--diff-base: git cannot compare"
nothing_ran "a partial clone"

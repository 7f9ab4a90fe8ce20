# --diff-base and --report-only-files: all is analysed, some is shown.
. "$CLI_LIB"
mkdir home
export HOME="$PWD/home" GIT_CONFIG_NOSYSTEM=1
git config --global user.name x
git config --global user.email x@example.com
git config --global diff.noprefix true
git config --global color.ui always

raising() { # lines of the body
	printf 'GONE = ValueError("gone"); LOST = ValueError("lost")\n\n@app.route\ndef get(one, two):\n'
	printf '%s\n' "$@"
}
shown() { # the places of findings, arguments
	wanted_places=$1
	shift
	called="heaplint $*"
	"$HEAPLINT" --isolated --output concise --exit-zero "$@" >../out 2>../err
	is=$(sed -n 's/^\([^:]*:[0-9]*\):.*/\1/p' ../out | tr '\n' ' ' | sed 's/ $//')
	if [ "$is" = "$wanted_places" ]; then
		pass
	else
		fail "$called: $is, not $wanted_places"
	fi
}
mkdir repo
cd repo || exit
git init -q -b main .
mkdir app
raising '    raise GONE' '' '' 'def more():' '    raise LOST' >app/a.py
raising '    raise GONE' >"app/b c.py"
raising '    raise GONE' >app/d.py
git add -A
git commit -qm one
all="app/a.py:5 app/a.py:9 app/b c.py:5 app/d.py:5"
shown "$all"
shown "" --diff-base HEAD
sed -i '9s/$/  # changed/' app/a.py
shown "app/a.py:9" --diff-base HEAD
shown "app/a.py:9" --diff-base HEAD app
(cd app && "$HEAPLINT" --isolated --output concise --exit-zero --diff-base HEAD) >../out 2>../err
called="from a directory of it"
out_has "a.py:9:"
out_lacks "d.py"
# what follows a line that was put in has not changed
sed -i '1i import os' app/d.py
shown "app/a.py:9" --diff-base HEAD
# a line that is taken out changes none
git checkout -q app/d.py
sed -i '2d' app/d.py
shown "app/a.py:9" --diff-base HEAD
# names with a space, new files, renamed ones
sed -i '5s/$/  # changed/' "app/b c.py"
raising '    raise GONE' >new.py
git mv app/d.py app/e.py
shown "app/a.py:9 app/b c.py:5 new.py:5" --diff-base HEAD
mv "app/b c.py" "$(printf 'app/\303\251"x.py')"
git add -A
called="names in quotes"
"$HEAPLINT" --isolated --output concise --exit-zero --diff-base HEAD >../out 2>../err
out_has '"x.py:5:'
# what a branch changed, not what it has not yet
git commit -qm two
git checkout -q -b other HEAD~1
raising '    raise GONE' >other.py
git add -A
git commit -qm three
shown "other.py:5" --diff-base main
git checkout -q main
# exit code and summary count what is shown
heaplint 0 --isolated --diff-base HEAD
out_has "findings elsewhere, not shown"
heaplint 2 --isolated --diff-base no-such
out_is ""
err_is "heaplint: --diff-base: git in $(pwd -P) knows no revision 'no-such'"
heaplint 2 --isolated --diff-base --output=x
# a repository that git refuses, as one of another user's in a container
cp .git/HEAD ../HEAD
echo broken >.git/HEAD
heaplint 2 --isolated --diff-base HEAD
err_has "heaplint: --diff-base: git does not read $(pwd -P) ('git status' says why; of another user's: safe.directory)"
cp ../HEAD .git/HEAD
# what CI checks out, without its history
fetch=": its history was not fetched whole (git fetch --unshallow; in a GitHub Action, fetch-depth: 0)"
git clone -q --depth 1 "file://$PWD" ../shallow
cd ../shallow || exit
heaplint 2 --isolated --diff-base main~1
err_is "heaplint: --diff-base: git in $(pwd -P) knows no revision 'main~1'$fetch"
git fetch -q --depth 1 origin other
heaplint 2 --isolated --diff-base FETCH_HEAD
err_is "heaplint: --diff-base: git cannot compare $(pwd -P) with 'FETCH_HEAD'$fetch"
cd ..
raising '    raise GONE' >outside.py
cd repo || exit
heaplint 2 --isolated --diff-base HEAD ../outside.py
err_has "is in no git repository"

# files that are listed
echo app/a.py >../list
shown "app/a.py:5 app/a.py:9" --report-only-files ../list
printf '%s/app/a.py\n' "$(pwd -P)" >../list
shown "app/a.py:5 app/a.py:9" --report-only-files ../list
printf 'new.py\0app/e.py\0' >../list
shown "app/e.py:4 new.py:5" --report-only-files ../list
: >../list
shown "" --report-only-files ../list
heaplint 0 --isolated --report-only-files ../list
heaplint 2 --isolated --report-only-files ../no-list
err_is "heaplint: --report-only-files cannot read '../no-list': No such file or directory"
# of summaries
printf 'new.py\n' >../list
heaplint 0 summarize --isolated --summary ../s .
heaplint 1 link --output concise --report-only-files ../list ../s
found_is new.py

# What git ignores is left out; without git, or where it fails, all is read.
. "$CLI_LIB"
if ! command -v git >/dev/null 2>&1; then
	pass # nothing to try without git
	exit 0
fi
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

mkdir repo && cd repo && git init -q . && cd ..
finding_in repo/a.py repo/ignored.py repo/out/x.py repo/sub/b.py repo/tracked.py \
	repo/sub/generated_x.py
printf 'ignored.py\n/out/\ngenerated_*\ntracked.py\n' >repo/.gitignore
git -C repo add -f tracked.py a.py
heaplint 0 --output concise repo
found_is "repo/a.py repo/sub/b.py repo/tracked.py"
heaplint 0 --output concise repo/sub
found_is "repo/sub/b.py"
heaplint 0 --output concise repo/sub repo
found_is "repo/a.py repo/sub/b.py repo/tracked.py"
# what is named is read all the same
heaplint 0 --output concise repo/out repo/ignored.py
found_is "repo/ignored.py repo/out/x.py"

# a repository in the repository, and one in what is ignored
mkdir repo/inner repo/out/clone
git -C repo/inner init -q .
git -C repo/out/clone init -q .
finding_in repo/inner/c.py repo/inner/d.py repo/out/clone/x.py
echo d.py >repo/inner/.gitignore
heaplint 0 --output concise repo
found_is "repo/a.py repo/inner/c.py repo/sub/b.py repo/tracked.py"

# from a hook's environment, and with names that git would quote
finding_in "repo/sub/é ü.py"
GIT_DIR=/nowhere GIT_INDEX_FILE=/nowhere heaplint 0 --output concise repo/sub
found_is "repo/sub/b.py repo/sub/é ü.py"

# no git program
mkdir ../bin
called="heaplint without git"
PATH=$PWD/../bin "$HEAPLINT" --output concise repo/sub >../out 2>../err
found_is "repo/sub/b.py repo/sub/generated_x.py repo/sub/é ü.py"
err_is ""

# a repository that git refuses
echo broken >repo/.git/HEAD
heaplint 0 --output concise repo/sub
found_is "repo/sub/b.py repo/sub/generated_x.py repo/sub/é ü.py"
err_has "git does not read this repository ('git status' says why)"

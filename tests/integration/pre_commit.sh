#!/bin/sh
# The hooks of .pre-commit-hooks.yaml in a project of their own, by the real
# pre-commit: built from this checkout, a commit that is refused, one that passes.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
export PRE_COMMIT_HOME="$work/cache" GIT_CONFIG_GLOBAL="$work/gitconfig"
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE 2>/dev/null

check() { # what holds, command...
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
		cat "$work/out"
	fi
}
says() { # text: the last command said so
	grep -qF -- "$1" "$work/out"
}
is_silent_on() { # text
	! says "$1"
}
commits() { # message
	git commit -qm "$1" >"$work/out" 2>&1
}
refuses() { # message
	! commits "$1"
}

git config --global user.name tester
git config --global user.email tester@example.org
git config --global init.defaultBranch main
git config --global --add safe.directory '*'

# what is checked out here, changes and all, as a repository to clone
git -C "$top" ls-files -z --cached --others --exclude-standard |
	(cd "$top" && xargs -0 sh -c 'for f; do [ -e "$f" ] && printf "%s\0" "$f"; done' -) |
	tar -C "$top" --null -T - -cf "$work/heaplint.tar"
mkdir "$work/heaplint" "$work/project"
tar -C "$work/heaplint" -xf "$work/heaplint.tar"
cd "$work/heaplint" || exit 2
git init -q && git add -A && git commit -qm heaplint || exit 2
revision=$(git rev-parse HEAD)

cd "$work/project" || exit 2
git init -q
cat >.pre-commit-config.yaml <<EOF
repos:
  - repo: $work/heaplint
    rev: $revision
    hooks:
      - id: heaplint
      - id: heaplint-project
EOF
cat >pyproject.toml <<EOF
[tool.heaplint]
extend-exclude = ["vendored"]
EOF
git add . && git commit -qm "settings"
pre-commit install >"$work/out" 2>&1 || cat "$work/out"

cat >closed.py <<'EOF'
CLOSED = ValueError("the stream is closed")


def read(stream):
    if stream.closed:
        raise CLOSED
    return stream.read()
EOF
git add closed.py
check "a commit with a finding is refused" refuses "raise one instance"
check "the finding is shown" says "closed.py:6:9"
check "by its code" says MEM108

cat >closed.py <<'EOF'
def read(stream):
    if stream.closed:
        raise ValueError("the stream is closed")
    return stream.read()
EOF
git add closed.py
check "a commit without one passes" commits "raise a new one"
check "and nothing of heaplint's is shown" is_silent_on MEM

mkdir vendored
cat >vendored/theirs.py <<'EOF'
CLOSED = ValueError("the stream is closed")


def read(stream):
    raise CLOSED
EOF
git add vendored
check "an excluded file is left out, though it is named" commits "vendored"

cat >note.py <<'EOF'
class Parent:
    def __init__(self):
        self.child = Child(self)


class Child:
    def __init__(self, parent):
        self.parent = parent
EOF
git add note.py
check "a note refuses nothing" commits "note"
check "and is not shown" is_silent_on MEM101

pre-commit try-repo "$work/heaplint" heaplint --all-files >"$work/out" 2>&1
check "try-repo works" says Passed

# what is missing is named, nothing is installed
mkdir "$work/bin"
for program in sh make gcc python3 getconf env cat sed grep dirname mkdir rm uname tr; do
	ln -s "$(command -v $program)" "$work/bin/$program"
done
(cd "$work/heaplint" && PATH="$work/bin" HEAPLINT_INSTALL=no \
	sh tests/deps.sh build) >"$work/out" 2>&1
check "a missing header is named in one line" says "heaplint needs, by Debian's names:"
check "in one line" test "$(wc -l <"$work/out")" = 1

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

# Comments that suppress findings, and what is said of them.
. "$CLI_LIB"

# A file whose numbered lines are found: MEM108 at a raise.
code() { # the lines of the body
	printf 'GONE = ValueError("gone"); LOST = ValueError("lost")\n\n@app.route\ndef get(one, two):\n' >a.py
	printf '%s\n' "$@" >>a.py
}
lines() { # the lines that are found, arguments
	wanted_lines=$1
	shift
	called="heaplint $* of: $(sed -n '5,$p' a.py)"
	"$HEAPLINT" --isolated --output concise "$@" a.py >../out 2>../err
	is=$(sed -n 's/^a.py:\([0-9]*\):[0-9]*: \(MEM[0-9]*\).*/\1 \2/p' ../out |
		tr '\n' ' ' | sed 's/ $//')
	if [ "$is" = "$wanted_lines" ]; then
		pass
	else
		fail "$called: found $is, not $wanted_lines"
	fi
}
code '    raise GONE'
lines "5 MEM108"
for comment in 'heaplint: ignore[MEM108]' 'heaplint: ignore[MEM108] it is never kept' \
	'heaplint: ignore[shared-exception-raised]' 'heaplint:ignore[mem1]' \
	'HeapLint: Ignore[mem108]' 'nOqA: MEM108' \
	'heaplint: ignore[MEM301, MEM108]' 'noqa: MEM108' 'NOQA:E501,MEM108 why' \
	'type: ignore  # heaplint: ignore[MEM108] why  # pragma: no cover'; do
	code "    raise GONE  # $comment"
	lines "" --select MEM108
	heaplint 0 --isolated --select MEM108 a.py
done
for comment in 'noqa' 'noqa: E501' 'heaplint: ignore' 'heaplint: ignore[MEM301]' \
	'heaplint: ignore[]' 'noqa MEM108' 'heaplint ignore[MEM108]'; do
	code "    raise GONE  # $comment"
	lines "5 MEM108" --select MEM108
done
for comment in 'disable=MEM108' 'noqa: MEM108' 'ingore[MEM108]' 'ignroe-file[MEM108]' 'skip' 'off'; do
	code "    raise GONE  # heaplint: $comment"
	lines "5 MEM108 5 MEM001"
	out_has "MEM001 '# heaplint: ${comment%%[!a-z-]*}' names no rule, so it suppresses nothing; name the rule that the finding names: ignore[CODE]"
done
for comment in 'skipped for now' 'see the issue' 'skipping' 'the noqa' '' ':off'; do
	code "    raise GONE  # heaplint: $comment"
	lines "5 MEM108"
done
code '    # heaplint: ignore-file'
lines "5 MEM001"
out_has "MEM001 '# heaplint: ignore-file' names no rule, so it suppresses nothing; name the rule that the finding names: ignore-file[CODE]"
# a line of its own is for what follows
code '    # heaplint: ignore[MEM108]' '    raise GONE'
lines ""
code '    # heaplint: ignore[MEM108]' '' '    # and more' '    raise GONE' '    raise LOST'
lines "9 MEM108"
code '    # noqa: MEM108' '    raise GONE'
lines "5 MEM001 6 MEM108"
# statements of several lines, heads of compound ones
code '    raise GONE.with_traceback(' '        one)'
lines ""
code '    raise (' '        GONE)  # heaplint: ignore[MEM108]'
lines ""
code '    raise (  # heaplint: ignore[MEM108]' '        GONE)'
lines ""
code '    raise (' '        # heaplint: ignore[MEM108]' '        GONE)'
lines ""
code '    if one:  # heaplint: ignore[MEM108]' '        raise GONE'
lines "5 MEM001 6 MEM108"
code '    one = 1; raise GONE  # heaplint: ignore[MEM108]'
lines ""
# decorators are part of the head, wherever in it the comment stands
decorated() { # the lines above and the one of the class, but for "@dataclass"
	{
		echo 'from dataclasses import dataclass'
		printf '%s\n' "$@"
		printf '    x: int\n\n\ndef load(c):\n    return [Point(x) for x in c]\n'
	} >a.py
	lines ""
}
note='# heaplint: ignore[MEM404]'
decorated "$note" '@dataclass' 'class Point:'
decorated "@dataclass  $note" 'class Point:'
decorated '@dataclass' "$note" 'class Point:'
decorated '@dataclass' "class Point:  $note"
# all of the file
code '    raise GONE' '    # heaplint: ignore-file[MEM108] the tool is short-lived'
lines ""
code '    raise GONE' '' '' '# heaplint: ignore-file[MEM001, MEM301]'
lines "5 MEM108"
printf 'class Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n\n\ndef load(c):\n    return [Point(x, y) for x, y in c]\n' >point.py
cp point.py a.py
lines "1 MEM401"
sed -i '1s/$/  # heaplint: ignore[MEM401] few/' a.py
lines ""
sed -i '1s/.*/# heaplint: ignore[MEM401] few\nclass Point(\n    object,\n):/' a.py
lines ""

# ------------------------------------------------------------ unused ones

code '    return one  # heaplint: ignore[MEM108]'
lines "5 MEM001"
lines "" --select MEM001
lines "" --ignore MEM108
lines "" --config 'per-file-ignores = {"a.py" = ["MEM108"]}'
code '    return one  # heaplint: ignore[MEM108, MEM001]'
lines ""
removed() { # line before, line after or nothing
	code "$1" '    return two'
	heaplint 0 --isolated --output json a.py
	called="the fix of $1"
	python3 - "${2-gone}" 2>../err <<'PYTHON'
import json, sys
finding, = [f for f in json.load(open("../out"))["findings"] if f["code"] == "MEM001"]
edit, = finding["fix"]["edits"]
assert finding["fix"]["safety"] == "safe"
lines = open("a.py").read().split("\n")
text = "\n".join(lines)
def at(p):
    return sum(len(l) + 1 for l in lines[:p["line"] - 1]) + p["column"] - 1
text = text[:at(edit["start"])] + edit["text"] + text[at(edit["end"]):]
after = [] if sys.argv[1] == "gone" else [sys.argv[1]]
assert text.split("\n")[4:] == after + ["    return two", ""], text
PYTHON
	holds "it is: ${2-gone}" [ $? = 0 ]
}
removed '    one += 1  # heaplint: ignore[MEM108] why' '    one += 1'
removed '    # heaplint: ignore[MEM108] why'
removed '    one += 1  # noqa: E501, MEM108' '    one += 1  # noqa: E501'
removed '    one += 1  # noqa: MEM108' '    one += 1'
removed '    one += 1  # type: ignore  # heaplint: ignore[MEM108]' '    one += 1  # type: ignore'
removed '    one += 1  # heaplint: ignore[MEM108]  # type: ignore' '    one += 1  # type: ignore'
removed '    one += 1  # heaplint: ignore[MEM108, # type: ignore' '    one += 1  # type: ignore'

# each remark is read once, and what is no rule has few hints
many() { # text before, text that is repeated, how often
	python3 -c 'import sys; print(sys.argv[1] + sys.argv[2] * int(sys.argv[3]))' \
		"$@" >a.py
	called="$3 times $2"
	timeout 20 "$HEAPLINT" --isolated --output concise a.py >../out 2>../err
	holds "$called in time" [ $? = 0 ]
}
many 'x = 1  ' '# heaplint: ignore[a,' 1000
holds "a finding of each" [ "$(grep -c "'a' is no rule" ../out)" = 1000 ]
many 'x = 1  # heaplint: ignore[' 'qqqq,' 5000
holds "eight hints" [ "$(grep -c 'nothing.*--all' ../out)" = 8 ]
many 'x = 1  # heaplint: ignore[' ' ' 200000
many 'x = 1  # noqa: MEM301 ' 'E501 ' 20000
holds "what is unused" grep -q "finding of 'MEM301'," ../out
many 'x = 1  # noqa: ' 'MEM301 ' 20000
holds "all of it" [ "$(grep -o MEM301 ../out | wc -l)" -ge 20000 ]

# ------------------------------------------------------------ outputs

code '    raise GONE  # heaplint: ignore[MEM108] it "is" kept' '    raise LOST  # noqa: MEM108'
heaplint 0 --isolated a.py
out_is "no findings in 1 file
2 findings suppressed in the code"
heaplint 0 --isolated --output sarif a.py
out_lacks suppressions
out_lacks '"ruleId":"MEM108"'
heaplint 0 --isolated --output sarif --show-suppressed a.py
out_has '"suppressions":[{"kind":"inSource","justification":"it \"is\" kept"}]'
out_has '"suppressions":[{"kind":"inSource"}]'
heaplint 0 --isolated --output json --show-suppressed a.py
out_has '"suppressed":{"reason":"it \"is\" kept"}'
out_has '"suppressed":{"reason":null}'
heaplint 0 --isolated --output concise --show-suppressed a.py
out_has ' (suppressed: it "is" kept)'
heaplint 0 --isolated --show-suppressed a.py
out_has ' (suppressed)'

# summaries carry them
heaplint 0 summarize --isolated --summary ../s a.py
heaplint 0 link --output concise ../s
out_is ""
heaplint 0 link --output concise --show-suppressed ../s
out_has ' (suppressed: it "is" kept)'

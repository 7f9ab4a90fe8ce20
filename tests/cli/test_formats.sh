. "$CLI_LIB"
# What CI services and scripts read.
finding_in a.py "pkg/b c.py"
echo 'print "y"' >>a.py

heaplint 0 --output json-lines .
holds "each line is a finding" [ "$(python3 -c '
import json, sys
for line in sys.stdin:
    finding = json.loads(line)
    print(finding["path"], finding["start"]["line"])' <../out)" = "a.py 1
pkg/b c.py 1" ]
heaplint 0 --output json --output json-lines=lines .
holds "they are those of json" python3 -c '
import json
whole = json.load(open("../out"))["findings"]
assert [json.loads(line) for line in open("lines")] == whole and whole'
echo 'x = 1' >none.py
heaplint 0 --output json-lines none.py
out_is ""

heaplint 0 --output github .
out_has "::notice file=a.py,line=1,col=1,endLine=1,endColumn=10,title=heaplint MEM002::a.py:1:1: MEM002 "
out_has "::notice file=pkg/b c.py,line=1,"
heaplint 2 --output github none.py missing.py
out_has "::error file=missing.py,title=heaplint::missing.py: no such file or directory"
heaplint 0 --output github none.py
out_is ""

heaplint 0 --output gitlab .
holds "what GitLab reads" python3 -c '
import json, re
findings = json.load(open("../out"))
assert {f["location"]["path"] for f in findings} == {"a.py", "pkg/b c.py"}
for f in findings:
    assert f["description"].startswith("MEM002: "), f
    assert f["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert re.fullmatch("[0-9a-f]{32}", f["fingerprint"]), f
    assert f["location"]["lines"]["begin"] == 1
assert len({f["fingerprint"] for f in findings}) == len(findings) == 2'

# wherever in the repository the job runs
top=$PWD
for format in "github GITHUB_WORKSPACE" "gitlab CI_PROJECT_DIR"; do
	# shellcheck disable=SC2086
	set -- $format
	for path in "b c.py" "$top/pkg/b c.py" "../pkg/b c.py"; do
		called="$1 in a folder: $path"
		(cd pkg && env "$2=$top" "$HEAPLINT" --output "$1" "$path") >../out
		out_has 'pkg/b c.py'
		out_lacks "$top"
		out_lacks '../pkg'
	done
	(cd pkg && env "$2=/elsewhere" "$HEAPLINT" --output "$1" "b c.py") >../out
	out_has 'b c.py'
	out_lacks 'pkg/'
done

heaplint 2 --output jsonlines a.py
err_has "did you mean 'json-lines'?"

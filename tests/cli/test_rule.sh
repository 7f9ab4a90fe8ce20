# heaplint rule: pages, tables, the folklore; as Markdown and as JSON.
. "$CLI_LIB"
top=$(dirname "$CLI_LIB")/../..

# A line of Python over the JSON that was printed, as `data`.
says() {
	if python3 -c '
import json, re, sys
data = json.load(open("../out", encoding="utf-8"))
sys.exit(not eval(sys.argv[1]))' "$1" 2>../err; then pass; else fail "$called: not: $1"; fi
}

heaplint 0 rule MEM301
for heading in Why Levels Reported Instead "What it says" Fix Figures \
	"How often it is right" References; do
	holds "$called has ## $heading" grep -qx "## $heading" ../out
done
out_has "| CPython | 3.8."
out_has "default level"
out_has "*Drawn as* is the level"
cp ../out ../page
for word in 301 string-concat-in-loop String-Concat-In-Loop; do
	heaplint 0 rule $word
	holds "$word means the same rule" cmp -s ../out ../page
done
heaplint 2 rule string-concat-in-lop
err_has "did you mean 'string-concat-in-loop'?"
heaplint 2 rule MEM399
err_has "there are MEM301, MEM302"

heaplint 0 rule --output json MEM301
says 'data["version"] == 1 and len(data["rules"]) == 1'
says 'data["rules"][0]["name"] == "string-concat-in-loop"'
says 'data["rules"][0]["figures"]["versions"][0].startswith("3.8.")'
says 'all(line["values"] is None or len(line["values"]) == len(data["rules"][0]["figures"]["versions"]) for line in data["rules"][0]["figures"]["lines"])'
says 'any(j["drawn_as"] == "note" and j["right"] + j["pointless"] > 0 for j in data["rules"][0]["judged"])'
# docs/json.md names the members, and no others
says 'sorted(data["rules"][0]) == sorted(re.findall(r"\w+", re.search(r"\*\*RULE\*\* `\{(.*?)\}`", open("'"$top"'/docs/json.md").read(), re.S).group(1)))'
heaplint 0 rule --output json --all
says 'len(data["rules"]) > 50 and all(r["why"] and r["reported"] and r["references"] for r in data["rules"])'
heaplint 0 rule --output json MEM3 MEM301
says '[r["code"] for r in data["rules"]] == sorted({r["code"] for r in data["rules"]}) and len(data["rules"]) >= 5'
heaplint 0 rule --output json=../rules.json --output markdown MEM301
holds "Markdown goes to standard output" cmp -s ../out ../page
holds "JSON into its file" grep -q '"rules"' ../rules.json
heaplint 2 rule --output sarif MEM301
err_is "heaplint: rule: --output is markdown or json"
heaplint 2 rule --output json=/nowhere/rules.json MEM301
heaplint 2 rule --folklore MEM301
err_is "heaplint: rule: give the code or name of a rule, or --all, or --folklore"
heaplint 2 rule --folklore --all

# each entry of the folklore was measured, and what was measured is an entry
heaplint 0 rule --folklore --output json
says 'len(data["folklore"]) >= 16'
says 'all(e["said"] and e["so"] and e["holds"] and e["reference"] for e in data["folklore"])'
says 'all(e["figures"]["lines"] for e in data["folklore"])'
tail -n +2 "$top/docs/folklore/figures.tsv" | sed 's/: .*//' | sort -u >../measured
python3 -c '
import json
for e in json.load(open("../out"))["folklore"]: print(e["name"])' | sort >../entries
holds "the names are the same" cmp ../measured ../entries
heaplint 0 rule --folklore
out_has "## join-saves-memory"
out_has "It holds "

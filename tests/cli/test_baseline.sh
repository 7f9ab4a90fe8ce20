# --write-baseline and --baseline: what was there before is known again.
. "$CLI_LIB"

raising() { # lines of the body
	printf 'GONE = ValueError("gone"); LOST = ValueError("lost")\n\n@app.route\ndef get(one, two):\n'
	printf '%s\n' "$@"
}
checked() { # exit code, the files with findings, arguments
	wanted_code=$1
	wanted_files=$2
	shift 2
	heaplint "$wanted_code" --isolated --output concise "$@"
	found_is "$wanted_files"
}
mkdir app
raising '    if one:' '        raise GONE' '    if two:' '        raise LOST' >app/a.py
raising '    raise GONE' >b.py
checked 1 "app/a.py app/a.py b.py"
heaplint 0 --isolated --write-baseline known.json
out_is "3 findings written to known.json"
holds "it is JSON" python3 -c 'import json; json.load(open("known.json"))'
holds "an entry a line" [ "$(grep -c '"rule":"MEM108","path":"' known.json)" = 3 ]
cp known.json ../known.json
heaplint 0 --isolated --write-baseline known.json
holds "it is the same again" cmp -s known.json ../known.json
checked 0 "" --baseline known.json
heaplint 0 --isolated --baseline known.json
out_is "no findings in 2 files
3 findings in the baseline"
heaplint 0 --isolated --baseline known.json --output sarif
out_lacks '"ruleId":"MEM108"'

# one more is new, though it reads the same
mkdir more
printf 'def show(xs: list):\n    for x in xs[1:]:\n        print(x)\n' >more/a.py
heaplint 0 --isolated --write-baseline more.json more
printf '    for x in xs[1:]:\n        print(x)\n' >>more/a.py
heaplint 0 --isolated --level note --output concise --baseline more.json more
found_is more/a.py
out_has "more/a.py:4:"
rm -r more more.json
# lines that shift, code beside it that changes
{
	printf '"""A docstring."""\nimport os\n\n\n'
	raising '    if one or two:' '        raise GONE' '    if two:' '        raise LOST'
} >app/a.py
checked 0 "" --baseline known.json
# a file that is renamed, from wherever it is run
mv app/a.py app/c.py
checked 1 app/c.py --baseline known.json
raising '    if one:' '        raise GONE' '    if two:' '        raise LOST' >app/c.py
checked 0 "" --baseline known.json
(cd app && "$HEAPLINT" --isolated --output concise --baseline ../known.json .) >../out 2>../err
called="from the directory below"
out_is ""
# a copy is new
cp b.py copy.py
checked 1 copy.py --baseline known.json
rm copy.py
# code that changed is new
raising '    raise GONE.with_traceback(two)' >b.py
raising '    raise GONE  # now' >b.py
checked 1 b.py --baseline known.json

# what is found no more is told
raising '    return one' >b.py
heaplint 0 --isolated --baseline known.json --output concise
err_is "heaplint: warning: known.json: MEM108 is found no more in b.py: raise GONE"
# but not of what was not looked for
heaplint 0 --isolated --baseline known.json --output concise --ignore MEM108
err_is ""
heaplint 0 --isolated --baseline known.json --output concise app
err_is ""
rm b.py
heaplint 0 --isolated --baseline known.json --output concise app
err_has "MEM108 is found no more in b.py"
heaplint 0 --isolated --write-baseline known.json
out_is "2 findings written to known.json"

# in settings
printf '[tool.heaplint]\nbaseline = "known.json"\n' >pyproject.toml
heaplint 0 --output concise
out_is ""
(cd app && "$HEAPLINT" --output concise) >../out 2>../err
called="relative to the settings file"
out_is ""
heaplint 1 --output concise --config 'baseline = ""'
heaplint 1 --output concise --isolated
heaplint 0 --show-settings
out_has 'baseline = "'
# what is suppressed or below the level
raising '    raise GONE  # heaplint: ignore[MEM108]' >d.py
heaplint 0 --write-baseline all.json
out_is "2 findings written to all.json"
rm d.py all.json
heaplint 0 --level error --write-baseline all.json
out_is "2 findings written to all.json"

# wrong ones
wrong "cannot read the baseline 'no.json': No such file or directory (--write-baseline makes it)" \
	--baseline no.json
echo '[]' >no.json
wrong "'no.json' is no baseline" --baseline no.json
echo '{"heaplint-baseline": 2, "findings": []}' >no.json
wrong "'no.json' is a baseline of another version of heaplint" --baseline no.json
echo '{"heaplint-baseline": 1, "findings": [{"rule": "MEM108"}]}' >no.json
wrong "'no.json' is no baseline: entry 1 is not whole" --baseline no.json
echo '{"heaplint-baseline": 1, "findings": [' >no.json
wrong "'no.json' is no baseline" --baseline no.json
wrong "cannot write 'no/x.json': No such file or directory" --write-baseline no/x.json
wrong "--write-baseline writes all findings, and no output" --write-baseline x.json --output json
echo 'baseline = 1' >heaplint.toml
wrong "heaplint.toml:1:12: 'baseline' takes a text, not a number"
# one that the settings name: there first, then no baseline
printf '[rules]\n' >empty.toml
printf 'extend = "empty.toml"\nbaseline = "new.json"\n' >heaplint.toml
wrong "heaplint.toml:2:12: cannot read the baseline 'new.json': No such file or directory (--write-baseline makes it)"
heaplint 0 --write-baseline new.json
out_is "2 findings written to new.json"
heaplint 0
echo '{}' >new.json
wrong "heaplint.toml:2:12: 'new.json' is no baseline"
rm new.json empty.toml

# of summaries
rm heaplint.toml
heaplint 0 summarize --isolated --summary ../s app
heaplint 0 link --baseline known.json --output concise ../s
out_is ""

# a path that is no UTF-8 is kept by its bytes, in what is JSON all the same
rm -rf ./*
odd=$(printf 'a\377.py')
finding_in "$odd"
heaplint 0 --write-baseline odd.json .
holds "it is JSON" python3 -m json.tool odd.json ../formatted
heaplint 0 --baseline odd.json .
out_has "no findings"

. "$CLI_LIB"
echo 'x = 1' >clean.py

# one line that names the nearest word, exit 2, and no work done
wrong "unknown option '--selct', did you mean '--select'?" --selct MEM002 clean.py
wrong "unknown option '--selct', did you mean '--select'?" --selct=MEM002 clean.py
wrong "unknown option '-x' (--help lists them)" -x clean.py
wrong "option '--select' needs a value" clean.py --select
wrong "option '--quiet' takes no value" --quiet=1 clean.py
wrong "unknown rule 'unread-cod', did you mean 'unread-code'?" --select unread-cod
wrong "unknown rule 'unread-cod', did you mean 'unread-code'?" --ignore unread-cod
wrong "unknown rule 'unread-cod', did you mean 'unread-code'?" --extend-select unread-cod
wrong "unknown rule 'string-concat', did you mean 'string-concat-in-loop'?" --ignore string-concat
wrong "unknown rule 'string-concat', did you mean 'string-concat-in-loop'?" rule string-concat
wrong "unknown rule 's' ('heaplint rule --all' lists them)" rule s
wrong "unknown rule 'nonsens' ('heaplint rule --all' lists them)" rule nonsens
wrong "no file 'MEM5'; rules are separated by commas" --select MEM301 MEM5 clean.py
wrong "no file 'missing-slots'; rules are separated by commas" --ignore MEM301 missing-slots
finding_in MEM5/a.py
heaplint 0 --select MEM301 MEM5 # which is a directory here
wrong "unknown rule 'MEM0002'; there are MEM001, MEM002" rule MEM0002
wrong "unknown rule 'MEMO77' ('heaplint rule --all' lists them)" --select MEMO77
fives=$("$HEAPLINT" rule mem5 | grep -o '^| MEM5[0-9]*' | cut -c3- | paste -sd, | sed 's/,/, /g')
holds "there are several: $fives" [ "${#fives}" -gt 20 ]
wrong "unknown rule 'MEM599'; there are $fives" --select mem5,MEM599
wrong "unknown rule 'Unread_Cod', did you mean 'unread-code'?" --select Unread_Cod
wrong "unknown rule 'XYZXYZXYZ' ('heaplint rule --all' lists them)" rule XYZXYZXYZ
wrong "--level 'info' is none of note, warning, error" --level info
wrong "--fail-on 'none' is none of note, warning, error" --fail-on none
wrong "--color 'yes' is none of auto, always, never" --color yes
wrong "--target-version '2.7' is none of 3.7 to 3.15" --target-version 2.7
wrong "--target-version '3' is none of 3.7 to 3.15" --target-version 3
wrong "--jobs '-1' is no number up to 1024" -j -1
wrong "--jobs '2x' is no number up to 1024" -j2x
wrong "unknown output format 'sarf', did you mean 'sarif'?" --output sarf
wrong "unknown output format 'log.txt'; there are full, concise, json, json-lines, github, gitlab, sarif, and FORMAT=FILE" --output log.txt
wrong "--output 'sarif=' has no file after '='" --output sarif=
wrong "cannot write 'no/where': No such file or directory" --output sarif=no/where
wrong "cannot write '.': Is a directory" --output sarif=.
wrong "two outputs go to standard output; give one of them a file: --output FORMAT=FILE" \
	--output full --output json
wrong "no command or file 'chekc', did you mean 'check'?" chekc
wrong "--stdin-filename needs '-' among the paths" --stdin-filename x.py
about="--diff-base and --report-only-files are about files, not standard input"
wrong "$about" --diff-base HEAD -
wrong "$about" --report-only-files clean.py -
wrong "cannot read 'list': No such file or directory" --files-from list
wrong "cannot read 'list': No such file or directory" @list
wrong "rule: give the code or name of a rule, or --all, or --folklore" rule
wrong "rule: give the code or name of a rule, or --all, or --folklore" rule --all MEM002
wrong "dump: give a fact and a file" dump tree
heaplint 2 dump tre clean.py
out_is ""
err_has "heaplint: unknown fact 'tre', there are: tree, flow, "
wrong "unknown option '--fix-only', did you mean '--fix'?" --fix-only clean.py
wrong "unknown option '-o', did you mean '--output FORMAT=FILE'?" -o x.sarif clean.py
wrong "unknown option '--output-format', did you mean '--output'?" --output-format=json clean.py
wrong "--select ',' names no rule" --select , clean.py
wrong "--ignore '' names no rule" --ignore "" clean.py
wrong "no command or file 'server', did you mean 'check --stdin-filename'?" server
wrong "no command or file 'config', did you mean 'check --show-settings'?" config
wrong "no command or file 'explain', did you mean 'rule'?" explain MEM002
wrong "no command 'nothing' (--help lists them)" help nothing
wrong "unknown rule 'unread-cod', did you mean 'unread-code'?" rule MEM002 unread-cod
heaplint 0 rule --help
cp ../out ../once
heaplint 0 help rule
holds "help COMMAND" cmp -s ../once ../out
heaplint 0 rule 002
out_has "# MEM002 unread-code"
heaplint 0 --level Warning --color NEVER clean.py
heaplint 2 missing.py
out_is "no files were analysed"
# options of another command
heaplint 2 rule --select MEM002
heaplint 2 check --all

heaplint 0 --target-version 3.12 clean.py
heaplint 0 --target-version py38 clean.py
heaplint 0 --target-version 311 clean.py

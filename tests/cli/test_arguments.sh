# @FILE: arguments one a line, for any command; what is wrong with them, where.
. "$CLI_LIB"
finding_in a.py 'b c.py' "d'e.py" '#f.py' '@types/g.py'

printf '%s\n' --output concise '' a.py "d'e.py" '#f.py' 'b c.py' >args
heaplint 0 @args
found_is "#f.py a.py b c.py d'e.py"
# in one another, before and after other words; each path from here
mkdir lists
printf '%s\n' a.py @lists/more >lists/first
printf '%s\n' 'b c.py' >lists/more
heaplint 0 --output concise @lists/first "d'e.py"
found_is "a.py b c.py d'e.py"
printf 'a.py\0@lists/more\0' >nuls
heaplint 0 --output concise @nuls
found_is "a.py b c.py"
# the command too; '--' is what it is elsewhere
printf '%s\n' summarize --summary s a.py >args
heaplint 0 @args
printf '%s\n' link --output concise s >args
heaplint 0 @args
found_is "a.py"
printf '%s\n' --output concise -- a.py >args
heaplint 0 @args
found_is "a.py"
printf '%s\n' MEM002 >args
heaplint 0 rule @args
out_has "MEM002"
heaplint 0 graph @lists/first
# a path that begins so
heaplint 0 --output concise ./@types/g.py
found_is "@types/g.py"
printf '@types/g.py\n' >list
heaplint 0 --output concise --files-from list
found_is "@types/g.py"

printf '%s\n' a.py '' --selct MEM002 >args
wrong "args:3: unknown option '--selct', did you mean '--select'?" @args
printf '%s\n' a.py --select >args
wrong "args:2: option '--select' needs a value" @args
printf '%s\n' --quiet=1 >args
wrong "args:1: option '--quiet' takes no value" @args
printf '%s\n' a.py --level info >args
wrong "args:3: --level 'info' is none of note, warning, error" @args
wrong "args:3: --level 'info' is none of note, warning, error" --level note @args
printf '%s\n' --level=info >args
wrong "args:1: --level 'info' is none of note, warning, error" @args
wrong "--level 'info' is none of note, warning, error" --level info @lists/first
printf '%s\n' a.py '--select MEM5' >args
wrong "args:2: '--select MEM5' is one argument: each has a line of its own, without quotes" @args
printf '%s\n' a.py '"--select=MEM5"' >args
heaplint 2 @args
err_has '"--select=MEM5"'
printf '%s\n' a.py @none >args
wrong "args:2: cannot read 'none': No such file or directory" @args
wrong "cannot read 'types': No such file or directory (a path is './@types')" @types
wrong "cannot read 'lists': Is a directory" @lists
printf '%s\n' @args >args
wrong "args:1: cannot read 'args': such files name each other, more than 32 deep" @args
printf '%s\n' @./args2 >args
printf '%s\n' '' @args >args2
heaplint 2 @args
err_has "such files name each other, more than 32 deep"

" Vim: :compiler heaplint, then :make or :make path
if exists("current_compiler")
  finish
endif
let current_compiler = "heaplint"

CompilerSet makeprg=heaplint\ check\ --color\ never\ --exit-zero
" The first line of each finding: its level, code and message. The line of a
" notebook's finding is of its cell.
CompilerSet errorformat=%f:cell\ %*\\d:%l:%c:\ %t%*[a-z]\ %m,%f:%l:%c:\ %t%*[a-z]\ %m,%-G%.%#

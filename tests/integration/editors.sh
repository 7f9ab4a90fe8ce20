#!/bin/sh
# editors.sh: editors/ in the editors themselves, without a screen: what they
# show of a sample is what heaplint says of it.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
export HOME="$work" LC_ALL=C.UTF-8
mkdir "$work/bin"
ln -s "$top/build/heaplint" "$work/bin/heaplint"
PATH=$work/bin:$PATH
cd "$work" || exit 2
mkdir project
cat >project/sample.py <<'END'
class Node:
    def __init__(self, parent):
        self.parent = parent
        parent.child = self


def total(path):
    with open(path) as file:
        return "é🔥", max([set(line) for line in file.readlines()])

END
# "line:column:end line:end column:level:code", columns in characters
heaplint check --exit-zero --output json-lines project/sample.py |
	python3 -c '
import json, sys
for line in sys.stdin:
    f = json.loads(line)
    print(f["start"]["line"], f["start"]["column"], f["end"]["line"],
          f["end"]["column"], f["level"], f["code"], sep=":")' >wanted
[ "$(wc -l <wanted)" -ge 3 ] || { echo "the sample has $(wc -l <wanted) findings"; exit 2; }

same() { # editor, file with what it showed; fields of `wanted` to compare
	cut -d: -f"$3" wanted | sort >expected
	if sort "$2" | cmp -s - expected; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $1:"
		sort "$2" | diff - expected
	fi
}

# Vim: :compiler, :make, the quickfix list
cat >vim.vim <<'END'
set nomore shellpipe=>%s\ 2>&1
compiler heaplint
silent make project
call writefile(map(filter(getqflist(), 'v:val.valid'),
	\ 'v:val.lnum . ":" . v:val.col . ":" . v:val.type . ":" . matchstr(v:val.text, "^MEM\\d*")'),
	\ 'vim.shown')
call writefile(map(filter(getqflist(), 'v:val.valid'), 'bufname(v:val.bufnr)'), 'vim.files')
qall!
END
vim -N -u NONE -i NONE -n -es --cmd "set rtp+=$top/editors/vim" -S vim.vim </dev/null
sed -e 's/:e:/:error:/' -e 's/:w:/:warning:/' -e 's/:n:/:note:/' vim.shown >vim.levels
same Vim vim.levels 1,2,5,6
if [ "$(sort -u vim.files)" = project/sample.py ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAILED Vim: files are $(sort -u vim.files)"
fi

# and of a notebook: the file, the line of the cell
mkdir notes
printf 'x = 1\n-----\n\ny = max([set(l) for l in open("z")])\n' |
	python3 "$top/tests/cli/notebook.py" notes/nb.ipynb
sed 's/make project/make notes/' vim.vim >notes.vim
vim -N -u NONE -i NONE -n -es --cmd "set rtp+=$top/editors/vim" -S notes.vim </dev/null
if [ "$(cat vim.files vim.shown)" = "notes/nb.ipynb
2:9:$(heaplint check --exit-zero --output json-lines notes |
	sed -n 's/.*"level": *"\(.\).*/\1/p'):MEM501" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAILED Vim: of a notebook $(cat vim.files vim.shown)"
fi

# Neovim: nvim-lint's part is played by a module that runs a linter as its
# README says: the arguments' functions are called, the buffer goes to standard
# input, `parser` gets what comes
mkdir -p nvim/lua
cat >nvim/lua/lint.lua <<'END'
local lint = { linters = {}, linters_by_ft = { python = { 'other' } } }
function lint.try_lint()
  local buffer = vim.api.nvim_get_current_buf()
  for _, name in ipairs(lint.linters_by_ft.python) do
    local linter = lint.linters[name]
    if linter then
      local command = { linter.cmd }
      for _, argument in ipairs(linter.args) do
        table.insert(command, type(argument) == 'function' and argument() or argument)
      end
      local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
      local output = vim.fn.system(command, table.concat(lines, '\n') .. '\n')
      vim.diagnostic.set(vim.api.nvim_create_namespace(name), buffer,
        linter.parser(output, buffer))
    end
  end
end
return lint
END
cat >nvim.lua <<'END'
local words = { 'error', 'warning', 'note' }
dofile(vim.env.CONFIG)
require('lint').try_lint()
local shown = {}
for _, d in ipairs(vim.diagnostic.get(0)) do
  local function column(line, byte)
    return vim.str_utfindex(vim.fn.getline(line + 1), byte) + 1
  end
  table.insert(shown, table.concat({
    d.lnum + 1, column(d.lnum, d.col), d.end_lnum + 1,
    column(d.end_lnum, d.end_col), words[d.severity], d.code }, ':'))
end
vim.fn.writefile(shown, 'nvim.shown')
END
CONFIG=$top/editors/nvim-lint.lua nvim --headless -u NONE -i NONE -n \
	--cmd "set rtp+=$work/nvim" project/sample.py -S nvim.lua +qall! \
	>nvim.log 2>&1 </dev/null
[ -s nvim.shown ] || cat nvim.log
same Neovim nvim.shown 1-6

# Emacs: flycheck
cat >flycheck.el <<'END'
(setq debug-on-error t)
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(load (expand-file-name "editors/flycheck-heaplint.el" (getenv "TOP")))
(find-file "project/sample.py")
(let ((flycheck-checkers '(python-heaplint)) (waited 0))
  (flycheck-mode)
  (setq flycheck-highlighting-mode nil)
  (flycheck-buffer)
  (while (and (flycheck-running-p) (< waited 200))
    (accept-process-output nil 0.1)
    (setq waited (1+ waited)))
  (let ((errors flycheck-current-errors))
    (with-temp-file "../emacs.shown"
      (dolist (e errors)
        (insert (format "%d:%d:%d:%d:%s:%s\n"
                        (flycheck-error-line e) (flycheck-error-column e)
                        (flycheck-error-end-line e) (flycheck-error-end-column e)
                        (pcase (flycheck-error-level e)
                          ('info 'note) (level level))
                        (flycheck-error-id e)))))))
END
TOP=$top emacs --batch -Q -l flycheck.el >emacs.log 2>&1 </dev/null
[ -s emacs.shown ] || cat emacs.log
same Emacs emacs.shown 1-6

# efm-langserver, as Helix starts it: what it publishes
python3 "$top/tests/integration/language_server.py" project/sample.py \
	efm-langserver -c "$top/editors/efm-langserver.yaml" >efm.shown
same efm-langserver efm.shown 1,2,5,6

# Helix's file at least is TOML
if python3 -c 'import sys, tomllib; tomllib.load(open(sys.argv[1], "rb"))' \
	"$top/editors/helix-languages.toml"; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

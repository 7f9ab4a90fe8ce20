-- Neovim with nvim-lint: require this file, or paste it into init.lua.
local lint = require('lint')
local severity = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  note = vim.diagnostic.severity.INFO,
}

lint.linters.heaplint = {
  cmd = 'heaplint',
  stdin = true,
  args = {
    'check', '--quiet', '--force-exclude', '--output', 'json-lines',
    '--stdin-filename', function() return vim.api.nvim_buf_get_name(0) end, '-',
  },
  stream = 'stdout',
  ignore_exitcode = true,
  parser = function(output, bufnr)
    local found = {}
    for line in vim.gsplit(output, '\n', true) do
      if line ~= '' then
        local finding = vim.fn.json_decode(line)
        local text = finding.message
        if type(finding.advice) == 'string' then
          text = text .. '; ' .. finding.advice
        end
        -- columns are bytes here, code points there
        local function byte(position)
          local code = vim.api.nvim_buf_get_lines(
            bufnr, position.line - 1, position.line, false)[1] or ''
          return vim.str_byteindex(code,
            math.min(position.column - 1, vim.str_utfindex(code)))
        end
        table.insert(found, {
          lnum = finding.start.line - 1,
          col = byte(finding.start),
          end_lnum = finding['end'].line - 1,
          end_col = byte(finding['end']),
          severity = severity[finding.level],
          source = 'heaplint',
          code = finding.code,
          message = text,
        })
      end
    end
    return found
  end,
}
lint.linters_by_ft = vim.tbl_extend('keep', lint.linters_by_ft or {}, { python = {} })
table.insert(lint.linters_by_ft.python, 'heaplint')

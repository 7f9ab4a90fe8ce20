"""MEM609: `#~` at the end of a line: a finding begins on it."""

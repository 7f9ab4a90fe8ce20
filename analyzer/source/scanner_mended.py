"""Mend faults of tree-sitter-python's scanner.c in a copy of it.

    python3 scanner_mended.py scanner.c > build/scanner.c

1. A line inside brackets that is indented less than the block around it must not
   end the block (upstream issues 256, 178): DEDENT only where the parser asks.
2. With 511 open indentations serialize() writes one byte past its buffer
   (upstream issue 350): stop while two bytes are still free.
3. It is made by calloc(), whose failure it does not see: by the parser's allocator
   (parse_memory.h), which ends the program with a message.

Fails, naming the text that it looked for, when the source is not what it knows.
"""

import re
import sys

EDITS = [
    (
        r"\(valid_symbols\[DEDENT\] \|\|\s*"
        r"\(!valid_symbols\[NEWLINE\] &&"
        r" !\(valid_symbols\[STRING_START\] && next_tok_is_string_start\) &&\s*"
        r"!within_brackets\)\)",
        "(valid_symbols[DEDENT])",
    ),
    (
        r"size < TREE_SITTER_SERIALIZATION_BUFFER_SIZE",
        "size + 1 < TREE_SITTER_SERIALIZATION_BUFFER_SIZE",
    ),
    (r"= calloc\(1, sizeof\(Scanner\)\)", "= ts_calloc(1, sizeof(Scanner))"),
    (r"\n    free\(scanner\)", "\n    ts_free(scanner)"),
]

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for pattern, replacement in EDITS:
    text, count = re.subn(pattern, replacement, text)
    if count != 1:
        sys.exit(f"{sys.argv[1]}: expected once, found {count} times: {pattern}")
sys.stdout.write(text)

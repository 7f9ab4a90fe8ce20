"""Give tree-sitter's lexer.c a short way for ASCII, in a copy of it.

    python3 lexer_mended.py lexer.c > build/gen/lexer.c

Each character goes through a decoder that is chosen anew and through the checks
for ranges and chunks of the text: a seventh of the parser's time. Where one
ASCII character follows another in the same chunk and range, what those come to
is known. Fails, naming the text that it looked for, when the source is not what
it knows.
"""

import sys

EDITS = [
    (
        """static void ts_lexer__do_advance(Lexer *self, bool skip) {
""",
        """static void ts_lexer__do_advance(Lexer *self, bool skip) {
  uint32_t next = self->current_position.bytes + 1;
  uint32_t next_in_chunk = next - self->chunk_start;
  if (
    self->lookahead_size == 1 && self->data.lookahead != '\\n' &&
    next_in_chunk < self->chunk_size &&
    self->input.encoding == TSInputEncodingUTF8 &&
    (uint8_t)self->chunk[next_in_chunk] < 0x80 &&
    next < self->included_ranges[self->current_included_range_index].end_byte
  ) {
    ts_lexer__increment_column_data(self);
    self->current_position.extent.column++;
    self->current_position.bytes = next;
    if (skip) self->token_start_position = self->current_position;
    self->data.lookahead = (uint8_t)self->chunk[next_in_chunk];
    return;
  }

""",
    ),
    (
        """  const uint8_t *chunk = (const uint8_t *)self->chunk + position_in_chunk;
""",
        """  const uint8_t *chunk = (const uint8_t *)self->chunk + position_in_chunk;
  if (self->input.encoding == TSInputEncodingUTF8 && *chunk < 0x80) {
    self->lookahead_size = 1;
    self->data.lookahead = *chunk;
    return;
  }
""",
    ),
]

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for before, after in EDITS:
    if text.count(before) != 1:
        sys.exit(f"{sys.argv[1]}: expected once:\n{before}")
    text = text.replace(before, after)
sys.stdout.write(text)

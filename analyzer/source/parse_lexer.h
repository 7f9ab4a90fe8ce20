/* How the grammar's scanner goes on to the next character.
 *
 * Its source calls the core through pointers, four times for each byte of the
 * text. It is compiled with this file included before it, which has a short way
 * inline: from one ASCII character to another in the same chunk, where heaplint
 * asks for no ranges, no columns and no log, and gives UTF-8. Everything else
 * is the core's. */
#ifndef HEAPLINT_PARSE_LEXER_H
#define HEAPLINT_PARSE_LEXER_H

#include <lexer.h>

static inline void parse_lexer_advance(TSLexer *lexer, bool skip)
{
	Lexer *self = (Lexer *)(void *)lexer;
	uint32_t next = self->current_position.bytes + 1;
	uint32_t next_in_chunk = next - self->chunk_start;
	unsigned char found;

	if (self->lookahead_size != 1 || lexer->lookahead == '\n' ||
	    next_in_chunk >= self->chunk_size ||
	    (found = (unsigned char)self->chunk[next_in_chunk]) >= 0x80) {
		lexer->advance(lexer, skip);
		return;
	}
	self->current_position.extent.column++;
	self->current_position.bytes = next;
	if (skip)
		self->token_start_position = self->current_position;
	lexer->lookahead = found;
}

/* Go on to the last of the characters from this one on that mean nothing to a
 * string's end, escapes or lines. */
static inline void parse_lexer_pass_content(TSLexer *lexer)
{
	static const bool means_more[256] = {
	    [0] = true,    ['\n'] = true,         ['\r'] = true, ['"'] = true,
	    ['\''] = true, ['`'] = true,          ['\\'] = true, ['{'] = true,
	    ['}'] = true,  [0x80 ... 0xff] = true};
	Lexer *self = (Lexer *)(void *)lexer;
	uint32_t at = self->current_position.bytes - self->chunk_start,
	         from = at;

	/* -1: a byte that is none of UTF-8 */
	if (self->lookahead_size != 1 || (uint32_t)lexer->lookahead >= 0x80 ||
	    means_more[lexer->lookahead])
		return;
	while (at + 1 < self->chunk_size &&
	       !means_more[(unsigned char)self->chunk[at + 1]])
		at++;
	self->current_position.bytes += at - from;
	self->current_position.extent.column += at - from;
	lexer->lookahead = (unsigned char)self->chunk[at];
}

/* Go on behind the blanks that begin here: how many. */
static inline uint32_t parse_lexer_skip_blanks(TSLexer *lexer)
{
	Lexer *self = (Lexer *)(void *)lexer;
	uint32_t at = self->current_position.bytes - self->chunk_start,
	         from = at;

	while (at + 1 < self->chunk_size && self->chunk[at + 1] == ' ')
		at++;
	self->current_position.bytes += at - from;
	self->current_position.extent.column += at - from;
	parse_lexer_advance(lexer, true);
	return at - from + 1;
}

#endif

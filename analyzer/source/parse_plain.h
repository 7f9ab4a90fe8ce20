/* The next token where it is plain: ASCII, and nothing for the scanner, which
 * knows indentation and strings. Nine of ten are.
 *
 * tree-sitter sets its lexer up for each token and calls the scanner, then the
 * lexer, then for identifiers the lexer of keywords. This finds the same by the
 * tables of grammar_lexer.py, and says so where it cannot. Included by the
 * parser (core_mended.py). */
#ifndef HEAPLINT_PARSE_PLAIN_H
#define HEAPLINT_PARSE_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

struct parse_keyword {
	uint64_t word; /* its characters, the first in the lowest byte */
	uint16_t symbol;
};

enum { PARSE_SKIPPED = 0x8000, PARSE_LONGEST_WORD = 8 };

extern const uint16_t parse_accepts[];
extern const uint16_t parse_leads[][128];
extern const uint64_t parse_keyword_by;
extern const struct parse_keyword parse_keywords[];

/* Bytes of the chunk; `line` is where the line begins that `start` is in. */
struct parse_token {
	const unsigned char *text;
	uint32_t start, end, size;
	uint32_t seen; /* one past the last byte that was looked at */
	uint32_t line;
	uint32_t rows; /* lines that were left */
	uint16_t symbol;
};

/* The scanner's tokens that matter here, by its enum. */
enum { PARSE_STRING_START = 3, PARSE_STRING_CONTENT, PARSE_ESCAPE };

static inline bool parse_is_quote(unsigned char c)
{
	return c == '"' || c == '\'' || c == '`';
}

static inline bool parse_is_prefix(unsigned char c)
{
	const uint32_t letters = 1u << ('b' & 31) | 1u << ('f' & 31) |
	                         1u << ('r' & 31) | 1u << ('t' & 31) |
	                         1u << ('u' & 31);

	return c >= 'A' && c <= 'z' && letters >> (c & 31) & 1;
}

/* Does the scanner surely say no to what begins at `at`? Only after a line, a
 * comment or a backslash, in a string or before one may it say yes. */
static inline bool parse_is_plain(const struct parse_token *token, uint32_t at,
                                  const bool *valid)
{
	if (valid[PARSE_STRING_CONTENT] || valid[PARSE_ESCAPE])
		return false;
	while (at < token->size && token->text[at] == ' ')
		at++;
	if (at == token->size)
		return false;
	switch (token->text[at]) {
	case '\0':
	case '\t':
	case '\n':
	case '\f':
	case '\r':
	case '#':
	case '\\':
		return false;
	default:
		break;
	}
	if (!valid[PARSE_STRING_START])
		return true;
	while (at < token->size && parse_is_prefix(token->text[at]))
		at++;
	return at < token->size && !parse_is_quote(token->text[at]);
}

/* Go through the automaton from `state`. */
static inline bool parse_token_find(struct parse_token *token, uint16_t state)
{
	uint32_t at = token->start;

	for (;;) {
		uint16_t leads;
		unsigned char c;

		if (parse_accepts[state] != 0) {
			token->symbol = parse_accepts[state];
			token->end = at;
		}
		if (at == token->size)
			return false;
		c = token->text[at];
		if (c == '\0' || c >= 0x80)
			return false;
		leads = parse_leads[state][c];
		if (leads == 0)
			break;
		at++;
		if (leads & PARSE_SKIPPED) {
			token->start = at;
			if (c == '\n') {
				token->rows++;
				token->line = at;
			}
		} else if (c == '\n') {
			return false;
		}
		state = leads & (PARSE_SKIPPED - 1);
	}
	token->seen = at + 1;
	return token->symbol != 0;
}

/* The keyword that an identifier is; 0 if it is none. Not for those that are
 * longer than PARSE_LONGEST_WORD. */
static inline uint16_t parse_keyword_of(const struct parse_token *token)
{
	const struct parse_keyword *found;
	uint64_t word = 0;

	for (uint32_t i = token->end; i-- > token->start;)
		word = word << 8 | token->text[i];
	found = &parse_keywords[word * parse_keyword_by >> 56];
	return found->word == word ? found->symbol : 0;
}

#endif

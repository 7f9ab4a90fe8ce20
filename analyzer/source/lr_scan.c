/* The tokens of the grammar's scanner (scanner.c of tree-sitter-python, as
 * scanner_mended.py mends it), read from the bytes: where lines end, what is
 * indented, and strings. Characters that are not ASCII mean nothing here. */
#include "lr_model.h"

#include <string.h>

/* Of strings. */
enum { IS_RAW = 1, IS_FORMAT = 2, IS_BYTES = 4, IS_TRIPLE = 8 };

/* What is scanned, from `at` on; the NUL behind the text ends it. */
struct scan {
	const unsigned char *text;
	const bool *valid;
	uint32_t length, at;
	uint32_t start, end; /* of the token */
	enum external found;
};

void lr_scan_begin(struct lr_scanner *scanner)
{
	scanner->indent_count = 1;
	scanner->indents[0] = 0;
	scanner->string_count = 0;
	scanner->is_in_format = false;
}

static bool find(struct scan *s, enum external found, uint32_t end)
{
	s->found = found;
	s->end = end;
	return true;
}

/* ------------------------------------------------------------ strings */

static bool close_string(struct lr_scanner *scanner, struct scan *s,
                         uint32_t end)
{
	scanner->string_count--;
	scanner->is_in_format = false;
	return find(s, STRING_END, end);
}

/* At the quote that may end the string. */
static bool scan_quote(struct lr_scanner *scanner, struct scan *s,
                       const struct lr_string *string, bool has_content)
{
	const unsigned char *at = s->text + s->at;
	uint32_t count = 1;

	if (!(string->flags & IS_TRIPLE))
		return has_content ? find(s, STRING_CONTENT, s->at)
		                   : close_string(scanner, s, s->at + 1);
	while (count < 3 && at[count] == string->quote)
		count++;
	if (count < 3)
		return find(s, STRING_CONTENT, s->at + count);
	return has_content ? find(s, STRING_CONTENT, s->at)
	                   : close_string(scanner, s, s->at + 3);
}

/* Behind a backslash that means nothing, and what it keeps from meaning more.
 */
static void pass_raw(struct scan *s, const struct lr_string *string)
{
	unsigned char c = s->text[++s->at];

	if (c == string->quote || c == '\\')
		c = s->text[++s->at];
	if (c == '\r')
		c = s->text[++s->at];
	else if (c != '\n')
		return;
	if (c == '\n')
		s->at++;
}

/* Text of the innermost string up to an escape, a value or its end. False with
 * *is_over: there is none; else the text ended. */
static bool scan_content(struct lr_scanner *scanner, struct scan *s,
                         bool *is_over)
{
	static const bool means_more[256] = {
	    ['\n'] = true, ['"'] = true, ['\''] = true, ['`'] = true,
	    ['\\'] = true, ['{'] = true, ['}'] = true};
	const struct lr_string *string =
	    &scanner->strings[scanner->string_count - 1];
	bool has_content = false;
	unsigned char c;

	*is_over = true;
	for (; (c = s->text[s->at]) != '\0'; s->at++, has_content = true) {
		if (!means_more[c])
			continue;
		while (c == '\\' && string->flags & IS_RAW) {
			pass_raw(s, string);
			c = s->text[s->at];
		}
		if (c == '\0')
			break;
		if ((c == '{' || c == '}') && string->flags & IS_FORMAT)
			return find(s, STRING_CONTENT, s->at) && has_content;
		if (c == string->quote)
			return scan_quote(scanner, s, string, has_content);
		if (c == '\n' && has_content && !(string->flags & IS_TRIPLE))
			return false;
		if (c != '\\')
			continue;
		c = s->text[s->at + 1];
		if (!(string->flags & IS_BYTES) ||
		    (c != 'N' && c != 'u' && c != 'U'))
			return find(s, STRING_CONTENT, s->at) && has_content;
		s->at += s->at + 2 == s->length ? 1 : 2;
	}
	*is_over = false;
	return false;
}

static bool scan_in_string(struct lr_scanner *scanner, struct scan *s,
                           bool *is_over)
{
	unsigned char c = s->text[s->at];

	if (s->valid[ESCAPE_INTERPOLATION] && (c == '{' || c == '}') &&
	    scanner->strings[scanner->string_count - 1].flags & IS_FORMAT) {
		*is_over = true;
		return s->text[s->at + 1] == c &&
		       find(s, ESCAPE_INTERPOLATION, s->at + 2);
	}
	return s->valid[STRING_CONTENT] && scan_content(scanner, s, is_over);
}

static uint8_t flag_of(unsigned char c)
{
	switch (c | 0x20) {
	case 'f':
	case 't':
		return IS_FORMAT;
	case 'r':
		return IS_RAW;
	case 'b':
		return IS_BYTES;
	default:
		return 0;
	}
}

static bool scan_start(struct lr_scanner *scanner, struct scan *s)
{
	const unsigned char *at = s->text + s->at;
	struct lr_string string = {0, 0};

	s->start = s->at;
	for (; flag_of(*at) != 0 || (*at | 0x20) == 'u'; at++)
		string.flags |= flag_of(*at);
	if ((*at != '"' && *at != '\'' && *at != '`') ||
	    scanner->string_count == LR_MOST_STRINGS)
		return false;
	string.quote = *at++;
	if (string.quote != '`' && at[0] == string.quote &&
	    at[1] == string.quote) {
		string.flags |= IS_TRIPLE;
		at += 2;
	}
	scanner->strings[scanner->string_count++] = string;
	scanner->is_in_format = string.flags & IS_FORMAT;
	return find(s, STRING_START, (uint32_t)(at - s->text));
}

/* ------------------------------------------------------------ lines */

/* What is between a token and the next. */
struct space {
	bool has_line_end;
	uint16_t indent;
	int32_t comment; /* the indentation of the first; -1: none */
};

/* False where it ends with a comment behind code, or a backslash. */
static bool pass_space(struct scan *s, struct space *space)
{
	bool reads_comments = s->valid[INDENT] || s->valid[DEDENT] ||
	                      s->valid[NEWLINE] || s->valid[EXCEPT];

	*space = (struct space){.comment = -1};
	for (;; s->at++) {
		switch (s->text[s->at]) {
		case ' ':
			space->indent++;
			break;
		case '\n':
			space->has_line_end = true;
			space->indent = 0;
			break;
		case '\t':
			space->indent = (uint16_t)(space->indent + 8);
			break;
		case '\r':
		case '\f':
			space->indent = 0;
			break;
		case '#':
			if (!reads_comments)
				return true;
			if (!space->has_line_end)
				return false;
			if (space->comment == -1)
				space->comment = space->indent;
			while (s->text[s->at + 1] != '\0' &&
			       s->text[s->at] != '\n')
				s->at++;
			space->indent = 0;
			break;
		case '\\':
			s->at += s->text[s->at + 1] == '\r';
			if (s->text[s->at + 1] == '\n')
				s->at++;
			else if (s->at + 1 != s->length)
				return false;
			break;
		case '\0':
			if (s->at == s->length) {
				space->has_line_end = true;
				space->indent = 0;
			}
			return true;
		default:
			return true;
		}
	}
}

static bool scan_line(struct lr_scanner *scanner, struct scan *s,
                      const struct space *space)
{
	uint16_t current = scanner->indents[scanner->indent_count - 1];

	if (s->valid[INDENT] && space->indent > current) {
		if (scanner->indent_count == LR_MOST_INDENTS)
			return false;
		scanner->indents[scanner->indent_count++] = space->indent;
		return find(s, INDENT, s->start);
	}
	/* comments that are indented as the block is are of it */
	if (s->valid[DEDENT] && space->indent < current &&
	    !scanner->is_in_format && space->comment < current) {
		scanner->indent_count--;
		return find(s, DEDENT, s->start);
	}
	return s->valid[NEWLINE] && find(s, NEWLINE, s->start);
}

static bool scan(struct lr_scanner *scanner, struct scan *s)
{
	struct space space;
	bool is_over = false;

	s->start = s->at;
	if (scanner->string_count != 0 && scan_in_string(scanner, s, &is_over))
		return true;
	if (is_over)
		return false;
	s->start = s->at;
	if (!pass_space(s, &space))
		return false;
	if (space.has_line_end && scan_line(scanner, s, &space))
		return true;
	return space.comment == -1 && s->valid[STRING_START] &&
	       scan_start(scanner, s);
}

bool lr_scan(struct lr *lr, const bool *valid, struct token *token)
{
	struct scan s = {.text = (const unsigned char *)lr->input->text,
	                 .valid = valid,
	                 .length = lr->input->length,
	                 .at = lr->position};
	bool is_found;

	if (s.at == 0 && s.length >= 3 &&
	    memcmp(s.text, "\xef\xbb\xbf", 3) == 0)
		s.at = 3;
	is_found = scan(&lr->scanner, &s);
	lr->work += s.at - lr->position;
	if (!is_found)
		return false;
	*token = (struct token){
	    .start = s.start,
	    .end = s.end,
	    .symbol = lr->language->external_scanner.symbol_map[s.found],
	    .is_external = true};
	return true;
}

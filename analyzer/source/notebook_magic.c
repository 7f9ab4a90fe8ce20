#include "notebook_magic.h"

#include "identifier.h"
#include "str.h"

struct cell {
	char *text;
	uint32_t length, at;
};

static char char_at(const struct cell *cell, uint32_t at)
{
	return at < cell->length ? cell->text[at] : '\0';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f' || c == '\r';
}

static uint32_t skip_blanks(const struct cell *cell, uint32_t at)
{
	while (is_blank(char_at(cell, at)))
		at++;
	return at;
}

static struct str word_at(const struct cell *cell, uint32_t at)
{
	uint32_t end = at;

	while (identifier_has(char_at(cell, end)))
		end++;
	return (struct str){cell->text + at, end - at};
}

/* The end of the line that `at` is on, lines that it goes on in included. */
static uint32_t command_end(const struct cell *cell, uint32_t at)
{
	for (; at < cell->length; at++)
		if (cell->text[at] == '\n' &&
		    (at == 0 || cell->text[at - 1] != '\\'))
			break;
	return at;
}

static void blank(struct cell *cell, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++)
		if (cell->text[i] != '\n' && cell->text[i] != '\r')
			cell->text[i] = ' ';
}

/* Where it is indented a statement may be needed: `if x:` and a magic. */
static void blank_statement(struct cell *cell, uint32_t line, uint32_t start,
                            uint32_t end)
{
	blank(cell, start, end);
	if (start > line && end - start >= 4 &&
	    memchr(cell->text + start, '\n', 4) == NULL)
		memcpy(cell->text + start, "pass", 4);
	else if (start > line && end > start)
		cell->text[start] = '0';
}

/* ------------------------------------------------------------ whole lines */

/* IPython takes these for magics without their '%'. */
static bool is_automagic(const struct cell *cell, uint32_t at)
{
	static const char *const commands[] = {"pip",   "conda", "mamba", "uv",
	                                       "cd",    "ls",    "cat",   "cp",
	                                       "mkdir", "mv",    "rm",    NULL};
	static const char *const operators[] = {"and", "for", "if", "in",
	                                        "is",  "not", "or", NULL};
	struct str word = word_at(cell, at);
	uint32_t next = skip_blanks(cell, at + word.length);

	return str_is_one_of(word, commands) && next > at + word.length &&
	       identifier_has(char_at(cell, next)) &&
	       !str_is_one_of(word_at(cell, next), operators);
}

static bool is_command(const struct cell *cell, uint32_t at)
{
	char c = char_at(cell, at);

	return (c != '\0' && strchr("%!?/,;", c) != NULL) ||
	       is_automagic(cell, at);
}

/* After these the cell goes on as Python. */
static bool is_transparent(struct str magic)
{
	static const char *const names[] = {
	    "capture", "debug",  "prun",  "pypy",  "python",  "python3",
	    "time",    "timeit", "memit", "mprun", "ipytest", NULL};

	return str_is_one_of(magic, names);
}

/* `%%x` on the first line that is not blank. */
static void blank_cell_magic(struct cell *cell)
{
	uint32_t at = 0;

	while (is_blank(char_at(cell, at)) || char_at(cell, at) == '\n')
		at++;
	if (char_at(cell, at) != '%' || char_at(cell, at + 1) != '%')
		return;
	blank(cell, at,
	      is_transparent(word_at(cell, at + 2)) ? command_end(cell, at)
	                                            : cell->length);
}

/* ------------------------------------------------------------ in lines */

/* Behind the string whose quote is at `at`. */
static uint32_t string_end(const struct cell *cell, uint32_t at)
{
	char quote = cell->text[at];
	bool is_long =
	    char_at(cell, at + 1) == quote && char_at(cell, at + 2) == quote;

	for (at += is_long ? 3 : 1; at < cell->length; at++) {
		char c = cell->text[at];

		if (c == '\\')
			at++;
		else if (c == '\n' && !is_long)
			return at;
		else if (c == quote &&
		         (!is_long || (char_at(cell, at + 1) == quote &&
		                       char_at(cell, at + 2) == quote)))
			return at + (is_long ? 3 : 1);
	}
	return cell->length;
}

/* The '%' or '!' of `a = %x`, where `at` is the '='; else 0. */
static uint32_t assigned_command(const struct cell *cell, uint32_t at)
{
	uint32_t value = skip_blanks(cell, at + 1);
	char before = at > 0 ? cell->text[at - 1] : '=';
	char c = char_at(cell, value);

	if (before == '=' || before == '!' || before == '<' || before == '>' ||
	    (c != '%' && c != '!') || char_at(cell, value + 1) == '=')
		return 0;
	return value;
}

static bool is_line_end(const struct cell *cell, uint32_t at)
{
	at = skip_blanks(cell, at);
	return at >= cell->length || cell->text[at] == '\n';
}

static void blank_assigned(struct cell *cell, uint32_t value, uint32_t end)
{
	blank(cell, value, end);
	memcpy(cell->text + value, "__", end - value < 2 ? 1 : 2);
}

/* One character at the depth of brackets that is given; returns where to go
 * on, the line's '\n' if that is its end. */
static uint32_t step(struct cell *cell, uint32_t line, uint32_t *depth)
{
	uint32_t at = cell->at, value;
	char c = cell->text[at];

	if (c == '#') {
		while (at < cell->length && cell->text[at] != '\n')
			at++;
		return at;
	}
	if (c == '"' || c == '\'')
		return string_end(cell, at);
	if (c == '\\')
		return at + 2;
	if (c == '(' || c == '[' || c == '{')
		++*depth;
	else if ((c == ')' || c == ']' || c == '}') && *depth > 0)
		--*depth;
	if (*depth > 0)
		return at + 1;
	if (c == '?' && is_line_end(cell, at + 1)) {
		uint32_t start = skip_blanks(cell, line);

		blank_statement(cell, line, start, at + 1);
		return at + 1;
	}
	value = c == '=' ? assigned_command(cell, at) : 0;
	if (value == 0)
		return at + 1;
	at = command_end(cell, value);
	blank_assigned(cell, value, at);
	return at;
}

/* A statement, up to behind the end of its last line. */
static void read_statement(struct cell *cell)
{
	uint32_t line = cell->at, depth = 0;

	while (cell->at < cell->length) {
		if (cell->text[cell->at] == '\n' && depth == 0)
			break;
		cell->at = step(cell, line, &depth);
	}
	cell->at++;
}

void notebook_magic_blank(char *text, uint32_t length)
{
	struct cell cell = {text, length, 0};

	blank_cell_magic(&cell);
	while (cell.at < cell.length) {
		uint32_t start = skip_blanks(&cell, cell.at);

		if (is_command(&cell, start)) {
			uint32_t end = command_end(&cell, start);

			blank_statement(&cell, cell.at, start, end);
			cell.at = end + 1;
		} else {
			read_statement(&cell);
		}
	}
}

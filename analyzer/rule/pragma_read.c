#include "pragma_read.h"

#include <strings.h>

/* A comment that is read. */
struct comment {
	struct arena *arena;
	const struct registry *registry;
	const char *text; /* of the source */
	struct span span;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* "heaplint" or "noqa", in whatever case: a comment has few a 'q', and few 'l'
 * with an 'i' after it. */
bool pragma_may_be_in(struct str comment)
{
	for (uint32_t i = 2; i + 1 < comment.length; i++) {
		const char *at = comment.at + i;

		if ((*at | 0x20) == 'q' && strncasecmp(at - 2, "noqa", 4) == 0)
			return true;
		if ((*at | 0x20) == 'l' && (at[1] | 0x20) == 'i' && i >= 4 &&
		    i + 4 <= comment.length &&
		    strncasecmp(at - 4, "heaplint", 8) == 0)
			return true;
	}
	return false;
}

static uint32_t skip_space(const struct comment *c, uint32_t at)
{
	while (at < c->span.end && is_space(c->text[at]))
		at++;
	return at;
}

/* After the word if it is there, in any case; else 0. */
static uint32_t skip_word(const struct comment *c, uint32_t at,
                          const char *word)
{
	uint32_t length = (uint32_t)strlen(word);

	if (c->span.end - at < length ||
	    strncasecmp(c->text + at, word, length) != 0)
		return 0;
	return at + length;
}

/* Where the next '#' in the comment begins another remark, or its end. */
static uint32_t remark_end(const struct comment *c, uint32_t at)
{
	while (at < c->span.end && c->text[at] != '#')
		at++;
	return at;
}

static void add_word(const struct comment *c, struct pragma *pragma,
                     struct span span)
{
	struct pragma_word word = {.span = span};
	bool *rules;

	if (span.start >= span.end)
		return;
	word.text =
	    arena_copy(c->arena, c->text + span.start, span.end - span.start);
	word.is_foreign = pragma->kind == PRAGMA_NOQA &&
	                  strncasecmp(word.text, "MEM", 3) != 0;
	if (!word.is_foreign) {
		rules = ARENA_ARRAY(c->arena, c->registry->count, bool);
		if (registry_select(c->registry, word.text, rules, true))
			word.rules = rules;
	}
	ARRAY_PUSH(c->arena, &pragma->words, word);
}

/* What follows the words, without marks that lead to it. */
static void take_reason(const struct comment *c, struct pragma *pragma)
{
	uint32_t at = pragma->span.end, end = remark_end(c, at);

	while (end > at && is_space(c->text[end - 1]))
		end--;
	pragma->whole = (struct span){pragma->span.start, end};
	while (at < end && strchr(" \t:-,", c->text[at]) != NULL)
		at++;
	pragma->reason = arena_copy(c->arena, c->text + at, end - at);
}

/* "[a, b]"; without a bracket there are no words. The next '#' ends it, too. */
static uint32_t take_brackets(const struct comment *c, struct pragma *pragma,
                              uint32_t at)
{
	uint32_t start = at;

	if (at == c->span.end || c->text[at] != '[')
		return at;
	for (start = ++at; at < c->span.end && c->text[at] != '#'; at++) {
		bool is_end = c->text[at] == ']';
		struct span word = {start, at};

		if (!is_end && c->text[at] != ',')
			continue;
		word.start = skip_space(c, start);
		while (word.end > word.start && is_space(c->text[word.end - 1]))
			word.end--;
		add_word(c, pragma, word);
		start = at + 1;
		if (is_end)
			return start;
	}
	while (at > start && is_space(c->text[at - 1]))
		at--;
	return at;
}

/* "E501, MEM301 MEM401": letters and digits, as other linters read them. */
static uint32_t take_codes(const struct comment *c, struct pragma *pragma,
                           uint32_t at)
{
	uint32_t end = at;

	for (;;) {
		uint32_t start = at, digits;

		while (at < c->span.end && is_alphanumeric(c->text[at]) &&
		       (c->text[at] < '0' || c->text[at] > '9'))
			at++;
		digits = at;
		while (at < c->span.end && c->text[at] >= '0' &&
		       c->text[at] <= '9')
			at++;
		if (digits == start || digits == at)
			return end; /* a word: the reason begins */
		add_word(c, pragma, (struct span){start, at});
		end = at;
		while (at < c->span.end &&
		       (is_space(c->text[at]) || c->text[at] == ','))
			at++;
	}
}

static bool has_own_word(const struct pragma *pragma)
{
	for (uint32_t i = 0; i < pragma->words.count; i++)
		if (!pragma->words.at[i].is_foreign)
			return true;
	return false;
}

/* After what is meant to suppress, and is not said so: a misspelt word, or
 * another linter's; else 0. */
static uint32_t skip_wrong_word(const struct comment *c, uint32_t at)
{
	static const char *const right[] = {"ignore", "ignore-file"};
	static const char *const foreign[] = {"disable", "noqa", "off", "skip",
	                                      NULL};
	uint32_t end = at;
	struct str word;

	while (end < c->span.end &&
	       (is_alphanumeric(c->text[end]) || c->text[end] == '-'))
		end++;
	word = (struct str){c->text + at, end - at};
	return str_is_one_of(word, foreign) ||
	               str_nearest(str_copy(c->arena, word), right, 2) != NULL
	           ? end
	           : 0;
}

/* The remark that begins at '#'. False if it is none of ours. */
static bool read_remark(const struct comment *c, struct pragma *pragma,
                        uint32_t at)
{
	uint32_t word = skip_space(c, at + 1), next;

	*pragma = (struct pragma){.comment = c->span, .span = {at, at}};
	next = skip_word(c, word, "noqa");
	if (next != 0) {
		next = skip_space(c, next);
		if (next == c->span.end || c->text[next] != ':')
			return false;
		pragma->kind = PRAGMA_NOQA;
		pragma->span.end =
		    take_codes(c, pragma, skip_space(c, next + 1));
	} else {
		next = skip_word(c, word, "heaplint:");
		if (next == 0)
			return false;
		word = skip_space(c, next);
		next = skip_word(c, word, "ignore-file");
		pragma->kind = next != 0 ? PRAGMA_FILE : PRAGMA_LINE;
		if (next == 0)
			next = skip_word(c, word, "ignore");
		pragma->span.end = next != 0 ? take_brackets(c, pragma, next)
		                             : skip_wrong_word(c, word);
		if (pragma->span.end == 0)
			return false;
	}
	take_reason(c, pragma);
	return pragma->kind != PRAGMA_NOQA || has_own_word(pragma);
}

void pragma_read(struct pragmas *pragmas, struct arena *arena,
                 const struct registry *registry, const struct source *source,
                 struct span comment)
{
	struct comment c = {arena, registry, source->text, comment};
	uint32_t at = remark_end(&c, comment.start);

	while (at < comment.end) {
		struct pragma pragma;

		at++;
		if (read_remark(&c, &pragma, at - 1)) {
			ARRAY_PUSH(arena, &pragmas->list, pragma);
			at = pragma.span.end;
		}
		at = remark_end(&c, at);
	}
}

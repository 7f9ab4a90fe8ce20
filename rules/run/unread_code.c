#include "rule.h"

static rule_check check;

const struct rule rule_unread_code = {
    .code = "MEM002",
    .title = "Code that heaplint could not read",
    .why = "The parser found no way to read this part, so nothing in the"
           " function or class around it was analysed, and of a file that"
           " reads as Python 2 only nothing at all. The code may still be"
           " right: newer syntax than heaplint knows looks the same.",
    .bad = "def f(:\n"
           "    pass\n",
    .good = "def f():\n"
            "    pass\n",
    .see = SEE("https://docs.python.org/3/reference/grammar.html"),
    .messages =
        MESSAGES({"heaplint could not read this part (from '{0}') and did not"
                  " analyse the code around it",
                  NULL},
                 {"this file reads as Python 2 only ('{0}'), so nothing in it"
                  " was analysed",
                  NULL},
                 {"most of this file could not be read (from '{0}'; {1} places"
                  " in {2} lines): it may not be Python, and what was"
                  " analysed is the rest",
                  "leave it out with --extend-exclude"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note; it does not change the exit code.",
    .precision = PRECISION_VERY_HIGH,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* The start of the text in a span, on one line; of the line's text from there
 * if the span is empty (a token is missing), or of the whole line. */
static const char *beginning(struct pass *pass, struct span span)
{
	const struct source *source = pass->facts->source;
	struct str text = source_text(source, span);
	uint32_t length = 0;

	if (text.length == 0)
		text.length = source->length - span.start;
	if (text.length == 0 || (unsigned char)text.at[0] < ' ')
		text =
		    source_line_text(source, source_line(source, span.start));
	while (length < text.length && length < 20 &&
	       (unsigned char)text.at[length] >= ' ')
		length++;
	while (length < text.length && (unsigned char)text.at[length] >> 6 == 2)
		length++;
	return str_copy(pass->scratch, (struct str){text.at, length});
}

enum {
	NEAR = 2, /* lines: what is nearer than this is one place */
	MANY = 5, /* places, and one in so many lines: most of the file */
	ONE_IN = 10
};

static uint32_t line_of(struct pass *pass, uint32_t byte)
{
	return source_line(pass->facts->source, byte);
}

/* The span from error *i on over all that follow near it; *i becomes the next
 * one's. */
static struct span next_place(struct pass *pass, uint32_t *i)
{
	const struct tree *t = pass->tree;
	struct span span = t->errors[(*i)++];

	while (*i < t->error_count && line_of(pass, t->errors[*i].start) <=
	                                  line_of(pass, span.end) + NEAR) {
		if (t->errors[*i].end > span.end)
			span.end = t->errors[*i].end;
		(*i)++;
	}
	return span;
}

/* Lines that the error places cover, and how many places there are. */
static uint32_t covered_lines(struct pass *pass, uint32_t *places)
{
	uint32_t lines = 0;

	*places = 0;
	for (uint32_t i = 0; i < pass->tree->error_count; ++*places) {
		struct span span = next_place(pass, &i);

		lines +=
		    line_of(pass, span.end) - line_of(pass, span.start) + 1;
	}
	return lines;
}

static bool is_mostly_unread(struct pass *pass)
{
	uint32_t places, all = pass->facts->source->line_count;
	uint32_t lines = covered_lines(pass, &places);

	return places > 1 &&
	       (lines > all / 2 || (pass->tree->error_count >= MANY &&
	                            pass->tree->error_count >= all / ONE_IN));
}

static void report_all(struct pass *pass)
{
	const struct tree *t = pass->tree;
	struct span span = t->errors[0];

	report(pass, span, NO_NODE, LEVEL_NOTE, 2,
	       (const char *const[]){
	           beginning(pass, span),
	           arena_format(pass->scratch, "%u", t->error_count),
	           arena_format(pass->scratch, "%u",
	                        pass->facts->source->line_count),
	           NULL});
}

static void check(struct pass *pass, node_id module)
{
	const struct tree *t = pass->tree;

	(void)module;
	if (is_mostly_unread(pass)) {
		report_all(pass);
		return;
	}
	if (t->is_python2) {
		struct span span = tree_span(t, t->python2);

		report(pass, span, NO_NODE, LEVEL_NOTE, 1,
		       (const char *const[]){beginning(pass, span), NULL});
		return;
	}
	for (uint32_t i = 0; i < t->error_count;) {
		struct span span = next_place(pass, &i);

		report(pass, span, NO_NODE, LEVEL_NOTE, 0,
		       (const char *const[]){beginning(pass, span), NULL});
	}
}

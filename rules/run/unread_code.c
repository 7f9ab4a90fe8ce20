#include "rule.h"

static rule_check check;

const struct rule rule_unread_code = {
    .code = "MEM002",
    .title = "Code that heaplint could not read",
    .why = "The parser found no way to read this part, so nothing in the"
           " function or class around it was analysed. The code may still be"
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
                  NULL}),
    .level = LEVEL_NOTE,
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

static void check(struct pass *pass, node_id module)
{
	const struct tree *t = pass->tree;

	(void)module;
	if (t->is_python2) {
		struct span span = tree_span(t, t->python2);

		report(pass, span, NO_NODE, LEVEL_NOTE, 1,
		       (const char *const[]){beginning(pass, span), NULL});
		return;
	}
	for (uint32_t i = 0; i < t->error_count; i++)
		report(
		    pass, t->errors[i], NO_NODE, LEVEL_NOTE, 0,
		    (const char *const[]){beginning(pass, t->errors[i]), NULL});
}

#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_unused_suppression = {
    .code = "MEM001",
    .title = "A comment that suppresses nothing",
    .why =
        "A comment that hides a finding stays behind when the code is mended,"
        " and then hides the next one. One that names no rule hides"
        " nothing, though it looks as if it did.",
    .bad = "total = 0  # heaplint: ignore[string-concat] short texts\n",
    .good = "total = 0  # the sum of all sizes\n",
    .see = SEE("https://docs.python.org/3/reference/lexical_analysis.html"
               "#comments"),
    .messages = MESSAGES(
        {"nothing here is a finding of '{0}', so this suppresses nothing",
         "take '{0}' out of the comment"},
        {"'{0}' is no rule, so this suppresses nothing{1}", NULL},
        {"'{0}' names no rule, so it suppresses nothing",
         "name the rule that the finding names: {1}[CODE]"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note: nothing is wrong with the program.",
    .precision = PRECISION_VERY_HIGH,
    .fix = FIX_SAFE,
    .is_last = true,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_UNUSED, MESSAGE_UNKNOWN, MESSAGE_EMPTY };

/* So many words of one comment get a hint: who wrote more needs the list. */
enum { HINTS_MOST = 8 };

static void report_unknown(struct pass *pass, const struct pragmas *pragmas,
                           const struct pragma *pragma)
{
	uint32_t hints = 0;

	for (uint32_t i = 0; i < pragma->words.count; i++) {
		const struct pragma_word *word = &pragma->words.at[i];
		const char *hint = "";

		if (word->rules != NULL || word->is_foreign)
			continue;
		if (hints++ < HINTS_MOST)
			hint = pragma_hint(pragmas, pass->scratch, word->text);
		report(pass, word->span, NO_NODE, LEVEL_NOTE, MESSAGE_UNKNOWN,
		       (const char *const[]){word->text, hint, NULL});
	}
}

static void report_unused(struct pass *pass, const struct pragma *pragma)
{
	const char *unused = pragma_unused(pass->scratch, pragma);
	struct finding *finding;
	struct span removed;
	const char *text;

	if (*unused == '\0')
		return;
	finding = report(pass, pragma->span, NO_NODE, LEVEL_NOTE,
	                 MESSAGE_UNUSED, (const char *const[]){unused, NULL});
	if (finding == NULL)
		return;
	removed =
	    pragma_removal(pass->scratch, pass->facts->source, pragma, &text);
	fix_replace(pass->findings,
	            finding_fix(pass->findings, finding, FIX_SAFE,
	                        *text == '\0'
	                            ? "take the comment out"
	                            : "take the unused rules out of it"),
	            pass->facts->source, removed, text);
}

static void check(struct pass *pass, node_id n)
{
	const struct pragmas *pragmas = facts_pragmas(pass->facts);

	(void)n;
	for (uint32_t i = 0; i < pragmas->list.count; i++) {
		const struct pragma *pragma = &pragmas->list.at[i];

		if (pragma->words.count == 0)
			report(pass, pragma->span, NO_NODE, LEVEL_NOTE,
			       MESSAGE_EMPTY,
			       (const char *const[]){
			           str_copy(pass->scratch,
			                    source_text(pass->facts->source,
			                                pragma->span)),
			           pragma->kind == PRAGMA_FILE ? "ignore-file"
			                                       : "ignore",
			           NULL});
		report_unknown(pass, pragmas, pragma);
		report_unused(pass, pragma);
	}
}

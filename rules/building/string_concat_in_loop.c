#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_string_concat_in_loop = {
    .code = "MEM301",
    .title = "Text grown by concatenation in a loop",
    .why =
        "CPython extends a str in place only where '+=' or 's = s + x' stands"
        " alone, the text has no other reference, and it is kept in a plain"
        " local. Anywhere else (an attribute, an item, a global; from 3.11 on"
        " also a captured, module-level or class-level name) and in any other"
        " form (in front, in a format, 's + a + b') each turn copies all of"
        " it: 8 000 turns of 20 characters allocate 641 MB for a text of"
        " 160 kB, with a peak of twice the result. In a plain local the same"
        " takes 0.26 MB and has the lowest peak of all ways, 1.0x the result"
        " (a join of 8-character pieces 8x).",
    .bad = "class Page:\n"
           "    def __init__(self, rows):\n"
           "        self.text = ''\n"
           "        for row in rows:\n"
           "            self.text += row + '\\n'\n",
    .good = "class Page:\n"
            "    def __init__(self, rows):\n"
            "        self.text = ''.join(row + '\\n' for row in rows)\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#common-sequence-operations",
               "https://github.com/python/cpython/issues/122203",
               "https://github.com/python/cpython/issues/115645"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: text in {2} is never extended in place",
         "build it in a local and assign it once after the loop"},
        {"'{0}' is copied whole {1}: text in {2} is never extended in place",
         "write to an io.StringIO, or to a file if nothing needs all of it"},
        {"'{0}' is copied whole {1}: the first '+' of the chain makes a new"
         " text",
         "write '{0} += ...' with the sum of the new parts on its right"},
        {"'{0}' is copied whole {1}: text that is put in front makes a new one",
         "collect the pieces in a list and join them once after the loop, in"
         " their order"},
        {"'{0}' is copied whole {1}: text that is put in front makes a new one",
         "keep an offset into it instead of putting text back"},
        {"'{0}' is copied whole {1}: formatting makes a new text",
         "append with '{0} += ...'"},
        {"'{0}' is copied whole {1}: formatting makes a new text around it",
         "collect the pieces in a list and join them once after the loop, in"
         " their order"},
        {"'{0}' is copied whole {1}: 'join' makes a new text",
         "collect the pieces in a list and join them once after the loop"},
        {"'{0}' is copied whole {1}: '+' in a conditional expression makes a"
         " new text",
         "use an if statement with '{0} += ...'"},
        {"'{0}' is copied whole {1}: '+' beside other values makes a new text",
         "append with '{0} += ...' as a statement of its own"},
        {"'{0}' is copied whole {1}: from Python 3.11 on only a plain local is"
         " extended in place, and this is {2}",
         "build it in a plain local of a function and assign it once"},
        {"'{0}' is copied whole {1} from Python 3.11 on, where only a plain"
         " local is extended in place, and this is {2}",
         "build it in a plain local of a function and assign it once"},
        {"'{0}' is copied whole {1}: another reference to it is alive when it"
         " grows",
         "keep the new piece there, not the text so far"},
        {"'{0}' is copied whole {1}: Python 3.13 does not extend it in place"
         " when the next statement on its line reads a local",
         "put that statement on a line of its own"},
        {"'{0}' grows by concatenation: CPython extends it in place, PyPy and"
         " others copy it {1}",
         "leave it as it is on CPython, as long as it stays a plain local with"
         " no second reference; elsewhere write to an io.StringIO"},
        {"'{0}' is copied whole {1} in the function's first seven calls:"
         " Python 3.11 extends it in place in a plain 'while' loop only after"
         " those",
         "use 'while True' or a 'for' loop, or write to an io.StringIO"}),
    .level = LEVEL_NOTE,
    .levels =
        "A warning where it is copied whole and surely grows by each piece"
        " of data that is read, such as the lines of a file; a note"
        " else.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum {
	NEVER_IN_PLACE,
	NEVER_IN_PLACE_FOR_EVER,
	CHAIN,
	IN_FRONT,
	PUT_BACK,
	FORMATTED,
	FORMATTED_AROUND,
	JOINED,
	IN_BRANCH,
	UNPACKED,
	NOT_FROM_311,
	IN_PLACE_UP_TO_310,
	OTHER_REFERENCE,
	SAME_LINE,
	PLAIN_LOCAL,
	COLD_WHILE
};

static unsigned judge_form(const struct tree *t, const struct growth *g)
{
	static const unsigned char says[] = {
	    [GROWTH_CHAIN] = CHAIN,      [GROWTH_FRONT] = IN_FRONT,
	    [GROWTH_FORMAT] = FORMATTED, [GROWTH_JOIN] = JOINED,
	    [GROWTH_BRANCH] = IN_BRANCH, [GROWTH_UNPACKED] = UNPACKED};

	if (g->form == GROWTH_FORMAT && !growth_is_appending(t, &g->parts))
		return FORMATTED_AROUND;
	return says[g->form];
}

/* 3.13 makes one instruction of the store and of a load of a local that
 * follows on the same line (STORE_FAST_LOAD_FAST), and then does not see that
 * the text is about to be stored. */
static bool is_fused(struct pass *pass, const struct growths *growths,
                     const struct growth *g)
{
	const struct tree *t = pass->tree;
	node_id statement = tree_parent(t, g->parts.statement);
	node_id next = tree_sibling(t, statement), first;

	if (pass->facts->target != 313 || next == NO_NODE ||
	    source_line(pass->facts->source, t->nodes[next].start) !=
	        source_line(pass->facts->source, t->nodes[statement].end))
		return false;
	first = tree_first(t, next);
	if (tree_kind(t, first) == KIND_ASSIGNMENT)
		first = tree_child(t, first, FIELD_RIGHT);
	while (first != NO_NODE && tree_first(t, first) != NO_NODE)
		first = tree_first(t, first);
	return tree_kind(t, first) == KIND_IDENTIFIER &&
	       growth_store_of(growths, pass->facts, first) == STORE_LOCAL;
}

/* 3.11 counts calls and jumps back, and specialises a function's `+=` from the
 * eighth on; the jump that also tests the condition of a `while` is not
 * counted. */
static bool is_cold(struct pass *pass, const struct growths *growths,
                    const struct growth *g)
{
	const struct tree *t = pass->tree;
	node_id condition = tree_child(t, g->where, FIELD_CONDITION);

	if (pass->facts->target != 311 || g->carrier > CARRIER_FEW_TURNS ||
	    tree_kind(t, g->where) != KIND_WHILE_STATEMENT ||
	    tree_kind(t, condition) == KIND_TRUE ||
	    tree_kind(t, condition) == KIND_INTEGER ||
	    repeats_outer(&pass->facts->repeats, g->where) != NO_NODE)
		return false;
	for (node_id n = g->where + 1;
	     n < tree_end(t, g->where) && carry_work(growths->carry, 1); n++)
		if (tree_kind(t, n) == KIND_CONTINUE_STATEMENT ||
		    tree_kind(t, n) == KIND_FOR_STATEMENT ||
		    tree_kind(t, n) == KIND_WHILE_STATEMENT)
			return false;
	return true;
}

static unsigned judge(struct pass *pass, const struct growths *growths,
                      const struct growth *g, node_id other)
{
	if (g->form == GROWTH_FRONT && g->carrier > CARRIER_FEW_TURNS)
		return PUT_BACK;
	if (g->store >= STORE_GLOBAL) /* or attribute, or item */
		return g->carrier > CARRIER_FEW_TURNS ||
		               serves(pass->facts, g->parts.statement) ==
		                   SERVES_LOOP
		           ? NEVER_IN_PLACE_FOR_EVER
		           : NEVER_IN_PLACE;
	if (g->form != GROWTH_AUGMENTED && g->form != GROWTH_PLUS)
		return judge_form(pass->tree, g);
	if (g->store != STORE_LOCAL && pass->facts->target >= 311)
		return NOT_FROM_311;
	if (other != NO_NODE)
		return OTHER_REFERENCE;
	if (g->store == STORE_LOCAL && is_fused(pass, growths, g))
		return SAME_LINE;
	if (g->store != STORE_LOCAL)
		return IN_PLACE_UP_TO_310;
	return is_cold(pass, growths, g) ? COLD_WHILE : PLAIN_LOCAL;
}

static bool is_in_place(unsigned message)
{
	return message == PLAIN_LOCAL || message == COLD_WHILE ||
	       message == IN_PLACE_UP_TO_310;
}

/* Is there nothing to say: the text so far is a key at each turn, or a local
 * that CPython extends in place in a loop of few turns? */
static bool is_pointless(struct pass *pass, const struct growths *growths,
                         const struct growth *g, unsigned message)
{
	return ((message == PLAIN_LOCAL || message == COLD_WHILE) &&
	        g->carrier == CARRIER_FEW_TURNS) ||
	       growth_is_hashed(growths, pass->facts, g);
}

static void report_growth(struct pass *pass, struct growth_reports *reports,
                          const struct growths *growths, const struct growth *g,
                          bool wanted_in_place)
{
	node_id other = growth_other_reference(growths, pass->facts, g);
	unsigned message = judge(pass, growths, g, other);
	enum level level = LEVEL_NOTE;
	struct finding *finding;

	if (is_in_place(message) != wanted_in_place ||
	    is_pointless(pass, growths, g, message) ||
	    growth_join_earlier(reports, pass->findings, pass->facts, g))
		return;
	if (!wanted_in_place)
		level = growth_level(pass->facts, growths->carry, g);
	finding = REPORT(pass, g->parts.statement, level, message,
	                 quote(pass, g->parts.target),
	                 growth_when(pass->scratch, pass->facts, g),
	                 growth_store_in_words(g->store));
	if (finding == NULL)
		return;
	growth_remember(reports, pass->scratch, pass->findings, pass->facts, g);
	if (message == OTHER_REFERENCE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, other),
		               "the other reference is made here");
	growth_relate(pass->findings, finding, pass->facts, g);
	if (message == NEVER_IN_PLACE && g->store == STORE_ATTRIBUTE)
		growth_offer_local(pass->findings, finding, pass->facts,
		                   growths->carry, g);
}

static void check(struct pass *pass, node_id n)
{
	/* In a loop with a line that copies, the others are part of it. */
	struct growth_reports reports = {0};
	struct growths growths;

	(void)n;
	growth_find(&growths, pass->scratch, pass->facts);
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < growths.list.count; i++)
			if (growths.list.at[i].type == TYPE_STR)
				report_growth(pass, &reports, &growths,
				              &growths.list.at[i], k == 1);
}

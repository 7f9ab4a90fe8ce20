#include "ask.h"
#include "rule.h"

#include <inttypes.h>

static rule_check check;

const struct rule rule_slice_iterated = {
    .code = "MEM201",
    .title = "A slice that is made only to be read once",
    .why = "A slice of a list, tuple, str, bytes, bytearray or array is a new"
           " one. Where it is only read from its start to its end, the copy"
           " buys nothing: a loop over 'xs[1:]' of 200 000 elements takes"
           " 1.6 MB, with islice 120 to 300 bytes (CPython 3.8 to 3.13).",
    .bad = "def total(path):\n"
           "    with open(path) as file:\n"
           "        lines = file.readlines()\n"
           "    return sum(int(line) for line in lines[1:])\n",
    .good = "import itertools\n"
            "\n"
            "\n"
            "def total(path):\n"
            "    with open(path) as file:\n"
            "        lines = itertools.islice(file, 1, None)\n"
            "        return sum(int(line) for line in lines)\n",
    .see = SEE("https://docs.python.org/3/library/itertools.html"
               "#itertools.islice",
               "https://docs.python.org/3/library/functions.html#reversed"),
    .messages = MESSAGES(
        {"'{0}' copies that part of '{1}', {2}, only to read it once",
         "'{3}' reads the elements where they are{4}"},
        {"'{0}' copies that part of '{1}', {2}, only to read it once",
         "take '{1}[j]' with j from a part of 'range(len({1}))'"},
        {"'{0}' copies that part of '{1}', {2}, again and again in the loop"
         " over it, only to read it once",
         "take '{1}[j]' with j from '{3}'"},
        {"'{0}' copies {2} elements, if '{1}' is no array or range, only to"
         " read them once",
         "'{3}' reads the elements where they are{4}"},
        {"'{0}' copies that part of '{1}', {2}, only to read it once",
         "'{3}' reads the elements where they are, though it walks over what"
         " it skips{4}"},
        {"'{0}' copies that part of '{1}', {2}, only to read it once",
         "give '{1}' a name, and take its elements by their indices"}),
    .level = LEVEL_NOTE,
    .levels =
        "A warning where a loop over a sequence that was surely read, such"
        " as a file's lines, copies a part of it at every turn; a note"
        " else: that copy is gone after the loop.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT),
    .check = check,
};

enum {
	MESSAGE_ONCE,
	MESSAGE_INDEX,
	MESSAGE_IN_LOOP,
	MESSAGE_SPAN,
	MESSAGE_WALK,
	MESSAGE_NAME
};
enum { SMALL = 16, LARGE = 1000, MOST_STATEMENTS = 32 };

/* May the value change while its part is read by `part`, or before that, when
 * the part is bound to a name that is read at `name`? */
static bool may_change(const struct pass *pass, node_id n,
                       const struct slice *s, node_id name, node_id part)
{
	const struct tree *t = pass->tree;
	node_id statement = n;

	if (slices_may_change(pass->facts, s, part))
		return true;
	if (name == NO_NODE)
		return false;
	while (tree_kind(t, tree_parent(t, statement)) != KIND_BLOCK)
		statement = tree_parent(t, statement);
	for (uint32_t step = 0; step < MOST_STATEMENTS; step++) {
		statement = tree_sibling(t, statement);
		if (statement == NO_NODE ||
		    slices_may_change(pass->facts, s, statement))
			return true;
		if (tree_contains(t, statement, name))
			return false;
	}
	return true;
}

static bool mentions(const struct tree *t, node_id part, node_id value)
{
	for (node_id m = part; m != NO_NODE && m < tree_end(t, part); m++)
		if (tree_kind(t, m) == tree_kind(t, value) &&
		    tree_same(t, m, value))
			return true;
	return false;
}

/* The loop whose turns grow with the value: over it, over range(len(it)). A
 * part that is bounded on both sides may be one of many that add up to it. */
static node_id loop_over(const struct pass *pass, node_id n,
                         const struct slice *s)
{
	const struct tree *t = pass->tree;
	const struct repeats *r = &pass->facts->repeats;
	node_id loop = repeats_loop(r, n);

	if (s->start != NO_NODE && s->stop != NO_NODE)
		return NO_NODE;
	for (; loop != NO_NODE; loop = repeats_outer(r, loop)) {
		node_id head = loop;

		if (repeats_is_short(r, loop, SMALL))
			continue;
		if (tree_kind(t, loop) == KIND_WHILE_STATEMENT)
			head = tree_child(t, loop, FIELD_CONDITION);
		else if (tree_kind(t, loop) == KIND_FOR_STATEMENT)
			head = tree_child(t, loop, FIELD_RIGHT);
		else
			head = tree_child(t, tree_child_at(t, loop, 1),
			                  FIELD_RIGHT);
		if (mentions(t, head, s->value))
			return loop;
	}
	return NO_NODE;
}

/* Does the block around n leave the loop, or is it for one element of it? */
static bool is_on_way_out(const struct pass *pass, node_id n, node_id loop)
{
	const struct tree *t = pass->tree;

	for (; n != loop; n = tree_parent(t, n)) {
		bool is_in = tree_kind(t, tree_parent(t, n)) == KIND_BLOCK;
		uint32_t step = is_in ? 0 : MOST_STATEMENTS;

		if (turns_is_for_one(t, n))
			return true;
		for (node_id m = n; m != NO_NODE && step < MOST_STATEMENTS;
		     m = tree_sibling(t, m), step++) {
			if (tree_kind(t, m) == KIND_RAISE_STATEMENT ||
			    tree_kind(t, m) == KIND_RETURN_STATEMENT ||
			    tree_kind(t, m) == KIND_BREAK_STATEMENT)
				return true;
		}
	}
	return false;
}

/* What to iterate over in a loop over the value: islice would walk over all
 * that it skips at every turn. */
static const char *indices(struct pass *pass, const struct slice *s)
{
	const char *value = quote(pass, s->value);
	int64_t bound;

	if (s->step != NO_NODE ||
	    (ask_integer(pass->facts, s->start, &bound) && bound < 0))
		return arena_format(pass->scratch, "a part of range(len(%s))",
		                    value);
	if (ask_integer(pass->facts, s->stop, &bound) && bound < 0)
		return arena_format(
		    pass->scratch, "range(%s, len(%s) - %" PRIi64 ")",
		    s->start == NO_NODE ? "0" : quote(pass, s->start), value,
		    -bound);
	if (s->start == NO_NODE)
		return arena_format(pass->scratch, "range(%s)",
		                    quote(pass, s->stop));
	return arena_format(pass->scratch, "range(%s, len(%s))",
	                    quote(pass, s->start), value);
}

/* Is it known to be small, or to copy nothing, or is nothing known of it? */
static bool is_harmless(const struct pass *pass, const struct slice *s,
                        uint32_t most)
{
	const struct facts *f = pass->facts;

	if (most <= SMALL || ask_is_small(f, s->value, LARGE - 1) ||
	    slices_is_page(f, s))
		return true;
	if (ask_sequence_kind(f, s->value) != TYPE_UNKNOWN)
		return false;
	/* Slices of arrays from these are views. */
	return s->type != TYPE_UNKNOWN || most < LARGE || most == UINT32_MAX ||
	       imports_has_module(&f->imports, "numpy") ||
	       imports_has_module(&f->imports, "pandas") ||
	       imports_has_module(&f->imports, "torch");
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	unsigned message = MESSAGE_ONCE;
	enum level level = LEVEL_NOTE;
	const char *call, *copied;
	struct finding *finding;
	struct slice s;
	node_id name, part, loop;
	uint32_t most;
	int64_t start;

	if (!slices_find(f, n, &s))
		return;
	most = slices_most(f, &s);
	if (is_harmless(pass, &s, most))
		return;
	part = slices_reader_by_name(f, n, slices_is_fixed(s.type), &name);
	if (part == NO_NODE || slices_partner(f, n, &s) != NO_NODE ||
	    may_change(pass, n, &s, name, part))
		return;
	loop = loop_over(pass, n, &s);
	if (loop != NO_NODE && is_on_way_out(pass, n, loop))
		loop = NO_NODE;
	copied = slices_cost(s.type);
	if (s.type == TYPE_UNKNOWN) {
		message = MESSAGE_SPAN;
		copied = quote_number(pass, most);
	} else if (loop != NO_NODE)
		message = MESSAGE_IN_LOOP;
	if (message == MESSAGE_IN_LOOP && turns_are_many(f, s.value))
		level = LEVEL_WARNING;
	call = message == MESSAGE_IN_LOOP
	           ? indices(pass, &s)
	           : slices_instead(pass->scratch, f, &s, "itertools.islice");
	if (call == NULL) {
		message = tree_kind(f->tree, s.value) == KIND_CALL
		              ? MESSAGE_NAME
		              : MESSAGE_INDEX;
		call = "";
	} else if (message == MESSAGE_ONCE && s.step == NO_NODE &&
	           s.start != NO_NODE && !ask_integer(f, s.start, &start))
		message = MESSAGE_WALK;
	finding = REPORT(pass, n, level, message, quote(pass, n),
	                 quote(pass, s.value), copied, call,
	                 slices_proviso(pass->scratch, f, &s));
	if (finding == NULL)
		return;
	finding->estimate = slices_estimate(f, s.type);
	if (name != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, name), "read here");
	if (loop != NO_NODE && message == MESSAGE_IN_LOOP)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, loop), "the loop over it");
	if (message != MESSAGE_IN_LOOP)
		slices_offer(pass->findings, finding, f, n, &s);
}

#include "slices.h"

#include "ask.h"

const char *slices_cost(enum type_kind type)
{
	switch (type) {
	case TYPE_LIST:
	case TYPE_TUPLE:
		return "8 bytes an element";
	case TYPE_STR:
		return "1 to 4 bytes a character";
	case TYPE_ARRAY:
		return "with all its bytes";
	default:
		return "a byte for each";
	}
}

static bool is_negative(const struct facts *f, node_id bound)
{
	int64_t value;

	if (bound == NO_NODE)
		return false;
	if (ask_integer(f, bound, &value))
		return value < 0;
	return tree_kind(f->tree, tree_value(f->tree, bound)) ==
	       KIND_UNARY_OPERATOR; /* -n, which is meant to be negative */
}

/* Is the bound surely not negative, so that islice takes it? */
static bool is_countable(const struct facts *f, node_id bound)
{
	int64_t value;

	return bound == NO_NODE ||
	       (ask_integer(f, bound, &value) && value >= 0) ||
	       ask_calls(f, bound, "builtins.len");
}

bool slices_is_countable(const struct facts *facts, const struct slice *slice)
{
	return is_countable(facts, slice->start) &&
	       is_countable(facts, slice->stop);
}

static const char *text_of(struct arena *arena, const struct facts *f,
                           node_id n, const char *otherwise)
{
	return n == NO_NODE ? otherwise
	                    : str_copy(arena, tree_text(f->tree, n));
}

const char *slices_instead(struct arena *arena, const struct facts *facts,
                           const struct slice *slice, const char *islice)
{
	const char *value = text_of(arena, facts, slice->value, "");
	int64_t step;

	if (is_negative(facts, slice->step)) {
		ask_integer(facts, slice->step, &step);
		return step == -1 && slice->start == NO_NODE &&
		               slice->stop == NO_NODE
		           ? arena_format(arena, "reversed(%s)", value)
		           : NULL;
	}
	if (is_negative(facts, slice->start) ||
	    is_negative(facts, slice->stop) ||
	    (slice->step != NO_NODE && !ask_integer(facts, slice->step, &step)))
		return NULL;
	if (slice->start == NO_NODE && slice->step == NO_NODE)
		return arena_format(arena, "%s(%s, %s)", islice, value,
		                    text_of(arena, facts, slice->stop, ""));
	return arena_format(arena, "%s(%s, %s, %s%s%s)", islice, value,
	                    text_of(arena, facts, slice->start, "0"),
	                    text_of(arena, facts, slice->stop, "None"),
	                    slice->step == NO_NODE ? "" : ", ",
	                    text_of(arena, facts, slice->step, ""));
}

void slices_offer(struct findings *findings, struct finding *finding,
                  const struct facts *facts, node_id n,
                  const struct slice *slice)
{
	struct arena *arena = findings->arena;
	const char *islice =
	    ask_imported(facts, arena, n, "itertools", "islice");
	bool needs_import = islice == NULL && !is_negative(facts, slice->step);
	const char *text = slices_instead(arena, facts, slice,
	                                  islice ? islice : "itertools.islice");
	node_id place = NO_NODE;
	struct fix *fix;

	if (text == NULL || !slices_is_countable(facts, slice))
		return;
	if (needs_import) {
		place = ask_import_place(facts, "itertools");
		if (place == NO_NODE)
			return;
	}
	fix = finding_fix(findings, finding, FIX_UNSAFE,
	                  "read the elements without a copy");
	if (needs_import) {
		uint32_t start = facts->tree->nodes[place].start;

		fix_replace(findings, fix, facts->source,
		            (struct span){start, start}, "import itertools\n");
	}
	fix_replace(findings, fix, facts->source, tree_span(facts->tree, n),
	            text);
}

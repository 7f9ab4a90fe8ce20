/* What findings about slices say and mend: the cost, and what to write
 * instead. */
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

struct estimate slices_estimate(const struct facts *f, enum type_kind type)
{
	return cost_copy(f->target, type);
}

/* Bindings of one name, and parts of one bound, that are looked at. */
enum { MOST_BINDINGS = 8, MOST_PARTS = 16 };

/* -n // 2: of the sign of -n, as long as nobody divides by less than nothing */
static bool is_scaled(const struct tree *t, node_id n)
{
	enum kind sign = tree_kind(t, tree_child(t, n, FIELD_OPERATOR));

	return sign == KIND_TOKEN_SLASH_SLASH || sign == KIND_TOKEN_STAR;
}

/* -1, -n, which is meant to be negative, or either: None if c else -1. */
static bool is_below(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	int64_t value;

	n = n == NO_NODE ? n : tree_value(t, n);
	while (tree_kind(t, n) == KIND_BINARY_OPERATOR && is_scaled(t, n))
		n = tree_value(t, tree_child(t, n, FIELD_LEFT));
	if (tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION) {
		for (node_id c = tree_first(t, n); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (ask_integer(f, c, &value) && value < 0)
				return true;
		return false;
	}
	return n != NO_NODE && (ask_integer(f, n, &value)
	                            ? value < 0
	                            : tree_kind(t, n) == KIND_UNARY_OPERATOR);
}

/* Is it negative, or a name that is given such a value? */
static bool is_negative(const struct facts *f, node_id bound)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable =
	    bound == NO_NODE ? NO_SYMBOL : scopes_variable(s, bound);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return is_below(f, bound);
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && seen < MOST_BINDINGS; o = scopes_next(s, o)) {
		if (o->binding != BINDING_ASSIGNMENT)
			continue;
		seen++;
		if (tree_parent(f->tree, o->node) == o->cause &&
		    is_below(f, tree_child(f->tree, o->cause, FIELD_RIGHT)))
			return true;
	}
	return false;
}

/* A constant that is not negative, or a length. */
static bool is_count(const struct facts *f, node_id n)
{
	int64_t value;

	return (ask_integer(f, n, &value) && value >= 0) ||
	       ask_calls(f, n, "builtins.len");
}

/* Does the loop give it the numbers of range(n), range(1, n), enumerate(x)? */
static bool is_counted(const struct facts *f, const struct occurrence *o)
{
	const struct tree *t = f->tree;
	node_id source = tree_child(t, o->cause, FIELD_RIGHT);
	node_id left = tree_child(t, o->cause, FIELD_LEFT);
	uint32_t count = ask_argument_count(f, source);

	if (ask_calls(f, source, "builtins.enumerate"))
		return count == 1 && left != o->node &&
		       tree_first(t, left) == o->node;
	return ask_calls(f, source, "builtins.range") && left == o->node &&
	       (count == 1 ||
	        (count == 2 && is_count(f, ask_argument(f, source, 0))));
}

static bool is_never_negative(const struct facts *f, node_id name)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable = scopes_variable(s, name);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id value;

		if (o->access != ACCESS_BIND && o->binding == BINDING_NONE)
			continue;
		if (++seen > MOST_BINDINGS || o->cause == NO_NODE)
			return false;
		value = tree_child(f->tree, o->cause, FIELD_RIGHT);
		if (o->binding == BINDING_FOR ? !is_counted(f, o)
		    : o->binding == BINDING_AUGMENTED
		        ? tree_kind(f->tree, tree_child(f->tree, o->cause,
		                                        FIELD_OPERATOR)) !=
		                  KIND_TOKEN_PLUS_EQUAL ||
		              !is_count(f, value)
		        : o->binding != BINDING_ASSIGNMENT ||
		              tree_parent(f->tree, o->node) != o->cause ||
		              !is_count(f, value))
			return false;
	}
	return seen > 0;
}

/* Is the bound surely not negative, so that islice takes it: a sum or product
 * of what is not? */
static bool is_countable(const struct facts *f, node_id bound)
{
	const struct tree *t = f->tree;
	uint32_t parts = 0;

	for (node_id n = bound; bound != NO_NODE && n < tree_end(t, bound);) {
		enum kind kind = tree_kind(t, n);

		if (++parts > MOST_PARTS)
			return false;
		if (kind == KIND_BINARY_OPERATOR ||
		    kind == KIND_PARENTHESIZED_EXPRESSION ||
		    kind == KIND_TOKEN_PLUS || kind == KIND_TOKEN_STAR ||
		    kind == KIND_TOKEN_SLASH_SLASH)
			n++;
		else if (is_count(f, n) ||
		         (kind == KIND_IDENTIFIER && is_never_negative(f, n)))
			n = tree_end(t, n);
		else
			return false;
	}
	return true;
}

bool slices_is_countable(const struct facts *facts, const struct slice *slice)
{
	return is_countable(facts, slice->start) &&
	       is_countable(facts, slice->stop);
}

const char *slices_proviso(struct arena *arena, const struct facts *facts,
                           const struct slice *slice)
{
	struct str start = tree_text(facts->tree, slice->start);
	struct str stop = tree_text(facts->tree, slice->stop);
	bool is_start = is_countable(facts, slice->start);

	if (is_negative(facts, slice->step))
		return "";
	if (!is_start && !is_countable(facts, slice->stop))
		return arena_format(
		    arena, ", if neither '%.*s' nor '%.*s' is negative",
		    STR_ARG(start), STR_ARG(stop));
	return slices_is_countable(facts, slice)
	           ? ""
	           : arena_format(arena, ", if '%.*s' is never negative",
	                          STR_ARG(is_start ? stop : start));
}

static const char *text_of(struct arena *arena, const struct facts *f,
                           node_id n, const char *otherwise)
{
	return n == NO_NODE ? otherwise
	                    : str_copy(arena, tree_text(f->tree, n));
}

/* Bytes of a value that a message or fix repeats: calls nest. */
enum { LONGEST_REPEATED = 1000 };

const char *slices_instead(struct arena *arena, const struct facts *facts,
                           const struct slice *slice, const char *islice)
{
	struct span span = tree_span(facts->tree, slice->value);
	const char *value;
	int64_t step;

	if (span.end - span.start > LONGEST_REPEATED)
		return NULL;
	value = text_of(arena, facts, slice->value, "");
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
	struct import_place place;
	struct fix *fix;

	if (text == NULL || !slices_is_countable(facts, slice))
		return;
	if (needs_import && !ask_import_place(facts, "itertools", &place))
		return;
	fix = finding_fix(findings, finding, FIX_UNSAFE,
	                  "read the elements without a copy");
	if (needs_import)
		ask_import(findings, fix, &place, "itertools");
	fix_replace(findings, fix, facts->source, tree_span(facts->tree, n),
	            text);
}

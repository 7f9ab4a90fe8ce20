#include "slices.h"

#include "ask.h"

enum { MOST_STEPS = 8, MOST_READS = 64, MOST_NODES = 1000 };

static node_id bound_of(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_NONE ? NO_NODE : n;
}

/* Is the subscript n assigned to or deleted? */
static bool is_written(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n);

	switch (tree_kind(t, around)) {
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		return tree_field(t, n) == FIELD_LEFT;
	case KIND_DELETE_STATEMENT:
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
	case KIND_LIST_SPLAT_PATTERN:
	case KIND_AS_PATTERN_TARGET:
		return true;
	case KIND_EXPRESSION_LIST:
		return tree_kind(t, tree_parent(t, around)) ==
		       KIND_DELETE_STATEMENT;
	default:
		return false;
	}
}

bool slices_find(const struct facts *f, node_id n, struct slice *slice)
{
	const struct tree *t = f->tree;
	struct extent_slice bounds;

	if (!extent_slice(t, n, &bounds) || is_written(t, n))
		return false;
	slice->value = tree_value(t, tree_child(t, n, FIELD_VALUE));
	slice->start = bound_of(t, bounds.start);
	slice->stop = bound_of(t, bounds.stop);
	slice->step = bound_of(t, bounds.step);
	slice->type = types_of(f->types, slice->value)->kind;
	return slice->start != NO_NODE || slice->stop != NO_NODE ||
	       slice->step != NO_NODE;
}

/* n as `base + offset` or `base - offset` with a constant offset; the base is
 * NO_NODE if all of it is constant. */
static int64_t offset_of(const struct tree *t, node_id n, node_id *base)
{
	node_id left, right;
	enum kind sign;
	int64_t offset;

	n = tree_value(t, n);
	*base = n;
	if (n == NO_NODE || extent_integer(t, n, &offset)) {
		*base = NO_NODE;
		return n == NO_NODE ? 0 : offset;
	}
	if (tree_kind(t, n) != KIND_BINARY_OPERATOR)
		return 0;
	left = tree_child(t, n, FIELD_LEFT);
	right = tree_child(t, n, FIELD_RIGHT);
	sign = tree_kind(t, tree_child(t, n, FIELD_OPERATOR));
	if (sign == KIND_TOKEN_PLUS && extent_integer(t, left, &offset)) {
		*base = tree_value(t, right);
		return offset;
	}
	if ((sign != KIND_TOKEN_PLUS && sign != KIND_TOKEN_MINUS) ||
	    !extent_integer(t, right, &offset))
		return 0;
	*base = tree_value(t, left);
	return sign == KIND_TOKEN_PLUS ? offset : -offset;
}

/* Of bounds from a to b; UINT32_MAX if no constant. */
static uint32_t span_of(const struct tree *t, node_id start, node_id stop)
{
	node_id start_base, stop_base;
	int64_t from = offset_of(t, start, &start_base);
	int64_t to = offset_of(t, stop, &stop_base);
	int64_t span = to - from;

	if (start_base != NO_NODE || stop_base != NO_NODE) {
		if (start_base == NO_NODE || stop_base == NO_NODE ||
		    !tree_same(t, start_base, stop_base))
			return UINT32_MAX;
	} else if (stop == NO_NODE) {
		if (from >= 0)
			return UINT32_MAX;
		span = -from;
	} else if ((from < 0) != (to < 0)) {
		return UINT32_MAX;
	}
	return span < 0 ? 0 : span < UINT32_MAX ? (uint32_t)span : UINT32_MAX;
}

uint32_t slices_most(const struct facts *f, const struct slice *slice)
{
	uint32_t span;
	int64_t step = 1;

	if (slice->step != NO_NODE &&
	    (!extent_integer(f->tree, slice->step, &step) || step == 0))
		return UINT32_MAX;
	span =
	    step > 0 ? span_of(f->tree, slice->start, slice->stop) : UINT32_MAX;
	if (step < 0 && slice->start != NO_NODE && slice->stop != NO_NODE)
		span = span_of(f->tree, slice->stop, slice->start);
	if (step < 0)
		step = -step;
	return span == UINT32_MAX ? span : (uint32_t)((span + step - 1) / step);
}

bool slices_is_page(const struct facts *f, const struct slice *s)
{
	const struct tree *t = f->tree;
	node_id stop = tree_value(t, s->stop);
	node_id start = tree_value(t, s->start);

	return start != NO_NODE && tree_kind(t, stop) == KIND_BINARY_OPERATOR &&
	       tree_kind(t, tree_child(t, stop, FIELD_OPERATOR)) ==
	           KIND_TOKEN_PLUS &&
	       (tree_same(t, tree_value(t, tree_child(t, stop, FIELD_LEFT)),
	                  start) ||
	        tree_same(t, tree_value(t, tree_child(t, stop, FIELD_RIGHT)),
	                  start));
}

static bool has_division(const struct tree *t, node_id part)
{
	for (node_id n = part; n != NO_NODE && n < tree_end(t, part); n++) {
		switch (tree_kind(t, n)) {
		case KIND_TOKEN_SLASH:
		case KIND_TOKEN_SLASH_SLASH:
		case KIND_TOKEN_GREATER_GREATER:
			return true;
		default:
			break;
		}
	}
	return false;
}

bool slices_is_divided(const struct facts *f, node_id bound)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	uint32_t seen = 0;

	if (bound == NO_NODE || has_division(t, bound))
		return bound != NO_NODE;
	for (node_id n = bound; n < tree_end(t, bound); n++) {
		symbol_id variable = scopes_variable(s, n);
		const struct occurrence *o =
		    variable == NO_SYMBOL ? NULL : scopes_first(s, variable);

		for (; o != NULL && seen < MOST_READS;
		     o = scopes_next(s, o), seen++)
			if (o->binding == BINDING_ASSIGNMENT &&
			    has_division(t,
			                 tree_child(t, o->cause, FIELD_RIGHT)))
				return true;
	}
	return false;
}

bool slices_meet(const struct facts *f, const struct slice *rest,
                 const struct slice *front)
{
	struct slice between = {
	    .start = front->stop, .stop = rest->start, .step = NO_NODE};
	int64_t constant;

	return rest->stop == NO_NODE && front->start == NO_NODE &&
	       between.start != NO_NODE && between.stop != NO_NODE &&
	       !ask_integer(f, between.start, &constant) &&
	       slices_most(f, &between) != UINT32_MAX;
}

/* The call that reads argument n once, one element at a time, now or (*is_lazy)
 * when its result is read; NO_NODE if there is none. */
static node_id reading_call(const struct facts *f, node_id n, bool *is_lazy)
{
	struct effect_facts facts = {f->tree, &f->scopes, &f->imports,
	                             f->types};
	struct effect_of found;

	if (!effects_of_argument(&facts, n, &found))
		return NO_NODE;
	*is_lazy = found.effect == EFFECT_LAZY;
	switch (found.reducer) {
	case REDUCER_BYTES: /* takes buffers whole */
	case REDUCER_ARRAY:
	case REDUCER_DEQUE:
	case REDUCER_EXECUTEMANY:
		return NO_NODE;
	case REDUCER_MIN:
	case REDUCER_MAX:
		if (ask_argument(f, found.call, 1) != NO_NODE)
			return NO_NODE;
		break;
	default:
		break;
	}
	return *is_lazy || found.effect == EFFECT_ITERATES ? found.call
	                                                   : NO_NODE;
}

/* Of something lazy: what reads it at once, perhaps through more of the sort.
 */
static node_id lazy_reader(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	struct effect_facts facts = {t, &f->scopes, &f->imports, f->types};

	if (uses_of(f->uses, n) != USE_ITERATED)
		return NO_NODE;
	for (int step = 0; step < MOST_STEPS; step++) {
		struct effect_of found;
		node_id around;

		n = tree_outermost(t, n);
		if (effects_of_argument(&facts, n, &found)) {
			if (found.effect != EFFECT_LAZY)
				return found.call;
			n = found.call;
			continue;
		}
		around = tree_parent(t, n);
		if (tree_kind(t, around) != KIND_FOR_IN_CLAUSE)
			return around;
		n = tree_parent(t, around);
		if (tree_kind(t, n) != KIND_GENERATOR_EXPRESSION)
			return n;
	}
	return NO_NODE;
}

node_id slices_reader(const struct facts *f, node_id n, bool is_fixed)
{
	const struct tree *t = f->tree;
	node_id around;
	bool is_lazy;

	n = tree_outermost(t, n);
	around = tree_parent(t, n);
	switch (tree_kind(t, around)) {
	case KIND_FOR_STATEMENT:
		return tree_field(t, n) == FIELD_RIGHT ? around : NO_NODE;
	case KIND_FOR_IN_CLAUSE:
		if (tree_field(t, n) != FIELD_RIGHT)
			return NO_NODE;
		around = tree_parent(t, around);
		is_lazy = tree_kind(t, around) == KIND_GENERATOR_EXPRESSION;
		break;
	case KIND_ARGUMENT_LIST:
		around = reading_call(f, n, &is_lazy);
		if (around == NO_NODE)
			return NO_NODE;
		break;
	default:
		return NO_NODE;
	}
	return is_lazy && !is_fixed ? lazy_reader(f, around) : around;
}

node_id slices_name(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, n), around = tree_parent(t, value);
	node_id left;
	uint32_t index = 0;

	if (tree_kind(t, around) == KIND_ASSIGNMENT &&
	    tree_field(t, value) == FIELD_RIGHT) {
		left = tree_child(t, around, FIELD_LEFT);
	} else if (tree_kind(t, around) == KIND_EXPRESSION_LIST &&
	           tree_end(t, around) - around < MOST_NODES &&
	           tree_kind(t, tree_parent(t, around)) == KIND_ASSIGNMENT) {
		for (node_id c = tree_first(t, around); c != value;
		     c = tree_sibling(t, c))
			index++;
		left = tree_child(t, tree_parent(t, around), FIELD_LEFT);
		if (tree_kind(t, left) != KIND_PATTERN_LIST ||
		    tree_child_count(t, left) != tree_child_count(t, around))
			return NO_NODE;
		left = tree_child_at(t, left, index);
	} else {
		return NO_NODE;
	}
	return tree_kind(t, left) == KIND_IDENTIFIER ? left : NO_NODE;
}

node_id slices_reader_by_name(const struct facts *f, node_id n, bool is_fixed,
                              node_id *name)
{
	node_id target = slices_name(f, n);

	*name = NO_NODE;
	if (target == NO_NODE)
		return slices_reader(f, n, is_fixed);
	*name = uses_only_iterated_once(f->uses,
	                                scopes_variable(&f->scopes, target));
	return *name == NO_NODE ? NO_NODE : slices_reader(f, *name, is_fixed);
}

node_id slices_partner(const struct facts *f, node_id n, const struct slice *s)
{
	const struct tree *t = f->tree;
	node_id arguments = tree_parent(t, n);
	uint32_t seen = 0;

	if (tree_kind(t, arguments) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	for (node_id a = tree_first(t, arguments);
	     a != NO_NODE && seen++ < MOST_READS; a = tree_sibling(t, a)) {
		struct slice other;

		if (a != n && (tree_same(t, a, s->value) ||
		               (slices_find(f, a, &other) &&
		                tree_same(t, other.value, s->value))))
			return a;
	}
	return NO_NODE;
}

bool slices_is_window(const struct facts *f, const struct slice *s)
{
	int64_t start;

	return s->start != NO_NODE && s->stop != NO_NODE &&
	       !ask_integer(f, s->start, &start);
}

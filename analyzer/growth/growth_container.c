/* Lists, tuples, dicts and sets that are copied to grow. */
#include "growth.h"

#include "ask.h"
#include "growth_rows.h"
#include "growth_small.h"
#include "growth_type.h"

/* Does a growth of this form copy what grows, if it is of this type? */
static bool is_copied(enum type_kind type, enum growth_form form,
                      bool is_augmented)
{
	switch (type) {
	case TYPE_LIST:
	case TYPE_TUPLE:
		if (form == GROWTH_AUGMENTED)
			return type == TYPE_TUPLE;
		return form == GROWTH_PLUS || form == GROWTH_CHAIN ||
		       form == GROWTH_FRONT || form == GROWTH_BRANCH ||
		       form == GROWTH_UNPACKED || form == GROWTH_DISPLAY;
	case TYPE_DICT:
	case TYPE_SET:
		return form == GROWTH_DISPLAY || form == GROWTH_CALL ||
		       (form == GROWTH_UNION && !is_augmented);
	case TYPE_FROZENSET:
		return form == GROWTH_UNION || form == GROWTH_CALL;
	default:
		return false;
	}
}

/* Does the display or call give what the target is said to be: a list of
 * [*t, x], a dict of {**t}; and is `dict` the builtin? */
static bool is_of_type(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id value = g->parts.value, function;

	if (g->form == GROWTH_DISPLAY || g->form == GROWTH_BRANCH)
		switch (tree_kind(t, value)) {
		case KIND_LIST:
			return g->type == TYPE_LIST;
		case KIND_SET:
			return g->type == TYPE_SET;
		case KIND_DICTIONARY:
			return g->type == TYPE_DICT;
		case KIND_TUPLE:
		case KIND_EXPRESSION_LIST:
			return g->type == TYPE_TUPLE;
		default:
			return g->form == GROWTH_BRANCH;
		}
	if (g->form != GROWTH_CALL)
		return true;
	function = tree_child(t, value, FIELD_FUNCTION);
	if (tree_kind(t, function) == KIND_IDENTIFIER)
		return g->type == TYPE_DICT &&
		       scopes_is_builtin(&f->scopes, function, "dict");
	return g->type == TYPE_SET || g->type == TYPE_FROZENSET;
}

/* Is the seed an empty container? */
static bool is_empty(const struct facts *f, node_id seed)
{
	const struct tree *t = f->tree;

	if (seed == NO_NODE)
		return false;
	seed = tree_value(t, seed);
	switch (tree_kind(t, seed)) {
	case KIND_LIST:
	case KIND_TUPLE:
		return tree_first(t, seed) == NO_NODE;
	case KIND_CALL:
		return tree_first(t, tree_child(t, seed, FIELD_ARGUMENTS)) ==
		       NO_NODE;
	default:
		return false;
	}
}

/* Is what is added by `+` surely of the target's type, not an array that would
 * make an array of it? Only what is written in front of or after it. */
static bool is_added_known(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;

	for (node_id n = g->parts.value;
	     n != NO_NODE && tree_kind(t, n) == KIND_BINARY_OPERATOR;
	     n = tree_value(t, tree_child(t, n, FIELD_LEFT))) {
		node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));
		node_id left = tree_value(t, tree_child(t, n, FIELD_LEFT));

		if (types_of(f->types, right)->kind == g->type ||
		    types_of(f->types, left)->kind == g->type)
			return true;
	}
	return types_of(f->types, g->parts.value)->kind == g->type;
}

/* xs + d.keys() is a TypeError: nothing is copied */
static bool is_of_view(const struct facts *f, const struct growth *g)
{
	static const char *const views[] = {"keys", "values", "items"};
	node_id right = tree_child(f->tree, g->parts.value, FIELD_RIGHT);

	if (tree_kind(f->tree, g->parts.value) != KIND_BINARY_OPERATOR)
		return false;
	for (uint32_t i = 0; i < 3; i++)
		if (ask_receiver(f, right, views[i]) != NO_NODE &&
		    ask_argument_count(f, right) == 0)
			return true;
	return false;
}

static bool is_sure(const struct facts *f, const struct growth *g)
{
	if (g->type != TYPE_LIST && g->type != TYPE_TUPLE)
		return true;
	if (is_of_view(f, g))
		return false;
	if (g->form == GROWTH_DISPLAY || is_empty(f, g->seed))
		return true;
	return types_of(f->types, g->parts.target)->kind == g->type ||
	       is_added_known(f, g);
}

static bool is_yielded(const struct tree *t, node_id n)
{
	for (int i = 0; i < 4 && n != NO_NODE && n != 0; i++) {
		if (tree_kind(t, n) == KIND_YIELD)
			return true;
		n = tree_parent(t, n);
	}
	return false;
}

/* Is it given to something that keeps it: xs.append(t), seen.add(t)? */
static bool is_put_away(const struct tree *t, node_id n)
{
	static const char *const methods[] = {"append", "appendleft", "add",
	                                      "insert", "put",        "push",
	                                      "extend", NULL};
	node_id call = tree_ancestor(t, n, KIND_CALL), function;

	if (call == NO_NODE ||
	    tree_kind(t, tree_child(t, call, FIELD_FUNCTION)) != KIND_ATTRIBUTE)
		return false;
	function = tree_child(t, call, FIELD_FUNCTION);
	if (tree_contains(t, function, n))
		return false;
	for (const char *const *m = methods; *m != NULL; m++)
		if (str_is(
		        tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)),
		        *m))
			return true;
	return false;
}

/* Is a node of the loop a read of the target that has one of these uses, with
 * the value that the next growth starts from? */
static bool is_read_for(const struct growths *growths, const struct facts *f,
                        const struct growth *g, node_id n, unsigned uses)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, n);
	unsigned found;

	if (tree_kind(t, n) != tree_kind(t, g->parts.target) ||
	    n == g->parts.target || n == g->parts.old ||
	    !tree_same(t, n, g->parts.target))
		return false;
	if ((tree_kind(t, parent) == KIND_ASSIGNMENT ||
	     tree_kind(t, parent) == KIND_AUGMENTED_ASSIGNMENT) &&
	    tree_field(t, n) == FIELD_LEFT)
		return false;
	if (is_put_away(t, n))
		return uses & USE_STORED;
	found = uses_of(f->uses, n);
	if (found & USE_RETURNED && !is_yielded(t, n))
		found &= ~(unsigned)USE_RETURNED;
	return found & uses &&
	       carry_reaches(growths->carry, n, g->parts.statement,
	                     g->parts.target, g->where);
}

static bool has_read(const struct growths *growths, const struct facts *f,
                     const struct growth *g, unsigned uses)
{
	if (g->carrier > CARRIER_FEW_TURNS)
		return false;
	for (node_id n = g->where; n < tree_end(f->tree, g->where); n++)
		if (!carry_work(growths->carry, 1) ||
		    is_read_for(growths, f, g, n, uses))
			return true;
	return false;
}

/* Are the keys that a dict gets the same at every turn: {**t, "k": v}, dict(t,
 * k=v)? Then it does not grow. */
static bool has_constant_keys(const struct tree *t, const struct growth *g)
{
	node_id n = g->form == GROWTH_CALL
	                ? tree_child(t, g->parts.value, FIELD_ARGUMENTS)
	                : g->parts.value;

	if (g->type != TYPE_DICT)
		return false;
	if (g->form == GROWTH_UNION) {
		n = tree_value(t, tree_child(t, n, FIELD_RIGHT));
		if (tree_kind(t, n) != KIND_DICTIONARY)
			return false;
	}
	for (n = tree_first(t, n); n != NO_NODE; n = tree_sibling(t, n)) {
		if (tree_contains(t, n, g->parts.old) ||
		    tree_kind(t, n) == KIND_KEYWORD_ARGUMENT)
			continue;
		if (tree_kind(t, n) != KIND_PAIR ||
		    tree_kind(t, tree_child(t, n, FIELD_KEY)) != KIND_STRING)
			return false;
	}
	return true;
}

/* How much it costs that a container is copied: a warning where one loop over
 * data makes it grow, and no call in the loop may keep it as it is then. */
static enum level level_of(const struct growths *growths, const struct facts *f,
                           const struct growth *g)
{
	return g->carrier == CARRIER_LOOP &&
	               growth_is_per_row(f, growths->carry, g) &&
	               !has_constant_keys(f->tree, g) &&
	               !has_read(growths, f, g, USE_PASSED | USE_OTHER)
	           ? LEVEL_WARNING
	           : LEVEL_NOTE;
}

/* Is it not worth a word: few turns, or each turn's dict has the same keys as
 * the one before and goes to a call that may keep it? */
static bool is_pointless(const struct growths *growths, const struct facts *f,
                         const struct growth *g)
{
	if (g->carrier == CARRIER_FEW_TURNS)
		return true;
	return has_constant_keys(f->tree, g) &&
	       (g->carrier != CARRIER_LOOP ||
	        has_read(growths, f, g, USE_PASSED | USE_OTHER));
}

void growth_find_containers(struct growths *growths, struct arena *arena,
                            const struct facts *f)
{
	const struct growth_statements *all = growth_statements(f);
	struct carry *carry = carry_new(arena, f);
	ARRAY(struct growth) notes = {0};

	*growths = (struct growths){.carry = carry};
	for (uint32_t i = 0; i < all->list.count; i++) {
		struct growth g = all->list.at[i];
		node_id n = g.parts.statement;
		bool is_augmented =
		    tree_kind(f->tree, n) == KIND_AUGMENTED_ASSIGNMENT;

		g.type = growth_type(f, carry, g.parts.target, &g.seed);
		if (!is_copied(g.type, g.form, is_augmented) ||
		    !is_of_type(f, &g) || !is_sure(f, &g))
			continue;
		g.carrier = carry_find(carry, n, g.parts.target, &g.where);
		if (g.carrier == CARRIER_NONE || growth_is_small(f, carry, &g))
			continue;
		g.store = growth_store_of(growths, f, g.parts.target);
		if (is_pointless(growths, f, &g) ||
		    (g.type != TYPE_TUPLE && g.type != TYPE_FROZENSET &&
		     growth_has_two_names(f, carry, g.parts.target)) ||
		    has_read(growths, f, &g,
		             USE_STORED | USE_CAPTURED | USE_RETURNED))
			continue;
		g.level = level_of(growths, f, &g);
		if (g.level == LEVEL_WARNING)
			ARRAY_PUSH(arena, &growths->list, g);
		else
			ARRAY_PUSH(arena, &notes, g);
	}
	for (uint32_t i = 0; i < notes.count; i++)
		ARRAY_PUSH(arena, &growths->list, notes.at[i]);
}

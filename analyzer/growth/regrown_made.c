/* Calls that make a new array or frame of an old one. */
#include "ask.h"
#include "regrown_search.h"

enum { MOST_WRAPPINGS = 4, MOST_PARTS = 64 };

const struct regrown_maker regrown_array_makers[] = {
    {"numpy.append", REGROWN_OF_TWO, "arr"},
    {"numpy.concatenate", REGROWN_OF_LIST, NULL},
    {"numpy.concat", REGROWN_OF_LIST, NULL},
    {"numpy.hstack", REGROWN_OF_LIST, "tup"},
    {"numpy.vstack", REGROWN_OF_LIST, "tup"},
    {"numpy.dstack", REGROWN_OF_LIST, "tup"},
    {"numpy.row_stack", REGROWN_OF_LIST, "tup"},
    {"numpy.column_stack", REGROWN_OF_LIST, "tup"},
    {"numpy.insert", REGROWN_OF_FIRST, "arr"},
    {"numpy.delete", REGROWN_OF_LESS, "arr"},
    {"numpy.r_", REGROWN_OF_INDEX, NULL},
    {"numpy.c_", REGROWN_OF_INDEX, NULL},
    {"torch.cat", REGROWN_OF_LIST, "tensors"},
    {"torch.concat", REGROWN_OF_LIST, "tensors"},
    {"torch.concatenate", REGROWN_OF_LIST, "tensors"},
    {"torch.hstack", REGROWN_OF_LIST, "tensors"},
    {"torch.vstack", REGROWN_OF_LIST, "tensors"},
    {"torch.dstack", REGROWN_OF_LIST, "tensors"},
    {"torch.row_stack", REGROWN_OF_LIST, "tensors"},
    {"torch.column_stack", REGROWN_OF_LIST, "tensors"},
    {"tensorflow.concat", REGROWN_OF_LIST, "values"},
    {NULL, REGROWN_OF_LIST, NULL},
};

const struct regrown_maker regrown_frame_makers[] = {
    {"pandas.concat", REGROWN_OF_LIST, "objs"},
    {NULL, REGROWN_OF_LIST, NULL},
};

static const struct regrown_maker *maker_named(const struct regrown_search *s,
                                               node_id function)
{
	for (const struct regrown_maker *m = s->makers; m->name != NULL; m++)
		if (imports_is(&s->facts->imports, function, m->name))
			return m;
	return NULL;
}

bool regrown_is_maker(const struct regrown_search *s, node_id function)
{
	return maker_named(s, function) != NULL;
}

/* The item of a list, tuple or index that is the same as the target. */
static node_id item_like(const struct tree *t, node_id list, node_id target)
{
	int most = MOST_PARTS;

	for (node_id n = tree_first(t, list); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (tree_field(t, n) != FIELD_VALUE && tree_same(t, n, target))
			return n;
	return NO_NODE;
}

static node_id same_or_none(const struct tree *t, node_id n, node_id target)
{
	return n != NO_NODE && tree_same(t, n, target) ? n : NO_NODE;
}

/* The target among what the call makes the new array of, or NO_NODE. */
static node_id old_in(const struct regrown_search *s, node_id call,
                      const struct regrown_maker *m, node_id target)
{
	const struct facts *f = s->facts;
	node_id first, old;

	if (m->form == REGROWN_OF_INDEX)
		return item_like(s->tree, call, target);
	first = ask_argument(f, call, 0);
	if (first == NO_NODE && m->keyword != NULL)
		first = ask_keyword(f, call, m->keyword);
	if (first == NO_NODE)
		return NO_NODE;
	first = tree_value(s->tree, first);
	if (m->form == REGROWN_OF_LIST) {
		enum kind kind = tree_kind(s->tree, first);

		return kind == KIND_LIST || kind == KIND_TUPLE
		           ? item_like(s->tree, first, target)
		           : NO_NODE;
	}
	old = same_or_none(s->tree, first, target);
	if (old == NO_NODE && m->form == REGROWN_OF_TWO)
		old = same_or_none(s->tree, ask_argument(f, call, 1), target);
	return old;
}

/* x of x.astype(t), x.reset_index(drop=True) and the like, which are as long as
 * x; n itself else. */
static node_id unwrapped(const struct regrown_search *s, node_id n)
{
	static const char *const methods[] = {
	    "astype", "reshape",     "copy",      "to",
	    "float",  "reset_index", "set_index", "sort_index",
	    "fillna", "sort_values", NULL};

	for (int i = 0; i < MOST_WRAPPINGS; i++) {
		node_id function = tree_child(s->tree, n, FIELD_FUNCTION);

		if (tree_kind(s->tree, n) != KIND_CALL ||
		    tree_kind(s->tree, function) != KIND_ATTRIBUTE ||
		    !str_is_one_of(
		        tree_text(s->tree, tree_child(s->tree, function,
		                                      FIELD_ATTRIBUTE)),
		        methods))
			return n;
		n = tree_value(s->tree,
		               tree_child(s->tree, function, FIELD_OBJECT));
	}
	return n;
}

/* t.append(x), of a DataFrame or Series (up to pandas 1.5). */
static bool is_frame_appended(const struct regrown_search *s, node_id call,
                              struct regrown *found)
{
	const struct facts *f = s->facts;
	node_id target = found->growth.parts.target;
	node_id object = ask_receiver(f, call, "append");
	struct str name;

	if (s->makers != regrown_frame_makers || object == NO_NODE ||
	    !tree_same(s->tree, object, target))
		return false;
	name = types_of(f->types, object)->name;
	if (!str_is(name, "pandas.DataFrame") &&
	    !str_is(name, "pandas.Series") &&
	    ask_keyword(f, call, "ignore_index") == NO_NODE)
		return false;
	found->growth.parts.value = call;
	found->growth.parts.old = object;
	found->how = REGROWN_JOINED;
	return true;
}

/* Is `value` made of the target by one of the functions? */
static bool is_made_by(const struct regrown_search *s, node_id value,
                       struct regrown *found)
{
	const struct tree *t = s->tree;
	node_id n = unwrapped(s, tree_value(t, value));
	const struct regrown_maker *m;

	if (tree_kind(t, n) != KIND_CALL && tree_kind(t, n) != KIND_SUBSCRIPT)
		return false;
	found->maker = tree_child(
	    t, n, tree_kind(t, n) == KIND_CALL ? FIELD_FUNCTION : FIELD_VALUE);
	if (is_frame_appended(s, n, found))
		return true;
	m = maker_named(s, found->maker);
	if (m == NULL || (m->form == REGROWN_OF_INDEX) !=
	                     (tree_kind(t, n) == KIND_SUBSCRIPT))
		return false;
	found->growth.parts.value = n;
	found->growth.parts.old = old_in(s, n, m, found->growth.parts.target);
	found->how =
	    m->form == REGROWN_OF_LESS ? REGROWN_DELETED : REGROWN_JOINED;
	return found->growth.parts.old != NO_NODE;
}

/* The same of the arms of `x if a is None else np.append(a, x)`. */
bool regrown_is_made_of_old(const struct regrown_search *s, node_id value,
                            struct regrown *found)
{
	node_id n = tree_value(s->tree, value);

	if (tree_kind(s->tree, n) == KIND_CONDITIONAL_EXPRESSION)
		return is_made_by(s, tree_first(s->tree, n), found) ||
		       is_made_by(s, tree_child_at(s->tree, n, 2), found);
	return is_made_by(s, n, found);
}

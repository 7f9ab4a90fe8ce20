#include "frame.h"

#include "ask.h"

/* Is something put there, or deleted? */
static bool is_target(const struct tree *t, node_id n)
{
	switch (tree_kind(t, tree_parent(t, n))) {
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
		return tree_field(t, n) == FIELD_LEFT;
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_DELETE_STATEMENT:
		return true;
	default:
		return false;
	}
}

/* df.head(), df.columns, df.iloc[0], df.iloc[:5]; of df or what gives it. */
static bool is_read_of_first(const struct facts *f, node_id n)
{
	static const char *const attributes[] = {"head", "columns", "dtypes",
	                                         NULL};
	const struct tree *t = f->tree;
	node_id attribute = tree_parent(t, n), item, index;
	struct str name =
	    tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	int64_t number;

	if (tree_kind(t, attribute) != KIND_ATTRIBUTE ||
	    tree_field(t, n) != FIELD_OBJECT)
		return false;
	item = tree_parent(t, attribute);
	if (str_is_one_of(name, attributes))
		return !is_target(t, attribute);
	index = tree_child(t, item, FIELD_SUBSCRIPT);
	if (!str_is(name, "iloc") || tree_kind(t, item) != KIND_SUBSCRIPT ||
	    is_target(t, item))
		return false;
	if (tree_kind(t, index) == KIND_SLICE)
		return tree_child_count(t, index) == 2 &&
		       ask_integer(f, tree_child_at(t, index, 1), &number) &&
		       number >= 0;
	return ask_integer(f, index, &number) && number >= 0;
}

/* Are only the first rows used of what the call reads? */
bool frame_is_of_first_rows(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id whole = tree_outermost(t, call), around = tree_parent(t, whole);
	node_id name = tree_child(t, around, FIELD_LEFT);
	uint32_t reads = 0;
	symbol_id variable;

	if (is_read_of_first(f, whole))
		return true;
	if (tree_kind(t, around) != KIND_ASSIGNMENT ||
	    tree_field(t, whole) != FIELD_RIGHT ||
	    tree_kind(t, name) != KIND_IDENTIFIER ||
	    ask_place(f, name) != ASK_PLACE_LOCAL)
		return false;
	variable = scopes_variable(&f->scopes, name);
	if (scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->access != ACCESS_BIND &&
		    (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		     !is_read_of_first(f, o->node)))
			return false;
	return reads > 0;
}

/* What a Series has besides its values. */
static bool is_of_series(struct str name)
{
	static const char *const names[] = {"name",  "index", "values", "size",
	                                    "shape", "dtype", "loc",    "iloc",
	                                    "at",    "iat",   "T",      "array",
	                                    "empty", "str",   "count",  NULL};

	return str_is_one_of(name, names);
}

/* Could it be the name of a tuple's field? */
static bool is_field(struct str name)
{
	for (uint32_t i = 0; i < name.length; i++) {
		char c = name.at[i];
		bool is_letter = (c >= 'a' && c <= 'z') ||
		                 (c >= 'A' && c <= 'Z') || (c == '_' && i > 0);

		if (!is_letter && !(c >= '0' && c <= '9' && i > 0))
			return false;
	}
	return name.length > 0;
}

/* row["name"] or row.name, read. */
static bool is_read_of_field(const struct facts *f, node_id row)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, row);
	struct str name;

	if (is_target(t, around))
		return false;
	if (tree_kind(t, around) == KIND_ATTRIBUTE) {
		name = tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE));
		return tree_field(t, around) != FIELD_FUNCTION &&
		       !is_of_series(name);
	}
	return tree_kind(t, around) == KIND_SUBSCRIPT &&
	       tree_field(t, row) == FIELD_VALUE &&
	       tree_child_count(t, around) == 2 &&
	       ask_string(f, tree_child(t, around, FIELD_SUBSCRIPT), &name) &&
	       is_field(name);
}

/* Does the loop read single values of each row, by names of columns that are
 * in the code, and no more? */
static bool is_read_by_fields(const struct facts *f, node_id loop, node_id row)
{
	symbol_id variable = scopes_variable(&f->scopes, row);
	uint32_t reads = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->node == row || !tree_contains(f->tree, loop, o->node))
			continue;
		if (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    o->access != ACCESS_READ || !is_read_of_field(f, o->node))
			return false;
	}
	return reads > 0;
}

/* for index, row in df.iterrows() */
bool frame_rows_are_tuples(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id frame = ask_receiver(f, call, "iterrows");
	node_id whole = tree_outermost(t, call), loop = tree_parent(t, whole);
	node_id targets, row;

	if (frame == NO_NODE || ask_argument_count(f, call) != 0 ||
	    (tree_kind(t, frame) != KIND_IDENTIFIER &&
	     tree_kind(t, frame) != KIND_ATTRIBUTE) ||
	    tree_field(t, whole) != FIELD_RIGHT)
		return false;
	targets = tree_child(t, loop, FIELD_LEFT);
	if (tree_kind(t, targets) != KIND_PATTERN_LIST ||
	    tree_child_count(t, targets) != 2)
		return false;
	row = tree_child_at(t, targets, 1);
	if (tree_kind(t, loop) == KIND_FOR_IN_CLAUSE)
		loop = tree_parent(t, loop);
	return tree_kind(t, row) == KIND_IDENTIFIER &&
	       is_read_by_fields(f, loop, row);
}

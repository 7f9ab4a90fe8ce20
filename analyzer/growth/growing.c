#include "growing.h"

#include "ask.h"
#include "container.h"

const char *growing_word(const struct facts *f, node_id value)
{
	static const char *const calls[] = {"builtins.list",
	                                    "builtins.dict",
	                                    "builtins.set",
	                                    "builtins.bytearray",
	                                    "collections.deque",
	                                    "collections.defaultdict",
	                                    "collections.OrderedDict",
	                                    "collections.Counter",
	                                    NULL};
	static const char *const words[] = {
	    "list",  "dict",        "set",         "bytearray",
	    "deque", "defaultdict", "OrderedDict", "Counter"};
	int which;

	value = tree_value(f->tree, value);
	switch (tree_kind(f->tree, value)) {
	case KIND_LIST:
	case KIND_LIST_COMPREHENSION:
		return "list";
	case KIND_DICTIONARY:
	case KIND_DICTIONARY_COMPREHENSION:
		return "dict";
	case KIND_SET:
	case KIND_SET_COMPREHENSION:
		return "set";
	case KIND_CALL:
		which = imports_which(
		    &f->imports, tree_child(f->tree, value, FIELD_FUNCTION),
		    calls);
		if (ask_keyword(f, value, "maxlen") != NO_NODE)
			return NULL;
		return which < 0 ? NULL : words[which];
	default:
		return NULL;
	}
}

enum use { USE_NONE, USE_GROWS, USE_LOOKS_UP, USE_TABLE, USE_ENDS };

/* Is n the same at each run: a literal, a constant's name in capitals? */
static bool is_fixed(const struct facts *f, node_id n)
{
	enum kind kind = tree_kind(f->tree, n);

	if (kind == KIND_IDENTIFIER) {
		struct str name = tree_text(f->tree, n);

		return name.length > 1 && name.at[0] >= 'A' &&
		       name.at[0] <= 'Z' && name.at[1] >= 'A' &&
		       name.at[1] <= 'Z';
	}
	if (kind == KIND_STRING) {
		for (node_id c = n; c < tree_end(f->tree, n); c++)
			if (tree_kind(f->tree, c) == KIND_INTERPOLATION)
				return false;
		return true;
	}
	return kind == KIND_INTEGER || kind == KIND_NONE || kind == KIND_TRUE ||
	       kind == KIND_FALSE;
}

/* Is n the name of a loop that goes over what is always the same: a global that
 * is bound to a literal once, or the container's own keys? */
static bool is_of_fixed_loop(const struct facts *f, node_id n,
                             node_id container)
{
	const struct tree *t = f->tree;
	node_id loop = n, over, made;

	do {
		loop = tree_ancestor(t, loop, KIND_FOR_STATEMENT);
		if (loop == NO_NODE)
			return false;
	} while (!tree_same(t, tree_child(t, loop, FIELD_LEFT), n));
	over = tree_value(t, tree_child(t, loop, FIELD_RIGHT));
	for (node_id i = over; i < tree_end(t, over); i++)
		if (tree_same(t, i, container))
			return true;
	made = tree_value(t, scopes_only_value(&f->scopes, over));
	return tree_kind(t, made) == KIND_TUPLE ||
	       tree_kind(t, made) == KIND_LIST ||
	       tree_kind(t, over) == KIND_TUPLE ||
	       tree_kind(t, over) == KIND_LIST;
}

static bool is_mapping(const char *word)
{
	static const char *const words[] = {"dict", "defaultdict",
	                                    "OrderedDict", "Counter", NULL};

	return str_is_one_of(str_of(word), words);
}

/* x.method(...) */
static enum use use_of_method(const struct facts *f, node_id attribute,
                              const char *word)
{
	static const char *const once[] = {"add", "setdefault", NULL};
	node_id call = tree_parent(f->tree, attribute), first;
	struct str name = data_called(f->tree, attribute);

	if (container_is_remover(name))
		return USE_ENDS;
	if (tree_kind(f->tree, call) != KIND_CALL ||
	    tree_field(f->tree, attribute) != FIELD_FUNCTION)
		return USE_NONE;
	if (str_is(name, "get"))
		return USE_LOOKS_UP;
	if (container_filled_by(f->tree, call) == NO_NODE)
		return USE_NONE;
	first = ask_argument(f, call, 0);
	if (str_is_one_of(name, once) && first != NO_NODE && is_fixed(f, first))
		return USE_NONE;
	if (str_is(name, "setdefault"))
		return USE_TABLE;
	/* (a mapping is as a rule brought up to date with the same keys) */
	return str_is(name, "update") &&
	               (first == NO_NODE || is_mapping(word) ||
	                tree_kind(f->tree, first) == KIND_DICTIONARY ||
	                ask_calls(f, first, "builtins.dict"))
	           ? USE_NONE
	           : USE_GROWS;
}

/* x[key] */
static enum use use_of_item(const struct facts *f, node_id item,
                            const char *word)
{
	const struct tree *t = f->tree;
	node_id statement = classes_target_of(t, item);
	node_id key = tree_child(t, item, FIELD_SUBSCRIPT);

	if (statement == NO_NODE) {
		node_id method = tree_parent(t, item);

		if (tree_kind(t, method) != KIND_ATTRIBUTE ||
		    container_filled_by(t, tree_parent(t, method)) != item)
			return USE_LOOKS_UP;
		return str_is(str_of(word), "defaultdict") && !is_fixed(f, key)
		           ? USE_TABLE
		           : USE_NONE;
	}
	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT ||
	    tree_kind(t, key) == KIND_SLICE)
		return USE_ENDS;
	if (is_fixed(f, key) || !is_mapping(word) ||
	    (tree_kind(t, key) == KIND_IDENTIFIER &&
	     is_of_fixed_loop(f, key, tree_first(t, item))))
		return USE_NONE;
	return USE_TABLE;
}

/* What is done with the container that the name or attribute n holds. */
static enum use use_of(const struct facts *f, node_id n, const char *word)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, n), statement = classes_target_of(t, n);
	struct growth_parts parts;

	if (statement != NO_NODE)
		/* (`s &= t` and `s -= t` take elements out) */
		return tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT &&
		               growth_form_of(t, statement, &parts) !=
		                   GROWTH_NONE &&
		               str_is_one_of(
		                   str_of(word),
		                   (const char *const[]){"list", "deque", "set",
		                                         "dict", NULL})
		           ? USE_GROWS
		           : USE_ENDS;
	switch (tree_kind(t, parent)) {
	case KIND_ATTRIBUTE:
		return use_of_method(f, parent, word);
	case KIND_SUBSCRIPT:
		return tree_first(t, parent) == n ? use_of_item(f, parent, word)
		                                  : USE_NONE;
	case KIND_COMPARISON_OPERATOR:
		return tree_first(t, parent) == n ? USE_NONE : USE_LOOKS_UP;
	case KIND_NOT_OPERATOR: /* filled while it is empty: once */
		return USE_ENDS;
	case KIND_ARGUMENT_LIST:
		return container_filled_by(t, tree_parent(t, parent)) == n
		           ? USE_GROWS
		           : USE_NONE;
	default:
		return USE_NONE;
	}
}

/* What the function does with it that it is passed to. */
static enum use use_where_passed(const struct facts *f, node_id n,
                                 const char *word)
{
	node_id name = growing_passed_as(f, n);
	symbol_id variable = scopes_variable(&f->scopes, name);
	enum use found = USE_NONE;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return USE_NONE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		enum use use;

		if (o->node == name)
			continue;
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node))
			return USE_NONE;
		use = use_of(f, o->node, word);
		if (use == USE_ENDS)
			return o->access == ACCESS_READ ? USE_ENDS : USE_NONE;
		if (use == USE_GROWS || use == USE_TABLE)
			found = use;
	}
	return found;
}

void growing_see(struct growing *g, const struct facts *f, node_id n,
                 const char *word)
{
	enum use use = use_of(f, n, word);

	if (use == USE_NONE)
		use = use_where_passed(f, n, word);
	g->is_ended |= use == USE_ENDS;
	g->is_looked_up |= use == USE_LOOKS_UP;
	g->is_table |= use == USE_TABLE;
	if ((use == USE_GROWS || use == USE_TABLE) && g->place == NO_NODE)
		g->place = n;
}

#include "listed.h"

#include "ask.h"

static const char *const lazy_names[] = {"builtins.range",
                                         "builtins.zip",
                                         "builtins.enumerate",
                                         "builtins.reversed",
                                         "builtins.map",
                                         "builtins.filter",
                                         NULL};
enum { LAZY_RANGE = 0, LAZY_ENUMERATE = 2, FIRST_WITH_FUNCTION = 4 };
enum { FIRST_NEW = 257, LARGE = 1000 };

/* Are the range's numbers objects of their own? CPython has those from -5 to
 * 256 once for all (_PY_NSMALLNEGINTS, _PY_NSMALLPOSINTS of
 * pycore_global_objects.h); a start that is not known says nothing. */
static bool is_range_of_new(const struct facts *f, node_id range)
{
	uint32_t count = ask_argument_count(f, range);
	int64_t stop;

	if (count != 1 && count != 2 && count != 3)
		return false;
	if (ask_integer(f, ask_argument(f, range, count > 1), &stop))
		return stop > FIRST_NEW;
	return count == 1;
}

bool listed_find(const struct facts *f, node_id n, struct listed *s)
{
	static const char *const makers[] = {"builtins.list", "builtins.tuple",
	                                     NULL};
	static const char *const views[] = {"keys", "values", "items"};

	if (imports_which(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  makers) < 0 ||
	    ask_argument_count(f, n) != 1)
		return false;
	*s = (struct listed){.f = f, .list = n};
	s->made = tree_value(f->tree, ask_argument(f, n, 0));
	s->dict = NO_NODE;
	s->lazy = -1;
	if (tree_kind(f->tree, s->made) == KIND_GENERATOR_EXPRESSION)
		return true;
	if (tree_kind(f->tree, s->made) != KIND_CALL)
		return false;
	for (int i = 0; i < 3 && s->dict == NO_NODE; i++) {
		s->dict = ask_receiver(f, s->made, views[i]);
		s->is_keys = i == 0;
		s->makes_elements = i == 2;
	}
	if (s->dict != NO_NODE)
		return types_of(f->types, s->dict)->kind == TYPE_DICT;
	s->lazy = imports_which(&f->imports,
	                        tree_child(f->tree, s->made, FIELD_FUNCTION),
	                        lazy_names);
	s->is_range = s->lazy == LAZY_RANGE;
	s->makes_elements =
	    s->is_range ? is_range_of_new(f, s->made)
	                : s->lazy > LAZY_RANGE && s->lazy <= LAZY_ENUMERATE;
	return s->lazy >= 0 && ask_argument_count(f, s->made) != UINT32_MAX;
}

/* ------------------------------------------------------------- disturbed */

/* May `part` change what is read at n, an argument of zip() and the like? */
static bool is_argument_disturbed(const struct facts *f, node_id n,
                                  node_id part)
{
	switch (tree_kind(f->tree, n)) {
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
		return uses_may_change(f->uses, n, part);
	case KIND_STRING:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_LIST_COMPREHENSION:
		return false;
	case KIND_CALL:
		return ask_sequence_kind(f, n) == TYPE_UNKNOWN &&
		       types_of(f->types, n)->kind != TYPE_RANGE &&
		       !ask_is_pure(f, part);
	default:
		return !ask_is_pure(f, part);
	}
}

/* Is n a function of which it matters not when it is called? */
static bool is_pure_function(const struct facts *f, node_id n, node_id part)
{
	static const char *const pure[] = {
	    "builtins.int",   "builtins.str",     "builtins.float",
	    "builtins.bool",  "builtins.len",     "builtins.ord",
	    "builtins.chr",   "builtins.abs",     "builtins.repr",
	    "builtins.bytes", "builtins.hex",     "builtins.complex",
	    "os.path.join",   "os.path.basename", NULL};
	const struct tree *t = f->tree;

	if (tree_kind(t, n) == KIND_NONE ||
	    imports_which(&f->imports, n, pure) >= 0)
		return true;
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		return imports_is(&f->imports, tree_first(t, n),
		                  "builtins.str");
	if (tree_kind(t, n) != KIND_LAMBDA ||
	    !ask_is_pure(f, tree_child(t, n, FIELD_BODY)))
		return false;
	for (node_id m = n; m < tree_end(t, n); m++) {
		symbol_id variable = scopes_variable(&f->scopes, m);

		if (variable != NO_SYMBOL &&
		    !tree_contains(
		        t, n,
		        f->scopes.scopes[f->scopes.symbols[variable].scope]
		            .node) &&
		    uses_may_change(f->uses, m, part))
			return false;
	}
	return true;
}

/* A local variable that is no view of an object's or a module's names. */
static bool is_plain_local(const struct facts *f, node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *o;
	uint32_t seen = 0;

	if (tree_kind(f->tree, n) != KIND_IDENTIFIER || variable == NO_SYMBOL ||
	    f->scopes.scopes[f->scopes.symbols[variable].scope].kind !=
	        SCOPE_FUNCTION)
		return false;
	for (o = scopes_first(&f->scopes, variable); o != NULL;
	     o = scopes_next(&f->scopes, o)) {
		node_id value = o->binding == BINDING_ASSIGNMENT
		                    ? tree_child(f->tree, o->cause, FIELD_RIGHT)
		                    : NO_NODE;

		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node))
			return false;
		for (node_id m = value;
		     value != NO_NODE && m < tree_end(f->tree, value); m++)
			if (str_is(tree_text(f->tree, m), "__dict__") ||
			    str_is(tree_text(f->tree, m), "vars") ||
			    str_is(tree_text(f->tree, m), "globals"))
				return false;
	}
	return true;
}

/* Does it matter to what is read that `part` runs while it is read? */
static bool is_disturbed(const struct listed *s, node_id part)
{
	const struct facts *f = s->f;
	node_id n, list;

	if (s->is_range)
		return false;
	if (s->dict != NO_NODE)
		return uses_may_change(f->uses, s->dict, part);
	if (s->lazy < 0)
		return ask_lazy_is_disturbed(f, s->made, part);
	list = tree_child(f->tree, s->made, FIELD_ARGUMENTS);
	n = tree_first(f->tree, list);
	if (s->lazy >= FIRST_WITH_FUNCTION) {
		if (n == NO_NODE || !is_pure_function(f, n, part))
			return true;
		n = tree_sibling(f->tree, n);
	}
	for (; n != NO_NODE; n = tree_sibling(f->tree, n))
		if (tree_kind(f->tree, n) != KIND_KEYWORD_ARGUMENT &&
		    is_argument_disturbed(f, tree_value(f->tree, n), part))
			return true;
	return false;
}

bool listed_is_disturbed(const struct listed *s, node_id place, node_id reader)
{
	const struct tree *t = s->f->tree;

	if (s->dict != NO_NODE && !is_plain_local(s->f, s->dict))
		return true;
	if (s->lazy < 0 && s->dict == NO_NODE &&
	    ask_lazy_flags(s->f, s->made) != 0)
		return true;
	for (node_id child = place; child != reader && child != 0;
	     child = tree_parent(t, child)) {
		node_id n = tree_first(t, tree_parent(t, child));

		for (; n != NO_NODE; n = tree_sibling(t, n))
			if (n != child && tree_field(t, n) != FIELD_FUNCTION &&
			    is_disturbed(s, n))
				return true;
	}
	return false;
}

/* ----------------------------------------------------------------- small */

bool listed_is_small(const struct listed *s, uint32_t most)
{
	const struct facts *f = s->f;
	const struct tree *t = f->tree;
	node_id n;

	if (s->dict != NO_NODE)
		return ask_is_small(f, s->dict, most);
	if (extent_most(&f->scopes, s->made) <= most)
		return true;
	if (s->lazy < 0)
		return ask_lazy_is_short(f, s->made);
	n = tree_first(t, tree_child(t, s->made, FIELD_ARGUMENTS));
	if (s->lazy >= FIRST_WITH_FUNCTION && n != NO_NODE)
		n = tree_sibling(t, n);
	for (; n != NO_NODE && !s->is_range; n = tree_sibling(t, n))
		if (ask_is_small(f, n, most))
			return true;
	return false;
}

bool listed_is_large(const struct listed *s)
{
	const struct facts *f = s->f;
	const struct tree *t = f->tree;
	node_id n;

	if (extent_least(&f->scopes, s->made) >= LARGE)
		return true;
	if (s->dict != NO_NODE || s->is_range)
		return false;
	if (s->lazy < 0)
		return turns_are_many(f, s->made);
	n = tree_first(t, tree_child(t, s->made, FIELD_ARGUMENTS));
	if (s->lazy >= FIRST_WITH_FUNCTION && n != NO_NODE)
		n = tree_sibling(t, n);
	for (; n != NO_NODE; n = tree_sibling(t, n))
		if (!turns_are_many(f, n))
			return false;
	return true;
}

/* ----------------------------------------------------------------- taker */

static const char *const constructors[] = {"builtins.set",
                                           "builtins.dict",
                                           "collections.OrderedDict",
                                           "builtins.list",
                                           "builtins.tuple",
                                           "builtins.sorted",
                                           "builtins.frozenset",
                                           "collections.deque",
                                           "statistics.median",
                                           NULL};

static bool find_method(const struct facts *f, struct listed_taker *t)
{
	static const char *const methods[] = {
	    "builtins.list.extend", "collections.deque.extend",
	    "builtins.set.update", "builtins.dict.update"};
	char name[32];

	t->maker = LISTED_OTHER;
	if (tree_kind(f->tree, t->function) != KIND_ATTRIBUTE)
		return false;
	t->receiver = tree_first(f->tree, t->function);
	for (int i = 0;
	     types_callee(f->types, t->call, name, sizeof(name)) && i < 4; i++)
		if (str_is(str_of(name), methods[i])) {
			t->is_dict = i == 3;
			return true;
		}
	return false;
}

bool listed_find_taker(const struct facts *f, node_id n, struct listed_taker *t)
{
	node_id place = tree_outermost(f->tree, n);
	node_id arguments = tree_parent(f->tree, place);
	int which;

	t->call = tree_parent(f->tree, arguments);
	if (tree_kind(f->tree, arguments) != KIND_ARGUMENT_LIST ||
	    tree_kind(f->tree, t->call) != KIND_CALL ||
	    tree_first(f->tree, arguments) != place)
		return false;
	t->function = tree_child(f->tree, t->call, FIELD_FUNCTION);
	t->receiver = NO_NODE;
	which = imports_which(&f->imports, t->function, constructors);
	if (which < 0)
		return ask_argument_count(f, t->call) == 1 && find_method(f, t);
	t->maker =
	    which < LISTED_OTHER ? (enum listed_maker)which : LISTED_OTHER;
	t->is_dict = which == LISTED_DICT || which == LISTED_ORDERED;
	/* dict(pairs, a=1); deque(xs, 9) is MEM501's */
	return which == LISTED_SORTED || ask_argument_count(f, t->call) == 1;
}

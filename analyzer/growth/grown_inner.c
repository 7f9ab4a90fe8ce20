/* Lists in a dict that lasts, D[k].append(x): with few keys they grow all the
 * same. A part of grown.c. */
#include "ask.h"
#include "grown_import.h"
#include "grown_key.h"
#include "lasting.h"
#include "lifetime_sign.h"

/* The call of one of these methods by the attribute n, or NO_NODE. */
static node_id method_call(const struct tree *t, node_id n,
                           const char *const *methods)
{
	node_id call = tree_parent(t, n);

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	               tree_field(t, n) == FIELD_FUNCTION &&
	               tree_kind(t, call) == KIND_CALL &&
	               str_is_one_of(
	                   tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
	                   methods)
	           ? call
	           : NO_NODE;
}

/* D[k], D.get(k), D.setdefault(k, []) where D is n, as a value; NO_NODE if it
 * is another use of n. */
static node_id entry_of(const struct tree *t, node_id n)
{
	static const char *const methods[] = {"get", "setdefault", NULL};
	node_id whole = tree_outermost(t, n), parent = tree_parent(t, whole);

	if (tree_kind(t, parent) == KIND_SUBSCRIPT)
		return tree_field(t, whole) == FIELD_VALUE ? parent : NO_NODE;
	return method_call(t, parent, methods);
}

/* [], list() */
static bool is_list(const struct facts *f, node_id n)
{
	return n != NO_NODE &&
	       types_of(f->types, tree_value(f->tree, n))->kind == TYPE_LIST;
}

/* defaultdict(list), {"a": [], "b": []} */
static bool makes_lists(const struct facts *f, node_id seed)
{
	const struct tree *t = f->tree;
	node_id factory;

	seed = tree_value(t, seed);
	if (tree_kind(t, seed) == KIND_CALL) {
		factory = ask_argument(f, seed, 0);
		return factory != NO_NODE &&
		       imports_is(&f->imports, factory, "builtins.list");
	}
	if (tree_kind(t, seed) != KIND_DICTIONARY ||
	    tree_first(t, seed) == NO_NODE)
		return false;
	for (node_id n = tree_first(t, seed); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) != KIND_PAIR ||
		    !is_list(f, tree_child(t, n, FIELD_VALUE)))
			return false;
	return true;
}

void grown_begin_inner(struct grown_search *search, node_id seed)
{
	search->inner = NO_NODE;
	search->has_lists = makes_lists(search->f, seed);
}

/* if k not in D: D[k] = [] */
static bool is_begun(const struct facts *f, node_id item, node_id assignment)
{
	const struct tree *t = f->tree;
	node_id statement = tree_ancestor(t, assignment, KIND_IF_STATEMENT);
	node_id condition, sign;

	if (statement == NO_NODE ||
	    !is_list(f, tree_child(t, assignment, FIELD_RIGHT)))
		return false;
	condition = tree_value(t, tree_child(t, statement, FIELD_CONDITION));
	if (tree_kind(t, condition) != KIND_COMPARISON_OPERATOR)
		return false;
	sign = tree_sibling(t, tree_first(t, condition));
	return tree_kind(t, sign) == KIND_TOKEN_NOT_IN &&
	       tree_same(t, tree_sibling(t, sign),
	                 tree_child(t, item, FIELD_VALUE));
}

/* return D[k], return jsonify({"rooms": D[k]}): does a function that answers
 * requests hand it to the server, or to what writes it out? */
static bool is_answered(const struct facts *f, node_id entry)
{
	static const char *const writers[] = {
	    "jsonify",       "dumps",        "render_template", "render",
	    "json_response", "JsonResponse", "JSONResponse",    NULL};
	const struct tree *t = f->tree;
	node_id function = grown_function(t, entry);

	for (node_id n = tree_parent(t, entry); n != function && n != NO_NODE;
	     n = tree_parent(t, n)) {
		switch (tree_kind(t, n)) {
		case KIND_PAIR:
		case KIND_DICTIONARY:
		case KIND_LIST:
		case KIND_TUPLE:
		case KIND_ARGUMENT_LIST:
		case KIND_KEYWORD_ARGUMENT:
		case KIND_PARENTHESIZED_EXPRESSION:
			continue;
		case KIND_CALL:
			if (!str_is_one_of(
			        data_called(t,
			                    tree_child(t, n, FIELD_FUNCTION)),
			        writers))
				return false;
			return true;
		case KIND_RETURN_STATEMENT:
			return function != NO_NODE &&
			       lifetime_sign_serves(f,
			                            lifetime_sign(f, function));
		default:
			return false;
		}
	}
	return false;
}

/* What adds to the list that `entry` is: D[k].append(x); NO_NODE: nothing
 * there. */
static node_id appended_by(const struct tree *t, node_id entry)
{
	static const char *const methods[] = {"append", "extend", "insert",
	                                      NULL};

	return method_call(t, tree_parent(t, tree_outermost(t, entry)),
	                   methods);
}

/* May a use of the dict n that is no entry of it give its lists away? */
static bool is_lent_whole(const struct facts *f, node_id n)
{
	static const char *const readers[] = {"keys", "__contains__", NULL};
	const struct tree *t = f->tree;
	node_id place, parent = tree_parent(t, tree_outermost(t, n));

	switch (tree_kind(t, parent)) {
	case KIND_ATTRIBUTE:
		return !str_is_one_of(
		    tree_text(t, tree_child(t, parent, FIELD_ATTRIBUTE)),
		    readers);
	case KIND_ARGUMENT_LIST:
		return !ask_calls(f, tree_parent(t, parent), "builtins.len") &&
		       !ask_calls(f, tree_parent(t, parent), "builtins.list") &&
		       !ask_calls(f, tree_parent(t, parent), "builtins.sorted");
	case KIND_COMPARISON_OPERATOR:
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		return false; /* its keys */
	default:
		return lasting_use(f, n, &place) != LASTING_IS_TESTED;
	}
}

static void see_append(struct grown_search *search, node_id entry, node_id call)
{
	const struct facts *f = search->f;
	const struct tree *t = f->tree;

	if (tree_kind(t, entry) == KIND_CALL)
		search->has_lists |= is_list(f, ask_argument(f, entry, 1));
	if (search->inner == NO_NODE && !grown_at_import(f, call) &&
	    !grown_is_few(
	        f, entry, call,
	        ask_argument(f, call, ask_argument_count(f, call) - 1), true))
		search->inner = call;
}

void grown_see_inner(struct grown_search *search, node_id n)
{
	const struct facts *f = search->f;
	const struct tree *t = f->tree;
	node_id entry = entry_of(t, n), call, target, place;

	if (entry == NO_NODE) {
		search->is_lent |= is_lent_whole(f, n);
		return;
	}
	target = classes_target_of(t, entry);
	if (target != NO_NODE) {
		bool is_fresh = tree_kind(t, target) == KIND_ASSIGNMENT &&
		                is_begun(f, entry, target);

		search->has_lists |= is_fresh;
		search->is_lent |= !is_fresh;
		return;
	}
	call = appended_by(t, entry);
	if (call != NO_NODE) {
		see_append(search, entry, call);
		return;
	}
	switch (lasting_use(f, entry, &place)) {
	case LASTING_IS_READ:
	case LASTING_IS_KEYED:
	case LASTING_IS_TESTED:
		return;
	default:
		search->is_lent |= !is_answered(f, entry);
	}
}

void grown_end_inner(struct grown_search *search)
{
	struct grown inner = {search->inner, NO_NODE, false, true, 0};
	node_id why;

	if (search->is_found || search->inner == NO_NODE || search->is_lent ||
	    !search->has_lists)
		return;
	search->grown = inner;
	search->is_found =
	    search->local != 0
	        ? grown_by_function(search->f, &inner, search->local, &why) !=
	              SERVES_NOT
	    : search->is_of_object
	        ? grown_by_one_object(search->f, &inner, &why) != SERVES_NOT
	        : grown_is_served(search->f, &inner) > SERVES_WINDOW;
}

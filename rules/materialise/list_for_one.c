#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { COMPREHENSION, COMPREHENSION_CALLS, LIST };

const struct rule rule_list_for_one = {
    .code = "MEM507",
    .title = "List made for its first element",
    .why = "All elements are made and held, 8 bytes each and the elements"
           " themselves, and all but the first are dropped. For 200 000"
           " numbers [...][0] peaks at 8.0 MB and next() of a generator"
           " expression at 600 bytes, and it stops at the first. Without any"
           " element next() raises StopIteration where [0] raises IndexError;"
           " next(..., None) gives None.",
    .bad = "def find(rows, key):\n"
           "    return [row for row in rows if row.key == key][0]\n",
    .good = "def find(rows, key):\n"
            "    return next(row for row in rows if row.key == key)\n",
    .left_out = "list(x)[0] where the type of x is not known, as it may have an"
                " x[0] of its own or be an iterator that is read on; and where"
                " len() was compared with 1 before.",
    .see = SEE("https://docs.python.org/3/library/functions.html#next"),
    .messages = MESSAGES(
        {"a {3} of all elements ({1}) is made, and only the first is used",
         "take next() of a generator expression (without elements it raises"
         " StopIteration, not IndexError)"},
        {"a {3} of all elements ({1}) is made, and only the first is used",
         "take next() of a generator expression, if the calls after the first"
         " element are not wanted (without elements it raises StopIteration,"
         " not IndexError)"},
        {"'{0}' makes a {3} of all elements ({1}), and only the first is used",
         "take next(iter({2})) (without elements it raises StopIteration, not"
         " IndexError)"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT),
    .check = check,
};

enum { SMALL = 35, MOST_NODES = 4000 };

/* What the list is made of, and what gives the same one by one. */
struct one {
	node_id list; /* the comprehension, or the call of list() */
	node_id made; /* the call's argument; a dict instead of its keys() */
	const char *cost;
	bool has_calls;
};

static bool is_first(const struct facts *f, node_id subscript)
{
	node_id around = tree_parent(f->tree, subscript);
	int64_t index;

	return tree_child_count(f->tree, subscript) == 2 &&
	       ask_integer(f, tree_child(f->tree, subscript, FIELD_SUBSCRIPT),
	                   &index) &&
	       index == 0 && tree_field(f->tree, subscript) != FIELD_LEFT &&
	       tree_kind(f->tree, around) != KIND_DELETE_STATEMENT;
}

static bool find_comprehension(const struct facts *f, node_id n,
                               struct one *one)
{
	unsigned flags = ask_lazy_flags(f, n);

	one->list = n;
	one->made = NO_NODE;
	one->cost = ask_lazy_cost(f, n);
	one->has_calls = flags & LAZY_CALLS;
	return !(flags & (LAZY_NEVER | LAZY_EFFECTS)) &&
	       !ask_lazy_is_short(f, n);
}

/* Does it have no x[0] of its own? */
static bool is_unordered(const struct facts *f, node_id n)
{
	switch (types_of(f->types, n)->kind) {
	case TYPE_SET:
	case TYPE_FROZENSET:
	case TYPE_DICT:
	case TYPE_VIEW:
		return true;
	default:
		return false;
	}
}

static bool find_list(const struct facts *f, node_id n, struct one *one)
{
	static const char *const makers[] = {"builtins.list", "builtins.tuple",
	                                     NULL};
	struct listed listed;

	one->list = n;
	one->has_calls = false;
	one->cost = "8 bytes each";
	if (listed_find(f, n, &listed)) {
		one->made = listed.is_keys ? listed.dict : listed.made;
		if (listed.makes_elements)
			one->cost = "8 bytes each and the elements themselves";
		if (listed_is_small(&listed, SMALL))
			return false;
		return listed.dict != NO_NODE ||
		       tree_kind(f->tree, listed.made) !=
		           KIND_GENERATOR_EXPRESSION ||
		       ask_lazy_flags(f, listed.made) == 0;
	}
	if (imports_which(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  makers) < 0 ||
	    ask_argument_count(f, n) != 1)
		return false;
	one->made = tree_value(f->tree, ask_argument(f, n, 0));
	return is_unordered(f, one->made) && !ask_is_small(f, one->made, SMALL);
}

/* Is len() compared with 1 before (what is far loses no findings)? */
static bool is_only_one(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id m = tree_enclosing_body(t, n);

	if (n - m > MOST_NODES)
		m = n - MOST_NODES;
	for (; m < n; m++) {
		node_id around = tree_parent(t, m);

		if (tree_kind(t, m) == KIND_INTEGER &&
		    tree_kind(t, around) == KIND_COMPARISON_OPERATOR &&
		    str_is(tree_text(t, m), "1") &&
		    ask_calls(f, tree_first(t, around), "builtins.len"))
			return true;
	}
	return false;
}

/* May StopIteration go another way than IndexError here, or is `next` not the
 * builtin? */
static bool is_caught(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	scope_id body = scopes_body(&f->scopes, n);
	name_id next = names_find(t->names, STR("next"));

	if (f->scopes.scopes[body].flags & SCOPE_IS_GENERATOR ||
	    (next != NAME_NONE &&
	     scopes_lookup(&f->scopes, f->scopes.scope_of[n], next) !=
	         NO_SYMBOL))
		return true;
	for (; n != NO_NODE; n = tree_parent(t, n)) {
		switch (tree_kind(t, n)) {
		case KIND_TRY_STATEMENT:
		case KIND_GENERATOR_EXPRESSION:
		case KIND_LAMBDA:
			return true;
		case KIND_FUNCTION_DEFINITION:
			return false;
		default:
			break;
		}
	}
	return false;
}

static void mend(struct pass *pass, node_id n, const struct one *one,
                 struct finding *finding)
{
	const struct tree *t = pass->tree;
	struct str text =
	    tree_text(t, one->made == NO_NODE ? one->list : one->made);
	struct fix *fix;

	if (is_caught(pass->facts, n))
		return;
	if (one->made == NO_NODE) {
		text.at++;
		text.length -= 2;
	}
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE, "use next()");
	fix_replace(pass->findings, fix, pass->facts->source, tree_span(t, n),
	            arena_format(pass->findings->arena,
	                         one->made == NO_NODE ? "next(%.*s)"
	                                              : "next(iter(%.*s))",
	                         STR_ARG(text)));
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id value =
	    tree_value(f->tree, tree_child(f->tree, n, FIELD_VALUE));
	struct finding *finding;
	struct one one;
	bool is_found;

	switch (tree_kind(f->tree, value)) {
	case KIND_LIST_COMPREHENSION:
		is_found = is_first(f, n) && find_comprehension(f, value, &one);
		break;
	case KIND_CALL:
		is_found = is_first(f, n) && find_list(f, value, &one);
		break;
	default:
		return;
	}
	if (!is_found || f->is_test || is_only_one(f, n))
		return;
	finding =
	    REPORT(pass, n, LEVEL_NOTE,
	           one.made != NO_NODE ? LIST
	           : one.has_calls     ? COMPREHENSION_CALLS
	                               : COMPREHENSION,
	           quote(pass, value), one.cost,
	           quote(pass, one.made == NO_NODE ? value : one.made),
	           tree_kind(f->tree, value) == KIND_CALL
	               ? quote(pass, tree_child(f->tree, value, FIELD_FUNCTION))
	               : "list");
	if (finding == NULL)
		return;
	finding->estimate = cost_list(f->target);
	mend(pass, n, &one, finding);
}

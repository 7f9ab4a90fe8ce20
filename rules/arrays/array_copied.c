#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { FLATTENED, CAST, COUNTED_ITEMS, COUNTED_INDICES, COPIED, MASKED };

const struct rule rule_array_copied = {
    .code = "MEM806",
    .title = "Array copied only to be read",
    .why = "flatten() always copies, ravel() only where it must; astype()"
           " copies even to the dtype that the array has; an array with a mask"
           " as its index is a copy of what is picked, and np.where() an index"
           " of 8 bytes for each. For 1 000 000 float64 flatten() takes 8 MB"
           " and ravel() less than 1 kB, len(a[a > 0]) 9 MB and"
           " np.count_nonzero(a > 0) 1 MB, a[a > 0].sum() 9 MB and"
           " a.sum(where=a > 0) 1 MB (NumPy 1.24).",
    .bad = "import numpy as np\n"
           "\n"
           "\n"
           "def positive(values):\n"
           "    a = np.asarray(values)\n"
           "    return len(a[a > 0])\n",
    .good = "import numpy as np\n"
            "\n"
            "\n"
            "def positive(values):\n"
            "    a = np.asarray(values)\n"
            "    return np.count_nonzero(a > 0)\n",
    .see = SEE("https://numpy.org/doc/stable/user/basics.copies.html",
               "https://numpy.org/doc/stable/reference/generated/"
               "numpy.ndarray.flatten.html"),
    .messages = MESSAGES(
        {"'{0}' copies the array, only to be read",
         "use ravel(), which copies only what does not lie in a row"},
        {"'{0}' copies the array to the dtype that it has already",
         "leave it out, or give astype() copy=False"},
        {"'{0}' copies all elements that are picked, only to count them",
         "use np.count_nonzero() of the mask"},
        {"'{0}' makes an array of all indices, only to count them",
         "use np.count_nonzero() of the mask"},
        {"'{0}' copies the array, only to be read", "read the array itself"},
        {"'{0}' copies all elements that are picked, only to compute one number"
         " of them",
         "give the mask to '{1}' in where= (NumPy 1.20 and later)"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .module = "numpy",
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { FEW = 16 };

static bool is_array(const struct facts *f, node_id n)
{
	const struct type *type = types_of(f->types, n);

	return type->kind == TYPE_INSTANCE &&
	       str_is(type->name, "numpy.ndarray");
}

/* Does a loop go over the value of n, and not name what it is made of? */
static bool is_only_iterated(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id loop = tree_parent(t, n), object = tree_first(t, n);

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT ||
	    tree_field(t, n) != FIELD_RIGHT)
		return false;
	while (tree_kind(t, object) == KIND_ATTRIBUTE)
		object = tree_first(t, object);
	for (node_id i = tree_end(t, n); i < tree_end(t, loop); i++)
		if (tree_kind(t, i) == KIND_CALL ||
		    (tree_name(t, object) != NAME_NONE &&
		     tree_name(t, i) == tree_name(t, object)))
			return false;
	return true;
}

/* Is the value of n only read: iterated, reduced, made a list of? */
static bool is_only_read(const struct facts *f, node_id n)
{
	static const char *const methods[] = {"sum", "mean", "max",    "min",
	                                      "std", "var",  "argmax", "argmin",
	                                      "any", "all",  "tolist", NULL};
	static const char *const functions[] = {
	    "numpy.sum", "numpy.mean",   "numpy.max",        "numpy.min",
	    "numpy.std", "numpy.median", "numpy.percentile", "numpy.unique",
	    "numpy.any", "numpy.all",    "numpy.sort",       "numpy.argsort",
	    NULL};
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, n), around = tree_parent(t, value);

	switch (tree_kind(t, around)) {
	case KIND_ATTRIBUTE:
		return tree_kind(t, tree_parent(t, around)) == KIND_CALL &&
		       str_is_one_of(data_called(t, around), methods);
	case KIND_ARGUMENT_LIST:
		return ask_argument(f, tree_parent(t, around), 0) == value &&
		       imports_which(&f->imports,
		                     tree_child(t, tree_parent(t, around),
		                                FIELD_FUNCTION),
		                     functions) >= 0;
	default:
		return is_only_iterated(f, value);
	}
}

/* Is it a copy of a known array, without another order or dtype: a.copy(),
 * np.array(a), np.copy(a)? */
static bool is_copy(const struct facts *f, node_id call)
{
	static const char *const functions[] = {"numpy.array", "numpy.copy",
	                                        NULL};
	node_id object = ask_receiver(f, call, "copy");

	if (object != NO_NODE && ask_argument_count(f, call) == 0 &&
	    is_array(f, object))
		return true;
	return ask_argument_count(f, call) == 1 &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     functions) >= 0 &&
	       ask_argument(f, call, 0) != NO_NODE &&
	       is_array(f, ask_argument(f, call, 0));
}

static bool is_cast_to_itself(const struct facts *f, node_id call)
{
	node_id object = ask_receiver(f, call, "astype");
	node_id dtype = ask_argument(f, call, 0);

	return object != NO_NODE && dtype != NO_NODE &&
	       ask_argument_count(f, call) == 1 &&
	       ndarray_has_dtype(f, object, dtype);
}

/* a[a > 0], of a known array, with a comparison of that array. */
static bool is_picked(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id array = tree_child(t, n, FIELD_VALUE);
	node_id mask = tree_value(t, tree_child(t, n, FIELD_SUBSCRIPT));

	if (tree_kind(t, n) != KIND_SUBSCRIPT || tree_child_count(t, n) != 2 ||
	    tree_kind(t, mask) != KIND_COMPARISON_OPERATOR ||
	    !is_array(f, array))
		return false;
	return tree_same(t, tree_first(t, mask), array);
}

/* np.where(c)[0], np.nonzero(c)[0]. */
static bool is_index(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"numpy.where", "numpy.nonzero",
	                                     NULL};
	const struct tree *t = f->tree;
	node_id call = tree_value(t, tree_child(t, n, FIELD_VALUE));
	node_id mask;

	if (tree_kind(t, n) != KIND_SUBSCRIPT ||
	    tree_kind(t, call) != KIND_CALL ||
	    imports_which(&f->imports, tree_child(t, call, FIELD_FUNCTION),
	                  makers) < 0 ||
	    ask_argument_count(f, call) != 1)
		return false;
	mask = ask_argument(f, call, 0);
	return str_is(tree_text(t, tree_child(t, n, FIELD_SUBSCRIPT)), "0") &&
	       mask != NO_NODE;
}

/* a[a > 0].sum(), np.sum(a[a > 0]): the a[a > 0]; NO_NODE if it is none, or
 * what is computed needs more than where=. */
static node_id masked_by(const struct facts *f, node_id call)
{
	static const char *const functions[] = {
	    "numpy.sum", "numpy.mean", "numpy.std", "numpy.var",
	    "numpy.any", "numpy.all",  NULL};
	static const char *const methods[] = {"sum", "mean", "std", "var",
	                                      "any", "all",  NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION), picked = NO_NODE;

	if (tree_kind(t, callee) == KIND_ATTRIBUTE &&
	    str_is_one_of(data_called(t, callee), methods) &&
	    ask_argument_count(f, call) == 0)
		picked = tree_first(t, callee);
	else if (ask_argument_count(f, call) == 1 &&
	         imports_which(&f->imports, callee, functions) >= 0)
		picked = ask_argument(f, call, 0);
	if (picked == NO_NODE)
		return NO_NODE;
	picked = tree_value(t, picked);
	return is_picked(f, picked) ? picked : NO_NODE;
}

/* Is the count compared with 2, 3, ...? There are few elements then. */
static bool is_of_few(const struct facts *f, node_id call)
{
	node_id around = tree_parent(f->tree, tree_outermost(f->tree, call));
	int64_t number;

	return tree_kind(f->tree, around) == KIND_COMPARISON_OPERATOR &&
	       ask_integer(f, tree_child_at(f->tree, around, 2), &number) &&
	       number > 1 && number <= FEW;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id object, counted;

	if (f->is_test)
		return;
	object = ask_receiver(f, n, "flatten");
	if (object != NO_NODE && ask_argument_count(f, n) == 0 &&
	    is_array(f, object) && is_only_read(f, n)) {
		REPORT(pass, n, LEVEL_NOTE, FLATTENED, quote(pass, n));
		return;
	}
	if (is_copy(f, n) && is_only_read(f, n)) {
		REPORT(pass, n, LEVEL_NOTE, COPIED, quote(pass, n));
		return;
	}
	counted = masked_by(f, n);
	if (counted != NO_NODE) {
		REPORT(pass, counted, LEVEL_NOTE, MASKED, quote(pass, counted),
		       quote(pass, tree_child(f->tree, n, FIELD_FUNCTION)));
		return;
	}
	if (is_cast_to_itself(f, n)) {
		REPORT(pass, n, LEVEL_NOTE, CAST, quote(pass, n));
		return;
	}
	if (!ask_calls(f, n, "builtins.len") || ask_argument_count(f, n) != 1)
		return;
	counted = ask_argument(f, n, 0);
	if (counted == NO_NODE || is_of_few(f, n))
		return;
	counted = tree_value(f->tree, counted);
	if (is_picked(f, counted))
		REPORT(pass, n, LEVEL_NOTE, COUNTED_ITEMS,
		       quote(pass, counted));
	else if (is_index(f, counted))
		REPORT(pass, n, LEVEL_NOTE, COUNTED_INDICES,
		       quote(pass, counted));
}

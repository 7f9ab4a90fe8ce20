#include "ndarray.h"

#include "ask.h"

bool ndarray_is_float(const struct facts *f, node_id n)
{
	static const char *const makers[] = {
	    "numpy.zeros",    "numpy.ones",     "numpy.empty",   "numpy.eye",
	    "numpy.identity", "numpy.linspace", "numpy.loadtxt", NULL};

	return tree_kind(f->tree, n) == KIND_CALL &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, n, FIELD_FUNCTION),
	                     makers) >= 0 &&
	       ask_argument_count(f, n) != UINT32_MAX &&
	       ask_keyword(f, n, "dtype") == NO_NODE &&
	       ask_keyword(f, n, "unpack") == NO_NODE &&
	       ask_keyword(f, n, "retstep") == NO_NODE &&
	       (ask_argument(f, n, 1) == NO_NODE ||
	        ask_calls(f, n, "numpy.linspace"));
}

static bool is_float64(const struct facts *f, node_id dtype)
{
	return imports_is(&f->imports, dtype, "builtins.float") ||
	       imports_is(&f->imports, dtype, "numpy.float64");
}

bool ndarray_has_dtype(const struct facts *f, node_id n, node_id dtype)
{
	static const char *const makers[] = {
	    "numpy.zeros",  "numpy.ones", "numpy.empty",    "numpy.full",
	    "numpy.array",  "numpy.eye",  "numpy.identity", "numpy.asarray",
	    "numpy.arange", NULL};
	struct str wanted = imports_origin(&f->imports, dtype);
	node_id made;

	n = tree_value(f->tree, n);
	if (tree_kind(f->tree, n) == KIND_IDENTIFIER)
		n = scopes_only_value(&f->scopes, n);
	if (tree_kind(f->tree, n) != KIND_CALL || wanted.length == 0)
		return false;
	if (ndarray_is_float(f, n))
		return is_float64(f, dtype);
	made = ask_keyword(f, n, "dtype");
	return made != NO_NODE &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, n, FIELD_FUNCTION),
	                     makers) >= 0 &&
	       (str_equal(imports_origin(&f->imports, made), wanted) ||
	        (is_float64(f, dtype) && is_float64(f, made)));
}

/* Does the call of the method give a number, or an array of its own? */
static bool is_own_method(const struct tree *t, node_id attribute)
{
	static const char *const methods[] = {
	    "sum",  "mean", "max",  "min",    "std",     "var",     "any",
	    "all",  "prod", "copy", "argmax", "argmin",  "argsort", "tolist",
	    "item", "dot",  "fill", "sort",   "tobytes", NULL};

	return tree_kind(t, tree_parent(t, attribute)) == KIND_CALL &&
	       tree_field(t, attribute) == FIELD_FUNCTION &&
	       str_is_one_of(
	           tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE)),
	           methods);
}

/* x.shape, x.size: no view of x. */
static bool is_of_form(const struct tree *t, node_id attribute)
{
	static const char *const names[] = {"shape", "size",   "dtype",
	                                    "ndim",  "nbytes", NULL};

	return str_is_one_of(
	    tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE)), names);
}

static bool is_own_function(const struct facts *f, node_id call)
{
	static const char *const functions[] = {
	    "numpy.sum",     "numpy.mean",        "numpy.max",
	    "numpy.min",     "numpy.std",         "numpy.var",
	    "numpy.median",  "numpy.dot",         "numpy.any",
	    "numpy.all",     "numpy.abs",         "numpy.exp",
	    "numpy.log",     "numpy.sqrt",        "numpy.sin",
	    "numpy.cos",     "numpy.tanh",        "numpy.isnan",
	    "numpy.argmax",  "numpy.argmin",      "numpy.isfinite",
	    "numpy.maximum", "numpy.minimum",     "numpy.allclose",
	    "numpy.outer",   "numpy.linalg.norm", "numpy.copy",
	    "builtins.len",  "builtins.print",    "builtins.float",
	    "builtins.sum",  "builtins.abs",      NULL};

	return tree_kind(f->tree, call) == KIND_CALL &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     functions) >= 0;
}

bool ndarray_is_computed_with(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (;;) {
		node_id value = tree_outermost(t, n);
		node_id around = tree_parent(t, value);

		switch (tree_kind(t, around)) {
		case KIND_BINARY_OPERATOR:
		case KIND_COMPARISON_OPERATOR:
		case KIND_UNARY_OPERATOR:
		case KIND_RETURN_STATEMENT:
		case KIND_AUGMENTED_ASSIGNMENT:
			return true;
		case KIND_ATTRIBUTE:
			return is_of_form(t, around) ||
			       is_own_method(t, around);
		case KIND_ARGUMENT_LIST:
			return is_own_function(f, tree_parent(t, around));
		case KIND_ASSIGNMENT: /* (to an item of it) */
			return tree_field(t, value) == FIELD_LEFT;
		case KIND_SUBSCRIPT: /* a view, or the index of another */
			if (tree_field(t, value) == FIELD_SUBSCRIPT)
				return true;
			n = around;
			break;
		default:
			return false;
		}
	}
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { MATCH, VIEW };

const struct rule rule_view_pins_buffer = {
    .code = "MEM210",
    .title = "A match or view that keeps a whole buffer alive",
    .why = "A re.Match holds the text that was searched, a memoryview and its"
           " slices the whole buffer. A match of 10 characters kept from a"
           " text of 8 MB keeps 8.4 MB, m.group() less than 700 bytes; a slice"
           " of 10 bytes of a memoryview keeps 8.4 MB, bytes() of it less than"
           " 700 bytes. Hardly found: 9 million lines of packages keep two"
           " matches in an attribute, both of short text.",
    .bad = "import re\n"
           "\n"
           "\n"
           "class Page:\n"
           "    def __init__(self, path):\n"
           "        with open(path) as file:\n"
           "            text = file.read()\n"
           "        self.title = re.search('<title>(.*?)<', text)\n",
    .good = "import re\n"
            "\n"
            "\n"
            "class Page:\n"
            "    def __init__(self, path):\n"
            "        with open(path) as file:\n"
            "            text = file.read()\n"
            "        match = re.search('<title>(.*?)<', text)\n"
            "        self.title = match.group(1) if match else None\n",
    .left_out = "NumPy's views and pieces of a DataFrame, which are copies in"
                " cases that the code does not show; and items: a view in"
                " table[key].",
    .see = SEE("https://docs.python.org/3/library/re.html#re.Match.string",
               "https://docs.python.org/3/library/stdtypes.html"
               "#memoryview"),
    .messages = MESSAGES(
        {"the match that '{0}' gives is kept, and keeps all of '{1}' alive,"
         " which is data read whole and not kept otherwise",
         "keep what is needed of it: group(), groups(), span()"},
        {"'{0}' is kept, and keeps all of '{1}' alive, which is data read"
         " whole and not kept otherwise",
         "keep bytes() of it"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL, KIND_SUBSCRIPT),
    .check = check,
};

enum { MOST_NAME = 64 };

/* The text that a call searches for one match; NO_NODE if it does not. */
static node_id searched_by(const struct facts *f, node_id n)
{
	static const char *const functions[] = {"re.search", "re.match",
	                                        "re.fullmatch", NULL};
	static const char *const methods[] = {"re.Pattern.search",
	                                      "re.Pattern.match",
	                                      "re.Pattern.fullmatch", NULL};
	char name[MOST_NAME];

	if (!types_callee(f->types, n, name, sizeof(name)))
		return NO_NODE;
	for (int i = 0; i < 3; i++) {
		if (str_is(str_of(name), functions[i]))
			return ask_argument(f, n, 1);
		if (str_is(str_of(name), methods[i]))
			return ask_argument(f, n, 0);
	}
	return NO_NODE;
}

/* The buffer of memoryview(data)[a:b]; also of a name for the view. */
static node_id viewed_by(const struct facts *f, node_id n)
{
	struct slice s;
	node_id view;

	if (!slices_find(f, n, &s) || s.type != TYPE_MEMORYVIEW)
		return NO_NODE;
	view = scopes_only_value(&f->scopes, s.value);
	if (view == NO_NODE)
		view = s.value;
	return ask_calls(f, view, "builtins.memoryview")
	           ? ask_argument(f, view, 0)
	           : NO_NODE;
}

/* Is the value of n put where it outlives the function: an attribute, a global
 * name, an argument of append()? */
static bool is_stored(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, n), around = tree_parent(t, value);
	node_id call = tree_parent(t, around), list;

	if (tree_kind(t, around) == KIND_ASSIGNMENT &&
	    tree_field(t, value) == FIELD_RIGHT) {
		enum ask_place place =
		    ask_place(f, tree_child(t, around, FIELD_LEFT));

		return place == ASK_PLACE_ATTRIBUTE ||
		       place == ASK_PLACE_GLOBAL;
	}
	list = ask_receiver(f, call, "append");
	return list != NO_NODE && tree_kind(t, list) == KIND_ATTRIBUTE;
}

/* The same of n or of a name that it is bound to; views are also kept by
 * whoever they are returned to. */
static bool is_kept(const struct facts *f, node_id n, bool is_view)
{
	node_id name = slices_name(f, n);
	symbol_id variable;

	if (name == NO_NODE)
		return is_stored(f, n) ||
		       (is_view &&
		        tree_kind(f->tree, tree_parent(f->tree, n)) ==
		            KIND_RETURN_STATEMENT);
	if (ask_place(f, name) == ASK_PLACE_GLOBAL)
		return true;
	variable = scopes_variable(&f->scopes, name);
	if (variable == NO_SYMBOL ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ && is_stored(f, o->node))
			return true;
	return false;
}

/* Is the buffer large, a local, and not kept itself? */
static bool is_done_with(const struct facts *f, node_id buffer)
{
	symbol_id variable = scopes_variable(&f->scopes, buffer);

	if (!ask_is_data_sized(f, buffer))
		return false;
	if (tree_kind(f->tree, buffer) == KIND_CALL)
		return true;
	return variable != NO_SYMBOL &&
	       ask_place(f, buffer) == ASK_PLACE_LOCAL &&
	       !(uses_of_variable(f->uses, variable, NULL) &
	         (USE_RETURNED | USE_STORED | USE_CAPTURED));
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	bool is_view = tree_kind(f->tree, n) == KIND_SUBSCRIPT;
	node_id buffer;

	if (f->is_test)
		return;
	buffer = is_view ? viewed_by(f, n) : searched_by(f, n);
	buffer = buffer == NO_NODE ? buffer : tree_value(f->tree, buffer);
	if (buffer == NO_NODE || !is_done_with(f, buffer) ||
	    !is_kept(f, n, is_view))
		return;
	REPORT(pass, n, LEVEL_NOTE, is_view ? VIEW : MATCH, quote(pass, n),
	       quote(pass, buffer));
}

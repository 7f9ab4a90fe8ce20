#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_numbers_in_list = {
    .code = "MEM407",
    .title = "Many numbers held by a list",
    .why = "A list holds a pointer of 8 bytes to each number, and each is an"
           " object of its own: 24 bytes a float, 28 to 32 an int beyond 256"
           " (those from -5 to 256 are shared). array.array holds the numbers"
           " themselves, in 8 bytes each or less, and makes an object at each"
           " read. Only locals that surely hold data are reported, no"
           " attributes nor [0] * n: 2 in 9 million lines of packages.",
    .bad = "def peak(path):\n"
           "    with open(path) as file:\n"
           "        values = [float(line) for line in file]\n"
           "    mean = sum(values) / len(values)\n"
           "    return max(abs(v - mean) for v in values)\n",
    .good = "from array import array\n"
            "\n"
            "\n"
            "def peak(path):\n"
            "    with open(path) as file:\n"
            "        values = array('d', (float(line) for line in file))\n"
            "    mean = sum(values) / len(values)\n"
            "    return max(abs(v - mean) for v in values)\n",
    .see = SEE("https://docs.python.org/3/library/array.html"),
    .messages = MESSAGES(
        {"'{0}' holds its floats as objects, {1} bytes each, {2} in an array"
         " (CPython {3})",
         "use array.array('d'), or NumPy"},
        {"'{0}' holds its ints as objects, {1} bytes each but for those from"
         " -5 to 256, {2} in an array (CPython {3})",
         "use array.array('q') if 64 bits hold each, or NumPy"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_LIST, KIND_LIST_COMPREHENSION, KIND_CALL),
    .check = check,
};

/* The largest int that CPython makes once, plus one. */
enum { FIRST_OWN_INT = 257 };

/* The local that n is assigned to, and nothing else is; NO_NODE if none. */
static node_id bound_to(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id whole = tree_outermost(t, n),
	        assignment = tree_parent(t, whole);
	node_id name;
	symbol_id variable;

	if (tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_field(t, whole) != FIELD_RIGHT)
		return NO_NODE;
	name = tree_child(t, assignment, FIELD_LEFT);
	variable = tree_kind(t, name) == KIND_IDENTIFIER
	               ? scopes_variable(&f->scopes, name)
	               : NO_SYMBOL;
	return variable != NO_SYMBOL &&
	               scopes_only_binding(&f->scopes, variable) != NULL &&
	               uses_stays_local(f->uses, variable)
	           ? name
	           : NO_NODE;
}

/* Is it an int that may well be one of those that CPython makes once, or one
 * that no machine's word holds? */
static bool is_other_int(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	int64_t right;

	n = tree_value(t, n);
	if (ask_calls(f, n, "builtins.len") ||
	    ask_calls(f, n, "builtins.ord") || tree_kind(t, n) == KIND_INTEGER)
		return true;
	if (tree_kind(t, n) != KIND_BINARY_OPERATOR)
		return false;
	switch (tree_kind(t, tree_child(t, n, FIELD_OPERATOR))) {
	case KIND_TOKEN_STAR_STAR:
	case KIND_TOKEN_LESS_LESS:
		return true;
	case KIND_TOKEN_AMPERSAND:
	case KIND_TOKEN_PERCENT:
		return ask_integer(f, tree_child(t, n, FIELD_RIGHT), &right) &&
		       right < FIRST_OWN_INT;
	default:
		return false;
	}
}

/* xs.append(x): x, in a loop over data; NO_NODE else. */
static node_id appended(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id call = tree_parent(t, tree_parent(t, read)), loop;

	if (ask_receiver(f, call, "append") != read)
		return NO_NODE;
	for (loop = repeats_loop(&f->repeats, call); loop != NO_NODE;
	     loop = repeats_outer(&f->repeats, loop))
		if (data_is_over(f, loop))
			return ask_argument(f, call, 0);
	return NO_NODE;
}

/* Does an array do what is done with the list here? */
static bool suits_array(const struct facts *f, node_id read)
{
	static const char *const methods[] = {"append", "extend",  "pop",
	                                      "insert", "index",   "count",
	                                      "remove", "reverse", NULL};
	const struct tree *t = f->tree;
	node_id place = tree_outermost(t, read), around = tree_parent(t, place);
	node_id index;

	switch (tree_kind(t, around)) {
	case KIND_ATTRIBUTE:
		return tree_field(t, place) != FIELD_ATTRIBUTE &&
		       str_is_one_of(
		           tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
		           methods) &&
		       tree_kind(t, tree_parent(t, around)) == KIND_CALL;
	case KIND_SUBSCRIPT:
		index = tree_child(t, around, FIELD_SUBSCRIPT);
		return tree_field(t, place) == FIELD_VALUE &&
		       (tree_kind(t, index) != KIND_SLICE ||
		        ask_iterated_by(f, around) != NO_NODE);
	case KIND_ARGUMENT_LIST:
		return ask_calls(f, tree_parent(t, around), "builtins.len") ||
		       ask_iterated_by(f, read) != NO_NODE;
	case KIND_NOT_OPERATOR:
		return true;
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_WHILE_STATEMENT:
	case KIND_CONDITIONAL_EXPRESSION:
		return tree_field(t, place) == FIELD_CONDITION;
	default:
		break;
	}
	return ask_iterated_by(f, read) != NO_NODE;
}

/* Is all that is done with the list what an array does as well, more than once,
 * and does data fill it, if nothing else did? */
static bool is_array_enough(const struct facts *f, node_id name, bool is_filled)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t reads = 0, others = 0;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id added;

		if (o->access == ACCESS_BIND)
			continue;
		if (o->access != ACCESS_READ ||
		    bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    !suits_array(f, o->node))
			return false;
		added = appended(f, o->node);
		if (added == NO_NODE)
			others++;
		else if (is_other_int(f, added))
			return false;
		is_filled |= added != NO_NODE;
	}
	return is_filled && others > 0;
}

static bool is_number(const struct facts *f, node_id name, enum type_kind *kind)
{
	const struct type *list =
	    types_of_variable(f->types, scopes_variable(&f->scopes, name));
	const struct type *element = types_at(f->types, list->element);

	*kind = element->kind;
	return list->kind == TYPE_LIST && !list->or_none &&
	       (element->kind == TYPE_FLOAT || element->kind == TYPE_INT) &&
	       !element->or_none;
}

/* map(float, file) */
static bool is_mapped_data(const struct facts *f, node_id n)
{
	return ask_calls(f, n, "builtins.map") &&
	       ask_argument_count(f, n) == 2 &&
	       data_is_source(f, ask_argument(f, n, 1));
}

/* Is n [], to be filled, a comprehension, or list(x)? */
static bool is_list(const struct facts *f, node_id n)
{
	switch (tree_kind(f->tree, n)) {
	case KIND_LIST:
		return tree_first(f->tree, n) == NO_NODE;
	case KIND_CALL:
		return ask_calls(f, n, "builtins.list") &&
		       ask_argument_count(f, n) == 1;
	default:
		return true;
	}
}

/* Is it surely of much data as it is made? */
static bool is_of_data(const struct facts *f, node_id n)
{
	switch (tree_kind(f->tree, n)) {
	case KIND_LIST_COMPREHENSION:
		return ask_is_data_sized(f, n) || data_is_over(f, n);
	case KIND_CALL:
		return ask_is_data_sized(f, n) ||
		       is_mapped_data(f, ask_argument(f, n, 0));
	default:
		return false;
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id name = is_list(f, n) ? bound_to(f, n) : NO_NODE;
	bool is_empty = tree_kind(pass->tree, n) == KIND_LIST;
	uint32_t list, array;
	struct finding *finding;
	enum type_kind kind;

	if (name == NO_NODE || !is_number(f, name, &kind) ||
	    (!is_empty && !is_of_data(f, n)) ||
	    (tree_kind(pass->tree, n) == KIND_LIST_COMPREHENSION &&
	     is_other_int(f, tree_child(pass->tree, n, FIELD_BODY))) ||
	    !is_array_enough(f, name, !is_empty) ||
	    uses_only_iterated_once(
	        f->uses, scopes_variable(&f->scopes, name)) != NO_NODE)
		return;
	list = cost_bytes(f->target, COST_ELEMENT,
	                  kind == TYPE_FLOAT ? COST_FLOATS : COST_INTS);
	array = cost_bytes(f->target, COST_ELEMENT, COST_ARRAY);
	finding = REPORT(pass, name, LEVEL_NOTE, kind == TYPE_INT,
	                 quote(pass, name), quote_number(pass, list),
	                 quote_number(pass, array), cost_version(f->target));
	if (finding != NULL)
		finding->estimate =
		    cost_estimate(f->target, ESTIMATE_ELEMENT, list, array);
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { READ, INDEXED, SEARCHED };

const struct rule rule_copy_in_loop = {
    .code = "MEM208",
    .title = "The same container copied at every turn of a loop",
    .why = "list(xs), dict(d) and xs.copy() allocate all of the copy anew at"
           " each turn, 8 bytes an element of a list, 20 to 50 of a dict or"
           " set; where the loop leaves the original as it is and only reads"
           " the copy, one copy before the loop, or none, does. The peak is"
           " one copy; what is allocated grows with the turns: 100 turns over"
           " a list of 20 000 elements allocate 16 MB. Deep copies are not"
           " looked at: their elements may be changed.",
    .bad = "def names(table: dict, numbers):\n"
           "    result = []\n"
           "    for number in numbers:\n"
           "        result.append(list(table)[number])\n"
           "    return result\n",
    .good = "def names(table: dict, numbers):\n"
            "    result = []\n"
            "    keys = list(table)\n"
            "    for number in numbers:\n"
            "        result.append(keys[number])\n"
            "    return result\n",
    .left_out = "copy.deepcopy(), whose elements may be changed; and"
                " copies of what the loop may change, or that anything but"
                " the loop itself may hold on to.",
    .see = SEE("https://docs.python.org/3/library/copy.html"),
    .messages = MESSAGES(
        {"'{0}' copies all of '{1}' at every turn of the loop, which leaves"
         " '{1}' as it is and only reads the copy",
         "read '{1}' itself, or copy it once before the loop"},
        {"'{0}' copies all of '{1}' at every turn of the loop, which leaves"
         " '{1}' as it is, to take one element",
         "copy it once before the loop"},
        {"'{0}' copies all of '{1}' at every turn of the loop, only to search"
         " it",
         "search '{1}' itself, or copy it once before the loop"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SMALL = 16 };

static bool is_container(const struct facts *f, node_id n)
{
	switch (types_of(f->types, n)->kind) {
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_FROZENSET:
	case TYPE_DEQUE:
	case TYPE_BYTEARRAY:
	case TYPE_ARRAY:
		return true;
	default:
		return false;
	}
}

/* What n copies, if it is known to copy; NO_NODE else. */
static node_id copied_by(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"builtins.list",
	                                     "builtins.dict",
	                                     "builtins.set",
	                                     "builtins.frozenset",
	                                     "builtins.tuple",
	                                     "copy.copy",
	                                     NULL};
	enum { FROZENSET = 3, TUPLE };
	node_id value = ask_receiver(f, n, "copy");
	struct listed listed;
	enum type_kind type;
	int maker;

	maker = imports_which(&f->imports,
	                      tree_child(f->tree, n, FIELD_FUNCTION), makers);
	if (listed_find(f, n, &listed) && listed.dict != NO_NODE)
		return tree_value(f->tree, listed.dict);
	if (maker >= 0 && ask_argument_count(f, n) == 1)
		value = ask_argument(f, n, 0);
	else if (maker >= 0 || ask_argument_count(f, n) != 0)
		return NO_NODE;
	value = value == NO_NODE ? value : tree_value(f->tree, value);
	if (value == NO_NODE)
		return NO_NODE;
	type = types_of(f->types, value)->kind;
	if (!is_container(f, value) || (maker == TUPLE && type == TYPE_TUPLE) ||
	    (maker == FROZENSET && type == TYPE_FROZENSET))
		return NO_NODE;
	return value;
}

/* How the copy is used, if it is only read. */
static bool find_use(const struct facts *f, node_id n, enum say *say)
{
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, n), around = tree_parent(t, value);
	node_id name = slices_name(f, n), call;
	symbol_id variable;

	*say = SEARCHED;
	if (ask_reducer(f, n, &call) == REDUCER_IN)
		return true;
	*say = INDEXED;
	if (tree_kind(t, around) == KIND_SUBSCRIPT)
		return tree_field(t, value) == FIELD_VALUE &&
		       uses_of(f->uses, n) == USE_INDEXED;
	*say = READ;
	if (name == NO_NODE)
		return false;
	variable = scopes_variable(&f->scopes, name);
	return variable != NO_SYMBOL && ask_place(f, name) == ASK_PLACE_LOCAL &&
	       scopes_only_binding(&f->scopes, variable) != NULL &&
	       !(uses_of_variable(f->uses, variable, NULL) &
	         ~(unsigned)(USE_ITERATED | USE_INDEXED | USE_TESTED));
}

/* Does the loop leave the value as it is, and all names in it? */
static bool is_left(const struct facts *f, node_id loop, node_id value)
{
	for (node_id m = value; m < tree_end(f->tree, value); m++) {
		symbol_id variable = scopes_variable(&f->scopes, m);

		if (variable != NO_SYMBOL &&
		    repeats_binds(&f->repeats, loop, variable))
			return false;
	}
	return !uses_may_change(f->uses, value, loop);
}

/* A list that is only searched, of what can be searched as it is: MEM503. */
static bool is_needless(const struct facts *f, node_id n, enum say say)
{
	struct listed listed;

	return say == SEARCHED && listed_find(f, n, &listed) &&
	       (listed.dict != NO_NODE || listed.is_range);
}

/* Is the copy made only on the way out of the loop? */
static bool is_on_way_out(const struct tree *t, node_id n, node_id loop)
{
	for (; n != loop; n = tree_parent(t, n)) {
		if (tree_kind(t, tree_parent(t, n)) != KIND_BLOCK)
			continue;
		for (node_id m = n; m != NO_NODE; m = tree_sibling(t, m))
			if (tree_kind(t, m) == KIND_RETURN_STATEMENT ||
			    tree_kind(t, m) == KIND_RAISE_STATEMENT ||
			    tree_kind(t, m) == KIND_BREAK_STATEMENT)
				return true;
	}
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id loop, value;
	struct finding *finding;
	enum say say;

	if (f->is_test)
		return;
	loop = repeats_loop(&f->repeats, n);
	if (loop == NO_NODE || repeats_is_short(&f->repeats, loop, SMALL) ||
	    repeats_is_event_loop(&f->repeats, loop))
		return;
	value = copied_by(f, n);
	if (value == NO_NODE || !find_use(f, n, &say) ||
	    is_needless(f, n, say) || ask_is_small(f, value, SMALL) ||
	    bounds_exceeded(f->tree, REACHED_LOOP_NODES,
	                    tree_end(f->tree, loop) - loop, loop) ||
	    is_on_way_out(f->tree, n, loop) || !is_left(f, loop, value))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, say, quote(pass, n),
	                 quote(pass, value));
	if (finding == NULL)
		return;
	finding->estimate = cost_copy(f->target, types_of(f->types, n)->kind);
	finding_relate(pass->findings, finding, tree_span(f->tree, loop),
	               "the loop");
}

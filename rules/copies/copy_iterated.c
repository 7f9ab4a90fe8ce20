#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_copy_iterated = {
    .code = "MEM204",
    .title = "A whole copy that is made only to be read once",
    .why = "xs[:], xs.copy() and list(xs) make a new container with all"
           " elements of xs, 8 bytes each in a list, though nothing changes xs"
           " while the copy is read. A loop over list(xs) of 200 000 elements"
           " takes 1.6 MB, over xs itself less than 300 bytes. Where the loop"
           " changes xs, or may, the copy is the snapshot that it needs, and"
           " nothing is said. t[:] and tuple(t) of a tuple, s[:] of a str copy"
           " nothing.",
    .bad = "def report(names):\n"
           "    seen = {name.lower() for name in names}\n"
           "    for name in list(seen):\n"
           "        print(name)\n",
    .good = "def report(names):\n"
            "    seen = {name.lower() for name in names}\n"
            "    for name in seen:\n"
            "        print(name)\n",
    .see = SEE("https://docs.python.org/3/tutorial/"
               "controlflow.html#for-statements"),
    .messages = MESSAGES(
        {"'{0}' copies all of '{1}', {2}, only to read it once, and nothing"
         " changes '{1}' meanwhile",
         "iterate over '{1}'"},
        {"'{0}' copies all of '{1}', {2}, only to search it once",
         "search '{1}'"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT, KIND_CALL),
    .check = check,
};

enum { ITERATED, SEARCHED };
enum { SMALL = 16, MOST_BINDINGS = 8 };

/* What is copied, and into what. */
struct whole {
	node_id value;
	enum type_kind type; /* of the value */
	bool is_list;        /* into a list or tuple */
};

static bool is_container(enum type_kind type)
{
	switch (type) {
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_FROZENSET:
	case TYPE_DEQUE:
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_ARRAY:
		return true;
	default:
		return false;
	}
}

/* list(xs), tuple(xs), set(xs) of a set, copy.copy(xs), xs.copy(). */
static bool find_call(const struct facts *f, node_id n, struct whole *w)
{
	static const char *const makers[] = {"builtins.list", "builtins.tuple",
	                                     "copy.copy", NULL};
	node_id receiver = ask_receiver(f, n, "copy");
	int maker;

	maker = imports_which(&f->imports,
	                      tree_child(f->tree, n, FIELD_FUNCTION), makers);
	if (maker >= 0 && ask_argument_count(f, n) == 1)
		w->value = ask_argument(f, n, 0);
	else if (maker < 0 && receiver != NO_NODE &&
	         ask_argument_count(f, n) == 0)
		w->value = receiver;
	else
		return false;
	w->value = tree_value(f->tree, w->value);
	w->type = types_of(f->types, w->value)->kind;
	w->is_list = maker == 0 || maker == 1;
	if (!is_container(w->type))
		return false;
	if (w->is_list)
		return maker == 0 || w->type != TYPE_TUPLE;
	return !slices_is_fixed(w->type) && w->type != TYPE_FROZENSET;
}

static bool find_copy(const struct facts *f, node_id n, struct whole *w)
{
	struct ask_slice slice;

	if (tree_kind(f->tree, n) == KIND_CALL)
		return find_call(f, n, w);
	if (!ask_slice(f, n, &slice) || !slice.is_whole)
		return false;
	w->value = tree_value(f->tree, slice.value);
	w->type = types_of(f->types, w->value)->kind;
	w->is_list = w->type == TYPE_LIST;
	return w->type == TYPE_LIST || w->type == TYPE_BYTEARRAY ||
	       w->type == TYPE_ARRAY;
}

/* A function's own variable, with a value that it made: what is an attribute,
 * global or argument may be changed by others, as by another thread. */
static bool is_own(const struct facts *f, node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct symbol *symbol;
	occurrence_id found[MOST_BINDINGS];
	const struct flow *flow;
	uint32_t count;

	if (tree_kind(f->tree, n) != KIND_IDENTIFIER || variable == NO_SYMBOL)
		return false;
	symbol = &f->scopes.symbols[variable];
	if (f->scopes.scopes[symbol->scope].kind != SCOPE_FUNCTION)
		return false;
	if (slices_is_fixed(types_of(f->types, n)->kind) ||
	    !(symbol->flags & SYMBOL_PARAMETER))
		return true;
	flow = facts_flow(f, n);
	count = flow == NULL
	            ? UINT32_MAX
	            : flow_definitions(flow, variable, n, found, MOST_BINDINGS);
	for (uint32_t i = 0; count != UINT32_MAX && i < count; i++)
		if (f->scopes.occurrences[found[i]].binding ==
		    BINDING_PARAMETER)
			return false;
	return count != UINT32_MAX;
}

static const char *cost_of(const struct whole *w)
{
	return w->is_list              ? "8 bytes an element"
	       : w->type == TYPE_DEQUE ? "8 bytes an element"
	       : w->type == TYPE_DICT  ? "with its table of keys"
	       : w->type == TYPE_SET   ? "with its table of hashes"
	                               : "with all its bytes";
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	struct finding *finding;
	struct whole w;
	node_id part;
	struct fix *fix;
	bool is_search;

	if (f->is_test || !find_copy(f, n, &w) || !is_own(f, w.value) ||
	    ask_is_small(f, w.value, SMALL))
		return;
	is_search = ask_reducer(f, n, &part) == REDUCER_IN;
	if (!is_search)
		part = slices_reader(f, n, false);
	if (part == NO_NODE ||
	    (tree_kind(t, part) != KIND_FOR_STATEMENT &&
	     bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, part) - part,
	                     part)) ||
	    uses_may_change(f->uses, w.value, part))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, is_search ? SEARCHED : ITERATED,
	                 quote(pass, n), quote(pass, w.value), cost_of(&w));
	if (finding == NULL)
		return;
	if (w.is_list || w.type == TYPE_DEQUE)
		finding->estimate = cost_list(f->target);
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "leave out the copy");
	fix_replace(pass->findings, fix, f->source, tree_span(t, n),
	            str_copy(pass->findings->arena, tree_text(t, w.value)));
}

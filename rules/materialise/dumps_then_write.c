#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { WRITTEN, ENCODED };

const struct rule rule_dumps_then_write = {
    .code = "MEM510",
    .title = "All of the JSON text made only to be written",
    .why = "json.dumps() makes the whole text, and up to Python 3.11 a list of"
           " all its pieces before; json.dump() writes it piece by piece. For"
           " 10 000 records, 0.6 MB of JSON, write(dumps()) peaks at 3.3 MB"
           " (1.2 MB from Python 3.12) and dump() at 0.1 MB. dumps().encode()"
           " holds the text twice. dump() leaves a few objects in a cycle at"
           " each call, so it pays for large data only. Seldom found: most of"
           " the 76 dumps() that are written or encoded in 9 million lines of"
           " packages make one message.",
    .bad = "import json\n"
           "\n"
           "\n"
           "def save(source, path):\n"
           "    with open(source) as file:\n"
           "        rows = [line.split() for line in file]\n"
           "    with open(path, 'w') as file:\n"
           "        file.write(json.dumps(rows))\n",
    .good = "import json\n"
            "\n"
            "\n"
            "def save(source, path):\n"
            "    with open(source) as file:\n"
            "        rows = [line.split() for line in file]\n"
            "    with open(path, 'w') as file:\n"
            "        json.dump(rows, file)\n",
    .see = SEE("https://docs.python.org/3/library/json.html#json.dump"),
    .messages = MESSAGES(
        {"'{0}' holds the whole JSON text of '{1}', which grows with its data,"
         " only to be written",
         "json.dump() writes it piece by piece"},
        {"'{0}' holds the whole JSON text of '{1}', which grows with its data,"
         " twice: as text and as bytes",
         "write it to a file opened as text with json.dump(), or encode the"
         " pieces of json.JSONEncoder().iterencode()"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SMALL = 100 };

/* The one read of the local that gets n, in the same turn of a loop; n itself
 * if no local does; NO_NODE if it is read elsewhere as well. */
static node_id read_of(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	node_id statement = tree_parent(f->tree, tree_outermost(f->tree, n));
	node_id left = tree_child(f->tree, statement, FIELD_LEFT);
	symbol_id variable;
	const struct occurrence *o;

	if (tree_kind(f->tree, statement) != KIND_ASSIGNMENT)
		return n;
	variable = scopes_variable(s, left);
	if (variable == NO_SYMBOL || scopes_only_binding(s, variable) == NULL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_FUNCTION)
		return NO_NODE;
	o = scopes_first(s, variable);
	o = o != NULL && o->node == left ? scopes_next(s, o) : NULL;
	return o != NULL && o->access == ACCESS_READ &&
	               scopes_next(s, o) == NULL &&
	               scopes_body(s, o->node) == scopes_body(s, left) &&
	               repeats_loop(&f->repeats, o->node) ==
	                   repeats_loop(&f->repeats, left)
	           ? o->node
	           : NO_NODE;
}

/* What is done with the text: f.write(n), n.encode(). */
static bool find_end(const struct facts *f, node_id n, enum say *say)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, tree_outermost(t, n)), receiver;
	node_id call = tree_parent(t, around);

	*say = ENCODED;
	if (tree_kind(t, around) == KIND_ATTRIBUTE)
		return ask_receiver(f, call, "encode") != NO_NODE;
	if (tree_kind(t, around) == KIND_BINARY_OPERATOR) /* + "\n" */
		return false;
	*say = WRITTEN;
	receiver = ask_receiver(f, call, "write");
	return tree_kind(t, around) == KIND_ARGUMENT_LIST &&
	       receiver != NO_NODE && stream_is_file(f, receiver);
}

/* Is it a local container that a loop before n fills? */
static bool is_filled(const struct facts *f, node_id n, node_id data)
{
	symbol_id variable = scopes_variable(&f->scopes, data);
	uint32_t seen = 0;

	if (tree_kind(f->tree, data) != KIND_IDENTIFIER ||
	    variable == NO_SYMBOL ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && o->node < n &&
	     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o)) {
		node_id loop = repeats_loop(&f->repeats, o->node);

		if (o->access == ACCESS_READ && loop != NO_NODE &&
		    !tree_contains(f->tree, loop, n) &&
		    uses_of(f->uses, o->node) & USE_MUTATED &&
		    !repeats_is_short(&f->repeats, loop, SMALL) &&
		    !(tree_kind(f->tree, loop) == KIND_FOR_STATEMENT &&
		      ask_is_small(f, tree_child(f->tree, loop, FIELD_RIGHT),
		                   SMALL)))
			return true;
	}
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id data, text;
	enum say say;

	if (f->is_test || !ask_calls(f, n, "json.dumps"))
		return;
	data = ask_argument(f, n, 0);
	text = read_of(f, n);
	if (data == NO_NODE || text == NO_NODE || !find_end(f, text, &say) ||
	    ask_is_small(f, data, SMALL) ||
	    (!ask_is_data_sized(f, data) &&
	     !is_filled(f, n, tree_value(f->tree, data))))
		return;
	REPORT(pass, n, LEVEL_NOTE, say, quote(pass, n), quote(pass, data));
}

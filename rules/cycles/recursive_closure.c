#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_recursive_closure = {
    .code = "MEM105",
    .title = "A nested function that refers to itself",
    .why = "A nested function that reads its own name holds the cell that holds"
           " it. Every call of the function around it makes such a cycle, even"
           " if the nested one is never called: 3 objects and about 240 bytes,"
           " and all that it captures, wait for the cyclic collector. With a"
           " captured buffer of 1 MB that is 1 MB a call; passed as an argument"
           " it is freed at once (CPython 3.8 to 3.13).",
    .bad = "def leaves(tree):\n"
           "    found = []\n"
           "\n"
           "    def walk(node):\n"
           "        found.append(node.value)\n"
           "        for child in node.children:\n"
           "            walk(child)\n"
           "\n"
           "    walk(tree)\n"
           "    return found\n",
    .good = "def walk(node, found):\n"
            "    found.append(node.value)\n"
            "    for child in node.children:\n"
            "        walk(child, found)\n"
            "\n"
            "\n"
            "def leaves(tree):\n"
            "    found = []\n"
            "    walk(tree, found)\n"
            "    return found\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html"
               "#function.__closure__",
               "https://github.com/numpy/numpy/issues/10620"),
    .messages = MESSAGES(
        {"'{0}' refers to itself: each one that '{1}' makes waits, with the"
         " {2} that it captures, for the cyclic collector",
         "make it a function of the module or a method that gets what it needs"
         " as arguments{4}"},
        {"'{0}' refers to itself: each one that '{1}' makes waits for the"
         " cyclic collector",
         "make it a function of the module or a method{4}"},
        {"'{0}' and '{3}' refer to each other: each pair that '{1}' makes"
         " waits, with the {2} that they capture, for the cyclic collector",
         "make them functions of the module or methods that get what they need"
         " as arguments{4}"},
        {"'{0}' and '{3}' refer to each other: each pair that '{1}' makes waits"
         " for the cyclic collector",
         "make them functions of the module or methods{4}"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the function captures data without bound,"
              " such as a file's contents; a note else.",
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_FUNCTION_DEFINITION),
    .check = check,
};

enum { MESSAGE_SELF, MESSAGE_SELF_ALONE, MESSAGE_RING, MESSAGE_RING_ALONE };
/* "'found' and 'self'". */
static const char *names_of(struct pass *pass,
                            const struct closures_captured *captured)
{
	const struct symbol *symbols = pass->facts->scopes.symbols;
	const char *names[CLOSURES_MOST_NAMED] = {NULL};
	struct arena *arena = pass->findings->arena;

	for (uint32_t i = 0; i < captured->count && i < CLOSURES_MOST_NAMED;
	     i++)
		names[i] = quote_name(pass, symbols[captured->at[i]].name);
	switch (captured->count) {
	case 0:
		return "";
	case 1:
		return arena_format(arena, "'%s'", names[0]);
	case 2:
		return arena_format(arena, "'%s' and '%s'", names[0], names[1]);
	case CLOSURES_MOST_NAMED:
		return arena_format(arena, "'%s', '%s' and '%s'", names[0],
		                    names[1], names[2]);
	default:
		return arena_format(arena, "'%s', '%s' and others", names[0],
		                    names[1]);
	}
}

static bool is_called_at_module_level(const struct facts *f, node_id call)
{
	return scopes_body(&f->scopes, call) == 0 &&
	       repeats_loop(&f->repeats, call) == NO_NODE;
}

/* Is the function surely, or by its name, the one that runs the program? */
static bool runs_once(const struct facts *f, node_id function)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	const struct scopes *s = &f->scopes;
	scope_id scope = scopes_opened_by(s, function);
	node_id name = tree_child(f->tree, function, FIELD_NAME);
	symbol_id variable = scopes_variable(s, name);
	uint32_t first = calls->first_site[scope], reads = 0;

	if (str_equal(tree_text(f->tree, name), STR("main")) ||
	    str_equal(tree_text(f->tree, name), STR("_main")))
		return true;
	if (variable == NO_SYMBOL || s->symbols[variable].scope != 0 ||
	    calls->first_site[scope + 1] != first + 1)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o))
		reads += o->access == ACCESS_READ;
	return reads == 1 && is_called_at_module_level(f, calls->sites[first]);
}

/* All uses of the ring's functions, or-ed; are they called and nothing else? */
static unsigned uses_of_ring(const struct closures *c, uint32_t ring)
{
	unsigned uses = 0;

	for (uint32_t i = 0; i < c->count; i++)
		if (ring >> i & 1)
			uses |= uses_of_variable(c->facts->uses,
			                         c->at[i].variable, NULL);
	return uses;
}

/* Has a function of the ring done its work when its call returns? */
static bool is_done_at_once(const struct closures *c, uint32_t ring)
{
	const struct scopes *s = &c->facts->scopes;
	unsigned lasting =
	    USE_RETURNED | USE_STORED | USE_PASSED | USE_ITERATED | USE_OTHER;

	if (uses_of_ring(c, ring) & lasting)
		return false;
	for (uint32_t i = 0; i < c->count; i++)
		if (ring >> i & 1 &&
		    s->scopes[scopes_opened_by(s, c->at[i].node)].flags &
		        (SCOPE_IS_GENERATOR | SCOPE_IS_ASYNC))
			return false;
	return true;
}

/* The first function but `i` of the ring; `i` if it is alone. */
static uint32_t other_of(uint32_t ring, uint32_t i)
{
	for (uint32_t j = 0; j < CLOSURES_MOST; j++)
		if (j != i && ring >> j & 1)
			return j;
	return i;
}

static void report_ring(struct pass *pass, const struct closures *c,
                        uint32_t ring, uint32_t i)
{
	const struct symbol *symbols = pass->facts->scopes.symbols;
	struct closures_captured captured = closures_captured(c, ring);
	uint32_t other = other_of(ring, i);
	node_id body = tree_child(pass->tree, c->outer, FIELD_BODY);
	bool in_bulk = repeats_in_bulk(&pass->facts->repeats, body);
	const char *name = quote_name(pass, symbols[c->at[i].variable].name);
	unsigned message = other == i ? MESSAGE_SELF : MESSAGE_RING;
	struct finding *finding;

	if (!in_bulk &&
	    (captured.count == 0 || uses_of_ring(c, ring) & USE_RETURNED ||
	     runs_once(c->facts, c->outer)))
		return;
	finding =
	    REPORT(pass, c->at[i].node,
	           captured.is_data_sized ? LEVEL_WARNING : LEVEL_NOTE,
	           captured.count == 0 ? message + 1 : message, name,
	           quote(pass, tree_child(pass->tree, c->outer, FIELD_NAME)),
	           names_of(pass, &captured),
	           quote_name(pass, symbols[c->at[other].variable].name),
	           is_done_at_once(c, ring)
	               ? arena_format(pass->findings->arena,
	                              ", or end with '%s = None'", name)
	               : "");
	if (finding != NULL && other != i)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, c->at[other].node),
		               "the other one");
}

static void check(struct pass *pass, node_id n)
{
	struct closures c;
	uint32_t told = 0;

	if (pass->facts->is_test)
		return;
	closures_find(&c, pass->facts, n);
	for (uint32_t i = 0; i < c.count; i++) {
		uint32_t ring = closures_ring(&c, i);

		if (!(ring >> i & 1) || told & ring)
			continue;
		told |= ring;
		report_ring(pass, &c, ring, i);
	}
}

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
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_FUNCTION_DEFINITION),
    .check = check,
};

enum { MESSAGE_SELF, MESSAGE_SELF_ALONE, MESSAGE_RING, MESSAGE_RING_ALONE };
enum { MOST_INNER = 32, MOST_NAMED = 3 };

/* The nested functions of one function, each bound once to a name that some
 * nested function captures. */
struct inner {
	symbol_id variable;
	node_id node;     /* the function_definition or lambda */
	uint32_t reaches; /* a set of bits: those that it leads to */
};

struct closures {
	const struct facts *facts;
	node_id outer;
	uint32_t count;
	struct inner at[MOST_INNER];
};

/* Decorators whose result holds the function that they are given. */
static const char *const keeping[] = {"functools.wraps",
                                      "functools.lru_cache",
                                      "functools.cache",
                                      "functools.singledispatch",
                                      "contextlib.contextmanager",
                                      "contextlib.asynccontextmanager",
                                      NULL};

static bool is_kept_by_decorators(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, function);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return true;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d)) {
		node_id callee = tree_first(t, d);

		if (tree_kind(t, callee) == KIND_CALL)
			callee = tree_child(t, callee, FIELD_FUNCTION);
		if (imports_which(&f->imports, callee, keeping) < 0)
			return false;
	}
	return true;
}

/* The function that the variable's only binding gives it, or NO_NODE. */
static node_id function_of(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id value;

	if (o == NULL || o->symbol != variable ||
	    f->scopes.symbols[variable].flags & SYMBOL_DELETED)
		return NO_NODE;
	if (o->binding == BINDING_FUNCTION)
		return is_kept_by_decorators(f, o->cause) ? o->cause : NO_NODE;
	if (o->binding != BINDING_ASSIGNMENT)
		return NO_NODE;
	value =
	    tree_value(f->tree, classes_assigned(f->tree, o->cause, o->node));
	return tree_kind(f->tree, value) == KIND_LAMBDA ? value : NO_NODE;
}

/* Does the nested function capture the variable, itself or in what is nested in
 * it? */
static bool is_captured_by(const struct facts *f, symbol_id variable,
                           node_id function)
{
	const struct scopes *s = &f->scopes;
	symbol_id found = scopes_symbol(s, scopes_opened_by(s, function),
	                                s->symbols[variable].name);

	return found != NO_SYMBOL && s->symbols[found].owner == variable &&
	       s->symbols[found].flags & SYMBOL_FREE &&
	       !(s->symbols[found].flags & SYMBOL_HIDDEN);
}

static void collect(struct closures *c)
{
	const struct scopes *s = &c->facts->scopes;
	scope_id scope = scopes_opened_by(s, c->outer);

	if (scope == NO_SCOPE)
		return;
	for (symbol_id v = s->scopes[scope].first_symbol;
	     v != NO_SYMBOL && c->count < MOST_INNER; v = s->symbols[v].next) {
		node_id node;

		if (!(s->symbols[v].flags & SYMBOL_CELL))
			continue;
		node = function_of(c->facts, v);
		if (node != NO_NODE)
			c->at[c->count++] = (struct inner){v, node, 0};
	}
}

/* Who leads to whom, over any number of steps. */
static void connect(struct closures *c)
{
	for (uint32_t i = 0; i < c->count; i++)
		for (uint32_t j = 0; j < c->count; j++)
			if (is_captured_by(c->facts, c->at[j].variable,
			                   c->at[i].node))
				c->at[i].reaches |= UINT32_C(1) << j;
	for (uint32_t k = 0; k < c->count; k++)
		for (uint32_t i = 0; i < c->count; i++)
			if (c->at[i].reaches >> k & 1)
				c->at[i].reaches |= c->at[k].reaches;
}

/* The set of those that lead to `i` and back. */
static uint32_t ring_of(const struct closures *c, uint32_t i)
{
	uint32_t ring = 0;

	for (uint32_t j = 0; j < c->count; j++)
		if (c->at[i].reaches >> j & c->at[j].reaches >> i & 1)
			ring |= UINT32_C(1) << j;
	return ring;
}

/* Is it a parameter that is left at a number, text, True, False, None or a
 * function, or the method's self, which as a rule lives on? */
static bool is_small_parameter(const struct facts *f,
                               const struct occurrence *o)
{
	node_id value;

	if (o == NULL || o->binding != BINDING_PARAMETER)
		return false;
	if (classes_of_self(&f->classes, o->node) != NO_CLASS)
		return true;
	value = tree_value(f->tree, tree_child(f->tree, o->cause, FIELD_VALUE));
	switch (tree_kind(f->tree, value)) {
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_STRING:
		return true;
	case KIND_IDENTIFIER:
		return types_of(f->types, value)->kind == TYPE_FUNCTION;
	default:
		return false;
	}
}

/* May the captured variable hold more than a few bytes that nothing else
 * holds? */
static bool is_worth_naming(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);

	if (f->scopes.symbols[variable].flags & SYMBOL_IMPORTED ||
	    is_small_parameter(f, o))
		return false;
	if (o != NULL &&
	    (o->binding == BINDING_FUNCTION || o->binding == BINDING_CLASS))
		return false;
	switch (types_of_variable(f->types, variable)->kind) {
	case TYPE_NONE:
	case TYPE_BOOL:
	case TYPE_INT:
	case TYPE_FLOAT:
	case TYPE_CLASS:
	case TYPE_FUNCTION:
	case TYPE_MODULE:
		return false;
	default:
		return true;
	}
}

static bool is_large(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id value;

	if (o == NULL || o->binding != BINDING_ASSIGNMENT)
		return false;
	value = classes_assigned(f->tree, o->cause, o->node);
	return value != NO_NODE && ask_is_data_sized(f, value);
}

/* What the functions of a ring capture besides themselves. */
struct captured {
	symbol_id at[MOST_NAMED];
	uint32_t count; /* at most one more than is named */
	bool is_large;
};

static void add_captured(const struct facts *f, struct captured *captured,
                         symbol_id variable)
{
	for (uint32_t i = 0; i < captured->count && i < MOST_NAMED; i++)
		if (captured->at[i] == variable)
			return;
	if (!is_worth_naming(f, variable))
		return;
	captured->is_large |= is_large(f, variable);
	if (captured->count < MOST_NAMED)
		captured->at[captured->count] = variable;
	if (captured->count <= MOST_NAMED)
		captured->count++;
}

static struct captured captured_by(const struct closures *c, uint32_t ring)
{
	const struct scopes *s = &c->facts->scopes;
	struct captured captured = {.count = 0};

	for (uint32_t i = 0; i < c->count; i++) {
		scope_id scope = scopes_opened_by(s, c->at[i].node);

		if (!(ring >> i & 1))
			continue;
		for (symbol_id v = s->scopes[scope].first_symbol;
		     v != NO_SYMBOL; v = s->symbols[v].next) {
			symbol_id owner = s->symbols[v].owner;
			bool is_own = false;

			for (uint32_t j = 0; j < c->count; j++)
				is_own |=
				    ring >> j & 1 && c->at[j].variable == owner;
			if (s->symbols[v].flags & SYMBOL_FREE &&
			    owner != NO_SYMBOL && !is_own)
				add_captured(c->facts, &captured, owner);
		}
	}
	return captured;
}

/* "'found' and 'self'". */
static const char *names_of(struct pass *pass, const struct captured *captured)
{
	const struct symbol *symbols = pass->facts->scopes.symbols;
	const char *names[MOST_NAMED] = {NULL};
	struct arena *arena = pass->findings->arena;

	for (uint32_t i = 0; i < captured->count && i < MOST_NAMED; i++)
		names[i] = quote_name(pass, symbols[captured->at[i]].name);
	switch (captured->count) {
	case 0:
		return "";
	case 1:
		return arena_format(arena, "'%s'", names[0]);
	case 2:
		return arena_format(arena, "'%s' and '%s'", names[0], names[1]);
	case MOST_NAMED:
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
	for (uint32_t j = 0; j < MOST_INNER; j++)
		if (j != i && ring >> j & 1)
			return j;
	return i;
}

static void report_ring(struct pass *pass, const struct closures *c,
                        uint32_t ring, uint32_t i)
{
	const struct symbol *symbols = pass->facts->scopes.symbols;
	struct captured captured = captured_by(c, ring);
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
	finding = REPORT(
	    pass, c->at[i].node, captured.is_large ? LEVEL_WARNING : LEVEL_NOTE,
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
	struct closures *c = ARENA_NEW(pass->scratch, struct closures);
	uint32_t told = 0;

	if (pass->facts->is_test)
		return;
	c->facts = pass->facts;
	c->outer = n;
	collect(c);
	connect(c);
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t ring = ring_of(c, i);

		if (!(ring >> i & 1) || told & ring)
			continue;
		told |= ring;
		report_ring(pass, c, ring, i);
	}
}

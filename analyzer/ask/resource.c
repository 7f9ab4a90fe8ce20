#include "resource.h"

#include "ask.h"

/* So many places that close it and uses of its name are looked at; so far up
 * what holds it is followed. */
enum { MOST_CLOSES = 32, MOST_STEPS = 6 };

/* ---------------------------------------------------------------- tables */

#define RESOURCE(last, name, sort, word)
#define BORROWER(name)
#define HOLDER(name)
#define TAKER(name)
#define METHOD(name, use)
#define FAILING(prefix)

#undef RESOURCE
#define RESOURCE(last, name, sort, word) {name, word, sort},
static const struct resource resources[] = {
#include "resource.def"
};
#undef RESOURCE
#define RESOURCE(last, name, sort, word) {last, sizeof(last) - 1},
static const struct str lasts[] = {
#include "resource.def"
};
#undef RESOURCE
#define RESOURCE(last, name, sort, word)

#undef BORROWER
#define BORROWER(name) name,
static const char *const borrowers[] = {
#include "resource.def"
    NULL};
#undef BORROWER
#define BORROWER(name)

#undef HOLDER
#define HOLDER(name) name,
static const char *const holders[] = {
#include "resource.def"
    NULL};
#undef HOLDER
#define HOLDER(name)

#undef TAKER
#define TAKER(name) name,
static const char *const takers[] = {
#include "resource.def"
    NULL};
#undef TAKER
#define TAKER(name)

#undef FAILING
#define FAILING(prefix) prefix,
static const char *const failing[] = {
#include "resource.def"
    NULL};
#undef FAILING
#define FAILING(prefix)

#undef METHOD
#define METHOD(name, use) {name, use},
static const struct {
	const char *name;
	enum resource_use use;
} methods[] = {
#include "resource.def"
};

enum { RESOURCES = sizeof(resources) / sizeof(*resources) };

/* The first entry whose `last` is the text, or RESOURCES. */
static uint32_t find_last(struct str text)
{
	uint32_t low = 0, high = RESOURCES;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (str_compare(lasts[middle], text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < RESOURCES && str_equal(text, lasts[low]) ? low : RESOURCES;
}

/* Is it over bytes in memory, or what was opened before: fileobj=x, open(0),
 * ZipFile(io.BytesIO(data)), connect(":memory:"), mmap(-1, size),
 * fdopen(sys.stdout.fileno())? */
static bool is_over_another(const struct facts *f, node_id call,
                            const struct resource *resource)
{
	node_id first = ask_argument(f, call, 0);
	struct str text;
	int64_t number;

	if (ask_keyword(f, call, "fileobj") != NO_NODE ||
	    ask_keyword(f, call, "fileno") != NO_NODE ||
	    ask_keyword(f, call, "closefd") != NO_NODE)
		return true;
	if (strcmp(resource->name, "wave.open") == 0 && first != NO_NODE &&
	    types_of(f->types, first)->kind != TYPE_STR)
		return true; /* who takes sounds apart has them open, often */
	return first != NO_NODE &&
	       (str_is(types_of(f->types, first)->name, "io.BytesIO") ||
	        (tree_kind(f->tree, first) == KIND_CALL &&
	         str_is(data_called(f->tree,
	                            tree_child(f->tree, first, FIELD_FUNCTION)),
	                "fileno")) ||
	        (ask_string(f, first, &text) && str_is(text, ":memory:")) ||
	        (ask_integer(f, first, &number) &&
	         (number < 0 || strcmp(resource->word, "file") == 0)));
}

/* path.open() of what is known to be a pathlib.Path */
static bool is_method(const struct facts *f, node_id call, const char *name)
{
	char called[64];

	return strcmp(name, "pathlib.Path.open") == 0 &&
	       types_callee(f->types, call, called, sizeof(called)) &&
	       strcmp(called, name) == 0;
}

const struct resource *resource_of(const struct facts *f, node_id call)
{
	node_id callee = tree_child(f->tree, call, FIELD_FUNCTION);
	struct str last = data_called(f->tree, callee);

	for (uint32_t i = find_last(last);
	     i < RESOURCES && str_equal(last, lasts[i]); i++)
		if (imports_is(&f->imports, callee, resources[i].name) ||
		    is_method(f, call, resources[i].name))
			return is_over_another(f, call, &resources[i])
			           ? NULL
			           : &resources[i];
	return NULL;
}

const char *resource_manager(const struct resource *resource)
{
	return strcmp(resource->name, "sqlite3.connect") == 0 ||
	               strncmp(resource->name, "http.client.", 12) == 0
	           ? " contextlib.closing(...)"
	           : "";
}

/* ------------------------------------------------------------------ uses */

static enum resource_use method_use(struct str name)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_is(name, methods[i].name))
			return methods[i].use;
	return RESOURCE_IS_GIVEN;
}

/* x.read(), x.cursor(), x.name, x.close */
static enum resource_use use_of_member(const struct facts *f, node_id attribute,
                                       const struct resource *resource)
{
	static const char *const facts_of_it[] = {
	    "name",         "mode",    "closed", "encoding", "status",
	    "code",         "headers", "url",    "reason",   "row_factory",
	    "text_factory", "family",  NULL};
	const struct tree *t = f->tree;
	struct str name = data_called(t, attribute);
	node_id call = tree_parent(t, attribute), around;
	enum resource_use use;

	if (tree_kind(t, call) != KIND_CALL ||
	    tree_field(t, attribute) != FIELD_FUNCTION)
		return str_is_one_of(name, facts_of_it) ? RESOURCE_IS_USED
		                                        : RESOURCE_IS_GIVEN;
	use = method_use(name);
	if (resource->sort == RESOURCE_RESPONSE &&
	    (str_is(name, "read") || str_is(name, "readlines")))
		return RESOURCE_CLOSES;
	around = tree_parent(t, tree_outermost(t, call));
	/* Of other methods the result may hold it: conn.cursor(). */
	if (use != RESOURCE_IS_GIVEN || str_is(name, "accept") ||
	    str_is(name, "detach") || str_is(name, "run_forever"))
		return use;
	if (tree_kind(t, around) == KIND_EXPRESSION_STATEMENT ||
	    (strcmp(resource->name, "sqlite3.connect") == 0 &&
	     str_starts(data_called(t, around), "fetch")))
		return RESOURCE_IS_USED; /* conn.execute(...).fetchall() */
	return tree_kind(t, around) == KIND_ASSIGNMENT &&
	               resource_stays_in_name(f, around)
	           ? RESOURCE_IS_USED
	           : RESOURCE_IS_GIVEN;
}

/* As an argument: *n becomes what holds it then, if something does. */
static enum resource_use use_of_argument(const struct facts *f, node_id list,
                                         node_id *n)
{
	const struct tree *t = f->tree;
	node_id call = tree_parent(t, list);
	node_id callee = tree_child(t, call, FIELD_FUNCTION);

	if (tree_kind(t, call) != KIND_CALL)
		return RESOURCE_IS_GIVEN;
	if (imports_which(&f->imports, callee, takers) >= 0)
		return RESOURCE_CLOSES;
	if (imports_which(&f->imports, callee, borrowers) >= 0)
		return RESOURCE_IS_USED;
	if (imports_which(&f->imports, callee, holders) < 0)
		return RESOURCE_IS_GIVEN;
	*n = call;
	return RESOURCE_IS_DROPPED; /* to be gone on with */
}

static bool is_condition(const struct tree *t, node_id n, node_id parent)
{
	switch (tree_kind(t, parent)) {
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_WHILE_STATEMENT:
		return tree_field(t, n) == FIELD_CONDITION;
	case KIND_COMPARISON_OPERATOR:
	case KIND_NOT_OPERATOR:
	case KIND_ASSERT_STATEMENT:
	case KIND_INTERPOLATION:
	case KIND_EXPRESSION_STATEMENT:
		return true;
	case KIND_BINARY_OPERATOR: /* "%d" % fd, a / b of numbers */
		return true;
	default:
		return false;
	}
}

/* for line in x, with x, x[key] */
static enum resource_use use_in_statement(const struct tree *t, node_id n,
                                          node_id parent)
{
	switch (tree_kind(t, parent)) {
	case KIND_FOR_STATEMENT:
		return tree_field(t, n) == FIELD_RIGHT ? RESOURCE_IS_USED
		                                       : RESOURCE_IS_GIVEN;
	case KIND_FOR_IN_CLAUSE:
		return tree_field(t, n) == FIELD_RIGHT &&
		               tree_kind(t, tree_parent(t, parent)) !=
		                   KIND_GENERATOR_EXPRESSION
		           ? RESOURCE_IS_USED
		           : RESOURCE_IS_GIVEN;
	case KIND_SUBSCRIPT:
		return tree_field(t, n) == FIELD_VALUE ? RESOURCE_IS_USED
		                                       : RESOURCE_IS_GIVEN;
	case KIND_WITH_ITEM:
		return RESOURCE_CLOSES;
	case KIND_AS_PATTERN:
		return tree_kind(t, tree_parent(t, parent)) == KIND_WITH_ITEM
		           ? RESOURCE_CLOSES
		           : RESOURCE_IS_GIVEN;
	case KIND_DELETE_STATEMENT:
		return RESOURCE_IS_DROPPED;
	default:
		return RESOURCE_IS_GIVEN;
	}
}

enum resource_use resource_use(const struct facts *f, node_id n,
                               const struct resource *resource)
{
	const struct tree *t = f->tree;
	bool is_element = false;

	for (int step = 0; step < MOST_STEPS; step++) {
		node_id inner = tree_outermost(t, n);
		node_id parent = tree_parent(t, inner);
		enum kind kind = tree_kind(t, parent);
		enum resource_use use;

		if (kind == KIND_KEYWORD_ARGUMENT) {
			parent = tree_parent(t, parent);
			kind = tree_kind(t, parent);
		}
		if (kind == KIND_ATTRIBUTE)
			return resource_is_number(resource)
			           ? RESOURCE_IS_GIVEN
			           : use_of_member(f, parent, resource);
		if (kind == KIND_ARGUMENT_LIST) {
			use = use_of_argument(f, parent, &n);
			if (use != RESOURCE_IS_DROPPED)
				return use;
			continue;
		}
		if (kind == KIND_ASSIGNMENT)
			return tree_kind(t, n) == KIND_CALL &&
			               resource_stays_in_name(f, parent)
			           ? RESOURCE_IS_USED
			           : RESOURCE_IS_GIVEN;
		if (kind == KIND_BOOLEAN_OPERATOR || kind == KIND_LIST ||
		    kind == KIND_TUPLE) {
			is_element |= kind != KIND_BOOLEAN_OPERATOR;
			n = parent;
			continue;
		}
		if (is_condition(t, inner, parent))
			return RESOURCE_IS_USED;
		/* for fd in (r, w): os.close(fd) */
		return is_element ? RESOURCE_IS_GIVEN
		                  : use_in_statement(t, inner, parent);
	}
	return RESOURCE_IS_GIVEN;
}

/* ------------------------------------------------------------------ fate */

struct ends {
	node_id at[MOST_CLOSES];
	uint32_t count;
	bool is_closed;  /* at one of them */
	bool is_guarded; /* in a finally or except clause */
	bool is_unknown;
	node_id close; /* the first after the call that closes it */
};

/* Where it is settled that `end` runs: the outermost `if` around it that is not
 * around `call`. What it depends on is taken to be as it should. */
static node_id settled_at(const struct tree *t, node_id end, node_id call)
{
	node_id place = end;

	for (node_id n = tree_parent(t, end);
	     n != NO_NODE && !tree_contains(t, n, call); n = tree_parent(t, n))
		if (tree_kind(t, n) == KIND_IF_STATEMENT)
			place = tree_child(t, n, FIELD_CONDITION);
	return place;
}

static void add_end(struct ends *ends, const struct facts *f, node_id end,
                    node_id call)
{
	if (ends->count == MOST_CLOSES)
		ends->is_unknown = true;
	else
		ends->at[ends->count++] = settled_at(f->tree, end, call);
}

static void add_close(struct ends *ends, const struct facts *f, node_id end,
                      node_id call)
{
	const struct tree *t = f->tree;

	ends->is_closed = true;
	if (end > call && ends->close == NO_NODE)
		ends->close = end;
	for (node_id n = tree_parent(t, end);
	     n != NO_NODE && !tree_contains(t, n, call); n = tree_parent(t, n))
		ends->is_guarded |= tree_kind(t, n) == KIND_FINALLY_CLAUSE ||
		                    tree_kind(t, n) == KIND_EXCEPT_CLAUSE;
	add_end(ends, f, end, call);
}

/* One occurrence of the name, other than the one that the call binds. */
static void see(struct ends *ends, const struct facts *f, node_id call,
                const struct resource *resource, const struct occurrence *o)
{
	bool is_number = resource_is_number(resource);
	enum resource_use use;

	if (scopes_body(&f->scopes, o->node) != scopes_body(&f->scopes, call)) {
		ends->is_unknown = true;
		return;
	}
	if (o->access != ACCESS_READ) {
		if (!is_number && resource->sort != RESOURCE_RING &&
		    o->binding != BINDING_ANNOTATION)
			add_end(ends, f, o->node, call);
		return;
	}
	use = resource_use(f, o->node, resource);
	if (resource->sort == RESOURCE_RESPONSE && use == RESOURCE_IS_USED &&
	    tree_kind(f->tree, tree_parent(f->tree, o->node)) != KIND_ATTRIBUTE)
		use = RESOURCE_CLOSES; /* json.load(x): read to its end */
	if (use == RESOURCE_IS_GIVEN)
		ends->is_unknown = true;
	else if (use == RESOURCE_CLOSES)
		add_close(ends, f, o->node, call);
	else if (use == RESOURCE_IS_DROPPED && !is_number)
		add_end(ends, f, o->node, call);
}

/* Does the call end the process, or the program, by its name? */
static bool is_end_of_process(const struct tree *t, node_id call)
{
	static const char *const words[] = {
	    "exit",  "abort",  "fail",   "die",   "fatal", "error",
	    "execv", "execvp", "execve", "usage", NULL};

	return data_has_word_of(
	    data_called(t, tree_child(t, call, FIELD_FUNCTION)), true, words);
}

static void add_process_ends(struct ends *ends, const struct facts *f,
                             node_id call)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, tree_enclosing_body(t, call));

	if (bounds_exceeded(t, REACHED_NODES, end - call, call)) {
		ends->is_unknown = true;
		return;
	}
	for (node_id n = tree_next_of(t, call); n < end && !ends->is_unknown;
	     n = tree_next_of(t, n))
		if (is_end_of_process(t, n))
			add_end(ends, f, n, n);
}

/* Is something that may well fail called between the call and what closes it,
 * other than in a handler of an exception? */
static bool may_raise_between(const struct facts *f, node_id call,
                              node_id close)
{
	const struct tree *t = f->tree;

	for (node_id n = tree_end(t, call); n < close; n++) {
		node_id callee;

		if (tree_kind(t, n) == KIND_EXCEPT_CLAUSE &&
		    !tree_contains(t, n, close)) {
			n = tree_end(t, n) - 1;
			continue;
		}
		if (tree_kind(t, n) != KIND_CALL || tree_contains(t, n, close))
			continue;
		callee = tree_child(t, n, FIELD_FUNCTION);
		for (uint32_t i = 0; failing[i] != NULL; i++)
			if (imports_starts(&f->imports, callee, failing[i]))
				return true;
	}
	return false;
}

static enum resource_fate judge(const struct facts *f, node_id call,
                                const struct resource *resource,
                                const struct ends *ends)
{
	const struct flow *flow = facts_flow(f, call);
	unsigned ways;

	if (flow == NULL)
		return RESOURCE_GOES_ON;
	ways = flow_plain_ways(flow, call, ends->at, ends->count);
	if (ways & FLOW_ENDS)
		return ends->is_closed ? RESOURCE_STAYS_SOMETIMES
		                       : RESOURCE_STAYS;
	if (!resource_is_number(resource))
		return RESOURCE_GOES_ON;
	if (ways & FLOW_COMES_BACK)
		return RESOURCE_STAYS_AFTER_ITSELF;
	return ends->is_closed && !ends->is_guarded && ends->close != NO_NODE &&
	               may_raise_between(f, call, ends->close)
	           ? RESOURCE_STAYS_AFTER_EXCEPTION
	           : RESOURCE_GOES_ON;
}

enum resource_fate resource_fate(const struct facts *f, node_id call,
                                 const struct resource *resource, node_id name)
{
	const struct scopes *s = &f->scopes;
	scope_id body = scopes_body(s, call);
	symbol_id variable = scopes_variable(s, name);
	uint32_t seen = 0;
	struct ends ends = {.count = 0, .close = NO_NODE};

	if (variable == NO_SYMBOL || s->symbols[variable].scope != body ||
	    s->scopes[body].kind != SCOPE_FUNCTION ||
	    s->scopes[body].flags & SCOPE_IS_UNSURE)
		return RESOURCE_GOES_ON;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->node == name || tree_contains(f->tree, call, o->node))
			continue;
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    ends.is_unknown)
			return RESOURCE_GOES_ON;
		see(&ends, f, call, resource, o);
	}
	add_process_ends(&ends, f, call);
	return ends.is_unknown ? RESOURCE_GOES_ON
	                       : judge(f, call, resource, &ends);
}

bool resource_is_many(const struct facts *f, node_id call)
{
	const struct names *names = f->tree->names;

	return lifetime_of(f, call).runs == RUNS_MANY &&
	       names_find(names, STR("ArgumentParser")) == NAME_NONE &&
	       names_find(names, STR("OptionParser")) == NAME_NONE;
}

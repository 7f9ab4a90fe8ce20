#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_pools_kept = {
    .code = "MEM702",
    .title = "Pools that are made again and again, and kept",
    .why = "The threads and processes of a pool end when it is shut down, or"
           " when the last reference to it goes. Kept in a container or in"
           " objects that are kept, ten executors keep 10 threads, and three"
           " multiprocessing pools of two workers 9 threads and 6 processes;"
           " dropped or shut down, none (CPython 3.8 to 3.13).",
    .bad = "from concurrent.futures import ThreadPoolExecutor\n"
           "\n"
           "EXECUTORS = []\n"
           "\n"
           "\n"
           "def work(batches, job):\n"
           "    for batch in batches:\n"
           "        executor = ThreadPoolExecutor()\n"
           "        EXECUTORS.append(executor)\n"
           "        executor.submit(job, batch)\n",
    .good = "from concurrent.futures import ThreadPoolExecutor\n"
            "\n"
            "\n"
            "def work(batches, job):\n"
            "    with ThreadPoolExecutor() as executor:\n"
            "        for batch in batches:\n"
            "            executor.submit(job, batch)\n",
    .see = SEE("https://docs.python.org/3/library/concurrent.futures.html"
               "#concurrent.futures.Executor.shutdown",
               "https://docs.python.org/3/library/multiprocessing.html"
               "#multiprocessing.pool.Pool"),
    .messages = MESSAGES(
        {"'{0}' keeps the pool that is made each time this runs, {1}, and"
         " nothing shuts one down: their {2} stay",
         "make one and share it, or use it in a 'with'"},
        {"each '{0}' object keeps a pool of its own in '{1}', and nothing shuts"
         " one down: their {2} stay as long as the objects, which are kept",
         "share one pool, or shut it down in a method of '{0}'"},
        {"'{1}' is held by a cycle of references, and nothing shuts it down:"
         " its {2} stay until the cyclic collector runs",
         "shut it down in a method of '{0}', or cut the cycle"}),
    .level = LEVEL_WARNING,
    .levels = "A warning; a note where only a cycle of references holds it.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { MESSAGE_CONTAINER, MESSAGE_OBJECTS, MESSAGE_CYCLE };

/* Does the file say anywhere that pools are shut down? */
static bool says_shutdown(const struct facts *f)
{
	static const char *const words[] = {"shutdown", "terminate", NULL};
	const struct tree *t = f->tree;

	for (uint32_t i = 0; words[i] != NULL; i++)
		if (names_find(t->names, str_of(words[i])) != NAME_NONE)
			return true;
	for (node_id n = tree_first_of(t, KIND_ATTRIBUTE); n != NO_NODE;
	     n = tree_next_of(t, n))
		if (str_is(data_called(t, n), "close"))
			return true;
	return false;
}

/* Where the value of n is put into a container: x.append(n), x[key] = n. The
 * x; NO_NODE if it is not. */
static node_id container_of(const struct facts *f, node_id n)
{
	static const char *const adders[] = {"append", "add", "appendleft",
	                                     NULL};
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, tree_outermost(t, n)), left;

	if (tree_kind(t, around) == KIND_ARGUMENT_LIST)
		for (uint32_t i = 0; adders[i] != NULL; i++) {
			node_id x =
			    ask_receiver(f, tree_parent(t, around), adders[i]);

			if (x != NO_NODE)
				return x;
		}
	left = tree_child(t, around, FIELD_LEFT);
	return tree_kind(t, around) == KIND_ASSIGNMENT && left != n &&
	               tree_kind(t, left) == KIND_SUBSCRIPT
	           ? tree_child(t, left, FIELD_VALUE)
	           : NO_NODE;
}

/* The same of what the call's name is put into. */
static node_id container_of_name(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o)) {
		node_id container = o->access == ACCESS_READ
		                        ? container_of(f, o->node)
		                        : NO_NODE;

		if (container != NO_NODE)
			return container;
	}
	return NO_NODE;
}

/* Is the container a global, which nothing in the file shrinks or replaces in a
 * function? */
static bool is_lasting_container(const struct facts *f, node_id container)
{
	symbol_id variable = scopes_variable(&f->scopes, container);
	uint32_t seen = 0;
	node_id place;

	if (ask_place(f, container) != ASK_PLACE_GLOBAL ||
	    variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		enum lasting_use use;

		if (o->access != ACCESS_READ)
			continue;
		use = lasting_use(f, o->node, &place);
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    use == LASTING_SHRINKS || use == LASTING_IS_REBOUND ||
		    use == LASTING_IS_SIZED || use == LASTING_IS_UNKNOWN)
			return false;
	}
	return true;
}

/* if key not in POOLS: POOLS[key] = ... */
static bool is_asked_first(const struct tree *t, node_id call)
{
	for (node_id n = tree_parent(t, call); n != NO_NODE;
	     n = tree_parent(t, n)) {
		enum kind kind = tree_kind(t, n);

		if (kind == KIND_FUNCTION_DEFINITION)
			return false;
		if (kind == KIND_IF_STATEMENT || kind == KIND_EXCEPT_CLAUSE)
			return true;
	}
	return false;
}

static void check_container(struct pass *pass, node_id call, node_id container,
                            const struct resource *resource)
{
	const struct facts *f = pass->facts;
	struct lifetime lifetime = lifetime_of(f, call);

	if (lifetime.runs != RUNS_MANY || says_shutdown(f) ||
	    is_asked_first(f->tree, call) ||
	    !is_lasting_container(f, container))
		return;
	REPORT(pass, call, LEVEL_WARNING, MESSAGE_CONTAINER,
	       quote(pass, container), lifetime.when, resource->word);
}

static void check_attribute(struct pass *pass, node_id call,
                            const struct resource *resource, node_id target)
{
	const struct facts *f = pass->facts;
	class_id class =
	    classes_of_self(&f->classes, tree_first(pass->tree, target));
	const struct heap_cycle *cycle;
	struct finding *finding;
	const char *name;

	if (class == NO_CLASS || says_shutdown(f))
		return;
	name = quote_name(pass, f->classes.list[class].name);
	if (facts_layouts(f)[class].made >= MADE_KEPT) {
		REPORT(pass, call, LEVEL_WARNING, MESSAGE_OBJECTS, name,
		       quote(pass, target), resource->word);
		return;
	}
	cycle = resource_cycle(f, class, target, resource);
	if (cycle == NULL || facts_layouts(f)[class].made == MADE_AT_TOP)
		return;
	finding = REPORT(pass, call, LEVEL_NOTE, MESSAGE_CYCLE, name,
	                 quote(pass, target), resource->word);
	if (finding != NULL)
		resource_relate_cycle(pass->findings, finding, f, class, cycle);
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	const struct resource *resource = resource_of(pass->facts, n);
	node_id container, around, left;

	if (resource == NULL || resource->sort != RESOURCE_POOL)
		return;
	around = tree_parent(t, tree_outermost(t, n));
	left = tree_child(t, around, FIELD_LEFT);
	container = container_of(pass->facts, n);
	if (container == NO_NODE && tree_kind(t, around) == KIND_ASSIGNMENT &&
	    tree_kind(t, left) == KIND_IDENTIFIER)
		container = container_of_name(pass->facts, left);
	if (container != NO_NODE)
		check_container(pass, n, container, resource);
	else if (tree_kind(t, around) == KIND_ASSIGNMENT &&
	         tree_kind(t, left) == KIND_ATTRIBUTE)
		check_attribute(pass, n, resource, left);
}

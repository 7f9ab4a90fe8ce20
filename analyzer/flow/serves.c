#include "serves.h"

#include "ask.h"
#include "bounds.h"
#include "data.h"
#include "layout.h"
#include "lifetime_sign.h"
#include "statement.h"
#include "uses_named.h"

enum { MOST_CALLS = 4 }; /* that are followed up */

/* ------------------------------------------------------------ endless loops */

/* Does the clause catch but what stops the program? */
static bool is_of_stopping(const struct tree *t, node_id clause)
{
	static const char *const stops[] = {"KeyboardInterrupt", "SystemExit",
	                                    "CancelledError",
	                                    "asyncio.CancelledError", NULL};
	node_id caught = tree_first(t, clause);

	if (tree_kind(t, caught) == KIND_AS_PATTERN)
		caught = tree_first(t, caught);
	if (tree_kind(t, caught) != KIND_TUPLE)
		return str_is_one_of(tree_text(t, caught), stops);
	for (node_id c = tree_first(t, caught); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (!str_is_one_of(tree_text(t, c), stops))
			return false;
	return true;
}

/* Does the call end the program, or wait for what a person types, which ends as
 * well? Not where that is done because the program is stopped. */
static bool ends_program(const struct tree *t, node_id call, node_id loop)
{
	static const char *const ends[] = {"sys.exit", "os._exit", "exit",
	                                   "quit",     "input",    NULL};
	node_id clause;

	if (!str_is_one_of(tree_text(t, tree_child(t, call, FIELD_FUNCTION)),
	                   ends))
		return false;
	clause = tree_ancestor(t, call, KIND_EXCEPT_CLAUSE);
	return clause == NO_NODE || clause < loop || !is_of_stopping(t, clause);
}

/* Does something in the loop's own code end it, or hand over what it makes one
 * by one? An exception may still do so. */
static bool is_ended(const struct tree *t, node_id loop)
{
	node_id end = tree_end(t, loop), n = loop;

	if (bounds_exceeded(t, REACHED_LOOP_NODES, end - loop, loop))
		return true;
	while (n < end) {
		switch (tree_kind(t, n)) {
		case KIND_FUNCTION_DEFINITION:
		case KIND_CLASS_DEFINITION:
		case KIND_LAMBDA:
			n = tree_end(t, n);
			continue;
		case KIND_RETURN_STATEMENT:
		case KIND_BREAK_STATEMENT:
		case KIND_YIELD:
			return true;
		case KIND_CALL:
			if (ends_program(t, n, loop))
				return true;
			n++;
			break;
		default:
			n++;
		}
	}
	return false;
}

/* try: while True: next(it) ... except StopIteration: is an exception that ends
 * the loop caught around it, in its function? */
static bool is_caught(const struct tree *t, node_id loop)
{
	node_id n = loop, p;

	for (; (p = tree_parent(t, n)) != 0 &&
	       tree_kind(t, p) != KIND_FUNCTION_DEFINITION;
	     n = p) {
		if (tree_kind(t, p) != KIND_TRY_STATEMENT ||
		    tree_field(t, n) != FIELD_BODY)
			continue;
		for (node_id c = n; c != NO_NODE; c = tree_sibling(t, c))
			if (tree_kind(t, c) == KIND_EXCEPT_CLAUSE &&
			    !is_of_stopping(t, c))
				return true;
	}
	return false;
}

/* Does the iterable give element after element for ever: itertools.count(), a
 * consumer of Kafka, pubsub.listen() of Redis? */
static bool is_endless_source(const struct facts *f, node_id n)
{
	static const char *const calls[] = {
	    "itertools.count", "itertools.cycle", "kafka.KafkaConsumer",
	    "aiokafka.AIOKafkaConsumer", NULL};
	const struct tree *t = f->tree;
	node_id callee;

	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_IDENTIFIER)
		n = tree_value(t, scopes_only_value(&f->scopes, n));
	if (tree_kind(t, n) != KIND_CALL)
		return false;
	callee = tree_child(t, n, FIELD_FUNCTION);
	return imports_which(&f->imports, callee, calls) >= 0 ||
	       (tree_kind(t, callee) == KIND_ATTRIBUTE &&
	        str_is(data_called(t, callee), "listen") &&
	        ask_argument_count(f, n) == 0);
}

/* Is the loop's head none that ends it: while True, for x in count()? */
static bool is_headed_for_ever(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, loop) == KIND_FOR_STATEMENT)
		return is_endless_source(f, tree_child(t, loop, FIELD_RIGHT));
	return tree_kind(t, loop) == KIND_WHILE_STATEMENT &&
	       statement_is_always_true(t,
	                                tree_child(t, loop, FIELD_CONDITION));
}

node_id serves_endless_loop(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id loop = repeats_loop(&f->repeats, n);

	for (; loop != NO_NODE; loop = repeats_outer(&f->repeats, loop))
		if (is_headed_for_ever(f, loop) && !is_ended(t, loop) &&
		    !is_caught(t, loop))
			return loop;
	return NO_NODE;
}

/* ------------------------------------------------------------ what is given */

/* Is the function, of which n is the name where it is read, given there to a
 * server or a queue, to be called for each connection or message, or to a
 * window, for what its user does? */
static enum serving given(const struct tree *t, node_id n)
{
	static const char *const servers[] = {"start_server",
	                                      "start_unix_server",
	                                      "basic_consume",
	                                      "add_url_rule",
	                                      "add_api_route",
	                                      "add_get",
	                                      "add_post",
	                                      "add_put",
	                                      "add_delete",
	                                      "add_patch",
	                                      "add_websocket_route",
	                                      "before_request",
	                                      "after_request",
	                                      "teardown_request",
	                                      "teardown_appcontext",
	                                      "register_error_handler",
	                                      "add_exception_handler",
	                                      "on_message_callback",
	                                      "client_connected_cb",
	                                      "view_func",
	                                      "on_message",
	                                      NULL};
	static const char *const windows[] = {"bind", "bind_all", "connect",
	                                      "command", NULL};
	node_id around = tree_parent(t, n);
	struct str taker = STR("");

	if (tree_kind(t, around) == KIND_ARGUMENT_LIST) {
		taker = data_called(
		    t, tree_child(t, tree_parent(t, around), FIELD_FUNCTION));
	} else if (tree_kind(t, around) == KIND_KEYWORD_ARGUMENT) {
		taker = tree_text(t, tree_child(t, around, FIELD_NAME));
	} else if (tree_kind(t, around) == KIND_ASSIGNMENT &&
	           tree_field(t, n) == FIELD_RIGHT) {
		node_id left = tree_child(t, around, FIELD_LEFT);

		if (tree_kind(t, left) == KIND_ATTRIBUTE)
			taker =
			    tree_text(t, tree_child(t, left, FIELD_ATTRIBUTE));
	}
	if (str_is_one_of(taker, servers))
		return SERVES_REQUESTS;
	return str_is_one_of(taker, windows) ? SERVES_WINDOW : SERVES_NOT;
}

static enum serving most_of(enum serving a, enum serving b)
{
	return a > b ? a : b;
}

/* Does the function have itself called again at the end of each run, where n
 * reads it: call_later(1, tick) in tick(), root.after(100, self.tick)? */
static enum serving rearmed(const struct tree *t, node_id function, node_id n)
{
	static const char *const timers[] = {
	    "call_later", "call_at", "callLater",   "enter",
	    "enterabs",   "Timer",   "add_timeout", NULL};
	static const char *const windows[] = {
	    "after", "after_idle", "singleShot", "timeout_add", NULL};
	node_id list = tree_parent(t, n), call = tree_parent(t, list), block;
	struct str timer;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return SERVES_NOT;
	block = tree_ancestor(t, call, KIND_BLOCK);
	if (block == NO_NODE || tree_parent(t, block) != function)
		return SERVES_NOT;
	timer = data_called(t, tree_child(t, call, FIELD_FUNCTION));
	if (str_is_one_of(timer, timers))
		return SERVES_LOOP;
	return str_is_one_of(timer, windows) ? SERVES_WINDOW : SERVES_NOT;
}

static enum serving function_given(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, function, FIELD_NAME);
	symbol_id variable = scopes_variable(&f->scopes, name);
	enum serving found = SERVES_NOT;
	struct attributes reads;
	uint32_t seen = 0;

	if (classes_of_method(&f->classes, function) != NO_CLASS) {
		reads = uses_named(f->uses, tree_name(t, name));
		for (uint32_t i = 0;
		     i < reads.count &&
		     !bounds_exceeded(t, REACHED_USES, i + 1, reads.at[i]);
		     i++)
			found = most_of(
			    found, most_of(given(t, reads.at[i]),
			                   rearmed(t, function, reads.at[i])));
		return found;
	}
	if (variable == NO_SYMBOL)
		return SERVES_NOT;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ)
			found = most_of(found,
			                most_of(given(t, o->node),
			                        rearmed(t, function, o->node)));
	return found;
}

/* ------------------------------------------------------------- up the calls */

struct functions {
	node_id at[BOUND_FUNCTIONS];
	uint8_t calls_away[BOUND_FUNCTIONS];
	uint32_t count;
};

static void add(const struct tree *t, struct functions *all, node_id function,
                uint8_t away)
{
	if (away > MOST_CALLS)
		return;
	for (uint32_t i = 0; i < all->count; i++)
		if (all->at[i] == function)
			return;
	if (bounds_exceeded(t, REACHED_FUNCTIONS, all->count + 1, all->at[0]))
		return;
	all->at[all->count] = function;
	all->calls_away[all->count++] = away;
}

/* Does one of the calls of the function stand in an endless loop? The functions
 * that they are in are looked at next. */
static bool is_called_for_ever(const struct facts *f, struct functions *all,
                               uint32_t k)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_opened_by(&f->scopes, all->at[k]);
	uint32_t first = calls->first_site[scope];
	uint32_t end = calls->first_site[scope + 1];
	node_id before = NO_NODE; /* the loop around the call before */
	bool is_found = false;

	for (uint32_t i = first;
	     i < end && !bounds_exceeded(f->tree, REACHED_SITES, i - first + 1,
	                                 all->at[k]);
	     i++) {
		node_id caller =
		    tree_enclosing_function(f->tree, calls->sites[i]);
		node_id loop = repeats_loop(&f->repeats, calls->sites[i]);

		is_found = is_found ||
		           (loop != before &&
		            serves_endless_loop(f, calls->sites[i]) != NO_NODE);
		before = loop;
		if (caller != NO_NODE)
			add(f->tree, all, caller, all->calls_away[k] + 1);
	}
	return is_found;
}

/* def on_message(channel, method, properties, body) */
static bool is_called_so(const struct facts *f, node_id function)
{
	struct str name =
	    tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME));

	return str_is(name, "on_message") &&
	       classes_first_parameter(f->tree, function) != NO_NODE;
}

enum serving serves(const struct facts *f, node_id n)
{
	struct functions all = {.count = 0};
	node_id function = tree_enclosing_function(f->tree, n);
	enum serving found;

	if (function == NO_NODE)
		return SERVES_NOT;
	found = serves_endless_loop(f, n) != NO_NODE ? SERVES_LOOP : SERVES_NOT;
	add(f->tree, &all, function, 0);
	for (uint32_t k = 0; k < all.count; k++) {
		if (lifetime_sign_serves(f, lifetime_sign(f, all.at[k])) ||
		    is_called_so(f, all.at[k]))
			return SERVES_REQUESTS;
		found = most_of(found, function_given(f, all.at[k]));
		if (is_called_for_ever(f, &all, k) && all.calls_away[k] <= 1)
			found = most_of(found, SERVES_LOOP);
	}
	return found;
}

/* -------------------------------------------------------------- of one object
 */

/* self.m: of the object whose method this stands in? */
static bool is_of_self(const struct facts *f, node_id attribute)
{
	return tree_kind(f->tree, attribute) == KIND_ATTRIBUTE &&
	       classes_of_self(&f->classes,
	                       tree_child(f->tree, attribute, FIELD_OBJECT)) !=
	           NO_CLASS;
}

/* Where the object gives its own method to a server, or to a timer in the
 * method itself; NO_NODE if it does not. */
static node_id given_by_itself(const struct facts *f, node_id method,
                               enum serving *by)
{
	struct attributes reads = uses_named(
	    f->uses,
	    tree_name(f->tree, tree_child(f->tree, method, FIELD_NAME)));

	for (uint32_t i = 0;
	     i < reads.count &&
	     !bounds_exceeded(f->tree, REACHED_USES, i + 1, reads.at[i]);
	     i++) {
		*by = most_of(given(f->tree, reads.at[i]),
		              rearmed(f->tree, method, reads.at[i]));
		if (*by > SERVES_WINDOW && is_of_self(f, reads.at[i]))
			return reads.at[i];
	}
	return NO_NODE;
}

/* The loop that calls the method on the object it stands in, or NO_NODE. The
 * methods that call it so are looked at next. */
static node_id called_by_itself(const struct facts *f, struct functions *all,
                                uint32_t k)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_opened_by(&f->scopes, all->at[k]);
	uint32_t first = calls->first_site[scope];
	uint32_t end = calls->first_site[scope + 1];

	for (uint32_t i = first;
	     i < end && !bounds_exceeded(f->tree, REACHED_SITES, i - first + 1,
	                                 all->at[k]);
	     i++) {
		node_id site = calls->sites[i], loop;

		if (!is_of_self(f, tree_child(f->tree, site, FIELD_FUNCTION)))
			continue;
		loop = serves_endless_loop(f, site);
		if (loop != NO_NODE)
			return loop;
		add(f->tree, all, tree_enclosing_function(f->tree, site),
		    all->calls_away[k] + 1);
	}
	return NO_NODE;
}

enum serving serves_one_object(const struct facts *f, node_id n, node_id *why)
{
	struct functions all = {.count = 0};
	node_id method = tree_enclosing_function(f->tree, n);
	enum serving by;
	class_id class;

	if (method == NO_NODE)
		return SERVES_NOT;
	class = classes_of_method(&f->classes, method);
	if (class == NO_CLASS)
		return SERVES_NOT;
	*why = serves_endless_loop(f, n);
	if (*why != NO_NODE)
		return SERVES_LOOP;
	add(f->tree, &all, method, 0);
	for (uint32_t k = 0; k < all.count; k++) {
		*why = given_by_itself(f, all.at[k], &by);
		if (*why != NO_NODE)
			return by;
		*why = called_by_itself(f, &all, k);
		if (*why != NO_NODE)
			return SERVES_LOOP;
	}
	*why = facts_layouts(f)[class].made_at;
	if (facts_layouts(f)[class].made != MADE_AT_TOP || *why == NO_NODE)
		return SERVES_NOT;
	by = serves(f, n);
	return by > SERVES_WINDOW ? by : SERVES_NOT;
}

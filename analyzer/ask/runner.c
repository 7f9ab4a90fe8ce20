#include "runner.h"

#include "ask.h"
#include "bounds.h"
#include "singleton.h"

enum { MOST_CLIMBS = 8 };

/* The words of names of what ends an object's work. */
static const char *const closing[] = {
    "close",     "aclose", "stop",      "shutdown", "disconnect",
    "terminate", "quit",   "exit",      "cancel",   "teardown",
    "cleanup",   "kill",   "interrupt", "abort",    NULL};

static bool is_closing(struct str name)
{
	return data_has_word_of(name, true, closing);
}

static node_id class_around(const struct tree *t, node_id n)
{
	node_id class = tree_ancestor(t, n, KIND_CLASS_DEFINITION);

	return class == NO_NODE ? 0 : class;
}

static name_id attribute_name(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_ATTRIBUTE
	           ? tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE))
	           : (name_id)NAME_NONE;
}

struct runner_attribute runner_attribute(const struct facts *f, class_id class,
                                         name_id name)
{
	const struct class_info *info = &f->classes.list[class];
	const struct tree *t = f->tree;
	struct runner_attribute found = {false, false};

	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];
		node_id callee;

		if (set->name != name || set->method == NO_NODE)
			continue;
		callee = tree_child(t, set->value, FIELD_FUNCTION);
		if (tree_name(t, tree_child(t, set->method, FIELD_NAME)) !=
		    NAME_INIT)
			found.is_reset |= set->is_deleted ||
			                  tree_kind(t, set->value) == KIND_NONE;
		if (tree_kind(t, callee) == KIND_ATTRIBUTE)
			found.is_submitted |=
			    str_is(tree_text(t, tree_child(t, callee,
			                                   FIELD_ATTRIBUTE)),
			           "submit");
	}
	return found;
}

/* Is n hasattr(x, "name") or getattr(x, "name", ...)? */
static bool looks_up(const struct facts *f, node_id n, name_id name)
{
	struct str text;

	return (ask_calls(f, n, "builtins.hasattr") ||
	        ask_calls(f, n, "builtins.getattr")) &&
	       ask_string(f, ask_argument(f, n, 1), &text) &&
	       names_find(f->tree->names, text) == name;
}

bool runner_is_looked_up(const struct facts *f, node_id n, name_id name)
{
	const struct tree *t = f->tree;
	node_id class = class_around(t, n);

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, class) - class,
	                    class))
		return true;
	for (node_id i = class; i < tree_end(t, class); i++)
		if (tree_kind(t, i) == KIND_CALL && looks_up(f, i, name))
			return true;
	return false;
}

/* asyncio.wait([x, y]), shield(x), gather(*(c.x for c in all)) */
static bool is_waited_for(const struct tree *t, node_id n)
{
	static const char *const ways[] = {
	    "shield",      "wait",         "wait_for",           "gather",
	    "wrap_future", "as_completed", "run_until_complete", NULL};

	for (int i = 0; i < MOST_CLIMBS && n != NO_NODE; i++) {
		switch (tree_kind(t, n)) {
		case KIND_CALL:
			n = tree_child(t, n, FIELD_FUNCTION);
			if (tree_kind(t, n) == KIND_ATTRIBUTE)
				n = tree_child(t, n, FIELD_ATTRIBUTE);
			return str_is_one_of(tree_text(t, n), ways);
		case KIND_AWAIT:
			return true;
		case KIND_ATTRIBUTE:
		case KIND_ARGUMENT_LIST:
		case KIND_PARENTHESIZED_EXPRESSION:
		case KIND_LIST:
		case KIND_SET:
		case KIND_TUPLE:
		case KIND_LIST_SPLAT:
		case KIND_LIST_COMPREHENSION:
		case KIND_SET_COMPREHENSION:
		case KIND_GENERATOR_EXPRESSION:
			n = tree_parent(t, n);
			break;
		default:
			return false;
		}
	}
	return false;
}

/* `x is None`, `not x` */
static bool is_tested(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, tree_outermost(t, n));
	node_id sign = tree_child(t, around, FIELD_OPERATORS);

	if (tree_kind(t, around) == KIND_NOT_OPERATOR)
		return true;
	if (tree_kind(t, around) != KIND_COMPARISON_OPERATOR ||
	    sign == NO_NODE || !str_is(tree_text(t, sign), "is"))
		return false;
	for (node_id c = tree_first(t, around); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_NONE)
			return true;
	return false;
}

bool runner_is_needed(const struct facts *f, node_id n, name_id name)
{
	const struct tree *t = f->tree;
	node_id class = class_around(t, n);

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, class) - class,
	                    class))
		return true;
	for (node_id i = class; i < tree_end(t, class); i++)
		if (attribute_name(t, i) == name &&
		    (is_tested(t, i) || is_waited_for(t, i)))
			return true;
	return false;
}

bool runner_is_set_again(const struct facts *f, class_id class, node_id callee,
                         name_id name)
{
	const struct class_info *info = &f->classes.list[class];
	name_id called = attribute_name(f->tree, callee);
	node_id method = called == NAME_NONE
	                     ? NO_NODE
	                     : classes_method(&f->classes, class, called);

	for (uint32_t i = 0; method != NO_NODE && i < info->set_count; i++)
		if (info->sets[i].name == name &&
		    info->sets[i].method == method)
			return true;
	return false;
}

bool runner_closes(const struct facts *f, class_id class, node_id callee)
{
	const struct tree *t = f->tree;
	name_id name = attribute_name(t, callee);
	node_id method = name == NAME_NONE
	                     ? NO_NODE
	                     : classes_method(&f->classes, class, name);

	if (name != NAME_NONE && is_closing(names_text(t->names, name)))
		return true;
	if (method == NO_NODE)
		return false;
	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, method) - method,
	                    method))
		return true;
	for (node_id i = method; i < tree_end(t, method); i++)
		if (tree_kind(t, i) == KIND_ATTRIBUTE &&
		    tree_field(t, i) == FIELD_FUNCTION &&
		    classes_of_self(&f->classes,
		                    tree_child(t, i, FIELD_OBJECT)) !=
		        NO_CLASS &&
		    is_closing(tree_text(t, tree_child(t, i, FIELD_ATTRIBUTE))))
			return true;
	return false;
}

/* Is n self.name, which is set or deleted there, or which gets a word:
 * self.event.set(), self.queue.put(None), self.socket.close()? */
static bool is_changed(const struct facts *f, node_id n)
{
	static const char *const ways[] = {
	    "set",   "clear", "put",  "put_nowait", "notify", "notify_all",
	    "close", "send",  "stop", "shutdown",   "cancel", "release",
	    "write", "kill",  "quit", "terminate",  NULL};
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, n);

	if (classes_of_self(&f->classes, tree_child(t, n, FIELD_OBJECT)) ==
	    NO_CLASS)
		return false;
	if (tree_kind(t, around) == KIND_ATTRIBUTE &&
	    tree_kind(t, tree_parent(t, around)) == KIND_CALL)
		return str_is_one_of(
		    tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)), ways);
	return classes_target_of(t, n) != NO_NODE;
}

static bool reads(const struct tree *t, node_id method, name_id name)
{
	for (node_id i = method; i < tree_end(t, method); i++)
		if (attribute_name(t, i) == name)
			return true;
	return false;
}

/* Does `method` change what `target` reads? */
static bool ends(const struct facts *f, node_id method, node_id target)
{
	const struct tree *t = f->tree;
	uint32_t looked_at = 0;

	for (node_id i = method; i < tree_end(t, method); i++) {
		if (tree_kind(t, i) != KIND_ATTRIBUTE || !is_changed(f, i))
			continue;
		looked_at += tree_end(t, target) - target;
		if (bounds_exceeded(t, REACHED_NODES, looked_at, target))
			return true;
		if (reads(t, target, attribute_name(t, i)))
			return true;
	}
	return false;
}

bool runner_is_stopped(const struct facts *f, class_id class, node_id target)
{
	const struct tree *t = f->tree;
	const struct class_info *info = &f->classes.list[class];
	name_id name = attribute_name(t, tree_value(t, target));
	node_id method = name == NAME_NONE
	                     ? NO_NODE
	                     : classes_method(&f->classes, class, name);

	if (bounds_exceeded(t, REACHED_NODES,
	                    tree_end(t, info->node) - info->node, info->node))
		return true;
	for (uint32_t i = 0; i < info->method_count; i++) {
		node_id other = info->methods[i];

		if (is_closing(
		        tree_text(t, tree_child(t, other, FIELD_NAME))) &&
		    (method == NO_NODE || ends(f, other, method)))
			return true;
	}
	return false;
}

/* ------------------------------------------------------------- how it goes on
 */

/* Methods that are looked at, each once. */
enum { MOST_METHODS = 16, FEW = 16 };

struct run {
	node_id methods[MOST_METHODS];
	uint32_t count;
};

static void add_called(struct run *run, const struct facts *f, class_id class,
                       node_id callee)
{
	node_id method =
	    classes_of_self(&f->classes, tree_child(f->tree, callee,
	                                            FIELD_OBJECT)) == NO_CLASS
	        ? NO_NODE
	        : classes_method(&f->classes, class,
	                         attribute_name(f->tree, callee));

	if (method == NO_NODE || run->count == MOST_METHODS)
		return;
	for (uint32_t i = 0; i < run->count; i++)
		if (run->methods[i] == method)
			return;
	run->methods[run->count++] = method;
}

static bool is_long_loop(const struct facts *f, node_id n, bool is_first)
{
	switch (tree_kind(f->tree, n)) {
	case KIND_WHILE_STATEMENT:
		return true;
	case KIND_FOR_STATEMENT:
		return is_first &&
		       !ask_is_small(f, tree_child(f->tree, n, FIELD_RIGHT),
		                     FEW);
	default:
		return false;
	}
}

/* Methods of others that by their name go on until they are stopped. */
static bool goes_on(const struct tree *t, node_id callee)
{
	static const char *const ways[] = {"serve_forever",
	                                   "run_forever",
	                                   "mainloop",
	                                   "wait",
	                                   "join",
	                                   "run",
	                                   "serve",
	                                   "poll",
	                                   "start",
	                                   "accept",
	                                   "listen",
	                                   "communicate",
	                                   "exec_",
	                                   "exec",
	                                   "recv",
	                                   "loop_forever",
	                                   "readline",
	                                   "read",
	                                   "start_consuming",
	                                   NULL};

	return tree_kind(t, callee) == KIND_ATTRIBUTE &&
	       str_is_one_of(
	           tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)), ways);
}

bool runner_lasts(const struct facts *f, class_id class, node_id callable)
{
	const struct tree *t = f->tree;
	struct run run = {.count = 0};

	callable = tree_value(t, callable);
	if (tree_kind(t, callable) == KIND_LAMBDA)
		run.methods[run.count++] = callable;
	else
		add_called(&run, f, class, callable);
	if (run.count == 0)
		return true;
	for (uint32_t i = 0; i < run.count; i++) {
		node_id end = tree_end(t, run.methods[i]);

		if (bounds_exceeded(t, REACHED_NODES, end - run.methods[i],
		                    run.methods[i]))
			return true;
		for (node_id n = run.methods[i]; n < end; n++) {
			if (is_long_loop(f, n, i == 0))
				return true;
			if (tree_kind(t, n) != KIND_ATTRIBUTE ||
			    tree_field(t, n) != FIELD_FUNCTION)
				continue;
			if (classes_of_self(&f->classes,
			                    tree_child(t, n, FIELD_OBJECT)) ==
			        NO_CLASS &&
			    goes_on(t, n))
				return true;
			add_called(&run, f, class, n);
		}
	}
	return false;
}

/* Is the name of the module's own, and read only where the module itself makes
 * an object of it? */
static bool is_made_by_module(const struct facts *f,
                              const struct class_info *info)
{
	const struct scopes *s = &f->scopes;
	uint32_t made = 0;

	if (names_text(f->tree->names, info->name).at[0] != '_' ||
	    info->variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, info->variable);
	     o != NULL; o = scopes_next(s, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (tree_field(f->tree, o->node) != FIELD_FUNCTION ||
		    scopes_body(s, o->node) != 0 ||
		    repeats_loop(&f->repeats, o->node) != NO_NODE)
			return false;
		made++;
	}
	return made == 1;
}

bool runner_is_single(const struct facts *f, struct arena *scratch,
                      class_id class)
{
	return is_made_by_module(f, &f->classes.list[class]) ||
	       singleton_find(scratch, f)[class];
}

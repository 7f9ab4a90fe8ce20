/* What becomes of an exception that is kept: is it raised again, does something
 * read its traceback? Then it must not be kept without it. */
#include "ask_raise.h"

#include "ask.h"
#include "bounds.h"

#include <string.h>

enum {
	LARGE_FILE = 60000, /* in larger ones: the class alone */
	MOST_CLIMBS = 12,
	MOST_HANDS = 3 /* errors = self.errors; for error in errors: raise error
	                */
};

static bool has_word(struct str name, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= name.length; i++)
		if (memcmp(name.at + i, word, length) == 0)
			return true;
	return false;
}

/* What a call does with an exception that it gets: by the name of what is
 * called, six.reraise, raise_(), future.set_exception, generator.throw,
 * traceback.print_exception, logger.exception. */
static unsigned fate_in_call(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	if (tree_kind(t, callee) != KIND_IDENTIFIER)
		return 0;
	name = tree_text(t, callee);
	if (has_word(name, "raise") || str_is(name, "set_exception") ||
	    str_is(name, "throw") || str_is(name, "errback"))
		return ASK_RAISE_IS_RAISED;
	return has_word(name, "traceback") || has_word(name, "_exception") ||
	               has_word(name, "_tb") || has_word(name, "exc_info") ||
	               str_is(name, "TracebackException")
	           ? ASK_RAISE_IS_SHOWN
	           : 0;
}

/* The attribute n: where to go on from, or NO_NODE and the fate. */
static node_id after_attribute(const struct tree *t, node_id n, unsigned *fate)
{
	static const char *const giving[] = {
	    "with_traceback", "pop", "popleft", "get", "items", "values", NULL};
	struct str name = tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE));
	node_id call = tree_parent(t, n);

	if (str_is(name, "__traceback__"))
		*fate |= ASK_RAISE_IS_SHOWN;
	for (int i = 0; giving[i] != NULL; i++)
		if (str_is(name, giving[i]) && tree_kind(t, call) == KIND_CALL)
			return call;
	return NO_NODE;
}

/* raise E() from ExceptionGroup(text, errors) */
static bool is_cause(const struct tree *t, node_id call)
{
	return tree_kind(t, tree_parent(t, call)) == KIND_RAISE_STATEMENT &&
	       tree_field(t, call) == FIELD_CAUSE;
}

/* The expression around n that gives what n holds, or a part of it; NO_NODE at
 * the end of the way, and the fate there. `target`: the names that get it. */
static node_id next_up(const struct facts *f, node_id n, unsigned *fate,
                       node_id *target)
{
	const struct tree *t = f->tree;
	node_id p = tree_parent(t, n);

	switch (tree_kind(t, p)) {
	case KIND_SUBSCRIPT:
		return tree_first(t, p) == n ? p : NO_NODE;
	case KIND_BOOLEAN_OPERATOR:
	case KIND_CONDITIONAL_EXPRESSION:
	case KIND_LIST_SPLAT:
		return p;
	case KIND_ATTRIBUTE:
		return after_attribute(t, p, fate);
	case KIND_RAISE_STATEMENT:
		*fate |= tree_field(t, n) == FIELD_CAUSE ? ASK_RAISE_IS_CAUSE
		                                         : ASK_RAISE_IS_RAISED;
		return NO_NODE;
	case KIND_KEYWORD_ARGUMENT:
		if (str_is(tree_text(t, tree_child(t, p, FIELD_NAME)),
		           "exc_info"))
			*fate |= ASK_RAISE_IS_SHOWN;
		return p;
	case KIND_ARGUMENT_LIST:
		*fate |= fate_in_call(f, tree_parent(t, p));
		return is_cause(t, tree_parent(t, p)) ? tree_parent(t, p)
		                                      : NO_NODE;
	case KIND_ASSIGNMENT:
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		if (tree_field(t, n) == FIELD_RIGHT)
			*target = tree_child(t, p, FIELD_LEFT);
		return NO_NODE;
	default:
		return NO_NODE;
	}
}

static unsigned fate_at(const struct facts *f, node_id n, node_id *target)
{
	unsigned fate = 0;

	*target = NO_NODE;
	for (int i = 0; i < MOST_CLIMBS && n != NO_NODE; i++)
		n = next_up(f, tree_outermost(f->tree, n), &fate, target);
	return fate;
}

/* Of all reads of a variable; *targets: those of them that give it on. */
static unsigned fate_of_variable(const struct facts *f, symbol_id variable,
                                 node_id *targets, uint32_t *count)
{
	const struct scopes *s = &f->scopes;
	uint32_t reads = 0;
	unsigned fate = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id target;

		if (o->access != ACCESS_READ)
			continue;
		if (bounds_exceeded(f->tree, REACHED_USES, ++reads, o->node) ||
		    bounds_exceeded(f->tree, REACHED_USES, *count + 1, o->node))
			return ASK_RAISE_IS_RAISED;
		fate |= fate_at(f, o->node, &target);
		if (target != NO_NODE)
			targets[(*count)++] = target;
	}
	return fate;
}

/* Of the names in the targets, and of those that get it from them: `for e in
 * errors`, `e = self.error`. */
static unsigned fate_of_targets(const struct facts *f, node_id *targets,
                                uint32_t count)
{
	unsigned fate = 0;
	uint32_t from = 0;

	for (int hand = 1; hand <= MOST_HANDS && from < count; hand++) {
		uint32_t end = count;

		for (; from < end; from++)
			for (node_id m = targets[from];
			     m < tree_end(f->tree, targets[from]); m++) {
				symbol_id v = scopes_variable(&f->scopes, m);

				if (v != NO_SYMBOL)
					fate |= fate_of_variable(f, v, targets,
					                         &count);
			}
	}
	return fate;
}

/* The attribute that the place is, or has items in: self.error,
 * self.errors[k]; NO_NODE of a name. */
static node_id attribute_of(const struct tree *t, node_id place)
{
	while (tree_kind(t, place) == KIND_SUBSCRIPT)
		place = tree_value(t, tree_first(t, place));
	return tree_kind(t, place) == KIND_ATTRIBUTE ? place : NO_NODE;
}

/* Of all attributes of that name in the file. */
static unsigned fate_of_attribute(const struct facts *f, node_id attribute,
                                  node_id function)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, attribute, FIELD_ATTRIBUTE);
	node_id targets[BOUND_USES], part = function;
	uint32_t count = 0, reads = 0;
	class_id class = classes_of_self(&f->classes, tree_first(t, attribute));
	unsigned fate = 0;

	if (t->count <= LARGE_FILE)
		part = 0;
	else if (class != NO_CLASS)
		part = f->classes.list[class].node;
	if (bounds_exceeded(t, REACHED_CLASS_NODES, tree_end(t, part) - part,
	                    part))
		return ASK_RAISE_IS_RAISED;
	for (node_id m = part; m < tree_end(t, part); m++) {
		node_id target;

		if (tree_kind(t, m) != KIND_ATTRIBUTE ||
		    tree_name(t, tree_child(t, m, FIELD_ATTRIBUTE)) !=
		        tree_name(t, name))
			continue;
		if (bounds_exceeded(t, REACHED_USES, ++reads, m))
			return ASK_RAISE_IS_RAISED;
		fate |= fate_at(f, m, &target);
		if (target != NO_NODE)
			targets[count++] = target;
	}
	return fate | fate_of_targets(f, targets, count);
}

/* Is the exception of the clause around given in it to what raises it; or
 * raised again, or the cause of what is raised, after it was kept? */
static bool goes_on(const struct facts *f, node_id statement)
{
	const struct tree *t = f->tree;
	node_id handler = ask_raise_handler(f, statement);
	const struct flow *flow = facts_flow(f, statement);

	if (handler == NO_NODE || flow == NULL ||
	    bounds_exceeded(t, REACHED_NODES, tree_end(t, handler) - handler,
	                    handler))
		return true;
	for (node_id m = handler; m < tree_end(t, handler); m++) {
		node_id raised = tree_first(t, m), target;
		bool is_it = false;

		if (tree_kind(t, m) == KIND_IDENTIFIER &&
		    tree_kind(t, tree_parent(t, m)) == KIND_ARGUMENT_LIST &&
		    ask_raise_caught(f, m) == ASK_RAISE_EXCEPTION &&
		    fate_at(f, m, &target) & ASK_RAISE_IS_RAISED)
			return true; /* future.set_exception(e) */
		if (tree_kind(t, m) != KIND_RAISE_STATEMENT ||
		    ask_raise_handler(f, m) != handler)
			continue;
		is_it = raised == NO_NODE;
		for (; raised != NO_NODE; raised = tree_sibling(t, raised))
			is_it |=
			    ask_raise_caught(f, raised) == ASK_RAISE_EXCEPTION;
		if (is_it &&
		    flow_reaches_without(flow, statement, m, &handler, 1))
			return true;
	}
	return false;
}

unsigned ask_raise_fate(const struct facts *f,
                        const struct ask_raise_kept *kept)
{
	node_id attribute = attribute_of(f->tree, kept->place);
	node_id targets[BOUND_USES];
	symbol_id variable = ask_raise_root(f, kept->place);
	unsigned fate = goes_on(f, kept->statement) ? ASK_RAISE_IS_CAUSE : 0;
	uint32_t count = 0;

	if (attribute != NO_NODE)
		return fate | fate_of_attribute(
		                  f, attribute,
		                  ask_raise_function(f, kept->statement));
	if (variable == NO_SYMBOL)
		return fate;
	fate |= fate_of_variable(f, variable, targets, &count);
	return fate | fate_of_targets(f, targets, count);
}

/* Does the call or attribute n read the traceback of what is handled:
 * traceback.print_exc(), logger.exception(), exc_info=True, e.__traceback__? */
static bool shows_traceback(const struct facts *f, node_id n)
{
	static const char *const calls[] = {
	    "print_exc",        "format_exc", "exc_info", "exception",
	    "print_exception",  "format_tb",  "print_tb", "extract_tb",
	    "format_exception", NULL};
	const struct tree *t = f->tree;
	node_id name = tree_child(t, n, FIELD_FUNCTION);

	switch (tree_kind(t, n)) {
	case KIND_CALL:
		if (tree_kind(t, name) == KIND_ATTRIBUTE)
			name = tree_child(t, name, FIELD_ATTRIBUTE);
		return str_is_one_of(tree_text(t, name), calls);
	case KIND_ATTRIBUTE:
		return str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
		              "__traceback__");
	case KIND_KEYWORD_ARGUMENT:
		return str_is(tree_text(t, tree_child(t, n, FIELD_NAME)),
		              "exc_info");
	default:
		return false;
	}
}

bool ask_raise_is_shown_after(const struct facts *f, node_id statement)
{
	const struct tree *t = f->tree;
	node_id handler = ask_raise_handler(f, statement);

	if (handler == NO_NODE ||
	    bounds_exceeded(t, REACHED_NODES, tree_end(t, handler) - handler,
	                    handler))
		return false;
	for (node_id n = tree_end(t, statement); n < tree_end(t, handler); n++)
		if (shows_traceback(f, n))
			return true;
	return false;
}

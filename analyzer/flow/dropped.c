#include "dropped.h"

#include "bounds.h"
#include "lifetime.h"
#include "lifetime_sign.h"
#include "serves.h"
#include "turns.h"

/* Does a loop over much data run the call, or does the function run many times
 * by what it is? Of a function that is decorated nothing is known else. */
static bool is_repeated(const struct facts *f, node_id call, node_id function)
{
	if (lifetime_of_function(f, function).runs == RUNS_ONCE)
		return false;
	return lifetime_sign(f, function).runs == RUNS_MANY ||
	       serves(f, call) == SERVES_REQUESTS ||
	       (turns_of(f, call) != NO_NODE &&
	        !classes_has_unknown_decorator(&f->classes, function));
}

/* The function that makes it; NO_NODE if that runs but once by its name. */
static node_id function_around(const struct facts *f, node_id call)
{
	static const char *const once[] = {"main", "_main", "setup", "__main__",
	                                   NULL};
	scope_id scope = scopes_body(&f->scopes, call);
	node_id function;

	if (scope == NO_SCOPE || f->is_test)
		return NO_NODE;
	function = f->scopes.scopes[scope].node;
	if (tree_kind(f->tree, function) != KIND_FUNCTION_DEFINITION ||
	    str_is_one_of(
	        tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME)),
	        once))
		return NO_NODE;
	return function;
}

/* The local variable that gets what the call makes, and nothing else. */
static symbol_id variable_of(const struct facts *f, node_id call,
                             node_id function)
{
	const struct scopes *s = &f->scopes;
	const struct tree *t = f->tree;
	node_id statement = tree_parent(t, tree_outermost(t, call)), left;
	symbol_id variable;

	if (tree_kind(t, statement) == KIND_AS_PATTERN)
		left = tree_first(t, tree_child(t, statement, FIELD_ALIAS));
	else if (tree_kind(t, statement) != KIND_ASSIGNMENT ||
	         tree_kind(t, tree_parent(t, statement)) == KIND_ASSIGNMENT ||
	         tree_field(t, tree_outermost(t, call)) != FIELD_RIGHT)
		return NO_SYMBOL;
	else
		left = tree_child(t, statement, FIELD_LEFT);
	variable = scopes_variable(s, left);
	return variable != NO_SYMBOL &&
	               s->scopes[s->symbols[variable].scope].node == function &&
	               scopes_only_binding(s, variable) != NULL
	           ? variable
	           : NO_SYMBOL;
}

/* Is it given to the object that makes it, which may keep it then? */
static bool is_given_to_self(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	for (node_id m = list; list != NO_NODE && m < tree_end(t, list); m++)
		if (tree_kind(t, m) == KIND_IDENTIFIER &&
		    classes_of_self(&f->classes, m) != NO_CLASS &&
		    tree_kind(t, tree_parent(t, m)) != KIND_ATTRIBUTE)
			return true;
	return false;
}

enum read { READ_ESCAPES, READ_SETS, READ_USES };

/* What a read of the name does with the object. What an attribute holds may
 * lead back to it. */
static enum read read_at(const struct tree *t, node_id n)
{
	static const char *const runners[] = {
	    "run",         "start",         "mainloop", "exec",
	    "exec_",       "serve_forever", "serve",    "show",
	    "loop",        "main",          "listen",   "cmdloop",
	    "run_forever", "interact",      "register", NULL};
	node_id attribute = tree_parent(t, n), p, last;

	if (tree_kind(t, attribute) != KIND_ATTRIBUTE ||
	    tree_child(t, attribute, FIELD_OBJECT) != n)
		return READ_ESCAPES;
	p = tree_parent(t, attribute);
	for (last = attribute; tree_kind(t, p) == KIND_ATTRIBUTE; last = p)
		p = tree_parent(t, p);
	if (tree_kind(t, p) == KIND_CALL && last != attribute &&
	    tree_child(t, p, FIELD_FUNCTION) == last &&
	    str_is_one_of(tree_text(t, tree_child(t, last, FIELD_ATTRIBUTE)),
	                  runners))
		return READ_ESCAPES; /* app.window.show() */
	p = tree_parent(t, attribute);
	switch (tree_kind(t, p)) {
	case KIND_CALL:
		if (tree_child(t, p, FIELD_FUNCTION) != attribute ||
		    str_is_one_of(
		        tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE)),
		        runners))
			return READ_ESCAPES;
		return READ_USES;
	case KIND_ASSIGNMENT:
		return tree_field(t, attribute) == FIELD_LEFT ? READ_SETS
		                                              : READ_ESCAPES;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
	case KIND_COMPARISON_OPERATOR:
	case KIND_NOT_OPERATOR:
	case KIND_IF_STATEMENT:
	case KIND_WHILE_STATEMENT:
	case KIND_ATTRIBUTE:
	case KIND_SUBSCRIPT:
	case KIND_AUGMENTED_ASSIGNMENT:
		return READ_USES;
	default:
		return READ_ESCAPES;
	}
}

bool dropped_by(const struct facts *facts, node_id call)
{
	const struct scopes *s = &facts->scopes;
	node_id function = function_around(facts, call);
	symbol_id variable = function == NO_NODE
	                         ? NO_SYMBOL
	                         : variable_of(facts, call, function);
	bool is_used_at_once =
	    read_at(facts->tree, tree_outermost(facts->tree, call)) ==
	    READ_USES;
	uint32_t reads = 0, uses = 0;

	/* (of few calls it matters how often the function runs) */
	if (function == NO_NODE ||
	    (variable == NO_SYMBOL && !is_used_at_once) ||
	    is_given_to_self(facts, call) ||
	    !is_repeated(facts, call, function))
		return false;
	if (is_used_at_once)
		return true;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		enum read read;

		if (o->access != ACCESS_READ)
			continue;
		read = read_at(facts->tree, o->node);
		if (bounds_exceeded(facts->tree, REACHED_USES, ++reads,
		                    o->node) ||
		    read == READ_ESCAPES ||
		    s->scopes[scopes_body(s, o->node)].node != function)
			return false;
		uses += read == READ_USES;
	}
	return uses > 0;
}

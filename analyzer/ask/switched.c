#include "switched.h"

#include "ask.h"
#include "bounds.h"

#include <string.h>

/* So many places that switch it back are looked at in one function. */
enum { MOST_BACK = 16 };

/* ---------------------------------------------------------------- asked */

/* Does the condition only ask what is the case: gc.isenabled(), a name for
 * that, hasattr(gc, ...), __name__ == "__main__"? */
static bool is_about_now(const struct facts *f, node_id condition)
{
	static const char *const questions[] = {
	    "gc.isenabled", "builtins.hasattr", "tracemalloc.is_tracing",
	    "sys.gettrace", NULL};
	const struct tree *t = f->tree;

	for (node_id n = condition; n < tree_end(t, condition); n++) {
		const struct occurrence *only = NULL;
		symbol_id variable;
		node_id value;

		if (tree_name(t, n) == NAME_NAME)
			return true;
		if (tree_kind(t, n) != KIND_IDENTIFIER &&
		    tree_kind(t, n) != KIND_ATTRIBUTE)
			continue;
		if (imports_which(&f->imports, n, questions) >= 0)
			return true;
		variable = scopes_variable(&f->scopes, n);
		if (variable != NO_SYMBOL)
			only = scopes_only_binding(&f->scopes, variable);
		if (only == NULL || only->binding != BINDING_ASSIGNMENT)
			continue;
		value = tree_value(t, tree_child(t, only->cause, FIELD_RIGHT));
		if (tree_kind(t, value) == KIND_CALL &&
		    imports_which(&f->imports,
		                  tree_child(t, value, FIELD_FUNCTION),
		                  questions) >= 0)
			return true;
	}
	return false;
}

static bool is_named_for_it(const struct tree *t, node_id definition)
{
	static const char *const words[] = {
	    "gc",       "garbage",     "collect", "collector", "leak",
	    "leaks",    "memory",      "debug",   "debugger",  "trace",
	    "tracer",   "tracing",     "profile", "profiler",  "profiling",
	    "bench",    "benchmark",   "timeit",  "disable",   "enable",
	    "coverage", "tracemalloc", "nogc",    "freeze",    NULL};

	return data_has_word_of(
	    tree_text(t, tree_child(t, definition, FIELD_NAME)), true, words);
}

bool switched_is_asked_for(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;

	for (node_id inner = call, n = tree_parent(t, call); n != NO_NODE;
	     inner = n, n = tree_parent(t, n)) {
		enum kind kind = tree_kind(t, n);

		if ((kind == KIND_FUNCTION_DEFINITION ||
		     kind == KIND_CLASS_DEFINITION) &&
		    is_named_for_it(t, n))
			return true;
		if (kind == KIND_IF_STATEMENT || kind == KIND_ELIF_CLAUSE) {
			node_id condition = tree_child(t, n, FIELD_CONDITION);

			if (inner != condition && !is_about_now(f, condition))
				return true;
		} else if (kind == KIND_CONDITIONAL_EXPRESSION ||
		           kind == KIND_BOOLEAN_OPERATOR ||
		           kind == KIND_LAMBDA || kind == KIND_CASE_CLAUSE) {
			return true;
		}
	}
	return false;
}

/* Of a scope, in f->scope_flags besides what grown_import.c has there: whether
 * it was asked for forks, and the answer. */
enum { FORKS_KNOWN = 16, FORKS = 32 };

/* Does the file say any of these names, so that it is worth a look? */
static bool says_one_of(const struct facts *f, const char *const *dotted)
{
	for (; *dotted != NULL; dotted++) {
		const char *name = strrchr(*dotted, '.') + 1;

		if (names_find(f->tree->names, str_of(name)) != NAME_NONE)
			return true;
	}
	return false;
}

/* Does code of the function, or too much of it to be looked at? */
static bool starts_process(const struct facts *f, node_id function)
{
	static const char *const forks[] = {
	    "os.fork",   "os.forkpty", "os._exit", "os.execv",  "os.execve",
	    "os.execvp", "os.execvpe", "os.execl", "os.execlp", NULL};
	const struct tree *t = f->tree;

	if (!says_one_of(f, forks))
		return false;
	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, function) - function,
	                    function))
		return true;
	for (node_id i = function; i < tree_end(t, function); i++)
		if (tree_kind(t, i) == KIND_ATTRIBUTE &&
		    imports_which(&f->imports, i, forks) >= 0)
			return true;
	return false;
}

bool switched_in_fork(const struct facts *f, node_id n)
{
	scope_id scope = scopes_body(&f->scopes, n);
	uint8_t *known = &f->scope_flags[scope];

	if (!(*known & FORKS_KNOWN))
		*known |=
		    FORKS_KNOWN |
		    (starts_process(f, f->scopes.scopes[scope].node) ? FORKS
		                                                     : 0);
	return *known & FORKS;
}

/* ----------------------------------------------------------------- back */

/* Does the condition say whether it is to be switched back: a name, or what
 * asks for how it is? */
static bool is_plain(const struct facts *f, node_id condition)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, condition);

	return tree_kind(t, n) == KIND_IDENTIFIER ||
	       tree_kind(t, n) == KIND_ATTRIBUTE || is_about_now(f, n);
}

/* Where it is settled that `back` runs: the outermost condition around it that
 * is not around `call`: `if was_enabled: gc.enable()`. */
static node_id settled_at(const struct facts *f, node_id back, node_id call)
{
	const struct tree *t = f->tree;
	node_id place = back;

	for (node_id n = tree_parent(t, back);
	     n != NO_NODE && !tree_contains(t, n, call);
	     n = tree_parent(t, n)) {
		node_id condition = tree_child(t, n, FIELD_CONDITION);

		if (tree_kind(t, n) != KIND_IF_STATEMENT)
			continue;
		if (!is_plain(f, condition))
			break;
		place = condition;
	}
	return place;
}

/* Does a return between come before any of them? (That an exception may end a
 * `with` is told apart from this.) */
static bool is_returned_before(const struct facts *f, const struct flow *flow,
                               node_id call, const node_id *back,
                               uint32_t count)
{
	const struct tree *t = f->tree;
	node_id function = tree_enclosing_body(t, call);

	for (node_id n = call; n < tree_end(t, function); n++)
		if (tree_kind(t, n) == KIND_RETURN_STATEMENT &&
		    n < back[count - 1] &&
		    tree_enclosing_body(t, n) == function &&
		    flow_reaches_without(flow, call, n, back, count))
			return true;
	return false;
}

/* try: ... finally: gc.enable() */
static bool is_in_finally(const struct tree *t, const node_id *back,
                          uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (tree_ancestor(t, back[i], KIND_FINALLY_CLAUSE) != NO_NODE)
			return true;
	return false;
}

static enum switched_back judge(const struct facts *f, node_id call,
                                const node_id *back, uint32_t count)
{
	const struct flow *flow = facts_flow(f, call);
	node_id with = tree_ancestor(f->tree, call, KIND_WITH_STATEMENT);

	if (flow == NULL || flow_always_passes(flow, call, back, count, true))
		return SWITCHED_BACK_ALWAYS;
	if (flow_always_passes(flow, call, back, count, false))
		return is_in_finally(f->tree, back, count)
		           ? SWITCHED_BACK_ALWAYS
		           : SWITCHED_BACK_UNLESS_RAISED;
	if (with != NO_NODE && tree_contains(f->tree, with, back[0]) &&
	    !is_returned_before(f, flow, call, back, count))
		return SWITCHED_BACK_UNLESS_RAISED;
	return SWITCHED_BACK_SOMETIMES;
}

/* Is it a use of a name, and not what binds it, as an import does? */
static bool is_used(const struct facts *f, node_id n)
{
	const struct occurrence *o = scopes_occurrence(&f->scopes, n);

	return tree_kind(f->tree, n) == KIND_ATTRIBUTE ||
	       (o != NULL && o->access == ACCESS_READ);
}

enum switched_back switched_back(const struct facts *f, node_id call,
                                 switched_back_check *is_back, node_id *place)
{
	const struct tree *t = f->tree;
	struct tree_each each = TREE_EACH(t, KIND_IDENTIFIER, KIND_ATTRIBUTE);
	scope_id body = scopes_body(&f->scopes, call);
	node_id found[MOST_BACK], n;
	uint32_t count = 0;
	bool is_elsewhere = false;

	*place = NO_NODE;
	while (count < MOST_BACK && tree_each(t, &each, &n)) {
		if (bounds_spent(t, REACHED_SWITCHES, 0))
			return SWITCHED_BACK_ELSEWHERE;
		if (tree_contains(t, call, n) || !is_back(f, n) ||
		    !is_used(f, n))
			continue;
		if (scopes_body(&f->scopes, n) != body) {
			is_elsewhere = true;
			continue;
		}
		if (tree_field(t, n) != FIELD_FUNCTION)
			return SWITCHED_BACK_ELSEWHERE;
		*place = n;
		found[count++] = settled_at(f, n, call);
	}
	if (count == 0)
		return is_elsewhere ? SWITCHED_BACK_ELSEWHERE
		                    : SWITCHED_BACK_NEVER;
	return judge(f, call, found, count);
}

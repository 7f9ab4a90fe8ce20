#include "alike.h"

enum { MOST_PARTS = 8 };

/* Does n name a variable of a function that `whole` is in? */
static bool is_of_function_around(const struct facts *f, node_id n,
                                  node_id whole)
{
	const struct scope *scope;
	symbol_id variable = tree_kind(f->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, n)
	                         : NO_SYMBOL;

	if (variable == NO_SYMBOL)
		return false;
	scope = &f->scopes.scopes[f->scopes.symbols[variable].scope];
	return scope->kind == SCOPE_FUNCTION &&
	       !tree_contains(f->tree, whole, scope->node);
}

bool alike_each_time(const struct facts *f, node_id n)
{
	for (node_id m = n; m < tree_end(f->tree, n); m++)
		if (is_of_function_around(f, m, n))
			return false;
	return true;
}

/* Does `x.method(...)` only use what x was given before? */
static bool only_uses(const struct facts *f, node_id method)
{
	static const char *const uses[] = {"parse_args",
	                                   "parse_known_args",
	                                   "parse_intermixed_args",
	                                   "print_help",
	                                   "print_usage",
	                                   "format_help",
	                                   "format_usage",
	                                   "error",
	                                   "exit",
	                                   "get",
	                                   "getint",
	                                   "getfloat",
	                                   "getboolean",
	                                   "has_option",
	                                   "has_section",
	                                   "items",
	                                   "sections",
	                                   "options",
	                                   "write",
	                                   "defaults",
	                                   "keys",
	                                   "values",
	                                   NULL};

	return str_is_one_of(tree_text(f->tree, method), uses);
}

/* Is what the variable holds set up in the same way at each call? What is made
 * of it (groups of arguments, parsers of subcommands) is appended to `parts`.
 */
static bool is_set_up_alike(const struct facts *f, symbol_id variable,
                            node_id *parts, uint32_t *count)
{
	const struct tree *t = f->tree;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id attribute = tree_parent(t, o->node), call, made;

		if (tree_kind(t, attribute) != KIND_ATTRIBUTE)
			continue;
		call = tree_parent(t, attribute);
		if (tree_kind(t, call) != KIND_CALL ||
		    only_uses(f, tree_child(t, attribute, FIELD_ATTRIBUTE)))
			continue;
		if (!alike_each_time(f, tree_child(t, call, FIELD_ARGUMENTS)))
			return false;
		made = tree_parent(t, call);
		if (tree_kind(t, made) == KIND_EXPRESSION_STATEMENT)
			continue;
		made = tree_kind(t, made) == KIND_ASSIGNMENT
		           ? tree_child(t, made, FIELD_LEFT)
		           : NO_NODE;
		if (scopes_variable(&f->scopes, made) == NO_SYMBOL ||
		    *count == MOST_PARTS)
			return false;
		parts[(*count)++] = made;
	}
	return true;
}

bool alike_made(const struct facts *f, node_id name, node_id call,
                bool is_object)
{
	node_id parts[MOST_PARTS] = {name};
	uint32_t count = 1;

	if (!alike_each_time(f, tree_child(f->tree, call, FIELD_ARGUMENTS)))
		return false;
	for (uint32_t i = 0; is_object && i < count; i++)
		if (!is_set_up_alike(f, scopes_variable(&f->scopes, parts[i]),
		                     parts, &count))
			return false;
	return true;
}

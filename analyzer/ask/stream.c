#include "stream.h"

#include "ask.h"

enum { MOST_BINDINGS = 4 };

bool stream_is_file(const struct facts *f, node_id n)
{
	enum type_kind kind = types_of(f->types, n)->kind;

	return kind == TYPE_TEXT_FILE || kind == TYPE_BINARY_FILE;
}

/* ---------------------------------------------------------------- opening */

/* The value that a binding gives: of an assignment, of `with v as name`. */
static node_id bound_value(const struct tree *t, const struct occurrence *o)
{
	node_id value;

	switch (o->binding) {
	case BINDING_ASSIGNMENT:
		return tree_parent(t, o->node) == o->cause
		           ? tree_value(t, tree_child(t, o->cause, FIELD_RIGHT))
		           : NO_NODE;
	case BINDING_WITH:
		value = tree_child(t, o->cause, FIELD_VALUE);
		if (tree_kind(t, value) == KIND_AS_PATTERN)
			value = tree_first(t, value);
		return tree_value(t, value);
	default:
		return NO_NODE;
	}
}

node_id stream_opening(const struct facts *f, node_id file)
{
	symbol_id variable = scopes_variable(&f->scopes, file);
	const struct occurrence *o;
	const struct flow *flow;
	occurrence_id found;
	node_id value = file;

	if (tree_kind(f->tree, file) == KIND_IDENTIFIER) {
		flow = facts_flow(f, file);
		if (variable == NO_SYMBOL || flow == NULL)
			return NO_NODE;
		o = scopes_only_binding(&f->scopes, variable);
		if (o == NULL &&
		    flow_definitions(flow, variable, file, &found, 1) == 1)
			o = &f->scopes.occurrences[found];
		value = o == NULL ? NO_NODE : bound_value(f->tree, o);
	}
	return tree_kind(f->tree, value) == KIND_CALL ? value : NO_NODE;
}

/* The path that a call opens or reads: open(path), path.open(),
 * path.read_text(). */
static node_id path_of(const struct facts *f, node_id call)
{
	static const char *const methods[] = {"open", "read_text",
	                                      "read_bytes"};
	const struct tree *t = f->tree;

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++) {
		node_id receiver = ask_receiver(f, call, methods[i]);
		const struct type *type =
		    receiver == NO_NODE ? NULL : types_of(f->types, receiver);

		if (type != NULL && type->kind == TYPE_INSTANCE)
			return tree_value(t, receiver);
	}
	return tree_value(t, ask_argument(f, call, 0));
}

bool stream_is_stdin(const struct facts *f, node_id file)
{
	return imports_is(&f->imports, file, "sys.stdin") ||
	       imports_is(&f->imports, file, "sys.stdin.buffer");
}

/* ------------------------------------------------------------- disturbed */

/* Does a with or try around `from` end before `place`? Then the file is closed
 * by then, or an exception is caught elsewhere. */
static bool is_left(const struct tree *t, node_id from, node_id place)
{
	for (node_id n = from; n != NO_NODE; n = tree_parent(t, n)) {
		switch (tree_kind(t, n)) {
		case KIND_WITH_STATEMENT:
		case KIND_TRY_STATEMENT:
			if (!tree_contains(t, n, place))
				return true;
			break;
		case KIND_FUNCTION_DEFINITION:
		case KIND_CLASS_DEFINITION:
		case KIND_LAMBDA:
			return false;
		default:
			break;
		}
	}
	return false;
}

/* Is the file, read at n, left as it is: f.name, f.close() after the reading?
 */
static bool is_benign(const struct tree *t, node_id n, node_id end)
{
	static const char *const names[] = {"name", "closed", "encoding",
	                                    "mode", NULL};
	node_id attribute = tree_parent(t, n);
	struct str name;

	if (tree_kind(t, attribute) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	for (const char *const *word = names; *word != NULL; word++)
		if (str_is(name, *word))
			return true;
	return n >= end && str_is(name, "close");
}

/* Reading that goes on line by line, from `from` to `end`. */
struct reading {
	const struct facts *f;
	node_id file, from, end;
};

/* Is anything else done with the variable while or after it is read? */
static bool is_variable_used(const struct reading *r, symbol_id variable)
{
	const struct scopes *s = &r->f->scopes;
	const struct flow *flow = facts_flow(r->f, r->from);
	node_id bindings[MOST_BINDINGS];
	uint32_t bound = 0, reads = 0;
	const struct occurrence *o;

	for (o = scopes_first(s, variable);
	     o != NULL && bound < MOST_BINDINGS &&
	     !bounds_exceeded(s->tree, REACHED_USES, ++reads, o->node);
	     o = scopes_next(s, o))
		if (o->access == ACCESS_BIND)
			bindings[bound++] = o->node;
	reads = 0;
	for (o = scopes_first(s, variable); o != NULL; o = scopes_next(s, o)) {
		bool is_inside = o->node >= r->from && o->node < r->end;

		if (bounds_exceeded(s->tree, REACHED_USES, ++reads, o->node) ||
		    flow == NULL)
			return true;
		if (o->node == r->file ||
		    (o->access == ACCESS_BIND && !is_inside))
			continue;
		if (scopes_body(s, o->node) != scopes_body(s, r->from))
			return true;
		if (is_inside ? !is_benign(r->f->tree, o->node, r->end)
		              : !is_benign(r->f->tree, o->node, r->end) &&
		                    flow_reaches_without(flow, r->from, o->node,
		                                         bindings, bound))
			return true;
	}
	return false;
}

/* May the loop end before it has read all, and go on elsewhere? */
static bool has_early_end(const struct tree *t, node_id part)
{
	if (tree_kind(t, part) != KIND_FOR_STATEMENT)
		return false;
	for (node_id n = part; n < tree_end(t, part); n++)
		if (tree_kind(t, n) == KIND_BREAK_STATEMENT ||
		    tree_kind(t, n) == KIND_RETURN_STATEMENT)
			return true;
	return false;
}

/* Is an attribute of this name read in between, or input() called? */
static bool is_spelled_again(const struct reading *r, node_id attribute)
{
	const struct tree *t = r->f->tree;
	name_id name = tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));

	for (node_id n = r->from; n < r->end; n++)
		if (!tree_contains(t, r->file, n) &&
		    ((tree_name(t, n) == name && name != NAME_NONE) ||
		     (tree_kind(t, n) == KIND_CALL &&
		      ask_calls(r->f, n, "builtins.input"))))
			return true;
	return false;
}

/* May something in between write to the path, remove it, open it again? */
static bool is_path_given(const struct reading *r, node_id path)
{
	const struct tree *t = r->f->tree;
	struct effect_facts facts = {t, &r->f->scopes, &r->f->imports,
	                             r->f->types};
	struct effect_of found;

	if (tree_kind(t, path) != KIND_IDENTIFIER &&
	    tree_kind(t, path) != KIND_ATTRIBUTE &&
	    tree_kind(t, path) != KIND_STRING)
		return false;
	for (node_id n = r->from; n < r->end; n++) {
		node_id around = tree_parent(t, n);

		if (n == path || tree_contains(t, path, n) ||
		    tree_kind(t, n) != tree_kind(t, path) ||
		    !tree_same(t, n, path))
			continue;
		if (tree_kind(t, around) == KIND_ATTRIBUTE &&
		    tree_field(t, around) == FIELD_FUNCTION &&
		    !ask_is_pure(r->f, tree_parent(t, around)))
			return true;
		if (effects_of_argument(&facts, n, &found) &&
		    found.effect == EFFECT_UNKNOWN &&
		    !ask_is_pure(r->f, found.call))
			return true;
	}
	return false;
}

/* Is the variable one that only this function sees, and no cell that is run
 * again? */
static bool is_own_variable(const struct facts *f, node_id file,
                            symbol_id variable)
{
	scope_id scope = f->scopes.symbols[variable].scope;

	return scope == scopes_body(&f->scopes, file) &&
	       !(f->scopes.scopes[scope].flags & SCOPE_READS_LOCALS) &&
	       (f->scopes.scopes[scope].kind == SCOPE_FUNCTION ||
	        (f->source->notebook == NULL &&
	         (f->is_script ||
	          f->scopes.scopes[scope].kind == SCOPE_MODULE)));
}

static bool can_read_on(const struct facts *f, node_id file, node_id from,
                        node_id part)
{
	const struct tree *t = f->tree;
	struct reading r = {f, file, from, tree_end(t, part)};
	symbol_id variable = scopes_variable(&f->scopes, file);
	node_id opening;

	if (r.end < from ||
	    bounds_exceeded(t, REACHED_LOOP_NODES, r.end - from, from))
		return false;
	if (part < r.from)
		r.from = part;
	switch (tree_kind(t, file)) {
	case KIND_CALL:
		break;
	case KIND_IDENTIFIER:
		if (variable == NO_SYMBOL ||
		    !is_own_variable(f, file, variable) ||
		    is_variable_used(&r, variable))
			return false;
		if (f->scopes.symbols[variable].flags & SYMBOL_PARAMETER &&
		    has_early_end(t, part))
			return false;
		break;
	case KIND_ATTRIBUTE:
		if (is_spelled_again(&r, file) || has_early_end(t, part) ||
		    (!stream_is_stdin(f, file) &&
		     uses_may_change(f->uses, file, part)))
			return false;
		break;
	default:
		return false;
	}
	opening = stream_opening(f, file);
	return opening == NO_NODE || !is_path_given(&r, path_of(f, opening));
}

bool stream_can_last(const struct facts *f, node_id file, node_id from,
                     node_id place, node_id part)
{
	return !is_left(f->tree, from, place) &&
	       can_read_on(f, file, from, part);
}

/* Is anything opened in the code from `from` to `end`, which may be the same
 * file, or does it ask questions or wait? */
static bool opens_any(const struct facts *f, node_id from, node_id end)
{
	static const char *const openers[] = {"open", "write_text",
	                                      "write_bytes", NULL};
	const struct tree *t = f->tree;

	for (node_id n = from; n < end; n++) {
		struct str name;

		if (tree_kind(t, n) == KIND_AWAIT ||
		    tree_kind(t, n) == KIND_YIELD)
			return true;
		if (tree_kind(t, n) != KIND_IDENTIFIER)
			continue;
		name = tree_text(t, n);
		for (const char *const *word = openers; *word != NULL; word++)
			if (str_is(name, *word))
				return true;
	}
	return false;
}

/* Is it a statement without calls: total = 0? */
static bool is_plain(const struct tree *t, node_id statement)
{
	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT)
		return false;
	for (node_id n = statement; n < tree_end(t, statement); n++)
		if (tree_kind(t, n) == KIND_CALL ||
		    tree_kind(t, n) == KIND_AWAIT ||
		    tree_kind(t, n) == KIND_YIELD)
			return false;
	return true;
}

/* The statement that n is in, or is. */
static node_id statement_of(const struct tree *t, node_id n)
{
	for (;; n = tree_parent(t, n)) {
		node_id around = tree_parent(t, n);

		if (around == NO_NODE || tree_kind(t, around) == KIND_BLOCK ||
		    tree_kind(t, around) == KIND_MODULE)
			return n;
	}
}

/* The `with` of one item around `from`, in whose block that is a statement. */
static node_id with_around(const struct tree *t, node_id from)
{
	node_id block = tree_parent(t, statement_of(t, from)), with;

	if (block == NO_NODE || tree_kind(t, block) != KIND_BLOCK)
		return NO_NODE;
	with = tree_parent(t, block);
	return tree_kind(t, with) == KIND_WITH_STATEMENT &&
	               tree_child_count(t, tree_first(t, with)) == 1
	           ? with
	           : NO_NODE;
}

bool stream_can_move(const struct facts *f, node_id file, node_id from,
                     node_id place, node_id part)
{
	const struct tree *t = f->tree;
	node_id with = with_around(t, from), opening, reader, at;

	opening = stream_opening(f, file);
	if (with == NO_NODE || opening == NO_NODE ||
	    place < tree_end(t, with) ||
	    tree_kind(t, file) != KIND_IDENTIFIER ||
	    !tree_contains(t, tree_first(t, with), opening))
		return false;
	reader = statement_of(t, part);
	if (tree_parent(t, reader) != tree_parent(t, with))
		return false;
	for (at = tree_sibling(t, with); at != reader; at = tree_sibling(t, at))
		if (at == NO_NODE || !is_plain(t, at))
			return false;
	return !opens_any(f, tree_end(t, with), tree_end(t, reader)) &&
	       can_read_on(f, file, from, part);
}

/* The fixes of what grows: in a local, as a bytearray. */
#include "growth_report.h"

#include <string.h>

/* What is written before and after a loop that gets a line of its own before
 * and after it. */
struct margin {
	struct span before, after; /* empty spans */
	const char *indent, *line_end;
};

static bool find_margin(struct margin *m, struct arena *arena,
                        const struct facts *facts, node_id loop)
{
	const struct source *source = facts->source;
	struct span span = tree_span(facts->tree, loop);
	uint32_t line = source_line(source, span.start);
	uint32_t start = source->lines[line], end = span.end;

	for (uint32_t i = start; i < span.start; i++)
		if (source->text[i] != ' ' && source->text[i] != '\t')
			return false;
	while (end < source->length && source->text[end] != '\n')
		end++;
	m->line_end = "\n";
	if (end > span.end && source->text[end - 1] == '\r') {
		m->line_end = "\r\n";
		end--;
	}
	m->before = (struct span){span.start, span.start};
	m->after = (struct span){end, end};
	m->indent = str_copy(
	    arena, (struct str){source->text + start, span.start - start});
	return true;
}

static bool is_plain_loop(const struct facts *facts, node_id loop)
{
	const struct tree *t = facts->tree;

	return tree_child(t, loop, FIELD_ALTERNATIVE) == NO_NODE &&
	       tree_kind(t, tree_enclosing_body(t, loop)) ==
	           KIND_FUNCTION_DEFINITION;
}

/* Is n a place where the loop could be left, or other code run, with the
 * attribute not yet assigned? */
static bool is_way_out(enum kind kind)
{
	return kind == KIND_RETURN_STATEMENT || kind == KIND_RAISE_STATEMENT ||
	       kind == KIND_YIELD || kind == KIND_AWAIT ||
	       kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
	       kind == KIND_CLASS_DEFINITION || kind == KIND_TOKEN_ASYNC;
}

/* Does the object's name stand for more in the loop than the object of
 * attributes that are not called? */
static bool is_object_used(const struct tree *t, node_id name)
{
	node_id attribute = tree_parent(t, name);

	return tree_kind(t, attribute) != KIND_ATTRIBUTE ||
	       tree_field(t, name) != FIELD_OBJECT ||
	       (tree_kind(t, tree_parent(t, attribute)) == KIND_CALL &&
	        tree_field(t, attribute) == FIELD_FUNCTION);
}

/* May a call run code of this program's, which could see the attribute? Not
 * one of a builtin function or of a method of a builtin type. */
static bool may_look(const struct facts *facts, node_id call)
{
	char name[64];

	return !types_callee(facts->types, call, name, sizeof(name)) ||
	       !str_starts((struct str){name, (uint32_t)strlen(name)},
	                   "builtins.");
}

/* Is the loop where an exception that leaves it is caught, so that the text
 * could be read as it is then? */
static bool is_in_try(const struct tree *t, node_id loop)
{
	node_id clause = tree_ancestor(t, loop, KIND_TRY_STATEMENT);

	return clause != NO_NODE &&
	       tree_enclosing_body(t, clause) == tree_enclosing_body(t, loop);
}

/* Does the statement make the target grow in a way that copies a local as well?
 */
static bool is_costly_growth(const struct tree *t, node_id n, node_id target)
{
	struct growth_parts parts;
	enum growth_form form = growth_form_of(t, n, &parts);

	return form != GROWTH_NONE && form != GROWTH_AUGMENTED &&
	       form != GROWTH_PLUS && tree_same(t, parts.target, target);
}

static bool can_be_local(const struct facts *facts, struct carry *carry,
                         const struct growth *g)
{
	const struct tree *t = facts->tree;
	node_id object = tree_child(t, g->parts.target, FIELD_OBJECT);
	node_id attribute = tree_child(t, g->parts.target, FIELD_ATTRIBUTE);

	if (!is_plain_loop(facts, g->where) || is_in_try(t, g->where) ||
	    tree_kind(t, object) != KIND_IDENTIFIER)
		return false;
	for (node_id n = g->where; n < tree_end(t, g->where); n++) {
		if (!carry_work(carry, 1) || is_way_out(tree_kind(t, n)) ||
		    (tree_kind(t, n) == KIND_CALL && may_look(facts, n)))
			return false;
		if (n < g->parts.target && tree_same(t, n, g->parts.target))
			return false;
		if (tree_kind(t, n) == KIND_ASSIGNMENT &&
		    is_costly_growth(t, n, g->parts.target))
			return false;
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) ==
		        tree_name(t, attribute) &&
		    !tree_same(t, n, g->parts.target))
			return false;
		if (scopes_occurrence(&facts->scopes, n) != NULL &&
		    tree_name(t, n) == tree_name(t, object) &&
		    is_object_used(t, n))
			return false;
	}
	return true;
}

/* A name for the local that the function does not use yet, or NULL. */
static const char *local_name(struct arena *arena, const struct facts *facts,
                              struct carry *carry, const struct growth *g)
{
	const struct tree *t = facts->tree;
	struct str text =
	    tree_text(t, tree_child(t, g->parts.target, FIELD_ATTRIBUTE));
	node_id function = tree_enclosing_body(t, g->where);
	name_id name;

	while (text.length > 0 && text.at[0] == '_') {
		text.at++;
		text.length--;
	}
	if (text.length == 0 || (text.at[0] >= '0' && text.at[0] <= '9'))
		return NULL;
	name = names_find(t->names, text);
	for (node_id n = function;
	     name != NAME_NONE && n < tree_end(t, function); n++)
		if (!carry_work(carry, 1) ||
		    (tree_name(t, n) == name &&
		     scopes_occurrence(&facts->scopes, n) != NULL))
			return NULL;
	return str_copy(arena, text);
}

void growth_offer_local(struct findings *findings, struct finding *finding,
                        const struct facts *facts, struct carry *carry,
                        const struct growth *g)
{
	struct arena *arena = findings->arena;
	const struct tree *t = facts->tree;
	const char *attribute, *name;
	struct margin m;
	struct fix *fix;

	if (g->carrier > CARRIER_FEW_TURNS || !can_be_local(facts, carry, g) ||
	    !find_margin(&m, arena, facts, g->where))
		return;
	name = local_name(arena, facts, carry, g);
	if (name == NULL)
		return;
	attribute = str_copy(arena, tree_text(t, g->parts.target));
	fix = finding_fix(findings, finding, FIX_UNSAFE,
	                  "build it in a local and assign it once");
	fix_replace(findings, fix, facts->source, m.before,
	            arena_format(arena, "%s = %s%s%s", name, attribute,
	                         m.line_end, m.indent));
	for (node_id n = g->where; n < tree_end(t, g->where); n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_same(t, n, g->parts.target))
			fix_replace(findings, fix, facts->source,
			            tree_span(t, n), name);
	fix_replace(findings, fix, facts->source, m.after,
	            arena_format(arena, "%s%s%s = %s", m.line_end, m.indent,
	                         attribute, name));
}

/* Is it b"" or bytes()? */
static bool is_empty_bytes(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	struct str text = tree_text(t, n);

	if (tree_kind(t, n) == KIND_CALL)
		return str_is(text, "bytes()") &&
		       scopes_is_builtin(&facts->scopes,
		                         tree_child(t, n, FIELD_FUNCTION),
		                         "bytes");
	return str_is(text, "b''") || str_is(text, "b\"\"");
}

/* Is the name at n the target of a growth in place of itself, or the old value
 * in one? */
static bool is_of_plain_growth(const struct tree *t, node_id statement,
                               node_id n)
{
	struct growth_parts parts;
	enum growth_form form = growth_form_of(t, statement, &parts);

	return (n == parts.target || n == parts.old) &&
	       (form == GROWTH_AUGMENTED ||
	        (form == GROWTH_PLUS &&
	         tree_kind(t, tree_child(t, statement, FIELD_RIGHT)) ==
	             KIND_BINARY_OPERATOR));
}

/* The statement before the loop that makes the variable empty bytes, if in the
 * loop it only grows. */
static node_id seed_before(const struct facts *facts, struct carry *carry,
                           const struct growth *g)
{
	const struct scopes *s = &facts->scopes;
	const struct tree *t = facts->tree;
	symbol_id variable = scopes_variable(s, g->parts.target);
	node_id seed = NO_NODE;

	if (variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id cause = o->cause;

		if (!carry_work(carry, 1))
			return NO_NODE;
		if (tree_contains(t, g->where, o->node)) {
			if (o->node < g->parts.target)
				return NO_NODE;
			if (cause == NO_NODE)
				cause =
				    tree_ancestor(t, o->node, KIND_ASSIGNMENT);
			if (cause == NO_NODE ||
			    !is_of_plain_growth(t, cause, o->node) ||
			    !tree_contains(t, g->where, cause))
				return NO_NODE;
		} else if (o->node < g->where) {
			if (seed != NO_NODE ||
			    o->binding != BINDING_ASSIGNMENT ||
			    !is_empty_bytes(
			        facts, tree_child(t, cause, FIELD_RIGHT)) ||
			    tree_parent(t, tree_parent(t, cause)) !=
			        tree_parent(t, g->where))
				return NO_NODE;
			seed = cause;
		}
	}
	return seed;
}

void growth_offer_bytearray(struct findings *findings, struct finding *finding,
                            const struct facts *facts, struct carry *carry,
                            const struct growth *g)
{
	struct arena *arena = findings->arena;
	const struct source *source = facts->source;
	const struct tree *t = facts->tree;
	const char *name;
	struct margin m;
	struct fix *fix;
	node_id seed;

	if (g->carrier > CARRIER_FEW_TURNS || g->store != STORE_LOCAL ||
	    !is_plain_loop(facts, g->where) || is_in_try(t, g->where) ||
	    !find_margin(&m, arena, facts, g->where))
		return;
	seed = seed_before(facts, carry, g);
	if (seed == NO_NODE)
		return;
	name = str_copy(arena, tree_text(t, g->parts.target));
	fix = finding_fix(findings, finding, FIX_UNSAFE,
	                  "grow a bytearray and make bytes of it once");
	fix_replace(findings, fix, source,
	            tree_span(t, tree_child(t, seed, FIELD_RIGHT)),
	            "bytearray()");
	for (node_id n = g->where; n < tree_end(t, g->where); n++) {
		struct growth_parts parts;
		node_id right;

		if (tree_kind(t, n) != KIND_ASSIGNMENT ||
		    growth_form_of(t, n, &parts) != GROWTH_PLUS ||
		    !tree_same(t, parts.target, g->parts.target))
			continue;
		right = tree_child(t, parts.value, FIELD_RIGHT);
		fix_replace(
		    findings, fix, source,
		    (struct span){t->nodes[n].start, t->nodes[right].start},
		    arena_format(arena, "%s += ", name));
	}
	fix_replace(findings, fix, source, m.after,
	            arena_format(arena, "%s%s%s = bytes(%s)", m.line_end,
	                         m.indent, name, name));
}

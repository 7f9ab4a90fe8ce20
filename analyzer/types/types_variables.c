/* What variables hold at each place: all that is bound to them, or what
 * reaches it. */
#include "types_solver.h"

/* A read sees a few consecutive bindings of its variable: from the last one
 * that is surely passed before it, to the last one before it, or to the last
 * one in a loop around it. */
enum { WIDEST_REACH = 8, FARTHEST = 100 };

/* Bindings of one name that a read is in: (a := f(a := f(a))). */
enum { MOST_OPEN = 64 };

/* The statement that n is in, or NO_NODE where it is too deep in it. */
static node_id statement_of(const struct tree *t, node_id n)
{
	for (int i = 0; i < FARTHEST && n != NO_NODE; i++) {
		enum kind around = tree_kind(t, tree_parent(t, n));

		if (around == KIND_BLOCK || around == KIND_MODULE)
			return n;
		n = tree_parent(t, n);
	}
	return NO_NODE;
}

static node_id child_of_kind(const struct tree *t, node_id n, enum kind kind)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == kind)
			return c;
	return NO_NODE;
}

/* From where on a binding is seen, and where it is surely passed. */
static void place(const struct types *ty, struct bound *bound,
                  const struct occurrence *o)
{
	const struct tree *t = ty->tree;
	node_id statement;

	bound->effective = tree_end(t, o->cause);
	bound->scope = NO_NODE;
	switch (o->binding) {
	case BINDING_PARAMETER:
		bound->effective = o->node;
		bound->scope =
		    ty->scopes->scopes[ty->scopes->symbols[o->symbol].scope]
		        .node;
		break;
	case BINDING_FOR:
		bound->scope = tree_child(t, o->cause, FIELD_BODY);
		break;
	case BINDING_WITH:
		statement = tree_ancestor(t, o->cause, KIND_WITH_STATEMENT);
		if (statement != NO_NODE)
			bound->scope = tree_child(t, statement, FIELD_BODY);
		return;
	case BINDING_EXCEPT:
		bound->scope = child_of_kind(t, o->cause, KIND_BLOCK);
		break;
	case BINDING_ASSIGNMENT:
	case BINDING_AUGMENTED:
	case BINDING_IMPORT:
	case BINDING_FUNCTION:
	case BINDING_CLASS:
		statement = statement_of(t, o->cause);
		if (statement == NO_NODE)
			break;
		bound->effective = tree_end(t, statement);
		bound->scope = tree_parent(t, statement);
		return;
	default:
		return;
	}
	if (o->binding != BINDING_PARAMETER && bound->scope != NO_NODE)
		bound->effective = bound->scope;
}

static bool is_bound(const struct occurrence *o)
{
	return o->access == ACCESS_BIND && o->binding != BINDING_ANNOTATION;
}

/* Of each scope the outermost one in whose code its own runs where it stands:
 * that of a comprehension does which is no generator expression. */
static scope_id *find_runners(struct types *ty)
{
	const struct scopes *s = ty->scopes;
	scope_id *runs_in =
	    arena_room(ty->scratch, s->scope_count * sizeof(*runs_in));

	for (scope_id i = 0; i < s->scope_count; i++) {
		bool is_in_place = s->scopes[i].kind == SCOPE_COMPREHENSION &&
		                   tree_kind(ty->tree, s->scopes[i].node) !=
		                       KIND_GENERATOR_EXPRESSION;

		runs_in[i] = is_in_place ? runs_in[s->scopes[i].parent] : i;
	}
	return runs_in;
}

/* Does code of this scope run where it stands in the code of its variable's
 * owner, which is around it? */
static bool runs_in_place(const struct types *ty, scope_id scope,
                          scope_id owner)
{
	return ty->runs_in[scope] == ty->runs_in[owner];
}

/* Are all bindings in the code of the variable's own scope? */
static bool is_bound_in_place(const struct types *ty, symbol_id v)
{
	const struct scopes *s = ty->scopes;
	const struct occurrence *o = scopes_first(s, v);

	if (s->scopes[s->symbols[v].scope].kind == SCOPE_COMPREHENSION)
		return false;
	for (; o != NULL; o = scopes_next(s, o))
		if (is_bound(o) &&
		    (o->symbol != v ||
		     ty->scopes->scope_of[o->node] != s->symbols[v].scope))
			return false;
	return true;
}

/* The outermost loop around n that is inside `scope`, or NO_NODE. */
static node_id loop_inside(const struct types *ty, node_id n, node_id scope)
{
	node_id loop = ty->loops[n], found = NO_NODE;

	while (loop != NO_NODE && loop > scope &&
	       tree_contains(ty->tree, scope, loop)) {
		found = loop;
		loop = ty->loops[loop];
	}
	return found;
}

/* What the read at node n can see of the bindings before `next` (an index) and
 * after it. */
static struct reach reach_of(const struct types *ty,
                             const struct variable *variable, node_id n,
                             uint32_t next)
{
	const struct reach all = {0};
	const struct bound *bounds = ty->bounds;
	uint32_t first = variable->first, last, from, open = 0;
	node_id loop;

	for (; next > first && bounds[next - 1].effective > n; next--)
		if (++open > MOST_OPEN)
			return all;
	for (from = next; from > first; from--) {
		if (next - from >= WIDEST_REACH)
			return all;
		if (bounds[from - 1].scope != NO_NODE &&
		    tree_contains(ty->tree, bounds[from - 1].scope, n))
			break;
	}
	if (from == first)
		return all;
	loop = loop_inside(ty, n, bounds[from - 1].scope);
	for (last = next; loop != NO_NODE && last < first + variable->count &&
	                  last - from < WIDEST_REACH;
	     last++)
		if (ty->scopes->occurrences[bounds[last].occurrence].node >=
		    tree_end(ty->tree, loop))
			break;
	if (last - from >= WIDEST_REACH)
		return all;
	return (struct reach){.first = from - 1,
	                      .count = (uint16_t)(last - from + 1)};
}

static void add_readers(struct types *ty, const struct variable *variable,
                        const struct reach *reach, node_id n)
{
	if (reach->count == 0)
		types_add_reader(ty, variable->all, n);
	for (uint32_t i = 0; i < reach->count; i++)
		types_add_reader(ty, ty->bounds[reach->first + i].cell, n);
}

/* Where the name is not bound yet, is something else seen: the builtin of this
 * name, or from a class's body the module's variable? */
static bool is_seen_through(const struct types *ty, symbol_id v)
{
	const struct symbol *symbol = &ty->scopes->symbols[v];

	switch (ty->scopes->scopes[symbol->scope].kind) {
	case SCOPE_CLASS:
		return true;
	case SCOPE_MODULE:
		return imports_is_builtin(
		    names_text(ty->tree->names, symbol->name));
	default:
		return false;
	}
}

static occurrence_id id_of(const struct types *ty, const struct occurrence *o)
{
	return (occurrence_id)(o - ty->scopes->occurrences);
}

static void find_reaches(struct types *ty, symbol_id v)
{
	const struct scopes *s = ty->scopes;
	const struct variable *variable = &ty->variables[v];
	bool in_place = is_bound_in_place(ty, v);
	bool is_seen = is_seen_through(ty, v);
	uint32_t next = variable->first;
	const struct occurrence *o;

	for (o = scopes_first(s, v); o != NULL; o = scopes_next(s, o)) {
		struct reach *reach = &ty->reaches[id_of(ty, o)];
		scope_id scope = s->symbols[v].scope;

		if ((o->access == ACCESS_READ ||
		     o->binding == BINDING_AUGMENTED) &&
		    variable->count != 0) {
			if (in_place &&
			    runs_in_place(ty, s->scope_of[o->node], scope))
				*reach = reach_of(ty, variable, o->node, next);
			reach->is_open = is_seen && reach->count == 0;
			add_readers(ty, variable, reach,
			            o->access == ACCESS_READ ? o->node
			                                     : o->cause);
		}
		next += is_bound(o);
	}
}

/* Bindings that are not seen: by exec or vars() at the top of the module, a
 * star import, what stands in a syntax error. */
static bool is_open(const struct types *ty, symbol_id v)
{
	const struct scopes *s = ty->scopes;
	const struct scope *scope = &s->scopes[s->symbols[v].scope];
	const struct occurrence *first = scopes_first(s, v);

	if ((scope->flags & SCOPE_IS_UNSURE) != 0)
		return true;
	if (scope->kind != SCOPE_MODULE)
		return false;
	return (scope->flags & SCOPE_READS_LOCALS) != 0 ||
	       ty->has_open_globals ||
	       (ty->last_star != NO_NODE && first != NULL &&
	        ty->last_star > first->node);
}

static node_id annotation_at(const struct tree *t, const struct occurrence *o)
{
	if ((o->binding != BINDING_ASSIGNMENT &&
	     o->binding != BINDING_ANNOTATION) ||
	    tree_child(t, o->cause, FIELD_LEFT) != o->node)
		return NO_NODE;
	return tree_child(t, o->cause, FIELD_TYPE);
}

static void find_bounds(struct types *ty, symbol_id v)
{
	const struct scopes *s = ty->scopes;
	struct variable *variable = &ty->variables[v];
	const struct occurrence *o;
	type_id start = is_open(ty, v) ? UNKNOWN : NEVER;

	variable->first = ty->bound_count;
	variable->declaration = NO_NODE;
	variable->contents = NO_CELL;
	for (o = scopes_first(s, v); o != NULL; o = scopes_next(s, o)) {
		struct bound *bound = &ty->bounds[ty->bound_count];

		if (o->access == ACCESS_BIND &&
		    variable->declaration == NO_NODE)
			variable->declaration = annotation_at(ty->tree, o);
		if (!is_bound(o))
			continue;
		bound->occurrence = id_of(ty, o);
		bound->cell = types_new_cell(ty, start);
		place(ty, bound, o);
		ty->bound_of[bound->occurrence] = ++ty->bound_count;
		variable->count++;
	}
	variable->all = variable->count == 1 ? ty->bounds[variable->first].cell
	                                     : types_new_cell(ty, start);
}

static node_id *find_loops(struct types *ty)
{
	const struct tree *t = ty->tree;
	node_id *loops = arena_room(ty->scratch, t->count * sizeof(node_id));

	/* A loop's own entry is the loop around it. */
	loops[0] = NO_NODE;
	for (node_id n = 1; n < t->count; n++) {
		node_id parent = tree_parent(t, n);
		enum kind kind = tree_kind(t, parent);

		loops[n] =
		    kind == KIND_FOR_STATEMENT || kind == KIND_WHILE_STATEMENT
		        ? parent
		        : loops[parent];
	}
	return loops;
}

/* globals()["x"] = ..., globals().update(...), and the last star import. */
static void find_openings(struct types *ty)
{
	const struct tree *t = ty->tree;
	name_id globals = names_find(t->names, STR("globals"));

	ty->last_star = NO_NODE;
	for (node_id n = tree_first_of(t, KIND_WILDCARD_IMPORT); n != NO_NODE;
	     n = tree_next_of(t, n))
		ty->last_star = n;
	if (globals == NAME_NONE)
		return;
	for (node_id n = tree_first_of(t, KIND_IDENTIFIER); n != NO_NODE;
	     n = tree_next_of(t, n)) {
		if (tree_name(t, n) != globals ||
		    tree_kind(t, tree_parent(t, n)) != KIND_CALL)
			continue;
		node_id call = tree_parent(t, n), around = tree_parent(t, call);

		if (tree_kind(t, around) == KIND_SUBSCRIPT &&
		    classes_target_of(t, around) == NO_NODE)
			continue;
		if (tree_kind(t, around) == KIND_ATTRIBUTE &&
		    !str_is(
		        tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
		        "update"))
			continue;
		ty->has_open_globals = true;
	}
}

void types_find_variables(struct types *ty)
{
	const struct scopes *s = ty->scopes;
	uint32_t occurrences = s->occurrence_count + 1;

	ty->variables =
	    ARENA_ARRAY(ty->arena, s->symbol_count + 1, struct variable);
	ty->bounds = ARENA_ARRAY(ty->arena, occurrences, struct bound);
	ty->bound_of = ARENA_ARRAY(ty->arena, occurrences, uint32_t);
	ty->reaches = ARENA_ARRAY(ty->arena, occurrences, struct reach);
	ty->loops = find_loops(ty);
	ty->runs_in = find_runners(ty);
	find_openings(ty);
	for (symbol_id v = 0; v < s->symbol_count; v++) {
		if (s->symbols[v].owner != v)
			continue;
		find_bounds(ty, v);
		find_reaches(ty, v);
		if (ty->variables[v].declaration != NO_NODE)
			ty->variables[v].declared =
			    types_annotation(ty, ty->variables[v].declaration);
	}
}

/* What the variable's containers hold by what is put into them; or nothing
 * known where others may put as well. */
static type_id with_contents(struct types *ty, const struct variable *variable,
                             type_id type, node_id n)
{
	const struct type *t = type_at(&ty->table, type);
	type_id put;

	if (!type_is_seen(t) && !(t->kind == TYPE_TUPLE && t->is_exact))
		return type;
	if (variable->contents == NO_CELL || t->kind == TYPE_TUPLE)
		return type_without_contents(&ty->table, type);
	put = types_read(ty, variable->contents, n);
	if (put == NEVER)
		return type;
	t = type_at(&ty->table, type);
	return type_with_parts(&ty->table, type,
	                       type_join(&ty->table, t->element,
	                                 type_at(&ty->table, put)->element),
	                       t->kind == TYPE_DICT
	                           ? type_join(&ty->table, t->value,
	                                       type_at(&ty->table, put)->value)
	                           : t->value);
}

type_id types_read_name(struct types *ty, node_id n)
{
	const struct occurrence *o = scopes_occurrence(ty->scopes, n);
	const struct variable *variable;
	const struct reach *reach;
	type_id type = NEVER;

	if (o == NULL || ty->scopes->symbols[o->symbol].owner == NO_SYMBOL)
		return UNKNOWN;
	variable = &ty->variables[ty->scopes->symbols[o->symbol].owner];
	if (variable->count == 0)
		return variable->declared;
	reach = &ty->reaches[id_of(ty, o)];
	if (reach->count == 0)
		type =
		    reach->is_open ? UNKNOWN : ty->cells.at[variable->all].type;
	for (uint32_t i = 0; i < reach->count; i++)
		type = type_join(
		    &ty->table, type,
		    ty->cells.at[ty->bounds[reach->first + i].cell].type);
	type = with_contents(ty, variable, type, n);
	if (reach->narrowed != UNKNOWN && type != NEVER &&
	    type_kind(&ty->table, reach->narrowed) !=
	        type_kind(&ty->table, type))
		return reach->narrowed;
	return type;
}

void types_raise_bound(struct types *ty, occurrence_id occurrence, type_id type)
{
	const struct occurrence *o = &ty->scopes->occurrences[occurrence];
	symbol_id owner = ty->scopes->symbols[o->symbol].owner;
	const struct bound *bound;

	if (owner == NO_SYMBOL || ty->bound_of[occurrence] == 0)
		return;
	bound = &ty->bounds[ty->bound_of[occurrence] - 1];
	types_raise(ty, bound->cell, type);
	types_raise(ty, ty->variables[owner].all, type);
}

void types_finish_variables(struct types *ty)
{
	for (symbol_id v = 0; v < ty->scopes->symbol_count; v++) {
		struct variable *variable = &ty->variables[v];

		if (ty->scopes->symbols[v].owner != v)
			continue;
		variable->final =
		    variable->count == 0
		        ? variable->declared
		        : with_contents(ty, variable,
		                        ty->cells.at[variable->all].type, 0);
	}
}

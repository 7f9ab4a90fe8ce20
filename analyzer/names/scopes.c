#include "scopes.h"

#include "bounds.h"
#include "scopes_collect.h"

#include <string.h>

/* What a name stands for in the scopes below, besides a symbol's id. */
/* (no enum: clang allows only what an int holds) */
#define SEEN_NOTHING NO_SYMBOL          /* the module's or a builtin */
#define SEEN_CLASS_CELL (NO_SYMBOL - 1) /* __class__ in a class's methods */
#define SEEN_LIMIT (NO_SYMBOL - 1)

struct undo {
	name_id name;
	symbol_id seen;
};

/* The second half of symtable.c: analyze_block and what it calls, without
 * recursion. Where CPython passes the sets `bound` and `global` down, `seen`
 * holds what each name stands for and is restored on the way up. */
struct resolution {
	struct arena *scratch;
	struct collected *c;
	scope_id *first_child, *next_child;
	scope_id *class_view; /* the class whose names a type scope sees */
	symbol_id *seen;      /* by name */
	uint32_t *mark;       /* by scope: undo's length when it was entered */
	ARRAY(struct undo) undo;
};

/* Chain the symbols of each scope in the order they were made. */
static void chain_symbols(struct collected *c)
{
	for (scope_id s = 0; s < c->scopes.count; s++)
		c->scopes.at[s].first_symbol = NO_SYMBOL;
	for (symbol_id y = c->symbols.count; y-- > 0;) {
		struct symbol *symbol = &c->symbols.at[y];
		struct scope *scope = &c->scopes.at[symbol->scope];

		symbol->next = scope->first_symbol;
		scope->first_symbol = y;
	}
}

/* Note the module's symbols that functions bind under `global`. */
static void note_globals(struct collected *c)
{
	for (symbol_id y = 0; y < c->symbols.count; y++)
		if (c->symbols.at[y].flags & SYMBOL_GLOBAL_DECLARED &&
		    c->symbols.at[y].flags & SYMBOL_BOUND &&
		    c->symbols.at[y].scope != 0)
			scopes_add_symbol(c, 0, c->symbols.at[y].name,
			                  SYMBOL_BOUND_BY_GLOBAL);
}

static symbol_id symbol_in(const struct collected *c, scope_id scope,
                           name_id name)
{
	return c->slots[scopes_slot(c->symbols.at, c->slots, c->slot_mask,
	                            scope, name)];
}

static symbol_id global_owner(const struct collected *c, name_id name)
{
	symbol_id y = symbol_in(c, 0, name);

	return y != NO_SYMBOL && c->symbols.at[y].flags &
	                             (SYMBOL_BOUND | SYMBOL_BOUND_BY_GLOBAL)
	           ? y
	           : NO_SYMBOL;
}

/* A type scope in a class sees the class's names, by looking at run time
 * (ste_can_see_class_scope). */
static symbol_id class_symbol(const struct resolution *r, scope_id scope,
                              name_id name)
{
	symbol_id y;

	if (r->class_view[scope] == NO_SCOPE)
		return NO_SYMBOL;
	y = symbol_in(r->c, r->class_view[scope], name);
	if (y == NO_SYMBOL ||
	    r->c->symbols.at[y].flags & SYMBOL_NONLOCAL_DECLARED ||
	    !(r->c->symbols.at[y].flags &
	      (SYMBOL_BOUND | SYMBOL_GLOBAL_DECLARED)))
		return NO_SYMBOL;
	return y;
}

static void resolve_free(struct resolution *r, struct symbol *symbol,
                         symbol_id seen)
{
	symbol->flags |= SYMBOL_FREE;
	if (seen >= SEEN_LIMIT)
		return;
	symbol->owner = seen;
	if (symbol->flags & SYMBOL_HIDDEN)
		return;
	r->c->symbols.at[seen].flags &= ~(uint32_t)SYMBOL_LOCAL;
	r->c->symbols.at[seen].flags |= SYMBOL_CELL;
}

/* analyze_name */
static void resolve(struct resolution *r, symbol_id y)
{
	struct symbol *symbol = &r->c->symbols.at[y];
	symbol_id seen = r->seen[symbol->name];
	symbol_id of_class = class_symbol(r, symbol->scope, symbol->name);

	if (symbol->flags & SYMBOL_GLOBAL_DECLARED) {
		symbol->flags |= SYMBOL_GLOBAL;
		symbol->owner = global_owner(r->c, symbol->name);
	} else if (symbol->flags & SYMBOL_NONLOCAL_DECLARED) {
		resolve_free(r, symbol, seen);
	} else if (symbol->flags & SYMBOL_BOUND) {
		symbol->flags |= SYMBOL_LOCAL;
		symbol->owner = y;
	} else if (of_class != NO_SYMBOL) {
		symbol->flags |= SYMBOL_GLOBAL;
		symbol->owner = r->c->symbols.at[of_class].owner;
	} else if (seen != SEEN_NOTHING) {
		resolve_free(r, symbol, seen);
	} else {
		symbol->flags |= SYMBOL_GLOBAL;
		symbol->owner = global_owner(r->c, symbol->name);
	}
}

static void see(struct resolution *r, name_id name, symbol_id what)
{
	ARRAY_PUSH(r->scratch, &r->undo, ((struct undo){name, r->seen[name]}));
	r->seen[name] = what;
}

static void enter_scope(struct resolution *r, scope_id s)
{
	const struct scope *scope = &r->c->scopes.at[s];

	r->class_view[s] = NO_SCOPE;
	if (scope->kind >= SCOPE_TYPE_PARAMETERS)
		r->class_view[s] =
		    r->c->scopes.at[scope->parent].kind == SCOPE_CLASS
		        ? scope->parent
		        : r->class_view[scope->parent];
	for (symbol_id y = scope->first_symbol; y != NO_SYMBOL;
	     y = r->c->symbols.at[y].next)
		resolve(r, y);
	r->mark[s] = r->undo.count;
	if (scope->kind == SCOPE_CLASS)
		see(r, NAME_CLASS_CELL, SEEN_CLASS_CELL);
	if (!scopes_is_function_like(scope->kind))
		return;
	for (symbol_id y = scope->first_symbol; y != NO_SYMBOL;
	     y = r->c->symbols.at[y].next) {
		const struct symbol *symbol = &r->c->symbols.at[y];

		if (symbol->flags & SYMBOL_LOCAL)
			see(r, symbol->name, y);
		else if (symbol->flags & SYMBOL_GLOBAL_DECLARED)
			see(r, symbol->name, SEEN_NOTHING);
	}
}

static void leave_scope(struct resolution *r, scope_id s)
{
	while (r->undo.count > r->mark[s]) {
		struct undo undo = r->undo.at[--r->undo.count];

		r->seen[undo.name] = undo.seen;
	}
}

static void resolve_all(struct resolution *r)
{
	scope_id s = 0;

	enter_scope(r, 0);
	for (;;) {
		if (r->first_child[s] != NO_SCOPE) {
			s = r->first_child[s];
			enter_scope(r, s);
			continue;
		}
		while (leave_scope(r, s), r->next_child[s] == NO_SCOPE) {
			if (s == 0)
				return;
			s = r->c->scopes.at[s].parent;
		}
		s = r->next_child[s];
		enter_scope(r, s);
	}
}

/* Passing free names through scopes takes depth times names. Real code needs
 * few; CPython cannot compile what needs more than BOUND_PASSED.
 *
 * update_symbols: a name that an inner scope takes from an outer one is free in
 * each scope between them. Returns how many it passed. */
static uint32_t pass_through(struct collected *c, symbol_id y)
{
	struct symbol symbol = c->symbols.at[y];
	scope_id to =
	    symbol.owner == NO_SYMBOL ? 0 : c->symbols.at[symbol.owner].scope;
	uint32_t passed = 0;

	for (scope_id s = c->scopes.at[symbol.scope].parent; s != to && s != 0;
	     s = c->scopes.at[s].parent, passed++) {
		symbol_id between = symbol_in(c, s, symbol.name);
		uint32_t flags;

		if (symbol.owner == NO_SYMBOL &&
		    c->scopes.at[s].kind == SCOPE_CLASS)
			break;
		if (between == NO_SYMBOL) {
			between =
			    scopes_add_symbol(c, s, symbol.name, SYMBOL_FREE);
			c->symbols.at[between].owner = symbol.owner;
			continue;
		}
		flags = c->symbols.at[between].flags;
		c->symbols.at[between].flags &= ~(uint32_t)SYMBOL_HIDDEN;
		if (flags & SYMBOL_FREE && !(flags & SYMBOL_HIDDEN))
			break;
	}
	return passed;
}

static void pass_all(struct collected *c)
{
	uint32_t count = c->symbols.count, passed = 0;

	for (symbol_id y = 0; y < count; y++) {
		if (bounds_exceeded(c->tree, REACHED_PASSED, passed, 0))
			return;
		if (c->symbols.at[y].flags & SYMBOL_FREE &&
		    !(c->symbols.at[y].flags & SYMBOL_HIDDEN) &&
		    c->symbols.at[y].scope != 0) /* a misplaced nonlocal */
			passed += pass_through(c, y) + 1;
	}
}

static scope_id *scope_array(struct arena *arena, uint32_t count)
{
	scope_id *array = ARENA_ARRAY(arena, count, scope_id);

	memset(array, 0xFF, count * sizeof(scope_id));
	return array;
}

static void resolve_names(struct collected *c, struct arena *scratch)
{
	struct resolution r = {.scratch = scratch, .c = c};
	uint32_t count = c->scopes.count;

	r.first_child = scope_array(scratch, count);
	r.next_child = scope_array(scratch, count);
	r.class_view = scope_array(scratch, count);
	r.mark = ARENA_ARRAY(scratch, count, uint32_t);
	r.seen = scope_array(scratch, names_count(c->tree->names));
	for (scope_id s = count; s-- > 1;) {
		scope_id parent = c->scopes.at[s].parent;

		r.next_child[s] = r.first_child[parent];
		r.first_child[parent] = s;
	}
	note_globals(c);
	chain_symbols(c);
	resolve_all(&r);
	pass_all(c);
	chain_symbols(c);
}

/* Give each variable the chain of its occurrences, and its only binding. */
static void chain_occurrences(struct collected *c)
{
	for (occurrence_id i = 0; i < c->occurrences.count; i++) {
		struct occurrence *o = &c->occurrences.at[i];
		symbol_id owner = c->symbols.at[o->symbol].owner;
		struct symbol *variable;

		if (owner == NO_SYMBOL)
			continue;
		variable = &c->symbols.at[owner];
		if (variable->first == NO_OCCURRENCE)
			variable->first = i;
		else
			c->occurrences.at[variable->last].next = i;
		variable->last = i;
		if (o->access == ACCESS_BIND &&
		    o->binding != BINDING_ANNOTATION) {
			variable->only =
			    variable->bindings == 0 ? i : NO_OCCURRENCE;
			variable->bindings++;
		}
	}
}

/* (What is around a scope comes before it.) */
static void note_hidden(struct collected *c)
{
	for (scope_id i = 0; i < c->scopes.count; i++) {
		struct scope *scope = &c->scopes.at[i];

		if (scope->flags & (SCOPE_IS_UNSURE | SCOPE_HAS_STAR_IMPORT) ||
		    (scope->parent != NO_SCOPE &&
		     c->scopes.at[scope->parent].flags & SCOPE_SEES_HIDDEN))
			scope->flags |= SCOPE_SEES_HIDDEN;
	}
}

static void *lasting(struct arena *arena, const void *at, size_t size)
{
	return size == 0 ? NULL : arena_copy(arena, at, size);
}

#define LASTING(arena, array)                                                  \
	lasting((arena), (array)->at, (array)->count * sizeof(*(array)->at))

void scopes_find(struct scopes *scopes, struct arena *arena,
                 const struct tree *tree)
{
	struct arena scratch = {0};
	struct collected c;

	arena_beside(&scratch, arena);
	scopes_collect(&c, arena, &scratch, tree);
	resolve_names(&c, &scratch);
	chain_occurrences(&c);
	note_hidden(&c);
	*scopes = (struct scopes){
	    .tree = tree,
	    .scopes = LASTING(arena, &c.scopes),
	    .scope_count = c.scopes.count,
	    .symbols = LASTING(arena, &c.symbols),
	    .symbol_count = c.symbols.count,
	    .occurrences = LASTING(arena, &c.occurrences),
	    .occurrence_count = c.occurrences.count,
	    .at = c.at,
	    .scope_of = c.scope_of,
	    .slots =
	        lasting(arena, c.slots, (c.slot_mask + 1) * sizeof(symbol_id)),
	    .slot_mask = c.slot_mask};
	arena_release(&scratch);
}

/* ------------------------------------------------------------ questions */

bool scopes_is_builtin(const struct scopes *s, node_id n, const char *name)
{
	const struct occurrence *o = scopes_occurrence(s, n);
	const struct symbol *symbol;

	if (o == NULL || o->access != ACCESS_READ)
		return false;
	symbol = &s->symbols[o->symbol];
	return symbol->owner == NO_SYMBOL && symbol->flags & SYMBOL_GLOBAL &&
	       str_is(names_text(s->tree->names, symbol->name), name) &&
	       !(s->scopes[symbol->scope].flags & SCOPE_SEES_HIDDEN);
}

/* Scopes are in the order of their nodes, the innermost last. */
static scope_id search_opened_by(const struct scopes *s, node_id n)
{
	uint32_t low = 0, high = s->scope_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (s->scopes[middle].node <= n)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && s->scopes[low - 1].node == n ? low - 1 : NO_SCOPE;
}

enum { MOST_OUTER = 4 }; /* scopes around the last node that are tried */

/* The last node of what opens a scope is nearly always in that scope. */
scope_id scopes_opened_by(const struct scopes *s, node_id n)
{
	scope_id at;

	if (n == NO_NODE)
		return NO_SCOPE;
	at = s->scope_of[tree_end(s->tree, n) - 1];
	for (int i = 0; i < MOST_OUTER && s->scopes[at].node > n; i++)
		at = s->scopes[at].parent;
	if (s->scopes[at].node == n &&
	    s->scopes[at].kind != SCOPE_TYPE_PARAMETERS)
		return at;
	return search_opened_by(s, n);
}

symbol_id scopes_symbol(const struct scopes *s, scope_id scope, name_id name)
{
	name_id class_name = s->scopes[scope].class_name;
	struct arena scratch = {0};

	if (class_name != NAME_NONE &&
	    str_starts(names_text(s->tree->names, name), "__")) {
		struct str mangled =
		    scopes_mangled(&scratch, s->tree->names, class_name, name);

		if (mangled.length != 0)
			name = names_find(s->tree->names, mangled);
		arena_release(&scratch);
	}
	if (name == NAME_NONE)
		return NO_SYMBOL;
	return s->slots[scopes_slot(s->symbols, s->slots, s->slot_mask, scope,
	                            name)];
}

symbol_id scopes_lookup(const struct scopes *s, scope_id scope, name_id name)
{
	bool sees_class = true;

	for (scope_id at = scope; at != NO_SCOPE; at = s->scopes[at].parent) {
		symbol_id y;

		if (s->scopes[at].kind == SCOPE_CLASS && !sees_class)
			continue;
		sees_class &= s->scopes[at].kind >= SCOPE_TYPE_PARAMETERS;
		y = scopes_symbol(s, at, name);
		if (y != NO_SYMBOL)
			return s->symbols[y].owner;
	}
	return NO_SYMBOL;
}

scope_id scopes_body(const struct scopes *s, node_id n)
{
	return s->scopes[s->scope_of[n]].body;
}

const struct occurrence *scopes_only_binding(const struct scopes *s,
                                             symbol_id variable)
{
	const struct symbol *symbol;

	if (variable == NO_SYMBOL)
		return NULL;
	symbol = &s->symbols[variable];
	if (symbol->only == NO_OCCURRENCE ||
	    s->scopes[symbol->scope].flags &
	        (SCOPE_IS_UNSURE | SCOPE_HAS_STAR_IMPORT))
		return NULL;
	return &s->occurrences[symbol->only];
}

node_id scopes_only_value(const struct scopes *s, node_id name)
{
	const struct occurrence *only =
	    scopes_only_binding(s, scopes_variable(s, name));

	if (only == NULL || only->binding != BINDING_ASSIGNMENT ||
	    tree_child(s->tree, only->cause, FIELD_LEFT) != only->node)
		return NO_NODE;
	return tree_value(s->tree,
	                  tree_child(s->tree, only->cause, FIELD_RIGHT));
}

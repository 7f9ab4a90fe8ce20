#include "scopes_collect.h"

#include <string.h>

/* ------------------------------------------------------------ symbols */

uint32_t scopes_slot(const struct symbol *symbols, const symbol_id *slots,
                     uint32_t mask, scope_id scope, name_id name)
{
	uint64_t hash = ((uint64_t)scope << 32 | name) * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & mask;

	while (slots[at] != NO_SYMBOL && (symbols[slots[at]].name != name ||
	                                  symbols[slots[at]].scope != scope))
		at = (at + 1) & mask;
	return at;
}

static void grow_slots(struct collected *c)
{
	uint32_t size = c->slot_mask == 0 ? 256 : (c->slot_mask + 1) * 2;

	c->slots = ARENA_ARRAY(c->scratch, size, symbol_id);
	memset(c->slots, 0xFF, size * sizeof(symbol_id));
	c->slot_mask = size - 1;
	for (symbol_id y = 0; y < c->symbols.count; y++)
		c->slots[scopes_slot(c->symbols.at, c->slots, c->slot_mask,
		                     c->symbols.at[y].scope,
		                     c->symbols.at[y].name)] = y;
}

symbol_id scopes_add_symbol(struct collected *c, scope_id scope, name_id name,
                            uint32_t flags)
{
	symbol_id *slot = &c->slots[scopes_slot(c->symbols.at, c->slots,
	                                        c->slot_mask, scope, name)];
	symbol_id y = *slot;
	struct symbol *symbol;

	if (y == NO_SYMBOL) {
		struct symbol new = {.name = name,
		                     .scope = scope,
		                     .flags = SYMBOL_HIDDEN,
		                     .owner = NO_SYMBOL,
		                     .next = NO_SYMBOL,
		                     .first = NO_OCCURRENCE,
		                     .last = NO_OCCURRENCE,
		                     .only = NO_OCCURRENCE};

		y = *slot = c->symbols.count;
		ARRAY_PUSH(c->scratch, &c->symbols, new);
		if (c->symbols.count > c->slot_mask / 2)
			grow_slots(c);
	}
	symbol = &c->symbols.at[y];
	symbol->flags |= flags;
	if (flags != 0)
		symbol->flags &= ~(uint32_t)SYMBOL_HIDDEN;
	return y;
}

/* _Py_Mangle in Python/symtable.c. */
struct str scopes_mangled(struct arena *arena, const struct names *names,
                          name_id class_name, name_id name)
{
	struct str text = names_text(names, name);
	struct str class_text = names_text(names, class_name);
	char *at;

	if (text.length < 2 || text.at[0] != '_' || text.at[1] != '_')
		return (struct str){0};
	while (class_text.length > 0 && class_text.at[0] == '_') {
		class_text.at++;
		class_text.length--;
	}
	if (class_text.length == 0 || str_ends(text, "__"))
		return (struct str){0};
	at = arena_format(arena, "_%.*s%.*s", STR_ARG(class_text),
	                  STR_ARG(text));
	return str_of(at);
}

/* A name as the scope's table has it. A generic class mangles only its own
 * type parameters in its bases (ste_mangled_names, CPython 3.13). */
static name_id name_in_scope(struct collected *c, scope_id scope, name_id name,
                             bool is_binding)
{
	name_id class_name = c->scopes.at[scope].class_name, mangled_name;
	struct str mangled;

	if (class_name == NAME_NONE)
		return name;
	mangled = scopes_mangled(c->scratch, c->tree->names, class_name, name);
	if (mangled.length == 0)
		return name;
	mangled.at = str_copy(c->lasting, mangled);
	mangled_name = names_intern(c->tree->names, mangled);
	if (c->scopes.at[scope].kind == SCOPE_TYPE_PARAMETERS && !is_binding &&
	    tree_kind(c->tree, c->scopes.at[scope].node) ==
	        KIND_CLASS_DEFINITION &&
	    c->slots[scopes_slot(c->symbols.at, c->slots, c->slot_mask, scope,
	                         mangled_name)] == NO_SYMBOL)
		return name;
	return mangled_name;
}

/* ------------------------------------------------------------ scopes */

static scope_id new_scope(struct collected *c, enum scope_kind kind,
                          node_id node, scope_id parent)
{
	struct scope scope = {.kind = kind,
	                      .node = node,
	                      .parent = parent,
	                      .first_symbol = NO_SYMBOL};

	scope.body = c->scopes.count;
	if (parent != NO_SCOPE)
		scope.class_name = c->scopes.at[parent].class_name;
	if (kind == SCOPE_COMPREHENSION || kind >= SCOPE_TYPE_PARAMETERS)
		scope.body = c->scopes.at[parent].body;
	if (tree_kind(c->tree, node) == KIND_CLASS_DEFINITION)
		scope.class_name =
		    tree_name(c->tree, tree_child(c->tree, node, FIELD_NAME));
	if (c->contexts.at[c->contexts.count - 1].is_unevaluated)
		scope.flags |= SCOPE_IS_UNEVALUATED;
	ARRAY_PUSH(c->scratch, &c->scopes, scope);
	return c->scopes.count - 1;
}

static void open(struct collected *c, enum scope_kind kind, node_id n,
                 bool is_generic)
{
	struct opened opened = {.node = n,
	                        .end = tree_end(c->tree, n),
	                        .outer = c->scope_of[n],
	                        .first_clause = NO_NODE};

	opened.types =
	    is_generic ? new_scope(c, SCOPE_TYPE_PARAMETERS, n, opened.outer)
	               : opened.outer;
	opened.inner = new_scope(c, kind, n, opened.types);
	ARRAY_PUSH(c->scratch, &c->opened, opened);
}

static bool is_generic_alias(const struct tree *t, node_id n)
{
	node_id left = tree_child(t, n, FIELD_LEFT);

	return tree_kind(t, tree_first(t, left)) == KIND_GENERIC_TYPE;
}

/* Open the scopes that a node opens. */
static void open_scopes(struct collected *c, node_id n)
{
	const struct tree *t = c->tree;
	bool is_generic;

	switch (tree_kind(t, n)) {
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
		is_generic = tree_child(t, n, FIELD_TYPE_PARAMETERS) != NO_NODE;
		open(c,
		     tree_kind(t, n) == KIND_CLASS_DEFINITION ? SCOPE_CLASS
		                                              : SCOPE_FUNCTION,
		     n, is_generic);
		break;
	case KIND_LAMBDA:
		open(c, SCOPE_LAMBDA, n, false);
		break;
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		open(c, SCOPE_COMPREHENSION, n, false);
		break;
	case KIND_TYPE_ALIAS_STATEMENT:
		if (scopes_is_type_alias(t, n))
			open(c, SCOPE_TYPE_ALIAS, n, is_generic_alias(t, n));
		break;
	default:
		break;
	}
}

/* The scope of a child of a node that opens scopes. */
static scope_id scope_in_opener(const struct collected *c, node_id n,
                                const struct opened *o)
{
	enum field field = tree_field(c->tree, n);

	switch (tree_kind(c->tree, o->node)) {
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
		if (field == FIELD_BODY || field == FIELD_PARAMETERS)
			return o->inner;
		if (field == FIELD_TYPE_PARAMETERS ||
		    field == FIELD_SUPERCLASSES || field == FIELD_RETURN_TYPE)
			return o->types;
		return o->outer;
	case KIND_TYPE_ALIAS_STATEMENT:
		return field == FIELD_RIGHT ? o->inner : o->outer;
	default:
		return o->inner;
	}
}

/* The scope that a node is evaluated in. */
static scope_id find_scope(const struct collected *c, node_id n)
{
	const struct tree *t = c->tree;
	const struct opened *o = &c->opened.at[c->opened.count - 1];
	node_id parent = tree_parent(t, n);
	scope_id around = c->scope_of[parent];
	enum field field = tree_field(t, n);

	if (o->node == parent)
		return scope_in_opener(c, n, o);
	switch (tree_kind(t, parent)) {
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
	case KIND_TYPED_PARAMETER:
		if (around == o->inner && field == FIELD_VALUE)
			return o->outer;
		if (around == o->inner && field == FIELD_TYPE)
			return o->types;
		break;
	case KIND_FOR_IN_CLAUSE:
		if (o->first_clause == parent && field == FIELD_RIGHT)
			return o->outer;
		break;
	case KIND_GENERIC_TYPE:
		if (tree_kind(t, n) == KIND_TYPE_PARAMETER &&
		    tree_kind(t, o->node) == KIND_TYPE_ALIAS_STATEMENT &&
		    tree_parent(t, tree_parent(t, parent)) == o->node &&
		    around == o->outer)
			return o->types;
		break;
	default:
		break;
	}
	return around;
}

/* What a node that is no identifier says of the scope it is in. */
static void note_scope_flags(struct collected *c, node_id n)
{
	const struct tree *t = c->tree;
	struct opened *o = &c->opened.at[c->opened.count - 1];
	node_id parent = tree_parent(t, n);
	scope_id scope = c->scope_of[n];

	if (t->nodes[n].flags & NODE_IN_ERROR)
		c->scopes.at[scope].flags |= SCOPE_IS_UNSURE;
	switch (tree_kind(t, n)) {
	case KIND_YIELD:
		scope = c->scopes.at[scope].body;
		c->scopes.at[scope].flags |= SCOPE_IS_GENERATOR;
		break;
	case KIND_GENERATOR_EXPRESSION:
		c->scopes.at[o->inner].flags |= SCOPE_IS_GENERATOR;
		break;
	case KIND_TOKEN_ASYNC:
		if (tree_kind(t, parent) == KIND_FUNCTION_DEFINITION ||
		    tree_kind(t, parent) == KIND_FOR_IN_CLAUSE)
			c->scopes.at[o->inner].flags |= SCOPE_IS_ASYNC;
		break;
	case KIND_FOR_IN_CLAUSE:
		if (parent == o->node && o->first_clause == NO_NODE)
			o->first_clause = n;
		break;
	case KIND_WILDCARD_IMPORT:
		c->scopes.at[scope].flags |= SCOPE_HAS_STAR_IMPORT;
		break;
	default:
		break;
	}
}

/* ------------------------------------------------------------ occurrences */

static void add_occurrence(struct collected *c, node_id n, symbol_id symbol,
                           const struct context *context)
{
	struct occurrence o = {.node = n,
	                       .cause = context->cause,
	                       .symbol = symbol,
	                       .binding = context->binding,
	                       .next = NO_OCCURRENCE};

	o.access = context->role == ROLE_READ   ? ACCESS_READ
	           : context->role == ROLE_BIND ? ACCESS_BIND
	                                        : ACCESS_DELETE;
	if (o.access != ACCESS_BIND) {
		o.binding = BINDING_NONE;
		o.cause = NO_NODE;
	}
	c->at[n] = c->occurrences.count;
	ARRAY_PUSH(c->scratch, &c->occurrences, o);
}

static void read_name(struct collected *c, node_id n,
                      const struct context *context)
{
	uint32_t flags = context->is_unevaluated ? 0 : SYMBOL_REFERENCED;
	scope_id scope = c->scope_of[n];
	name_id name = tree_name(c->tree, n);

	add_occurrence(c, n,
	               scopes_add_symbol(c, scope,
	                                 name_in_scope(c, scope, name, false),
	                                 flags),
	               context);
	/* super() finds its class in the cell __class__. */
	if (name == NAME_SUPER &&
	    scopes_is_function_like(c->scopes.at[scope].kind))
		scopes_add_symbol(c, scope, NAME_CLASS_CELL, flags);
	if (name == NAME_LOCALS || name == NAME_VARS || name == NAME_EVAL ||
	    name == NAME_EXEC) {
		c->scopes.at[scope].flags |= SCOPE_READS_LOCALS;
		scope = c->scopes.at[scope].body;
		c->scopes.at[scope].flags |= SCOPE_READS_LOCALS;
	}
}

/* symtable_extend_namedexpr_scope: `:=` in a comprehension binds in the
 * function around it, and the name is nonlocal (or global) in between. */
static uint32_t walrus_flags(struct collected *c, scope_id scope, name_id name)
{
	scope_id body = c->scopes.at[scope].body;
	enum scope_kind kind = c->scopes.at[body].kind;
	symbol_id target;

	if (scope == body || kind == SCOPE_CLASS)
		return 0;
	if (kind == SCOPE_MODULE) {
		scopes_add_symbol(c, body, name, SYMBOL_GLOBAL_DECLARED);
		return SYMBOL_GLOBAL_DECLARED;
	}
	target = scopes_add_symbol(c, body, name, SYMBOL_ASSIGNED);
	return c->symbols.at[target].flags & SYMBOL_GLOBAL_DECLARED
	           ? SYMBOL_GLOBAL_DECLARED
	           : SYMBOL_NONLOCAL_DECLARED;
}

static void bind_name(struct collected *c, node_id n,
                      const struct context *context)
{
	scope_id scope = c->scope_of[n];
	name_id name = name_in_scope(c, scope, tree_name(c->tree, n), true);
	uint32_t flags = SYMBOL_ASSIGNED;

	if (context->role == ROLE_DELETE)
		flags |= SYMBOL_DELETED;
	else if (context->binding == BINDING_PARAMETER)
		flags = SYMBOL_PARAMETER;
	else if (context->binding == BINDING_IMPORT)
		flags = SYMBOL_IMPORTED;
	else if (context->binding == BINDING_WALRUS)
		flags |= walrus_flags(c, scope, name);
	else if (context->binding == BINDING_TYPE &&
	         c->scopes.at[scope].kind == SCOPE_TYPE_PARAMETERS &&
	         tree_kind(c->tree, context->cause) == KIND_TYPE)
		flags |= SYMBOL_TYPE_PARAMETER;
	if (context->is_annotated)
		flags |= SYMBOL_ANNOTATED;
	add_occurrence(c, n, scopes_add_symbol(c, scope, name, flags), context);
}

static void add_identifier(struct collected *c, node_id n,
                           const struct context *context)
{
	scope_id scope = c->scope_of[n];
	name_id name = tree_name(c->tree, n);

	switch (context->role) {
	case ROLE_READ:
		read_name(c, n, context);
		break;
	case ROLE_BIND:
	case ROLE_DELETE:
		bind_name(c, n, context);
		break;
	case ROLE_GLOBAL:
		/* symtable_add_def notes it in the module's table too. */
		name = name_in_scope(c, scope, name, true);
		scopes_add_symbol(c, scope, name, SYMBOL_GLOBAL_DECLARED);
		scopes_add_symbol(c, 0, name, SYMBOL_GLOBAL_DECLARED);
		break;
	case ROLE_NONLOCAL:
		scopes_add_symbol(c, scope, name_in_scope(c, scope, name, true),
		                  SYMBOL_NONLOCAL_DECLARED);
		break;
	case ROLE_PATTERN:
	case ROLE_NONE:
		break;
	}
}

/* ------------------------------------------------------------ the walk */

static bool imports_lazy_annotations(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		node_id name = tree_kind(t, c) == KIND_ALIASED_IMPORT
		                   ? tree_child(t, c, FIELD_NAME)
		                   : c;

		if (name != NO_NODE &&
		    str_is(tree_text(t, name), "annotations"))
			return true;
	}
	return false;
}

/* Names that the grammar swallows as a keyword: the `type` of
 * `type(x).attr = v`, the `print` of `print >> a, b`. */
static void add_swallowed_name(struct collected *c, node_id n)
{
	const struct tree *t = c->tree;
	struct str name = {0};

	if (tree_kind(t, n) == KIND_TYPE_ALIAS_STATEMENT &&
	    !scopes_is_type_alias(t, n))
		name = STR("type");
	if (tree_kind(t, n) == KIND_PRINT_STATEMENT &&
	    tree_kind(t, n + 1) == KIND_CHEVRON)
		name = STR("print");
	if (name.length != 0)
		scopes_add_symbol(c, c->scope_of[n],
		                  names_intern(t->names, name),
		                  SYMBOL_REFERENCED);
}

static void visit(struct collected *c, node_id n)
{
	node_id end = tree_end(c->tree, n);
	bool is_name = tree_kind(c->tree, n) == KIND_IDENTIFIER;
	struct context context;
	bool opens_type_scope;

	c->scope_of[n] = find_scope(c, n);
	if (is_name || end != n + 1)
		context = context_in(c->tree, n,
		                     &c->contexts.at[c->contexts.count - 1]);
	if (is_name)
		add_identifier(c, n, &context);
	if (end == n + 1) {
		note_scope_flags(c, n);
		return;
	}
	context.end = end;
	opens_type_scope = context.opens_type_scope;
	context.opens_type_scope = false;
	ARRAY_PUSH(c->scratch, &c->contexts, context);
	if (opens_type_scope)
		open(c, SCOPE_TYPE_VARIABLE, n, false);
	else
		open_scopes(c, n);
	note_scope_flags(c, n);
	if (tree_kind(c->tree, n) == KIND_FUTURE_IMPORT_STATEMENT &&
	    imports_lazy_annotations(c->tree, n))
		c->contexts.at[0].has_lazy_annotations = true;
	if (tree_kind(c->tree, n) == KIND_TYPE_ALIAS_STATEMENT ||
	    tree_kind(c->tree, n) == KIND_PRINT_STATEMENT)
		add_swallowed_name(c, n);
}

void scopes_collect(struct collected *c, struct arena *lasting,
                    struct arena *scratch, const struct tree *tree)
{
	struct context reading = {.end = tree->count, .cause = NO_NODE};
	struct opened module = {.end = tree->count, .first_clause = NO_NODE};

	*c = (struct collected){
	    .lasting = lasting, .scratch = scratch, .tree = tree};
	c->at = arena_room(lasting, tree->count * sizeof(occurrence_id));
	memset(c->at, 0xFF, tree->count * sizeof(occurrence_id));
	c->scope_of = ARENA_ARRAY(lasting, tree->count, scope_id);
	grow_slots(c);
	ARRAY_PUSH(scratch, &c->contexts, reading);
	new_scope(c, SCOPE_MODULE, 0, NO_SCOPE);
	ARRAY_PUSH(scratch, &c->opened, module);
	note_scope_flags(c, 0);
	for (node_id n = 1; n < tree->count; n++) {
		while (c->contexts.at[c->contexts.count - 1].end <= n)
			c->contexts.count--;
		while (c->opened.at[c->opened.count - 1].end <= n)
			c->opened.count--;
		visit(c, n);
	}
}

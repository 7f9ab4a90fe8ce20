#include "ask.h"

#include "call.h"

/* ---------------------------------------------------------------- calls */

node_id ask_argument(const struct facts *f, node_id call, uint32_t index)
{
	return call_positional(f->tree, call, index);
}

node_id ask_keyword(const struct facts *f, node_id call, const char *name)
{
	return call_keyword(f->tree, call, name);
}

uint32_t ask_parameter_index(const struct facts *f, node_id function,
                             symbol_id parameter)
{
	const struct tree *t = f->tree;
	node_id p = tree_first(t, tree_child(t, function, FIELD_PARAMETERS));

	for (uint32_t i = 0; p != NO_NODE; p = tree_sibling(t, p), i++) {
		enum kind kind = tree_kind(t, p);
		node_id name = p;

		if (kind == KIND_LIST_SPLAT_PATTERN ||
		    kind == KIND_DICTIONARY_SPLAT_PATTERN)
			continue;
		if (kind != KIND_IDENTIFIER)
			name = tree_first(t, p);
		if (scopes_variable(&f->scopes, name) == parameter)
			return i;
	}
	return UINT32_MAX;
}

uint32_t ask_argument_count(const struct facts *f, node_id call)
{
	return call_has_splat(f->tree, call) ? UINT32_MAX
	                                     : call_count(f->tree, call);
}

bool ask_calls(const struct facts *f, node_id n, const char *dotted)
{
	return tree_kind(f->tree, n) == KIND_CALL &&
	       imports_is(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  dotted);
}

node_id ask_receiver(const struct facts *f, node_id n, const char *method)
{
	const struct tree *t = f->tree;
	node_id function, name;

	if (tree_kind(t, n) != KIND_CALL)
		return NO_NODE;
	function = tree_child(t, n, FIELD_FUNCTION);
	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return NO_NODE;
	name = tree_child(t, function, FIELD_ATTRIBUTE);
	return name != NO_NODE && str_is(tree_text(t, name), method)
	           ? tree_first(t, function)
	           : NO_NODE;
}

/* ------------------------------------------------------------ constants */

bool ask_integer(const struct facts *f, node_id n, int64_t *value)
{
	return extent_integer(f->tree, n, value);
}

bool ask_string(const struct facts *f, node_id n, struct str *value)
{
	const struct tree *t = f->tree;
	struct str start;

	n = tree_value(t, n);
	if (tree_kind(t, n) != KIND_STRING || tree_first(t, n) != NO_NODE)
		return false;
	start = tree_string_start(t, n);
	for (uint32_t i = 0; i < start.length; i++)
		if ((start.at[i] | 32) == 'b' || (start.at[i] | 32) == 'f' ||
		    (start.at[i] | 32) == 't')
			return false;
	*value = tree_string_text(t, n);
	return true;
}

/* ---------------------------------------------------- values and effects */

/* The node after m in a walk that leaves out the bodies of functions in n. */
static node_id next_outside(const struct tree *t, node_id n, node_id m)
{
	if (m != n && (tree_kind(t, m) == KIND_FUNCTION_DEFINITION ||
	               tree_kind(t, m) == KIND_LAMBDA))
		return tree_end(t, m);
	return m + 1;
}

bool ask_is_pure(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct effect_facts facts = {t, &f->scopes, &f->imports,
	                                   f->types};

	if (tree_kind(t, n) == KIND_LAMBDA)
		return true;
	for (node_id m = n; n != NO_NODE && m < tree_end(t, n);
	     m = next_outside(t, n, m))
		switch (tree_kind(t, m)) {
		case KIND_AWAIT:
		case KIND_YIELD:
		case KIND_NAMED_EXPRESSION:
		case KIND_ERROR:
			return false;
		case KIND_CALL:
			if (!effects_is_pure(&facts, m))
				return false;
			break;
		default:
			break;
		}
	return true;
}

enum type_kind ask_sequence_kind(const struct facts *f, node_id n)
{
	enum type_kind kind;

	if (n == NO_NODE)
		return TYPE_UNKNOWN;
	kind = types_of(f->types, tree_value(f->tree, n))->kind;
	switch (kind) {
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_ARRAY:
		return kind;
	default:
		return TYPE_UNKNOWN;
	}
}

static enum ask_place place_of_name(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	const struct symbol *owner;
	scope_id body;

	if (o == NULL || s->symbols[o->symbol].owner == NO_SYMBOL)
		return ASK_PLACE_OTHER;
	owner = &s->symbols[s->symbols[o->symbol].owner];
	body = scopes_body(s, n);
	switch (s->scopes[owner->scope].kind) {
	case SCOPE_MODULE:
		return s->scopes[body].kind == SCOPE_MODULE ? ASK_PLACE_MODULE
		                                            : ASK_PLACE_GLOBAL;
	case SCOPE_CLASS:
		return ASK_PLACE_CLASS;
	case SCOPE_FUNCTION:
	case SCOPE_LAMBDA:
	case SCOPE_COMPREHENSION:
		return owner->flags & SYMBOL_CELL ||
		               scopes_body(s, n) != s->scopes[owner->scope].body
		           ? ASK_PLACE_CELL
		           : ASK_PLACE_LOCAL;
	default:
		return ASK_PLACE_OTHER;
	}
}

enum ask_place ask_place(const struct facts *f, node_id n)
{
	n = tree_value(f->tree, n);
	switch (tree_kind(f->tree, n)) {
	case KIND_IDENTIFIER:
		return place_of_name(f, n);
	case KIND_ATTRIBUTE:
		return ASK_PLACE_ATTRIBUTE;
	case KIND_SUBSCRIPT:
		return ASK_PLACE_ITEM;
	default:
		return ASK_PLACE_OTHER;
	}
}

/* ------------------------------------------------------------------ keys */

/* Does it surely not hash what it is given, as a str's or list's method? */
static bool is_unhashing(const struct facts *f, node_id container)
{
	switch (types_of(f->types, container)->kind) {
	case TYPE_STR:
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_DEQUE:
	case TYPE_TEXT_FILE:
		return true;
	default:
		return false;
	}
}

/* d.get(t), s.add(t), hash(t). */
static bool is_hashing_call(const struct facts *f, node_id call)
{
	static const char *const methods[] = {
	    "get", "setdefault", "pop", "add", "discard", "remove", NULL};
	const struct tree *t = f->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	struct str method;

	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return scopes_is_builtin(&f->scopes, function, "hash");
	method = tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE));
	for (const char *const *m = methods; *m != NULL; m++)
		if (str_is(method, *m))
			return !is_unhashing(
			    f, tree_child(t, function, FIELD_OBJECT));
	return false;
}

bool ask_is_key(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id n = tree_outermost(t, read), around = tree_parent(t, n);
	node_id sign;

	switch (tree_kind(t, around)) {
	case KIND_SUBSCRIPT:
		return tree_field(t, n) == FIELD_SUBSCRIPT &&
		       !is_unhashing(f, tree_child(t, around, FIELD_VALUE));
	case KIND_COMPARISON_OPERATOR:
		sign = tree_sibling(t, n);
		return (tree_kind(t, sign) == KIND_TOKEN_IN ||
		        tree_kind(t, sign) == KIND_TOKEN_NOT_IN) &&
		       !is_unhashing(f, tree_value(t, tree_sibling(t, sign)));
	case KIND_ARGUMENT_LIST:
		return is_hashing_call(f, tree_parent(t, around));
	default:
		return false;
	}
}

/* ---------------------------------------------------------------- slices */

bool ask_slice(const struct facts *f, node_id n, struct ask_slice *found)
{
	struct extent_slice parts;

	n = tree_value(f->tree, n);
	if (n == NO_NODE || !extent_slice(f->tree, n, &parts))
		return false;
	*found = (struct ask_slice){
	    .value = tree_child(f->tree, n, FIELD_VALUE),
	    .start = parts.start,
	    .stop = parts.stop,
	    .step = parts.step,
	    .is_whole = parts.start == NO_NODE && parts.stop == NO_NODE &&
	                parts.step == NO_NODE};
	return true;
}

/* -------------------------------------------------------------- classes */

bool ask_is_reachable(const struct facts *f, const struct class_info *class)
{
	return !f->is_script && !(class->flags & CLASS_IS_LOCAL) &&
	       names_text(f->tree->names, class->name).at[0] != '_';
}

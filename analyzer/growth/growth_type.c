#include "growth_type.h"

#include "growth_form.h"

enum { MOST_SEEDS = 32 };

static bool can_grow(enum type_kind kind)
{
	switch (kind) {
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_FROZENSET:
		return true;
	default:
		return false;
	}
}

static bool is_sum(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_BINARY_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
	           KIND_TOKEN_PLUS;
}

/* Of a value. What has a `decode` gives a str by it; a literal to which
 * something is added gives its own kind (for types.h the other operand's
 * __radd__ might give anything). */
static enum type_kind kind_of_value(const struct facts *f, node_id value)
{
	const struct tree *t = f->tree;
	enum type_kind kind = types_of(f->types, value)->kind;
	node_id function;

	value = tree_value(t, value);
	if (kind == TYPE_UNKNOWN && is_sum(t, value)) {
		while (is_sum(t, value))
			value = tree_value(t, tree_child(t, value, FIELD_LEFT));
		return tree_kind(t, value) == KIND_STRING
		           ? types_of(f->types, value)->kind
		           : TYPE_UNKNOWN;
	}
	if (kind != TYPE_UNKNOWN || tree_kind(t, value) != KIND_CALL)
		return kind;
	function = tree_child(t, value, FIELD_FUNCTION);
	return tree_kind(t, function) == KIND_ATTRIBUTE &&
	               str_is(tree_text(
	                          t, tree_child(t, function, FIELD_ATTRIBUTE)),
	                      "decode")
	           ? TYPE_STR
	           : TYPE_UNKNOWN;
}

/* What an assignment gives to a name in it, which may be one of a pattern's;
 * NO_NODE if that is not written out. */
static node_id assigned_to(const struct tree *t, node_id statement,
                           node_id name)
{
	node_id left = tree_child(t, statement, FIELD_LEFT);
	node_id right = tree_child(t, statement, FIELD_RIGHT), a, b;

	while (tree_kind(t, right) == KIND_ASSIGNMENT)
		right = tree_child(t, right, FIELD_RIGHT);
	if (left == name || right == NO_NODE)
		return right;
	right = tree_value(t, right);
	if (tree_parent(t, name) != left ||
	    (tree_kind(t, right) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, right) != KIND_TUPLE) ||
	    tree_child_count(t, left) != tree_child_count(t, right))
		return NO_NODE;
	b = tree_first(t, right);
	for (a = tree_first(t, left); a != name; a = tree_sibling(t, a))
		b = tree_sibling(t, b);
	return b;
}

/* Is it t[a:b]: of the kind of t? */
static bool is_slice_of(const struct tree *t, node_id value, node_id target)
{
	return tree_kind(t, value) == KIND_SUBSCRIPT &&
	       tree_kind(t, tree_child(t, value, FIELD_SUBSCRIPT)) ==
	           KIND_SLICE &&
	       tree_same(t, tree_child(t, value, FIELD_VALUE), target);
}

/* The names whose definitions are still to be looked at, and what the others
 * were found to be. */
struct seeds {
	const struct facts *facts;
	node_id names[MOST_SEEDS];
	uint32_t count;
	enum type_kind kind;
	node_id seed;
};

static bool add_name(struct seeds *s, node_id name)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->names[i] == name)
			return true;
	if (s->count == MOST_SEEDS)
		return false;
	s->names[s->count++] = name;
	return true;
}

/* False if the definition makes the kind unknown. */
static bool add_definition(struct seeds *s, const struct occurrence *o)
{
	const struct tree *t = s->facts->tree;
	struct growth_parts parts;
	enum type_kind kind;
	node_id value;

	if (o->binding == BINDING_AUGMENTED)
		return add_name(s, o->node);
	if (o->binding != BINDING_ASSIGNMENT)
		return false;
	if (growth_form_of(t, o->cause, &parts) != GROWTH_NONE &&
	    parts.target == o->node)
		return add_name(s, o->node);
	value = assigned_to(t, o->cause, o->node);
	if (value == NO_NODE)
		return false;
	if (is_slice_of(t, tree_value(t, value), o->node))
		return add_name(s, o->node);
	kind = kind_of_value(s->facts, value);
	if (kind == TYPE_NONE)
		return true;
	if (!can_grow(kind) || (s->kind != TYPE_UNKNOWN && s->kind != kind))
		return false;
	s->kind = kind;
	s->seed = value;
	return true;
}

/* By all that a name can hold here, where it holds other things elsewhere. */
static enum type_kind kind_of_name(const struct facts *f, node_id name,
                                   node_id *seed)
{
	const struct scopes *scopes = &f->scopes;
	symbol_id variable = scopes_variable(scopes, name);
	struct flow *flow = facts_flow(f, name);
	struct seeds s = {.facts = f, .kind = TYPE_UNKNOWN, .seed = NO_NODE};
	occurrence_id found[MOST_SEEDS];

	if (variable == NO_SYMBOL || flow == NULL)
		return TYPE_UNKNOWN;
	add_name(&s, name);
	for (uint32_t k = 0; k < s.count; k++) {
		uint32_t count = flow_definitions(flow, variable, s.names[k],
		                                  found, MOST_SEEDS);

		if (count == UINT32_MAX)
			return TYPE_UNKNOWN;
		for (uint32_t i = 0; i < count; i++)
			if (!add_definition(&s, &scopes->occurrences[found[i]]))
				return TYPE_UNKNOWN;
	}
	*seed = s.seed;
	return s.kind;
}

/* An attribute or item that is given a text in the same body, surely before. */
static enum type_kind kind_of_place(const struct facts *f, struct carry *c,
                                    node_id target, node_id *seed)
{
	const struct tree *t = f->tree;
	node_id body = tree_enclosing_body(t, target);
	struct flow *flow = facts_flow(f, target);

	if (flow == NULL)
		return TYPE_UNKNOWN;
	for (node_id n = target; n-- > body && carry_work(c, 1);) {
		node_id value;

		if (tree_kind(t, n) != KIND_ASSIGNMENT)
			continue;
		value = tree_child(t, n, FIELD_RIGHT);
		if (value == NO_NODE ||
		    !tree_same(t, tree_child(t, n, FIELD_LEFT), target) ||
		    !flow_dominates(flow, n, target))
			continue;
		*seed = value;
		return kind_of_value(f, value);
	}
	return TYPE_UNKNOWN;
}

/* The only kind of the values in a display, if the target's index is one of
 * them. */
static enum type_kind kind_in_display(const struct facts *f, node_id display,
                                      node_id index, node_id *seed)
{
	const struct tree *t = f->tree;
	bool is_dict = tree_kind(t, display) == KIND_DICTIONARY;
	enum type_kind kind = TYPE_UNKNOWN;

	if (!is_dict && tree_kind(t, display) != KIND_LIST)
		return TYPE_UNKNOWN;
	for (node_id n = tree_first(t, display); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id value = is_dict ? tree_child(t, n, FIELD_VALUE) : n;
		enum type_kind of_value;

		if (is_dict && tree_kind(t, n) != KIND_PAIR)
			return TYPE_UNKNOWN;
		if (is_dict &&
		    !tree_same(t, tree_child(t, n, FIELD_KEY), index))
			continue;
		of_value = kind_of_value(f, value);
		if (kind != TYPE_UNKNOWN && kind != of_value)
			return TYPE_UNKNOWN;
		kind = of_value;
		*seed = value;
	}
	return kind;
}

/* Is n, in a class, a statement that may give another kind to an item of this
 * attribute? */
static bool may_set_item(const struct facts *f, node_id n, node_id target,
                         enum type_kind kind)
{
	const struct tree *t = f->tree;
	node_id base = tree_child(t, target, FIELD_VALUE);
	node_id left = tree_child(t, n, FIELD_LEFT);
	struct growth_parts parts;

	if (tree_kind(t, n) != KIND_ASSIGNMENT ||
	    tree_kind(t, left) != KIND_SUBSCRIPT ||
	    !tree_same(t, tree_child(t, left, FIELD_VALUE), base))
		return false;
	return growth_form_of(t, n, &parts) == GROWTH_NONE &&
	       kind_of_value(f, tree_child(t, n, FIELD_RIGHT)) != kind;
}

/* self.parts["body"], where self.parts is set once, to a display of texts. */
static enum type_kind kind_of_item(const struct facts *f, struct carry *c,
                                   node_id target, node_id *seed)
{
	const struct tree *t = f->tree;
	node_id base = tree_child(t, target, FIELD_VALUE);
	node_id object = tree_child(t, base, FIELD_OBJECT), display = NO_NODE;
	class_id class = classes_of_self(&f->classes, object);
	const struct class_info *info;
	enum type_kind kind;

	if (tree_kind(t, base) != KIND_ATTRIBUTE || class == NO_CLASS)
		return TYPE_UNKNOWN;
	info = &f->classes.list[class];
	for (uint32_t i = 0; i < info->set_count && carry_work(c, 1); i++) {
		if (info->sets[i].name !=
		    tree_name(t, tree_child(t, base, FIELD_ATTRIBUTE)))
			continue;
		if (display != NO_NODE || info->sets[i].value == NO_NODE)
			return TYPE_UNKNOWN;
		display = tree_value(t, info->sets[i].value);
	}
	if (display == NO_NODE)
		return TYPE_UNKNOWN;
	kind = kind_in_display(f, display,
	                       tree_child(t, target, FIELD_SUBSCRIPT), seed);
	for (node_id n = info->node;
	     kind != TYPE_UNKNOWN && n < tree_end(t, info->node); n++)
		if (!carry_work(c, 1) || may_set_item(f, n, target, kind))
			return TYPE_UNKNOWN;
	return kind;
}

enum type_kind growth_type(const struct facts *f, struct carry *c,
                           node_id target, node_id *seed)
{
	enum type_kind kind = types_of(f->types, target)->kind;

	*seed = NO_NODE;
	if (kind != TYPE_UNKNOWN) {
		*seed = types_proof(f->types, target);
		return can_grow(kind) ? kind : TYPE_UNKNOWN;
	}
	if (tree_kind(f->tree, target) == KIND_IDENTIFIER)
		kind = kind_of_name(f, target, seed);
	else
		kind = kind_of_place(f, c, target, seed);
	if (kind == TYPE_UNKNOWN &&
	    tree_kind(f->tree, target) == KIND_SUBSCRIPT)
		kind = kind_of_item(f, c, target, seed);
	return can_grow(kind) ? kind : TYPE_UNKNOWN;
}

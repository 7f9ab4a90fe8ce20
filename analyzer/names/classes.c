#include "classes.h"
#include "classes_attributes.h"

/* Of a class's resolution order, and the bases that are merged; what is beyond
 * them is open. */
enum { LONGEST_ORDER = 32, MOST_BASES = 8 };

/* What is known while the classes of a file are found. */
struct finder {
	struct arena *arena;
	const struct tree *tree;
	const struct scopes *scopes;
	const struct imports *imports;
	ARRAY(struct class_info) list;
	uint32_t *of_scope; /* by scope: 1 + the class that opens it */
};

static const char *const harmless_decorators[] = {
    "dataclasses.dataclass",
    "functools.total_ordering",
    "typing.final",
    "typing.runtime_checkable",
    "typing.dataclass_transform",
    "typing_extensions.final",
    "typing_extensions.runtime_checkable",
    "warnings.deprecated",
    "typing_extensions.deprecated",
    "enum.unique",
    NULL};

/* Bases that add neither attributes nor methods that a class would set. */
static const char *const empty_bases[] = {"builtins.object",
                                          "typing.Generic",
                                          "typing.Protocol",
                                          "abc.ABC",
                                          "typing_extensions.Protocol",
                                          NULL};

static bool is_true_keyword(const struct tree *t, node_id n, const char *name)
{
	return tree_kind(t, n) == KIND_KEYWORD_ARGUMENT &&
	       str_is(tree_text(t, tree_child(t, n, FIELD_NAME)), name) &&
	       tree_kind(t, tree_child(t, n, FIELD_VALUE)) == KIND_TRUE;
}

static uint32_t dataclass_flags(const struct tree *t, node_id call)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t flags = CLASS_IS_DATACLASS;

	if (tree_kind(t, call) != KIND_CALL || list == NO_NODE)
		return flags;
	for (node_id c = tree_first(t, list); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (is_true_keyword(t, c, "slots"))
			flags |= CLASS_DATACLASS_SLOTS;
	return flags;
}

static uint32_t decorator_flags(const struct finder *f, node_id class)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, class);
	uint32_t flags = 0;

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return 0;
	for (node_id c = tree_first(t, around); c < class && c != NO_NODE;
	     c = tree_sibling(t, c)) {
		node_id value = tree_first(t, c);
		node_id callee = tree_kind(t, value) == KIND_CALL
		                     ? tree_child(t, value, FIELD_FUNCTION)
		                     : value;
		int which =
		    imports_which(f->imports, callee, harmless_decorators);

		if (which == 0)
			flags |= dataclass_flags(t, value);
		else if (which < 0)
			flags |= CLASS_UNKNOWN_DECORATOR;
	}
	return flags;
}

/* C in C[T]. */
static node_id without_subscripts(const struct tree *t, node_id n)
{
	while (tree_kind(t, n) == KIND_SUBSCRIPT)
		n = tree_child(t, n, FIELD_VALUE);
	return n;
}

static class_id class_of_variable(const struct finder *f, symbol_id variable)
{
	const struct occurrence *only;
	scope_id scope;

	if (variable == NO_SYMBOL)
		return NO_CLASS;
	only = scopes_only_binding(f->scopes, variable);
	if (only == NULL || only->binding != BINDING_CLASS)
		return NO_CLASS;
	scope = scopes_opened_by(f->scopes, only->cause);
	if (scope == NO_SCOPE || f->of_scope[scope] == 0)
		return NO_CLASS;
	return f->of_scope[scope] - 1;
}

static struct base base_at(const struct finder *f, node_id n)
{
	struct base base = {.node = without_subscripts(f->tree, n),
	                    .class = NO_CLASS};

	base.origin = imports_origin(f->imports, base.node);
	if (tree_kind(f->tree, base.node) == KIND_IDENTIFIER)
		base.class =
		    class_of_variable(f, scopes_variable(f->scopes, base.node));
	return base;
}

static void find_bases(struct finder *f, struct class_info *info)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, info->node, FIELD_SUPERCLASSES);
	ARRAY(struct base) bases = {NULL, 0, 0};

	if (list == NO_NODE)
		return;
	for (node_id c = tree_first(t, list); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) != KIND_KEYWORD_ARGUMENT)
			ARRAY_PUSH(f->arena, &bases, base_at(f, c));
		else if (str_is(tree_text(t, tree_child(t, c, FIELD_NAME)),
		                "metaclass"))
			info->flags |= CLASS_HAS_METACLASS;
		else
			info->flags |= CLASS_HAS_KEYWORDS;
	}
	info->bases = bases.at;
	info->base_count = bases.count;
}

static struct str name_of_body(const struct tree *t, node_id body)
{
	if (tree_kind(t, body) == KIND_LAMBDA)
		return STR("<lambda>");
	return tree_text(t, tree_child(t, body, FIELD_NAME));
}

static struct str qualified_name(const struct finder *f, node_id class,
                                 uint32_t *flags)
{
	const struct tree *t = f->tree;
	node_id body = tree_enclosing_body(t, class);
	struct str name = name_of_body(t, class);
	const char *text = NULL;

	while (body != NO_NODE && tree_kind(t, body) != KIND_MODULE) {
		bool is_class = tree_kind(t, body) == KIND_CLASS_DEFINITION;

		text = arena_format(
		    f->arena, "%.*s%s%.*s", STR_ARG(name_of_body(t, body)),
		    is_class ? "." : ".<locals>.", STR_ARG(name));
		name = str_of(text);
		if (!is_class)
			*flags |= CLASS_IS_LOCAL;
		body = tree_enclosing_body(t, body);
	}
	return name;
}

static bool is_empty_base(const struct base *base)
{
	return str_is_one_of(base->origin, empty_bases);
}

static void find_class(struct finder *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, n, FIELD_NAME);
	struct class_info info = {.node = n, .name = tree_name(t, name)};

	info.scope = scopes_opened_by(f->scopes, n);
	info.variable = scopes_variable(f->scopes, name);
	info.flags = decorator_flags(f, n);
	info.qualified = qualified_name(f, n, &info.flags);
	if (t->nodes[n].flags &
	    (NODE_HAS_ERROR | NODE_IN_ERROR | NODE_IS_UNSURE))
		info.flags |= CLASS_IS_UNSURE;
	/* Only classes before it can be its bases here: no cycles. */
	find_bases(f, &info);
	ARRAY_PUSH(f->arena, &f->list, info);
	if (info.scope != NO_SCOPE)
		f->of_scope[info.scope] = f->list.count;
}

static bool is_open(const struct finder *f, const struct class_info *info)
{
	for (uint32_t i = 0; i < info->base_count; i++) {
		const struct base *base = &info->bases[i];

		if (base->class == NO_CLASS
		        ? !is_empty_base(base)
		        : f->list.at[base->class].order_is_open)
			return true;
	}
	return false;
}

/* One list of C3's merge: the order of a base, or the bases themselves. */
struct lane {
	const class_id *at;
	uint32_t count;
};

static bool is_in_tail(const struct lane *lanes, uint32_t count, class_id c)
{
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 1; j < lanes[i].count; j++)
			if (lanes[i].at[j] == c)
				return true;
	return false;
}

static class_id next_of(const struct lane *lanes, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (lanes[i].count != 0 &&
		    !is_in_tail(lanes, count, lanes[i].at[0]))
			return lanes[i].at[0];
	return NO_CLASS;
}

/* CPython's mro_implementation (typeobject.c). Leaves the order open where it
 * is too long or there is none. */
static void merge(struct class_info *info, class_id *order, struct lane *lanes,
                  uint32_t count)
{
	class_id next;
	bool is_left = false;

	while ((next = next_of(lanes, count)) != NO_CLASS &&
	       info->order_count < LONGEST_ORDER) {
		order[info->order_count++] = next;
		for (uint32_t i = 0; i < count; i++)
			if (lanes[i].count != 0 && lanes[i].at[0] == next) {
				lanes[i].at++;
				lanes[i].count--;
			}
	}
	for (uint32_t i = 0; i < count; i++)
		is_left |= lanes[i].count != 0;
	info->order_is_open |= is_left;
}

/* Where a base is of another file, only the class and its first base are sure
 * to come first: what is above them may come after the other's. */
static uint32_t lanes_of(const struct finder *f, const struct class_info *info,
                         struct lane *lanes, class_id *direct)
{
	uint32_t count = 0, classes = 0;

	for (uint32_t i = 0; i < info->base_count && i < MOST_BASES; i++) {
		class_id base = info->bases[i].class;

		if (base == NO_CLASS) {
			if (is_empty_base(&info->bases[i]))
				continue;
			break;
		}
		lanes[count].at = f->list.at[base].order;
		lanes[count++].count = f->list.at[base].order_count;
		direct[classes++] = base;
	}
	if (info->order_is_open && info->base_count > 1) {
		count = classes != 0;
		lanes[0].count = classes != 0;
		classes = count;
	}
	lanes[count].at = direct;
	lanes[count].count = classes;
	return count + 1;
}

static void find_order(struct finder *f, struct class_info *info, class_id self)
{
	struct lane lanes[MOST_BASES + 1];
	class_id direct[MOST_BASES], order[LONGEST_ORDER];
	uint32_t count;

	info->order_is_open = is_open(f, info) || info->base_count > MOST_BASES;
	order[0] = self;
	info->order_count = 1;
	count = lanes_of(f, info, lanes, direct);
	merge(info, order, lanes, count);
	info->order = (const class_id *)(const void *)arena_copy(
	    f->arena, order, info->order_count * sizeof(*order));
}

static void find_foreign(const struct finder *f, struct class_info *info)
{
	for (uint32_t i = 0; i < info->base_count; i++) {
		const struct base *base = &info->bases[i];

		if (base->class == NO_CLASS
		        ? !str_is(base->origin, "builtins.object")
		        : (f->list.at[base->class].flags &
		           CLASS_HAS_FOREIGN_BASE) != 0)
			info->flags |= CLASS_HAS_FOREIGN_BASE;
	}
}

void classes_find(struct classes *classes, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports)
{
	struct finder f = {
	    .arena = arena, .tree = tree, .scopes = scopes, .imports = imports};

	f.of_scope = ARENA_ARRAY(arena, scopes->scope_count + 1, uint32_t);
	for (node_id n = tree_first_of(tree, KIND_CLASS_DEFINITION);
	     n != NO_NODE; n = tree_next_of(tree, n))
		find_class(&f, n);
	for (class_id c = 0; c < f.list.count; c++) {
		find_order(&f, &f.list.at[c], c);
		find_foreign(&f, &f.list.at[c]);
	}
	*classes = (struct classes){.list = f.list.at,
	                            .count = f.list.count,
	                            .tree = tree,
	                            .scopes = scopes,
	                            .imports = imports};
	classes_find_methods(classes, arena, f.list.at, f.of_scope);
	classes_find_attributes(classes, arena, f.list.at);
}

class_id classes_at(const struct classes *c, node_id n)
{
	uint32_t low = 0, high = c->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (c->list[middle].node < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->count && c->list[low].node == n ? low : NO_CLASS;
}

class_id classes_of_method(const struct classes *c, node_id function)
{
	scope_id scope = scopes_opened_by(c->scopes, function);

	if (scope == NO_SCOPE || c->of_method[scope] == 0)
		return NO_CLASS;
	return c->of_method[scope] - 1;
}

class_id classes_of_self(const struct classes *c, node_id n)
{
	symbol_id variable = scopes_variable(c->scopes, n);

	if (variable == NO_SYMBOL || c->of_self[variable] == 0)
		return NO_CLASS;
	return c->of_self[variable] - 1;
}

class_id classes_named(const struct classes *c, node_id n)
{
	symbol_id variable = scopes_variable(c->scopes, n);
	const struct occurrence *only = NULL;

	if (variable != NO_SYMBOL)
		only = scopes_only_binding(c->scopes, variable);
	if (only == NULL || only->binding != BINDING_CLASS)
		return NO_CLASS;
	return classes_at(c, only->cause);
}

node_id classes_method(const struct classes *c, class_id class, name_id name)
{
	const struct class_info *info = &c->list[class];

	for (uint32_t i = 0; i < info->order_count; i++) {
		node_id found;

		if (classes_own_name(c, info->order[i], name, &found))
			return found;
	}
	return NO_NODE;
}

bool classes_derives(const struct classes *c, class_id derived, class_id base)
{
	const struct class_info *info = &c->list[derived];

	for (uint32_t i = 0; i < info->order_count; i++)
		if (info->order[i] == base)
			return true;
	return false;
}

enum { MOST_ABOVE = 32 };

bool classes_has_base(const struct classes *c, class_id class,
                      const char *const *origins)
{
	const struct class_info *info = &c->list[class];

	for (uint32_t i = 0; i < info->order_count && i < MOST_ABOVE; i++) {
		const struct class_info *above = &c->list[info->order[i]];

		for (uint32_t k = 0; k < above->base_count; k++)
			if (str_is_one_of(above->bases[k].origin, origins))
				return true;
	}
	return false;
}

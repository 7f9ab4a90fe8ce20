/* Attributes and items that are set or read through functions: setattr(),
 * getattr(), and the methods behind the operators. */
#include "bounds.h"
#include "heap_model.h"

/* The attribute that the argument at `index`, a string, names; NAME_NONE if it
 * is none that the file says. */
name_id heap_named(const struct tree *t, node_id call, uint32_t index)
{
	node_id name = heap_positional(t, call, index);
	struct str text;

	if (tree_kind(t, name) != KIND_STRING)
		return NAME_NONE;
	text = tree_text(t, name);
	if (text.length < 3)
		return NAME_NONE;
	text.at++;
	text.length -= 2;
	return names_find(t->names, text);
}

/* A string without parts that are put in. */
bool heap_is_plain_string(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) != KIND_STRING)
		return false;
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_INTERPOLATION)
			return false;
	return true;
}

/* Is it an instance of a class, as far as its name tells? Many names are set on
 * modules and classes too. */
static bool is_some_instance(const struct heap_builder *b,
                             const struct object *o)
{
	static const char *const ends[] = {
	    "cls",   "class", "class_", "klass",  "type",
	    "type_", "mcs",   "mod",    "module", "namespace"};

	if (o->class != NO_CLASS || o->kind != OBJECT_PARAMETER)
		return o->class != NO_CLASS;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(tree_text(b->tree, o->node), ends[i]))
			return false;
	return true;
}

/* setattr(x, name, value) with a computed name: x.__dict__ holds it. */
static void set_any(struct heap_builder *b, struct heap_function *f,
                    node_id call, object_id holder, uint32_t index)
{
	object_id value =
	    object_of(b, f, heap_positional(b->tree, call, index + 1));
	object_id dict;

	if (value == NO_OBJECT ||
	    !is_some_instance(b, &f->objects.at[holder]) ||
	    !object_keeps(b, &f->objects.at[holder], NAME_DICT))
		return;
	dict = object_read(b, f, holder, NAME_DICT, call);
	edge_add(b, f,
	         (struct edge){.from = dict,
	                       .to = value,
	                       .field = FIELD_ITEM,
	                       .node = call,
	                       .at = call});
}

void heap_call_setattr(struct heap_builder *b, struct heap_function *f,
                       node_id call, object_id holder, uint32_t index)
{
	const struct tree *t = b->tree;
	name_id field = heap_named(t, call, index);

	if (holder == NO_OBJECT)
		return;
	if (field == NAME_NONE &&
	    !heap_is_plain_string(t, heap_positional(t, call, index))) {
		set_any(b, f, call, holder, index);
		return;
	}
	if (field == NAME_NONE ||
	    !object_takes(b, &f->objects.at[holder], field))
		return;
	edge_add(b, f,
	         (struct edge){
	             .from = holder,
	             .to = object_of(b, f, heap_positional(t, call, index + 1)),
	             .field = field,
	             .node = call,
	             .at = call});
}

/* What the text of `"visit_" + x`, "visit_%s" % x or f"visit_{x}" begins with.
 */
static struct str prefix_of(const struct tree *t, node_id n)
{
	struct str text = {NULL, 0};
	uint32_t start = 0, end;

	if (tree_kind(t, n) == KIND_BINARY_OPERATOR)
		n = tree_value(t, tree_child(t, n, FIELD_LEFT));
	if (tree_kind(t, n) != KIND_STRING)
		return text;
	text = tree_text(t, n);
	while (start < text.length && text.at[start] != '"' &&
	       text.at[start] != '\'')
		start++;
	start++;
	for (end = start; end < text.length; end++)
		if (text.at[end] == '%' || text.at[end] == '{' ||
		    text.at[end] == '"' || text.at[end] == '\'')
			break;
	return start < end ? (struct str){text.at + start, end - start}
	                   : (struct str){NULL, 0};
}

enum { SHORTEST_PREFIX = 3 };

bool heap_asks_by_prefix(struct heap_builder *b, class_id class, node_id n)
{
	const struct classes *c = &b->facts->classes;
	const struct class_info *info = &c->list[class];
	struct str prefix = prefix_of(b->tree, n);
	bool is_found = false;

	if (prefix.length < SHORTEST_PREFIX ||
	    prefix.at[prefix.length - 1] != '_' ||
	    bounds_exceeded(b->tree, REACHED_METHODS, info->method_count,
	                    info->node) ||
	    bounds_exceeded(b->tree, REACHED_SETS, info->set_count, info->node))
		return false;
	for (uint32_t i = 0; i < info->method_count; i++) {
		struct str name = tree_text(
		    b->tree, tree_child(b->tree, info->methods[i], FIELD_NAME));

		if (name.length > prefix.length &&
		    str_equal((struct str){name.at, prefix.length}, prefix)) {
			if (classes_method_kind(c, info->methods[i]) !=
			    METHOD_INSTANCE)
				return false;
			is_found = true;
		}
	}
	for (uint32_t i = 0; i < info->set_count; i++) {
		struct str name =
		    names_text(b->tree->names, info->sets[i].name);

		if (name.length > prefix.length &&
		    str_equal((struct str){name.at, prefix.length}, prefix))
			return false;
	}
	return is_found;
}

/* Is it super(), or a builtin class, in a method of a class? */
static bool is_above(struct heap_builder *b, node_id n, bool *is_bound)
{
	const struct imports *imports = &b->facts->imports;

	*is_bound = tree_kind(b->tree, n) == KIND_CALL;
	if (*is_bound)
		return imports_is(imports,
		                  tree_child(b->tree, n, FIELD_FUNCTION),
		                  "builtins.super");
	return imports_is(imports, n, "builtins.object") ||
	       imports_is(imports, n, "builtins.dict") ||
	       imports_is(imports, n, "builtins.list");
}

/* super().append(x), dict.__setitem__(self, key, x): the object holds x. */
static void keep_item(struct heap_builder *b, struct heap_function *f,
                      node_id call, object_id holder, uint32_t index)
{
	edge_add(b, f,
	         (struct edge){.from = holder,
	                       .to = object_of(
	                           b, f, heap_positional(b->tree, call, index)),
	                       .field = FIELD_ITEM,
	                       .node = call,
	                       .at = call});
}

bool heap_call_slot(struct heap_builder *b, struct heap_function *f,
                    node_id call, node_id callee)
{
	const struct tree *t = b->tree;
	node_id receiver;
	struct str name;
	object_id holder;
	uint32_t first;
	bool is_bound = true;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	receiver = tree_value(t, tree_child(t, callee, FIELD_OBJECT));
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (!str_is(name, "__setattr__") && !str_is(name, "__setitem__") &&
	    !str_is(name, "append"))
		return false;
	if (!is_above(b, receiver, &is_bound)) {
		holder = object_of(b, f, receiver);
		if (holder == NO_OBJECT || !str_is(name, "__setattr__"))
			return false;
		heap_call_setattr(b, f, call, holder, 0);
		return true;
	}
	first = is_bound ? 0 : 1;
	holder = !is_bound ? object_of(b, f, heap_positional(t, call, 0))
	         : f->node != 0 && f->objects.count > 0 ? 0
	                                                : NO_OBJECT;
	if (holder == NO_OBJECT ||
	    (is_bound && f->objects.at[holder].kind != OBJECT_PARAMETER))
		return false;
	if (str_is(name, "__setattr__")) {
		/* what that stores, those who set attributes store */
		if (f->node != 0 &&
		    str_is(tree_text(t, tree_child(t, f->node, FIELD_NAME)),
		           "__setattr__"))
			return false;
		heap_call_setattr(b, f, call, holder, first);
		return true;
	}
	if (!object_is_container(b, f, holder, receiver) &&
	    !heap_derives_from_container(b, f->objects.at[holder].class))
		return false;
	keep_item(b, f, call, holder,
	          first + (str_is(name, "__setitem__") ? 1 : 0));
	return true;
}

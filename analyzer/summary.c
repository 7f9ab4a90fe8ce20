#include "summary.h"

#include "summary_functions.h"
#include "weakly.h"

#include <stdlib.h>
#include <string.h>

typedef ARRAY(const char *) text_list;

static int by_text(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

char *summary_plain_name(char *text)
{
	char *to = text;

	for (const char *at = text; *at != '\0'; at++)
		if (*at != '_')
			*to++ = *at >= 'A' && *at <= 'Z'
			            ? (char)(*at + ('a' - 'A'))
			            : *at;
	*to = '\0';
	return text;
}

/* Sorted, each once. */
static void sort_texts(text_list *list)
{
	uint32_t kept = 0;

	if (list->count == 0)
		return;
	qsort(list->at, list->count, sizeof(*list->at), by_text);
	for (uint32_t i = 1; i < list->count; i++)
		if (strcmp(list->at[kept], list->at[i]) != 0)
			list->at[++kept] = list->at[i];
	list->count = kept + 1;
}

/* The same texts in one piece of `arena`. */
static const char *const *keep_texts(const text_list *list, struct arena *arena)
{
	size_t size = list->count * sizeof(const char *);
	const char **kept;
	char *to;

	if (list->count == 0)
		return NULL;
	for (uint32_t i = 0; i < list->count; i++)
		size += strlen(list->at[i]) + 1;
	kept = arena_room(arena, size);
	to = (char *)(kept + list->count);
	for (uint32_t i = 0; i < list->count; i++) {
		size_t length = strlen(list->at[i]) + 1;

		kept[i] = memcpy(to, list->at[i], length);
		to += length;
	}
	return kept;
}

/* "name=dotted.origin" */
static const char *export_of(struct arena *arena, const struct facts *facts,
                             const struct import *import)
{
	name_id bound = facts->scopes.symbols[import->variable].name;
	struct str name = names_text(facts->tree->names, bound);
	struct str origin = str_of(
	    dotted_join(arena, dotted_absolute(arena, facts, import->module),
	                import->name));
	char *text =
	    arena_room(arena, (size_t)name.length + 1 + origin.length + 1);

	memcpy(text, name.at, name.length);
	text[name.length] = '=';
	memcpy(text + name.length + 1, origin.at, (size_t)origin.length + 1);
	return text;
}

static void find_exports(struct summary *summary, struct arena *arena,
                         const struct facts *facts)
{
	const struct imports *imports = &facts->imports;
	const struct scopes *scopes = &facts->scopes;
	text_list exports = {0};

	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];

		if (import->variable != NO_SYMBOL &&
		    scopes->symbols[import->variable].scope == 0 &&
		    import->name.length != 0)
			ARRAY_PUSH(facts->arena, &exports,
			           export_of(facts->arena, facts, import));
	}
	sort_texts(&exports);
	summary->exports = keep_texts(&exports, arena);
	summary->export_count = exports.count;
}

static const char *base_name(struct arena *arena, const struct facts *facts,
                             const struct base *base)
{
	if (base->class != NO_CLASS)
		return class_dotted_name(arena, facts,
		                         &facts->classes.list[base->class]);
	return dotted_join(arena, dotted_absolute(arena, facts, base->origin),
	                   (struct str){NULL, 0});
}

static bool is_own_dict(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	       tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == NAME_DICT &&
	       classes_of_self(&facts->classes,
	                       tree_child(t, n, FIELD_OBJECT)) != NO_CLASS;
}

/* self.__dict__ = {} or self.__dict__.clear() */
static bool empties_dict(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	node_id value, callee;

	switch (tree_kind(t, n)) {
	case KIND_ASSIGNMENT:
		value = tree_child(t, n, FIELD_RIGHT);
		return tree_kind(t, value) == KIND_DICTIONARY &&
		       tree_first(t, value) == NO_NODE &&
		       is_own_dict(facts, tree_child(t, n, FIELD_LEFT));
	case KIND_CALL:
		callee = tree_child(t, n, FIELD_FUNCTION);
		return tree_kind(t, callee) == KIND_ATTRIBUTE &&
		       str_is(
		           tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
		           "clear") &&
		       is_own_dict(facts, tree_child(t, callee, FIELD_OBJECT));
	default:
		return false;
	}
}

static bool empties_itself(const struct facts *facts,
                           const struct class_info *class)
{
	const struct tree *t = facts->tree;

	if (!(class->flags & CLASS_USES_DICT))
		return false;
	for (node_id n = class->node; n < tree_end(t, class->node); n++)
		if (empties_dict(facts, n))
			return true;
	return false;
}

static void add_attributes(text_list *list, const struct facts *facts,
                           const struct class_info *class)
{
	const struct names *names = facts->tree->names;
	struct arena *scratch = facts->arena;

	for (uint32_t i = 0; i < class->set_count; i++)
		if (!class->sets[i].is_class_level)
			ARRAY_PUSH(
			    scratch, list,
			    str_copy(scratch,
			             names_text(names, class->sets[i].name)));
	for (uint32_t i = 0; i < class->slot_count; i++)
		ARRAY_PUSH(
		    scratch, list,
		    str_copy(scratch, names_text(names, class->slots[i])));
	for (uint32_t i = 0; i < class->method_count; i++)
		if (classes_method_kind(&facts->classes, class->methods[i]) ==
		    METHOD_PROPERTY)
			ARRAY_PUSH(
			    scratch, list,
			    str_copy(scratch,
			             tree_text(facts->tree,
			                       tree_child(facts->tree,
			                                  class->methods[i],
			                                  FIELD_NAME))));
}

static void find_class(struct class_summary *to, struct arena *arena,
                       const struct facts *facts,
                       const struct class_info *class)
{
	struct arena *scratch = facts->arena;
	text_list bases = {0}, attributes = {0}, methods = {0};

	for (uint32_t i = 0; i < class->base_count; i++)
		ARRAY_PUSH(scratch, &bases,
		           base_name(scratch, facts, &class->bases[i]));
	for (uint32_t i = 0; i < class->order_count; i++)
		add_attributes(&attributes, facts,
		               &facts->classes.list[class->order[i]]);
	for (uint32_t i = 0; i < class->method_count; i++)
		ARRAY_PUSH(
		    scratch, &methods,
		    str_copy(scratch, tree_text(facts->tree,
		                                tree_child(facts->tree,
		                                           class->methods[i],
		                                           FIELD_NAME))));
	sort_texts(&attributes);
	sort_texts(&methods);
	*to = (struct class_summary){
	    .name = class_dotted_name(arena, facts, class),
	    .bases = keep_texts(&bases, arena),
	    .base_count = bases.count,
	    .attributes = keep_texts(&attributes, arena),
	    .attribute_count = attributes.count,
	    .methods = keep_texts(&methods, arena),
	    .method_count = methods.count,
	    .has_slots = class->flags & CLASS_HAS_SLOTS,
	    .empties_itself = empties_itself(facts, class)};
}

static void find_classes(struct summary *summary, struct arena *arena,
                         const struct facts *facts)
{
	const struct classes *classes = &facts->classes;
	struct class_summary *list = NULL;

	if (classes->count != 0)
		list = ARENA_ARRAY(arena, classes->count, struct class_summary);
	for (class_id c = 0; c < classes->count; c++)
		find_class(&list[c], arena, facts, &classes->list[c]);
	summary->classes = list;
	summary->class_count = classes->count;
}

static bool is_target(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);
	enum kind kind = tree_kind(t, parent);

	if (tree_field(t, n) == FIELD_LEFT)
		return kind == KIND_ASSIGNMENT || kind == KIND_FOR_STATEMENT ||
		       kind == KIND_AUGMENTED_ASSIGNMENT;
	return kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
	       kind == KIND_AS_PATTERN_TARGET;
}

static bool is_self(const struct facts *facts, node_id n)
{
	n = tree_value(facts->tree, n);
	return tree_kind(facts->tree, n) == KIND_IDENTIFIER &&
	       classes_of_self(&facts->classes, n) != NO_CLASS;
}

/* The class of another file that n is surely an instance of, as this file names
 * it: annotated so, or made by calling it. Empty if there is none. */
static struct str foreign_class(const struct facts *facts, struct arena *arena,
                                node_id n)
{
	const struct tree *t = facts->tree;
	const struct type *type = types_of(facts->types, n);
	const struct occurrence *only;
	symbol_id variable = scopes_variable(&facts->scopes, n);

	if (type->kind == TYPE_INSTANCE && type->class == NO_CLASS)
		return dotted_absolute(arena, facts, type->name);
	if (variable != NO_SYMBOL) {
		only = scopes_only_binding(&facts->scopes, variable);
		if (only == NULL || only->binding != BINDING_ASSIGNMENT)
			return (struct str){NULL, 0};
		n = tree_child(t, only->cause, FIELD_RIGHT);
		if (tree_child(t, only->cause, FIELD_LEFT) != only->node)
			return (struct str){NULL, 0};
	}
	n = n == NO_NODE ? n : tree_value(t, n);
	if (tree_kind(t, n) != KIND_CALL)
		return (struct str){NULL, 0};
	return dotted_absolute(
	    arena, facts,
	    imports_origin(&facts->imports, arena,
	                   tree_child(t, n, FIELD_FUNCTION)));
}

static void add_write(text_list *writes, struct arena *arena, struct str class,
                      struct str attribute)
{
	if (class.length != 0)
		ARRAY_PUSH(arena, writes, dotted_join(arena, class, attribute));
}

/* What n is called, where nothing else is known of it: "reporter" of
 * `self.reporter`, as "?reporter"; instances are mostly named after their
 * class. Lower case, without underscores. Empty if it has no name. */
static struct str called(const struct facts *facts, struct arena *arena,
                         node_id n)
{
	const struct tree *t = facts->tree;
	node_id name = tree_kind(t, n) == KIND_ATTRIBUTE
	                   ? tree_child(t, n, FIELD_ATTRIBUTE)
	                   : n;
	char *text;

	if (tree_kind(t, name) != KIND_IDENTIFIER ||
	    types_of(facts->types, n)->kind != TYPE_UNKNOWN)
		return (struct str){NULL, 0};
	text = arena_format(arena, "?%.*s", STR_ARG(tree_text(t, name)));
	return str_of(summary_plain_name(text));
}

static void see_attribute(text_list *writes, struct arena *arena,
                          const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));

	if ((name != NAME_DICT && !is_target(t, n)) || is_self(facts, object))
		return;
	add_write(writes, arena, foreign_class(facts, arena, object),
	          names_text(t->names, name));
	add_write(writes, arena, called(facts, arena, object),
	          names_text(t->names, name));
}

/* vars(x) */
static void see_call(text_list *writes, struct arena *arena,
                     const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	node_id first = tree_child_at(t, tree_child(t, n, FIELD_ARGUMENTS), 0);
	node_id callee = tree_child(t, n, FIELD_FUNCTION);

	if (first == NO_NODE)
		return;
	if (imports_is(&facts->imports, callee, "builtins.vars"))
		add_write(writes, arena, foreign_class(facts, arena, first),
		          STR("__dict__"));
}

static void see_weak(text_list *writes, struct arena *arena,
                     const struct facts *facts, node_id n)
{
	node_id held = weakly_held(facts, n);

	if (held == NO_NODE)
		return;
	add_write(writes, arena, foreign_class(facts, arena, held),
	          STR("__weakref__"));
	add_write(writes, arena, called(facts, arena, held),
	          STR("__weakref__"));
}

static void find_writes(struct summary *summary, struct arena *arena,
                        const struct facts *facts)
{
	text_list writes = {0};

	for (node_id n = 0; n < facts->tree->count; n++) {
		if (tree_kind(facts->tree, n) == KIND_ATTRIBUTE)
			see_attribute(&writes, facts->arena, facts, n);
		else if (tree_kind(facts->tree, n) == KIND_CALL)
			see_call(&writes, facts->arena, facts, n);
		see_weak(&writes, facts->arena, facts, n);
	}
	sort_texts(&writes);
	summary->writes = keep_texts(&writes, arena);
	summary->write_count = writes.count;
}

static void add_making(text_list *makes, struct arena *arena,
                       const struct facts *facts, node_id call)
{
	struct str class;
	enum made made = made_elsewhere(facts, arena, call, &class);

	if (made < MADE_ONCE)
		return;
	class = absolute_module(arena, class, facts);
	if (class.length != 0)
		ARRAY_PUSH(
		    arena, makes,
		    arena_format(arena, "%.*s=%d", STR_ARG(class), (int)made));
}

static void find_makes(struct summary *summary, struct arena *arena,
                       const struct facts *facts)
{
	text_list makes = {0};

	for (node_id n = 0; n < facts->tree->count && !facts->is_test; n++)
		if (tree_kind(facts->tree, n) == KIND_CALL)
			add_making(&makes, facts->arena, facts, n);
	sort_texts(&makes);
	summary->makes = keep_texts(&makes, arena);
	summary->make_count = makes.count;
}

static void move_conditional(struct summary *summary, struct arena *arena,
                             struct findings *findings)
{
	ARRAY(struct finding) moved = {0};
	uint32_t kept = 0;

	for (uint32_t i = 0; i < findings->list.count; i++) {
		struct finding *finding = &findings->list.at[i];

		if (finding->conditions.count != 0)
			ARRAY_PUSH(arena, &moved, *finding);
		else
			findings->list.at[kept++] = *finding;
	}
	findings->list.count = kept;
	summary->findings = moved.at;
	summary->finding_count = moved.count;
}

void summary_find(struct summary *summary, struct arena *arena,
                  const struct facts *facts, struct findings *findings)
{
	*summary = (struct summary){
	    .path = facts->source->path,
	    .module = arena_copy(arena, facts->module, strlen(facts->module)),
	    .hash = {facts->source->hash[0], facts->source->hash[1]},
	    .is_unsure = facts->tree->error_count != 0};
	find_exports(summary, arena, facts);
	find_classes(summary, arena, facts);
	find_writes(summary, arena, facts);
	find_makes(summary, arena, facts);
	summary_find_functions(summary, arena, facts);
	move_conditional(summary, arena, findings);
}

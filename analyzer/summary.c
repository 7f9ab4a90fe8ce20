#include "summary.h"

#include <stdlib.h>
#include <string.h>

typedef ARRAY(const char *) text_list;

static int by_text(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
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

/* ".util" seen from "package.module" is "package.util". Empty if it leads out
 * of the package. */
static struct str absolute_module(struct arena *arena, struct str module,
                                  const struct facts *facts)
{
	struct str package = str_of(facts->module);
	const char *path = facts->source->path;
	uint32_t dots = 0;

	while (dots < module.length && module.at[dots] == '.')
		dots++;
	if (dots == 0)
		return module;
	if (str_ends(str_of(path), "__init__.py") ||
	    str_ends(str_of(path), "__init__.pyi"))
		dots--;
	while (dots > 0) {
		if (package.length == 0)
			return package;
		while (package.length > 0 &&
		       package.at[package.length - 1] != '.')
			package.length--;
		if (package.length > 0)
			package.length--;
		dots--;
	}
	while (module.length > 0 && module.at[0] == '.') {
		module.at++;
		module.length--;
	}
	if (module.length == 0)
		return package;
	return str_of(arena_format(arena, "%.*s%s%.*s", STR_ARG(package),
	                           package.length == 0 ? "" : ".",
	                           STR_ARG(module)));
}

static const char *joined(struct arena *arena, struct str module,
                          struct str name)
{
	return arena_format(arena, "%.*s%s%.*s", STR_ARG(module),
	                    module.length == 0 || name.length == 0 ? "" : ".",
	                    STR_ARG(name));
}

static void find_imports(struct summary *summary, struct arena *arena,
                         const struct facts *facts)
{
	const struct imports *imports = &facts->imports;
	const struct scopes *scopes = &facts->scopes;
	text_list names = {0}, exports = {0};

	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];
		struct str module =
		    absolute_module(arena, import->module, facts);
		const char *origin = joined(arena, module, import->name);
		const struct symbol *symbol;

		ARRAY_PUSH(arena, &names, origin);
		if (import->variable == NO_SYMBOL)
			continue;
		symbol = &scopes->symbols[import->variable];
		if (symbol->scope == 0 && import->name.length != 0)
			ARRAY_PUSH(
			    arena, &exports,
			    arena_format(arena, "%.*s=%s",
			                 STR_ARG(names_text(facts->tree->names,
			                                    symbol->name)),
			                 origin));
	}
	sort_texts(&names);
	sort_texts(&exports);
	summary->imports = names.at;
	summary->import_count = names.count;
	summary->exports = exports.at;
	summary->export_count = exports.count;
}

const char *class_dotted_name(struct arena *arena, const struct facts *facts,
                              const struct class_info *class)
{
	return joined(arena, str_of(facts->module), class->qualified);
}

static const char *base_name(struct arena *arena, const struct facts *facts,
                             const struct base *base)
{
	if (base->class != NO_CLASS)
		return class_dotted_name(arena, facts,
		                         &facts->classes.list[base->class]);
	return str_copy(arena, absolute_module(arena, base->origin, facts));
}

static void find_class(struct class_summary *to, struct arena *arena,
                       const struct facts *facts,
                       const struct class_info *class)
{
	text_list attributes = {0};
	const char **bases =
	    ARENA_ARRAY(arena, class->base_count, const char *);

	for (uint32_t i = 0; i < class->base_count; i++)
		bases[i] = base_name(arena, facts, &class->bases[i]);
	for (uint32_t i = 0; i < class->set_count; i++)
		if (!class->sets[i].is_class_level)
			ARRAY_PUSH(
			    arena, &attributes,
			    str_copy(arena, names_text(facts->tree->names,
			                               class->sets[i].name)));
	sort_texts(&attributes);
	*to = (struct class_summary){
	    .name = class_dotted_name(arena, facts, class),
	    .bases = bases,
	    .base_count = class->base_count,
	    .attributes = attributes.at,
	    .attribute_count = attributes.count,
	    .has_slots = class->flags & CLASS_HAS_SLOTS};
}

static void find_classes(struct summary *summary, struct arena *arena,
                         const struct facts *facts)
{
	const struct classes *classes = &facts->classes;
	struct class_summary *list =
	    ARENA_ARRAY(arena, classes->count, struct class_summary);

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

/* What the file does to objects that may be other files'. */
static void find_writes(struct summary *summary, struct arena *arena,
                        const struct facts *facts)
{
	const struct tree *t = facts->tree;
	text_list writes = {0};

	for (node_id n = 0; n < t->count; n++) {
		name_id name;

		if (tree_kind(t, n) != KIND_ATTRIBUTE)
			continue;
		if (is_self(facts, tree_child(t, n, FIELD_OBJECT)))
			continue;
		name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
		if (name == NAME_DICT)
			summary->reads_dicts = true;
		else if (is_target(t, n))
			ARRAY_PUSH(arena, &writes,
			           str_copy(arena, names_text(t->names, name)));
	}
	sort_texts(&writes);
	summary->writes = writes.at;
	summary->write_count = writes.count;
}

/* Calls that reach into any object: vars(x), setattr(x, ...), weakref.ref(x).
 */
static void find_reaching_calls(struct summary *summary,
                                const struct facts *facts)
{
	static const char *const reaching[] = {"builtins.vars",
	                                       "builtins.setattr", NULL};
	const struct tree *t = facts->tree;

	summary->makes_weak_references =
	    imports_has_module(&facts->imports, "weakref");
	for (node_id n = 0; n < t->count && !summary->reads_dicts; n++) {
		node_id first;

		if (tree_kind(t, n) != KIND_CALL ||
		    imports_which(&facts->imports,
		                  tree_child(t, n, FIELD_FUNCTION),
		                  reaching) < 0)
			continue;
		first = tree_child_at(t, tree_child(t, n, FIELD_ARGUMENTS), 0);
		if (first != NO_NODE && !is_self(facts, first))
			summary->reads_dicts = true;
	}
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
	find_imports(summary, arena, facts);
	find_classes(summary, arena, facts);
	find_writes(summary, arena, facts);
	find_reaching_calls(summary, facts);
	move_conditional(summary, arena, findings);
}

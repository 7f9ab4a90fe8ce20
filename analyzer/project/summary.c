#include "summary.h"

#include "classes_attributes.h"
#include "dropped.h"
#include "layout_lent.h"
#include "summary_parts.h"
#include "texts.h"
#include "weakly.h"

#include <stdlib.h>
#include <string.h>

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

enum { SHORTEST_TELLING_NAME = 8 };

bool summary_is_telling_name(struct str name)
{
	if (name.length < SHORTEST_TELLING_NAME || str_starts(name, "__"))
		return false;
	for (uint32_t i = 1; i + 1 < name.length; i++)
		if (name.at[i] == '_' ||
		    (name.at[i] >= 'A' && name.at[i] <= 'Z'))
			return true;
	return false;
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
	struct texts exports = {0};

	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];
		struct str star;

		if (tree_kind(facts->tree, import->node) ==
		    KIND_WILDCARD_IMPORT) {
			star = dotted_absolute(facts->arena, facts,
			                       import->module);
			texts_add(facts->arena, &exports,
			          arena_format(facts->arena, "*=%.*s",
			                       STR_ARG(star)));
		} else if (import->variable != NO_SYMBOL &&
		           scopes->symbols[import->variable].scope == 0 &&
		           import->name.length != 0)
			texts_add(facts->arena, &exports,
			          export_of(facts->arena, facts, import));
	}
	texts_sort(&exports);
	summary->exports = texts_keep(&exports, arena);
	summary->export_count = exports.list.count;
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

	if (type->kind == TYPE_INSTANCE && type->class == NO_CLASS)
		return dotted_absolute(arena, facts, type->name);
	n = scopes_variable(&facts->scopes, n) == NO_SYMBOL
	        ? tree_value(t, n)
	        : scopes_only_value(&facts->scopes, n);
	if (tree_kind(t, n) != KIND_CALL)
		return (struct str){NULL, 0};
	return dotted_absolute(
	    arena, facts,
	    imports_origin(&facts->imports, tree_child(t, n, FIELD_FUNCTION)));
}

/* What is set on objects of other files' classes, while it is looked for. */
struct writes {
	struct texts names;
	const struct facts *facts;
	struct lent lent;
};

static void add_write(struct writes *w, struct str class, struct str attribute)
{
	if (class.length != 0)
		texts_add(w->facts->arena, &w->names,
		          dotted_join(w->facts->arena, class, attribute));
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

/* What a function sets on what it is given: "package.module.f.attribute". "*":
 * one of any name. */
static void add_lent(struct writes *w, node_id object, struct str attribute)
{
	const struct facts *facts = w->facts;
	const struct tree *t = facts->tree;
	bool is_later = false;
	node_id top = layout_lent_to(&w->lent, object, &is_later);
	node_id name =
	    top == NO_NODE ? NO_NODE : tree_child(t, top, FIELD_NAME);

	if (name != NO_NODE && facts->module[0] != '\0')
		texts_add(facts->arena, &w->names,
		          arena_format(
		              facts->arena, "%s.%.*s.%.*s%s", facts->module,
		              STR_ARG(tree_text(t, name)), STR_ARG(attribute),
		              is_later ? LENT_DECORATED : ""));
}

static void see_attribute(struct writes *w, node_id n)
{
	const struct facts *facts = w->facts;
	const struct tree *t = facts->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));

	if ((name != NAME_DICT && !classes_is_set(t, n)) ||
	    is_self(facts, object))
		return;
	add_write(w, foreign_class(facts, facts->arena, object),
	          names_text(t->names, name));
	add_write(w, called(facts, facts->arena, object),
	          names_text(t->names, name));
	add_lent(w, object, names_text(t->names, name));
}

/* vars(x), setattr(x, "name", value) */
static void see_call(struct writes *w, node_id n)
{
	const struct facts *facts = w->facts;
	const struct tree *t = facts->tree;
	static const char *const setters[] = {
	    "builtins.setattr", "builtins.object.__setattr__", NULL};
	node_id list = tree_child(t, n, FIELD_ARGUMENTS);
	node_id first = tree_child_at(t, list, 0);
	node_id callee = tree_child(t, n, FIELD_FUNCTION);
	struct str name;

	if (first == NO_NODE)
		return;
	if (imports_is(&facts->imports, callee, "builtins.vars")) {
		add_write(w, foreign_class(facts, facts->arena, first),
		          STR("__dict__"));
		add_lent(w, first, STR("__dict__"));
	}
	if (imports_which(&facts->imports, callee, setters) < 0)
		return;
	if (!classes_string(t, tree_child_at(t, list, 1), &name))
		name = STR("*");
	add_lent(w, first, name);
}

static void see_weak(struct writes *w, node_id n)
{
	const struct facts *facts = w->facts;
	node_id held = weakly_held(facts, n);

	if (held == NO_NODE)
		return;
	add_write(w, foreign_class(facts, facts->arena, held),
	          STR("__weakref__"));
	add_write(w, called(facts, facts->arena, held), STR("__weakref__"));
}

static void find_writes(struct summary *summary, struct arena *arena,
                        const struct facts *facts)
{
	struct writes writes = {.facts = facts, .lent.facts = facts};
	struct tree_each each =
	    TREE_EACH(facts->tree, KIND_ATTRIBUTE, KIND_CALL, KIND_SUBSCRIPT);
	node_id n;

	writes.lent.function = ARENA_ARRAY(
	    facts->arena, facts->scopes.symbol_count, unsigned char);
	while (tree_each(facts->tree, &each, &n)) {
		if (tree_kind(facts->tree, n) == KIND_ATTRIBUTE)
			see_attribute(&writes, n);
		else if (tree_kind(facts->tree, n) == KIND_CALL)
			see_call(&writes, n);
		see_weak(&writes, n);
	}
	texts_sort(&writes.names);
	summary->writes = texts_keep(&writes.names, arena);
	summary->write_count = writes.names.list.count;
}

static void add_making(struct texts *makes, struct arena *arena,
                       const struct facts *facts, node_id call)
{
	struct str class;
	enum made made = made_elsewhere(facts, call, &class);

	if (made == MADE_NOWHERE)
		return;
	class = dotted_absolute(arena, facts, class);
	if (class.length != 0)
		texts_add(
		    arena, makes,
		    arena_format(arena, "%.*s=%d", STR_ARG(class), (int)made));
}

/* The class that the call makes an instance of, as other files know it. */
static struct str class_made(struct arena *arena, const struct facts *facts,
                             node_id call)
{
	node_id callee = tree_child(facts->tree, call, FIELD_FUNCTION);
	const struct type *type = types_of(facts->types, callee);
	struct str class = {0};

	if (type->kind == TYPE_CLASS && type->class != NO_CLASS)
		return str_of(class_dotted_name(
		    arena, facts, &facts->classes.list[type->class]));
	if (made_elsewhere(facts, call, &class) == MADE_NOWHERE)
		return (struct str){0};
	return dotted_absolute(arena, facts, class);
}

static void add_dropping(struct texts *makes, struct arena *arena,
                         const struct facts *facts, node_id call)
{
	struct str class = class_made(arena, facts, call);

	if (class.length != 0 && dropped_by(facts, call))
		texts_add(arena, makes,
		          arena_format(arena, "%.*s=-", STR_ARG(class)));
}

static void find_makes(struct summary *summary, struct arena *arena,
                       const struct facts *facts)
{
	struct texts makes = {0};

	for (node_id n = facts->is_test ? NO_NODE
	                                : tree_first_of(facts->tree, KIND_CALL);
	     n != NO_NODE; n = tree_next_of(facts->tree, n)) {
		add_making(&makes, facts->arena, facts, n);
		add_dropping(&makes, facts->arena, facts, n);
	}
	texts_sort(&makes);
	summary->makes = texts_keep(&makes, arena);
	summary->make_count = makes.list.count;
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
	    .is_unsure = facts->tree->error_count != 0,
	    .is_generated = facts->generator != NULL,
	    .is_test = facts->is_of_tests};
	find_exports(summary, arena, facts);
	summary_find_classes(summary, arena, facts);
	find_writes(summary, arena, facts);
	find_makes(summary, arena, facts);
	summary_find_shrinks(summary, arena, facts);
	summary_find_functions(summary, arena, facts);
	move_conditional(summary, arena, findings);
}

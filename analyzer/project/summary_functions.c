/* The part of a summary about functions: what calling them leaves behind. */
#include "heap.h"
#include "summary_parts.h"

/* What its constructor calls a field: a dataclass as it is, others without the
 * underscores before it. */
static struct str parameter_of(const struct facts *facts,
                               const struct heap_keep *keep)
{
	struct str name = tree_text(facts->tree, keep->edges[0].node);
	class_id class = classes_at(&facts->classes, keep->function);

	if (facts->classes.list[class].flags & CLASS_UNKNOWN_DECORATOR)
		while (name.length > 1 && name.at[0] == '_') {
			name.at++;
			name.length--;
		}
	return name;
}

/* The instance, then the fields that a class declares, as its constructor's
 * parameters. */
static const char *const *field_names(struct arena *arena,
                                      const struct facts *facts,
                                      const struct heap_keep *keeps,
                                      uint32_t count,
                                      struct function_summary *to)
{
	const char **names = ARENA_ARRAY(arena, count + 1, const char *);

	names[0] = "self";
	for (uint32_t i = 0; i < count; i++)
		names[i + 1] = str_copy(arena, parameter_of(facts, &keeps[i]));
	to->parameter_count = to->positional_count = count + 1;
	return names;
}

static const char *const *parameter_names(struct arena *arena,
                                          const struct facts *facts,
                                          const struct heap_keep *keep,
                                          struct function_summary *to)
{
	const struct tree *t = facts->tree;
	node_id list = tree_child(t, keep->function, FIELD_PARAMETERS);
	const char **names = ARENA_ARRAY(
	    arena, tree_child_count(t, list) + keep->taken_count, const char *);
	bool is_positional = true;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		enum kind kind = tree_kind(t, p);
		node_id name = heap_parameter_name(t, p);

		if (kind == KIND_POSITIONAL_SEPARATOR)
			continue;
		is_positional &=
		    kind != KIND_KEYWORD_SEPARATOR && name != NO_NODE;
		if (kind == KIND_KEYWORD_SEPARATOR)
			continue;
		to->positional_count += is_positional;
		names[to->parameter_count++] =
		    name != NO_NODE ? str_copy(arena, tree_text(t, name))
		    : heap_keywords_name(t, p) != NO_NODE ? "**"
		    : heap_rest_name(t, p) != NO_NODE     ? "*"
		                                          : "";
	}
	for (uint32_t i = 0; i < keep->taken_count; i++)
		names[to->parameter_count++] = str_copy(arena, keep->taken[i]);
	return names;
}

static enum function_kind kind_of(const struct facts *facts, node_id function)
{
	const struct classes *c = &facts->classes;

	if (tree_kind(facts->tree, function) == KIND_CLASS_DEFINITION ||
	    classes_of_method(c, function) == NO_CLASS)
		return FUNCTION_PLAIN;
	switch (classes_method_kind(c, function)) {
	case METHOD_CLASS:
		return FUNCTION_CLASS;
	case METHOD_STATIC:
		return FUNCTION_STATIC;
	default:
		return FUNCTION_PLAIN;
	}
}

static const char *name_of(struct arena *arena, const struct facts *facts,
                           node_id function)
{
	class_id class = classes_of_method(&facts->classes, function);
	const char *owner;

	if (tree_kind(facts->tree, function) == KIND_CLASS_DEFINITION) {
		class = classes_at(&facts->classes, function);
		return dotted_join(
		    arena,
		    str_of(class_dotted_name(facts->arena, facts,
		                             &facts->classes.list[class])),
		    STR("__init__"));
	}
	owner = class == NO_CLASS
	            ? facts->module
	            : class_dotted_name(facts->arena, facts,
	                                &facts->classes.list[class]);

	return dotted_join(
	    arena, str_of(owner),
	    tree_text(facts->tree,
	              tree_child(facts->tree, function, FIELD_NAME)));
}

typedef ARRAY(struct condition) condition_list;

static void add_condition(struct arena *arena, condition_list *list,
                          const struct condition *condition, uint32_t edge)
{
	struct condition copy;

	if (condition == NULL)
		return;
	copy = *condition;
	copy.subject = str_copy(arena, str_of(condition->subject));
	copy.detail = str_copy(arena, str_of(condition->detail));
	copy.edge = (uint8_t)edge;
	ARRAY_PUSH(arena, list, copy);
}

/* The edges name their file, as callers in other files will show them. */
static struct keep find_keep(struct arena *arena, const struct facts *facts,
                             const struct heap_keep *keep)
{
	struct cycle_edge *edges =
	    ARENA_ARRAY(arena, keep->edge_count, struct cycle_edge);
	condition_list conditions = {0};

	for (uint32_t i = 0; i < keep->edge_count; i++) {
		const struct heap_edge *e = &keep->edges[i];
		edges[i] = (struct cycle_edge){
		    .object = str_copy(arena, str_of(e->from)),
		    .class = e->class == NULL
		                 ? NULL
		                 : str_copy(arena, str_of(e->class)),
		    .field = str_copy(arena, str_of(e->field)),
		    .path = facts->source->path,
		    .span = tree_span(facts->tree, e->node)};
		for (int k = 0; k < 3; k++)
			add_condition(arena, &conditions, e->needs[k], 0);
		add_condition(arena, &conditions, e->condition, i + 1);
	}
	return (struct keep){
	    .from = keep->from,
	    .to = keep->to,
	    .edges = edges,
	    .edge_count = keep->edge_count,
	    .conditions = conditions.at,
	    .condition_count = conditions.count,
	    .undone_by = keep->undone_by == NULL
	                     ? NULL
	                     : str_copy(arena, str_of(keep->undone_by))};
}

typedef ARRAY(struct function_summary) function_list;

/* The method by the other names that its class has for it. */
static void add_aliases(function_list *list, struct arena *arena,
                        const struct facts *facts, node_id method,
                        struct function_summary function)
{
	const struct classes *c = &facts->classes;
	class_id class = tree_kind(facts->tree, method) == KIND_CLASS_DEFINITION
	                     ? NO_CLASS
	                     : classes_of_method(c, method);

	for (uint32_t i = 0; class != NO_CLASS && i < c->list[class].set_count;
	     i++) {
		const struct attribute_set *set = &c->list[class].sets[i];

		if (!set->is_class_level ||
		    classes_method(c, class, set->name) != method)
			continue;
		function.name =
		    dotted_join(arena,
		                str_of(class_dotted_name(facts->arena, facts,
		                                         &c->list[class])),
		                names_text(facts->tree->names, set->name));
		ARRAY_PUSH(arena, list, function);
	}
}

void summary_find_functions(struct summary *summary, struct arena *arena,
                            const struct facts *facts)
{
	const struct heap *heap = *facts->heap;
	function_list functions = {0};
	uint32_t next;

	if (heap == NULL || summary->module[0] == '\0')
		return;
	for (uint32_t i = 0; i < heap->keep_count; i = next) {
		node_id node = heap->keeps[i].function;
		struct function_summary function = {
		    .name = name_of(arena, facts, node),
		    .kind = kind_of(facts, node)};
		struct keep *keeps;

		for (next = i; next < heap->keep_count; next++)
			if (heap->keeps[next].function != node)
				break;
		keeps = ARENA_ARRAY(arena, next - i, struct keep);
		for (uint32_t k = i; k < next; k++)
			keeps[k - i] = find_keep(arena, facts, &heap->keeps[k]);
		function.keeps = keeps;
		function.keep_count = next - i;
		function.parameters =
		    tree_kind(facts->tree, node) == KIND_CLASS_DEFINITION
		        ? field_names(arena, facts, &heap->keeps[i], next - i,
		                      &function)
		        : parameter_names(arena, facts, &heap->keeps[i],
		                          &function);
		ARRAY_PUSH(arena, &functions, function);
		add_aliases(&functions, arena, facts, node, function);
	}
	summary->functions = functions.at;
	summary->function_count = functions.count;
}

#include "heap_dump.h"

#include "heap_model.h"

static uint32_t line_of(const struct facts *facts, node_id n)
{
	return source_line(facts->source, facts->tree->nodes[n].start) + 1;
}

static struct str name_text(const struct facts *facts, name_id name)
{
	return names_text(facts->tree->names, name);
}

static void dump_body_name(FILE *stream, const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	class_id class =
	    n == 0 ? NO_CLASS : classes_of_method(&facts->classes, n);

	if (n == 0) {
		fputs("module", stream);
		return;
	}
	fprintf(stream, "%u: ", line_of(facts, n));
	if (class != NO_CLASS)
		fprintf(stream, "%.*s.",
		        STR_ARG(facts->classes.list[class].qualified));
	if (tree_kind(t, n) == KIND_LAMBDA)
		fputs("lambda", stream);
	else
		fprintf(stream, "%.*s",
		        STR_ARG(tree_text(t, tree_child(t, n, FIELD_NAME))));
}

static void dump_object(FILE *stream, const struct facts *facts,
                        const struct heap_function *f, object_id id)
{
	static const char *const kinds[] = {
	    [OBJECT_PARAMETER] = "parameter", [OBJECT_VARIABLE] = "variable",
	    [OBJECT_INSTANCE] = "instance",   [OBJECT_CONTAINER] = "container",
	    [OBJECT_CALLABLE] = "callable",   [OBJECT_RESULT] = "result",
	    [OBJECT_FIELD] = "field",         [OBJECT_ITEM] = "item"};
	const struct object *o = &f->objects.at[id];
	struct str text = tree_text(facts->tree, o->node);

	for (uint32_t i = 0; i < text.length; i++)
		if (text.at[i] == '\n' || text.at[i] == '\r')
			text.length = i;
	fprintf(stream, "  %u = %s %.*s, line %u", id, kinds[o->kind],
	        STR_ARG(text), line_of(facts, o->node));
	if (o->call != NO_NODE)
		fprintf(stream, ", by the call of line %u",
		        line_of(facts, o->call));
	if (o->base != NO_OBJECT)
		fprintf(stream, ", of %u", o->base);
	if (o->class != NO_CLASS)
		fprintf(stream, ": %.*s",
		        STR_ARG(facts->classes.list[o->class].qualified));
	if (f->returned == id)
		fputs(", returned", stream);
	fputc('\n', stream);
}

static void dump_edge(FILE *stream, const struct facts *facts,
                      const struct edge *e)
{
	const char *kind = "strong";

	if (e->flags & EDGE_IS_LOAD)
		kind = "load";
	else if (e->flags & EDGE_IS_CLEAR)
		kind = "clear";
	else if (e->flags & EDGE_IS_HIDDEN)
		kind = "hidden";
	else if (e->flags & EDGE_IS_COPY)
		kind = "copy";
	fprintf(stream, "  %s %u", kind, e->from);
	if (e->flags & (EDGE_IS_HIDDEN | EDGE_IS_COPY))
		;
	else if (e->field == FIELD_ITEM)
		fputs("[]", stream);
	else
		fprintf(stream, ".%.*s", STR_ARG(name_text(facts, e->field)));
	if (e->to != NO_OBJECT)
		fprintf(stream, " -> %u", e->to);
	fprintf(stream, ", line %u", line_of(facts, e->at));
	if (e->at != e->node &&
	    line_of(facts, e->at) != line_of(facts, e->node))
		fprintf(stream, ", by line %u", line_of(facts, e->node));
	fputc('\n', stream);
}

static void dump_cycle(FILE *stream, const struct facts *facts,
                       const struct heap_cycle *cycle)
{
	fprintf(stream, "cycle, line %u in ", line_of(facts, cycle->closes_at));
	dump_body_name(stream, facts, cycle->function);
	if (cycle->has_callable)
		fputs(", callable", stream);
	if (cycle->is_in_bulk)
		fputs(cycle->is_anew_in_bulk ? ", anew in bulk" : ", in bulk",
		      stream);
	if (cycle->is_of_data)
		fputs(", of data", stream);
	if (cycle->lives_for_ever)
		fputs(", for ever", stream);
	if (cycle->undone_by != NULL)
		fprintf(stream, ", until %s", cycle->undone_by);
	fputc('\n', stream);
	for (uint32_t i = 0; i < cycle->edge_count; i++) {
		const struct heap_edge *e = &cycle->edges[i];

		fprintf(stream, "  %s%s -> %s, line %u%s%s%s\n", e->from,
		        e->field, e->to, line_of(facts, e->node),
		        e->is_callable ? ", callable" : "",
		        e->is_load ? ", load" : "",
		        i == cycle->weak_edge ? ", to be weak" : "");
	}
}

void heap_dump(FILE *stream, const struct facts *facts)
{
	const struct heap *heap = facts_heap(facts);

	for (uint32_t i = 0; i < heap->function_count; i++) {
		const struct heap_function *f = &heap->functions[i];

		if (f->edges.count == 0)
			continue;
		dump_body_name(stream, facts, f->node);
		fputc('\n', stream);
		for (object_id o = 0; o < f->objects.count; o++)
			dump_object(stream, facts, f, o);
		for (uint32_t e = 0; e < f->edges.count; e++)
			dump_edge(stream, facts, &f->edges.at[e]);
	}
	for (uint32_t i = 0; i < heap->cycle_count; i++)
		dump_cycle(stream, facts, &heap->cycles[i]);
}

#include "flow_dump.h"

#include "flow_graph.h"

/* The last node at each point: of a `try` the first statement in it. */
static const node_id *label_points(const struct flow *flow, struct arena *arena)
{
	node_id *labels = ARENA_ARRAY(arena, flow->count, node_id);

	for (uint32_t i = 0; i < flow->place_count; i++)
		labels[flow->places[i].point] = flow->places[i].node;
	return labels;
}

static void dump_point(FILE *stream, const struct flow *flow,
                       const node_id *labels, uint32_t point)
{
	static const char *const fixed[] = {"start", "end", "raised"};
	const struct tree *t = flow->tree;
	node_id n = labels[point];

	if (point < POINTS_FIXED) {
		fputs(fixed[point], stream);
		return;
	}
	fprintf(stream, "#%u", point);
	if (n != 0)
		fprintf(stream, " %s:%u", kind_name(tree_kind(t, n)),
		        source_line(t->source, t->nodes[n].start) + 1);
}

static void dump_body(FILE *stream, const struct flow *flow,
                      const node_id *labels)
{
	for (uint32_t p = 0; p < flow->count; p++) {
		if (p == POINT_END || p == POINT_RAISED)
			continue;
		fputs("  ", stream);
		dump_point(stream, flow, labels, p);
		for (uint32_t i = flow->next.first[p];
		     i < flow->next.first[p + 1]; i++) {
			uint32_t edge = flow->next.end[i];

			fputs(i == flow->next.first[p] ? " -> " : ", ", stream);
			if (edge & EDGE_RAISES)
				fputc('!', stream);
			dump_point(stream, flow, labels, EDGE_POINT(edge));
		}
		fputc('\n', stream);
	}
}

void flow_dump(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;

	for (node_id n = 0; n < t->count; n++) {
		struct flow *flow;
		enum kind kind = tree_kind(t, n);

		if (kind != KIND_MODULE && kind != KIND_FUNCTION_DEFINITION &&
		    kind != KIND_CLASS_DEFINITION && kind != KIND_LAMBDA)
			continue;
		flow = flow_find(facts->arena, t, &facts->scopes, n);
		fprintf(
		    stream, "%s %.*s\n", kind_name(kind),
		    STR_ARG(names_text(
		        t->names, tree_name(t, tree_child(t, n, FIELD_NAME)))));
		if (flow == NULL)
			fputs("  unknown\n", stream);
		else
			dump_body(stream, flow,
			          label_points(flow, facts->arena));
	}
}

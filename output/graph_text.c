#include "graph_text.h"

#include "json_text.h"
#include "sentence.h"

static bool is_loop(const struct graph_edge *edge)
{
	return edge->is_on_loop || edge->is_proved;
}

/* By class: is it written? A weak reference is, where both its ends are. */
static bool *choose(struct arena *arena, const struct graph *graph, bool is_all)
{
	bool *chosen = ARENA_ARRAY(arena, graph->class_count, bool);

	for (uint32_t i = 0; i < graph->class_count; i++)
		chosen[i] = is_all;
	for (uint32_t i = 0; i < graph->edge_count; i++)
		if (is_loop(&graph->edges[i]))
			chosen[graph->edges[i].from] =
			    chosen[graph->edges[i].to] = true;
	return chosen;
}

static bool is_shown(const struct graph_edge *edge, const bool *chosen,
                     bool is_all)
{
	return is_all || is_loop(edge) ||
	       (edge->is_weak && chosen[edge->from] && chosen[edge->to]);
}

/* Names of Python have neither quotes nor line ends; strings as keys may. */
static void write_quoted(FILE *stream, const char *text)
{
	fputc('"', stream);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', stream);
		fputc((unsigned char)*text < ' ' ? ' ' : *text, stream);
	}
	fputc('"', stream);
}

static void dot_edge(FILE *stream, const struct graph *graph,
                     const struct graph_edge *edge)
{
	const char *look = edge->is_weak      ? ", style=dashed, color=gray50"
	                   : edge->is_proved  ? ", color=red, penwidth=2"
	                   : edge->is_on_loop ? ", color=orange3"
	                                      : "";

	fputs("  ", stream);
	write_quoted(stream, graph->classes[edge->from].name);
	fputs(" -> ", stream);
	write_quoted(stream, graph->classes[edge->to].name);
	fputs(" [label=", stream);
	write_quoted(stream, edge->field);
	fprintf(stream, "%s];\n", look);
}

void graph_dot(FILE *stream, const struct graph *graph, bool is_all)
{
	struct arena arena = {0};
	const bool *chosen = choose(&arena, graph, is_all);

	fputs("// red: a cycle that objects surely make; orange: a loop of"
	      " classes;\n// dashed: a weak reference\n"
	      "digraph heaplint {\n  rankdir=LR;\n"
	      "  node [shape=box, fontname=\"sans-serif\"];\n",
	      stream);
	for (uint32_t i = 0; i < graph->class_count; i++) {
		if (!chosen[i])
			continue;
		fputs("  ", stream);
		write_quoted(stream, graph->classes[i].name);
		fputs(" [tooltip=", stream);
		write_quoted(stream, readable_path(
		                         &arena, graph->classes[i].path, true));
		fputs(graph->classes[i].is_object ? ", style=rounded];\n"
		                                  : "];\n",
		      stream);
	}
	for (uint32_t i = 0; i < graph->edge_count; i++)
		if (is_shown(&graph->edges[i], chosen, is_all))
			dot_edge(stream, graph, &graph->edges[i]);
	fputs("}\n", stream);
	arena_release(&arena);
}

static struct json_object *json_edge(const struct graph *graph,
                                     const struct graph_edge *edge)
{
	struct json_object *o = json_object_new_object();

	json_add_text(o, "from", graph->classes[edge->from].name);
	json_add_text(o, "field", edge->field);
	json_add_text(o, "to", graph->classes[edge->to].name);
	json_add(o, "strong", json_object_new_boolean(!edge->is_weak));
	json_add(o, "on_loop", json_object_new_boolean(edge->is_on_loop));
	json_add(o, "proved", json_object_new_boolean(edge->is_proved));
	return o;
}

void graph_json(FILE *stream, const struct graph *graph, bool is_all)
{
	struct arena arena = {0};
	const bool *chosen = choose(&arena, graph, is_all);
	struct json_list list = {.stream = stream};

	fputs("{\"version\":1,\"classes\":[", stream);
	for (uint32_t i = 0; i < graph->class_count; i++) {
		struct json_object *o;

		if (!chosen[i])
			continue;
		o = json_object_new_object();
		json_add_text(o, "name", graph->classes[i].name);
		json_add_text(o, "path", graph->classes[i].path);
		json_add(o, "object",
		         json_object_new_boolean(graph->classes[i].is_object));
		json_list_add(&list, o);
	}
	fputs("],\n\"references\":[", stream);
	list.has_items = false;
	for (uint32_t i = 0; i < graph->edge_count; i++)
		if (is_shown(&graph->edges[i], chosen, is_all))
			json_list_add(&list,
			              json_edge(graph, &graph->edges[i]));
	fputs("]}\n", stream);
	arena_release(&arena);
}

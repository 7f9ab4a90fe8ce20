#include "repeats_dump.h"

static uint32_t line_of(const struct tree *t, node_id n)
{
	return source_line(t->source, t->nodes[n].start) + 1;
}

/* The first part of a loop that runs again each turn. */
static node_id repeated_part(const struct tree *t, node_id loop)
{
	switch (tree_kind(t, loop)) {
	case KIND_FOR_STATEMENT:
		return tree_child(t, loop, FIELD_LEFT);
	case KIND_WHILE_STATEMENT:
		return tree_child(t, loop, FIELD_CONDITION);
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		return tree_first(t, loop);
	default:
		return NO_NODE;
	}
}

static void dump_loops(FILE *stream, const struct repeats *r)
{
	const struct tree *t = r->tree;

	for (node_id n = 0; n < t->count; n++) {
		node_id part = repeated_part(t, n);

		if (part == NO_NODE)
			continue;
		fprintf(stream, "loop %u: %s%s%s%s", line_of(t, n),
		        kind_name(tree_kind(t, n)),
		        repeats_loop(r, part) == n ? "" : ", one turn",
		        repeats_is_short(r, n, 8) ? ", short" : "",
		        repeats_is_event_loop(r, n) ? ", event loop" : "");
		if (repeats_outer(r, n) != NO_NODE)
			fprintf(stream, ", in the loop of line %u",
			        line_of(t, repeats_outer(r, n)));
		fputc('\n', stream);
	}
}

void repeats_dump(FILE *stream, const struct facts *facts)
{
	const struct repeats *r = &facts->repeats;
	const struct tree *t = r->tree;

	dump_loops(stream, r);
	for (node_id n = 0; n < t->count; n++) {
		enum kind kind = tree_kind(t, n);

		if (kind == KIND_FUNCTION_DEFINITION &&
		    repeats_recursive_call(r, n) != NO_NODE)
			fprintf(stream, "recursive: %.*s\n",
			        STR_ARG(tree_text(
			            t, tree_child(t, n, FIELD_NAME))));
		if (kind == KIND_FUNCTION_DEFINITION &&
		    repeats_is_callback(r, n))
			fprintf(stream, "callback: %.*s\n",
			        STR_ARG(tree_text(
			            t, tree_child(t, n, FIELD_NAME))));
		if (kind != KIND_CALL || !repeats_in_bulk(r, n))
			continue;
		fprintf(stream, "%u: %.*s in bulk by line %u%s\n",
		        line_of(t, n), STR_ARG(tree_text(t, tree_first(t, n))),
		        line_of(t, repeats_bulk_place(r, n)),
		        repeats_kept_in_bulk(r, n) ? ", kept" : "");
	}
}

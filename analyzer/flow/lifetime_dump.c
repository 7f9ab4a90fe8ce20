#include "lifetime_dump.h"

#include "lifetime.h"

static const char *const words[] = {
    [RUNS_UNKNOWN] = "?", [RUNS_ONCE] = "once", [RUNS_MANY] = "many times"};

static uint32_t line_of(const struct tree *t, node_id n)
{
	return source_line(t->source, t->nodes[n].start) + 1;
}

void lifetime_dump(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;

	for (node_id n = 0; n < t->count; n++) {
		struct lifetime found;

		if (tree_kind(t, n) != KIND_FUNCTION_DEFINITION)
			continue;
		found = lifetime_of_function(facts, n);
		fprintf(stream, "%u %.*s: %s", line_of(t, n),
		        STR_ARG(tree_text(t, tree_child(t, n, FIELD_NAME))),
		        words[found.runs]);
		if (found.runs != RUNS_UNKNOWN)
			fprintf(stream, ", %s (line %u)", found.when,
			        line_of(t, found.place));
		fputc('\n', stream);
	}
}

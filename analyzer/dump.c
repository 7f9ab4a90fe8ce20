#include "dump.h"

#include "flow_dump.h"
#include "heap_dump.h"
#include "layout_dump.h"
#include "repeats_dump.h"
#include "scopes_dump.h"
#include "uses_dump.h"

#include <string.h>

static void dump_tree(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;
	int depth = 0;

	for (node_id n = 0; n < t->count; n++) {
		node_id parent = tree_parent(t, n);

		for (depth = 0; parent != NO_NODE; depth++)
			parent = tree_parent(t, parent);
		fprintf(stream, "%*s", depth * 2, "");
		if (tree_field(t, n) != NO_FIELD)
			fprintf(stream, "%s: ", field_name(tree_field(t, n)));
		fprintf(stream, "%s", kind_name(tree_kind(t, n)));
		if (tree_end(t, n) == n + 1)
			fprintf(stream, " %.*s", STR_ARG(tree_text(t, n)));
		fputc('\n', stream);
	}
}

const struct dump dumps[] = {
    {"tree", dump_tree},
    {"flow", flow_dump},
    {"repeats", repeats_dump},
    {"scopes", scopes_dump},
    {"imports", imports_dump},
    {"classes", classes_dump},
    {"uses", uses_dump},
    {"heap", heap_dump},
    {"layout", layout_dump},
    {"names", names_dump},
    {"types", types_dump},
    {"expressions", expressions_dump},
    {NULL, NULL},
};

const struct dump *dump_find(const char *name)
{
	for (const struct dump *d = dumps; d->name != NULL; d++)
		if (strcmp(d->name, name) == 0)
			return d;
	return NULL;
}

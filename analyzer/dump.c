#include "dump.h"

#include "flow_dump.h"
#include "heap_dump.h"
#include "layout_dump.h"
#include "lifetime_dump.h"
#include "repeats_dump.h"
#include "role.h"
#include "scopes_dump.h"
#include "uses_dump.h"

#include <inttypes.h>
#include <string.h>

/* Deeper nodes are not indented further, or 50 000 levels would be gigabytes
 * of spaces; they tell their depth. */
enum { INDENT_MOST = 100 };

static void show_depth(FILE *stream, uint32_t depth)
{
	if (depth <= INDENT_MOST)
		fprintf(stream, "%*s", (int)depth * 2, "");
	else
		fprintf(stream, "%*s(%" PRIu32 ") ", INDENT_MOST * 2, "",
		        depth);
}

static void dump_tree(FILE *stream, const struct facts *facts)
{
	const struct tree *t = facts->tree;
	uint32_t *depths = ARENA_ARRAY(facts->arena, t->count, uint32_t);

	for (node_id n = 0; n < t->count; n++) {
		node_id parent = tree_parent(t, n);

		depths[n] = parent == NO_NODE ? 0 : depths[parent] + 1;
		show_depth(stream, depths[n]);
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
    {"role", role_dump},
    {"lifetime", lifetime_dump},
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

const char *dump_unknown(struct arena *arena, const char *name)
{
	const char *all = "";

	for (const struct dump *d = dumps; d->name != NULL; d++)
		all = arena_format(arena, "%s%s%s", all, d == dumps ? "" : ", ",
		                   d->name);
	return arena_format(arena, "unknown fact '%s', there are: %s", name,
	                    all);
}

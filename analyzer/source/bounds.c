#include "bounds.h"

#include <string.h>

enum { LONGEST_NAME = 80 }; /* that is told */
#define IN_PART "analysed in part: "

static const struct {
	uint64_t most;
	const char *what;
} table[] = {
#define BOUND(name, most, what) {most, what},
#include "bounds.def"
#undef BOUND
};

void bounds_reach(const struct tree *tree, enum bounds_kind bound, node_id n)
{
	struct bounds *bounds = tree->bounds;

	if (bounds == NULL || n == NO_NODE)
		return;
	if (bounds->reached[bound].first == 0 ||
	    n + 1 < bounds->reached[bound].first)
		bounds->reached[bound].first = n + 1;
	if (n + 1 > bounds->reached[bound].last)
		bounds->reached[bound].last = n + 1;
}

bool bounds_exceeded(const struct tree *tree, enum bounds_kind bound,
                     uint64_t count, node_id n)
{
	if (count <= table[bound].most)
		return false;
	bounds_reach(tree, bound, n);
	return true;
}

bool bounds_spent(const struct tree *tree, enum bounds_kind bound, node_id n)
{
	return tree->bounds != NULL &&
	       bounds_exceeded(tree, bound, ++tree->bounds->spent[bound], n);
}

/* The function or class that n is or is in, or the module. */
static node_id unit_of(const struct tree *tree, node_id n)
{
	while (n != 0 && tree_kind(tree, n) != KIND_FUNCTION_DEFINITION &&
	       tree_kind(tree, n) != KIND_CLASS_DEFINITION)
		n = tree_parent(tree, n);
	return n;
}

static const char *place_of(const struct tree *tree, struct arena *arena,
                            node_id unit)
{
	struct str name = tree_text(tree, tree_child(tree, unit, FIELD_NAME));
	uint32_t line = source_line(tree->source, tree->nodes[unit].start) + 1;

	if (name.length > LONGEST_NAME)
		return arena_format(arena, " from line %u on", line);
	return arena_format(arena, " in '%.*s' (line %u)", STR_ARG(name), line);
}

static const char *text_at(struct arena *arena, enum bounds_kind bound,
                           const char *where, const char *elsewhere)
{
	return arena_format(arena,
	                    IN_PART "more than %llu %s%s%s;"
	                            " findings may be missing",
	                    (unsigned long long)table[bound].most,
	                    table[bound].what, where, elsewhere);
}

const char *bounds_text(struct arena *arena, enum bounds_kind bound)
{
	return text_at(arena, bound, "", "");
}

bool bounds_is_text(const char *text)
{
	return strncmp(text, IN_PART, strlen(IN_PART)) == 0;
}

static const char *text_of(const struct tree *tree, struct arena *arena,
                           enum bounds_kind bound)
{
	const struct bounds *bounds = tree->bounds;
	node_id first = unit_of(tree, bounds->reached[bound].first - 1);
	node_id last = unit_of(tree, bounds->reached[bound].last - 1);

	return text_at(arena, bound,
	               first == 0 ? " in the module"
	                          : place_of(tree, arena, first),
	               first == last ? "" : " and elsewhere");
}

uint32_t bounds_tell(const struct tree *tree, struct arena *arena,
                     const char *const **texts)
{
	const char **list = ARENA_ARRAY(arena, REACHED_COUNT, const char *);
	uint32_t count = 0;

	for (int i = 0; i < REACHED_COUNT; i++)
		if (tree->bounds != NULL && tree->bounds->reached[i].first != 0)
			list[count++] =
			    text_of(tree, arena, (enum bounds_kind)i);
	*texts = list;
	return count;
}

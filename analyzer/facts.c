#include "facts.h"

#include "heap.h"
#include "layout.h"
#include "pragma.h"
#include "timings.h"

void facts_find(struct facts *facts, struct arena *arena,
                const struct tree *tree)
{
	facts->arena = arena;
	facts->timings = NULL;
	facts->tree = tree;
	facts->source = tree->source;
	scopes_find(&facts->scopes, arena, tree);
	imports_find(&facts->imports, arena, &facts->scopes);
	classes_find(&facts->classes, arena, tree, &facts->scopes,
	             &facts->imports);
	repeats_find(&facts->repeats, arena, tree, &facts->scopes,
	             &facts->imports);
	facts->types = types_find(arena, tree, &facts->scopes, &facts->imports,
	                          &facts->classes);
	facts->uses = uses_find(arena, tree, &facts->scopes, &facts->imports,
	                        facts->types, &facts->repeats);
	facts->flows =
	    ARENA_ARRAY(arena, facts->scopes.scope_count + 1, struct flow *);
	facts->heap = ARENA_NEW(arena, const struct heap *);
	facts->layout = ARENA_NEW(arena, const struct layout *);
	facts->pragmas = ARENA_NEW(arena, struct pragmas *);
	facts->growing = ARENA_NEW(arena, struct growth_statements *);
	facts->scope_flags =
	    ARENA_ARRAY(arena, facts->scopes.scope_count + 1, uint8_t);
	facts->valued = ARENA_ARRAY(arena, facts->classes.count + 1, uint8_t);
}

const struct heap *facts_heap(const struct facts *facts)
{
	if (*facts->heap == NULL) {
		timings_end(facts->timings, PHASE_RULES);
		*facts->heap = heap_find(facts->arena, facts);
		timings_end(facts->timings, PHASE_HEAP);
	}
	return *facts->heap;
}

const struct layout *facts_layouts(const struct facts *facts)
{
	if (*facts->layout == NULL)
		*facts->layout = layouts_find(facts->arena, facts);
	return *facts->layout;
}

struct pragmas *facts_pragmas(const struct facts *facts)
{
	if (*facts->pragmas == NULL)
		*facts->pragmas = pragmas_find(facts->arena, facts->tree);
	return *facts->pragmas;
}

struct flow *facts_flow(const struct facts *facts, node_id n)
{
	scope_id scope = scopes_body(&facts->scopes, n);
	struct flow *none = (struct flow *)(void *)facts->flows;

	if (scope == NO_SCOPE)
		return NULL;
	if (facts->flows[scope] == NULL) {
		facts->flows[scope] =
		    flow_find(facts->arena, facts->tree, &facts->scopes,
		              facts->scopes.scopes[scope].node);
		/* A mark, so that a body without a graph is tried once. */
		if (facts->flows[scope] == NULL)
			facts->flows[scope] = none;
	}
	return facts->flows[scope] == none ? NULL : facts->flows[scope];
}

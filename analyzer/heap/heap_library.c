/* What the standard library's classes keep of their arguments: that is known
 * without its source. */
#include "call.h"
#include "heap_model.h"

/* The argument at `index`, or called `field`, becomes the attribute `field`. */
struct kept {
	const char *class;
	uint32_t index;
	const char *field;
};

static const struct kept kept[] = {
    {"logging.LoggerAdapter", 0, "logger"},
    {"logging.LoggerAdapter", 1, "extra"},
    {"contextlib.closing", 0, "thing"},
    {"contextlib.nullcontext", 0, "enter_result"},
    {"io.TextIOWrapper", 0, "buffer"},
    {"io.BufferedReader", 0, "raw"},
    {"io.BufferedWriter", 0, "raw"},
    {"sched.scheduler", 0, "timefunc"},
    {"sched.scheduler", 1, "delayfunc"},
    {"logging.StreamHandler", 0, "stream"},
    {"json.JSONEncoder", UINT32_MAX, "default"},
    {"json.JSONDecoder", UINT32_MAX, "object_hook"},
    {"json.JSONDecoder", UINT32_MAX, "object_pairs_hook"},
    {"xml.sax.saxutils.XMLFilterBase", 0, "_parent"},
};

void heap_library_names(struct names *names)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		names_intern(names, str_of(kept[i].field));
}

static node_id argument(const struct tree *t, node_id call,
                        const struct kept *one)
{
	node_id named = call_keyword(t, call, one->field);

	if (named != NO_NODE)
		return named;
	return one->index == UINT32_MAX ? NO_NODE
	                                : heap_positional(t, call, one->index);
}

bool heap_call_library(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id callee)
{
	struct str origin = imports_origin(&b->facts->imports, callee);
	object_id made = NO_OBJECT;

	if (origin.length == 0 || str_starts(origin, "builtins."))
		return false;
	if (str_is(origin, "types.SimpleNamespace")) {
		made = object_make(b, f, OBJECT_RESULT, call);
		if (made != NO_OBJECT)
			heap_keep_keywords(b, f, made, call, true);
		return true;
	}
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct edge edge = {.at = call};

		if (!str_is(origin, kept[i].class))
			continue;
		if (made == NO_OBJECT)
			made = object_make(b, f, OBJECT_RESULT, call);
		edge.node = argument(b->tree, call, &kept[i]);
		edge.field = names_find(b->tree->names, str_of(kept[i].field));
		if (made == NO_OBJECT || edge.node == NO_NODE)
			continue;
		edge.from = made;
		edge.to = object_of(b, f, edge.node);
		if (edge.to != NO_OBJECT)
			edge_add(b, f, edge);
	}
	return made != NO_OBJECT;
}

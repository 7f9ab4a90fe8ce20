/* Bytes that the LR parser reads: tree-sitter finds the same nodes, names and
 * comments in them, and no error. */
#include "flatten_maps.h"
#include "fuzz_target.h"
#include "lr.h"

#include <tree_sitter/api.h>
#include <utf8proc.h>
/* after the core's own names for what it allocates with */
#undef ts_malloc
#undef ts_calloc
#undef ts_realloc
#undef ts_free
#include "mutate_python.h"
#include "parse_memory.h"

const TSLanguage *tree_sitter_python(void);

struct both {
	struct arena arena;
	struct parse_memory memory;
	struct source source;
	const struct flatten_maps *maps;
};

static struct tree empty_tree(struct both *b)
{
	return (struct tree){.source = &b->source,
	                     .names = names_new(&b->arena)};
}

static bool read_by_lr(struct both *b, struct tree *tree)
{
	struct lr *lr = lr_new(b->maps);
	struct lr_input input = {.text = b->source.text,
	                         .length = b->source.length,
	                         .memory = UINT64_MAX,
	                         .deadline = UINT64_MAX};
	bool is_read = lr_parse(lr, &b->arena, &input);

	*tree = empty_tree(b);
	if (is_read && lr_nodes(lr, tree, &b->arena) == NULL)
		abort();
	parse_memory_reset(&b->memory);
	lr_free(lr);
	return is_read;
}

static void read_by_tree_sitter(struct both *b, struct tree *tree)
{
	TSParser *parser = ts_parser_new();
	TSTree *parsed;

	if (!ts_parser_set_language(parser, tree_sitter_python()))
		abort();
	parsed = ts_parser_parse_string(parser, NULL, b->source.text,
	                                b->source.length);
	*tree = empty_tree(b);
	flatten(tree, &b->arena, b->maps, parsed, UINT64_MAX);
	ts_tree_delete(parsed);
	ts_parser_delete(parser);
	parse_memory_reset(&b->memory);
}

static bool is_same(const struct tree *a, const struct tree *b)
{
	if (a->error_count != 0 || a->count != b->count ||
	    a->comment_count != b->comment_count ||
	    memcmp(a->first_of, b->first_of, sizeof(a->first_of)) != 0)
		return false;
	for (node_id n = 0; n < a->count; n++)
		if (memcmp(&a->nodes[n], &b->nodes[n], sizeof(*a->nodes)) !=
		        0 ||
		    a->name_of[n] != b->name_of[n] || a->same[n] != b->same[n])
			return false;
	for (uint32_t i = 0; i < a->comment_count; i++)
		if (a->comments[i].start != b->comments[i].start ||
		    a->comments[i].end != b->comments[i].end)
			return false;
	return true;
}

static bool is_utf8(const uint8_t *data, size_t size)
{
	utf8proc_ssize_t step;
	utf8proc_int32_t point;

	for (; size > 0; data += step, size -= (size_t)step) {
		step = utf8proc_iterate(data, (utf8proc_ssize_t)size, &point);
		if (step <= 0)
			return false;
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct both b = {0};
	struct tree expected, found;

	if (memchr(data, '\0', size) != NULL || !is_utf8(data, size))
		return 0; /* source.c hands on none */
	b.source.text = arena_copy(&b.arena, (const char *)data, size);
	b.source.length = (uint32_t)size;
	b.maps = flatten_maps_new(&b.arena, tree_sitter_python());
	parse_memory = &b.memory;
	if (read_by_lr(&b, &found)) {
		read_by_tree_sitter(&b, &expected);
		if (!is_same(&expected, &found))
			abort();
	}
	parse_memory = NULL;
	arena_release(&b.arena);
	parse_memory_release(&b.memory);
	return 0;
}

/* Python source -> the flattened tree: by the LR parser, or by tree-sitter
 * where that has to look. */
#include "tree.h"

#include "bounds.h"
#include "flatten.h"
#include "lr.h"
#include "python2.h"
#include "parse_memory.h"
#include "timings.h"
#include "type_defaults.h"

#include <stdlib.h>

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

/* The TSParser itself is made for each file, in `memory`, and gone with it. */
struct parser {
	struct parse_memory memory;
	struct arena arena;
	const struct flatten_maps *maps;
	struct lr *lr;           /* or NULL: tree-sitter's parser only */
	struct timings *timings; /* or NULL */
	struct budget budget;
	uint64_t deadline; /* for the file that is parsed, in nanoseconds of
	                      this thread's time; both parsers' */
};

/* A TSParser in `memory`; NULL if it refuses the grammar. */
static TSParser *begin_parsing(struct parse_memory *memory)
{
	TSParser *parser;

	parse_memory = memory;
	parser = ts_parser_new();
	if (ts_parser_set_language(parser, tree_sitter_python()))
		return parser;
	ts_parser_delete(parser);
	return NULL;
}

static void end_parsing(struct parse_memory *memory, TSParser *parser)
{
	ts_parser_delete(parser);
	parse_memory_reset(memory);
	parse_memory = NULL;
}

struct parser *parser_new(void)
{
	struct parser *parser = calloc(1, sizeof(*parser));
	TSParser *tried;

	if (parser == NULL)
		arena_exhausted(sizeof(*parser));
	tried = begin_parsing(&parser->memory);
	if (tried == NULL) {
		parser_free(parser);
		return NULL;
	}
	end_parsing(&parser->memory, tried);
	parser->maps = flatten_maps_new(&parser->arena, tree_sitter_python());
	parser->lr = lr_new(parser->maps);
	parser->budget = budget_none;
	return parser;
}

void parser_free(struct parser *parser)
{
	if (parser == NULL)
		return;
	lr_free(parser->lr);
	parse_memory_release(&parser->memory);
	arena_release(&parser->arena);
	free(parser);
}

void parser_time(struct parser *parser, struct timings *timings)
{
	parser->timings = timings;
}

void parser_limit(struct parser *parser, const struct budget *budget)
{
	parser->budget = *budget;
}

const char *parser_version(struct arena *arena)
{
	return arena_format(arena,
	                    "tree-sitter ABI %d, tree-sitter-python ABI %u",
	                    TREE_SITTER_LANGUAGE_VERSION,
	                    ts_language_abi_version(tree_sitter_python()));
}

/* What the parser reads from, and what it may take: some inputs (`x = = `
 * repeated, backslash-only lines) cost it quadratic time, and deep brackets 360
 * bytes a byte. */
struct input {
	const char *text;
	uint32_t length;
	uint64_t deadline; /* nanoseconds of this thread's time */
};

/* In nanoseconds, as of now. */
static uint64_t deadline_of(const struct budget *budget, uint32_t length)
{
	return (uint64_t)thread_time() + budget_parse_time(budget, length);
}

static const char *read_input(void *payload, uint32_t byte, TSPoint point,
                              uint32_t *size)
{
	const struct input *input = payload;

	(void)point;
	*size = byte < input->length ? input->length - byte : 0;
	return input->text + (byte < input->length ? byte : input->length);
}

static bool is_late(TSParseState *state)
{
	const struct input *input = state->payload;

	return (uint64_t)thread_time() > input->deadline;
}

/* What the arena and the parser have not taken yet of the file's share, in
 * bytes; at least 1. */
static uint64_t memory_left(const struct arena *arena,
                            const struct source *source,
                            const struct parser *parser)
{
	uint64_t most = budget_memory(&parser->budget, source->length);
	uint64_t used = arena->allocated + parse_memory_used(&parser->memory);

	return most > used ? most - used : 1;
}

/* Returns NULL, or why there is no tree. */
static const char *parse(TSTree **tree, TSParser *ts, struct arena *arena,
                         const struct parser *parser, const char *text,
                         uint32_t length)
{
	struct input input = {
	    .text = text, .length = length, .deadline = parser->deadline};
	TSInput reader = {.payload = &input,
	                  .read = read_input,
	                  .encoding = TSInputEncodingUTF8};
	TSParseOptions options = {.payload = &input,
	                          .progress_callback = is_late};

	*tree = ts_parser_parse_with_options(ts, NULL, reader, options);
	return *tree != NULL
	           ? NULL
	           : budget_parse_time_problem(arena, &parser->budget, length);
}

/* What an error leaves in doubt: the function or class around it; at module
 * level the statement, and all statements that may have lost their `def`. */
static void mark_unsure(struct node *nodes, node_id error)
{
	node_id around = error, statement = error;

	while (around != 0 && nodes[around].kind != KIND_FUNCTION_DEFINITION &&
	       nodes[around].kind != KIND_CLASS_DEFINITION) {
		statement = around;
		around = nodes[around].parent;
	}
	if (around == 0 && statement != 0) {
		for (node_id n = 1; n < nodes[0].next; n = nodes[n].next) {
			if (nodes[n].kind == KIND_FUNCTION_DEFINITION ||
			    nodes[n].kind == KIND_CLASS_DEFINITION ||
			    nodes[n].kind == KIND_DECORATED_DEFINITION)
				continue;
			for (node_id m = n; m < nodes[n].next; m++)
				nodes[m].flags |= NODE_IS_UNSURE;
		}
		around = statement;
	}
	for (node_id n = around; n < nodes[around].next; n++)
		nodes[n].flags |= NODE_IS_UNSURE;
}

static void mark_errors(struct node *nodes, uint32_t count)
{
	for (node_id n = 0; n < count; n++) {
		if (!(nodes[n].flags & NODE_IN_ERROR) ||
		    (nodes[n].flags & NODE_IS_UNSURE && n != 0))
			continue;
		mark_unsure(nodes, n);
	}
}

static void forget_parsing(struct parser *parser)
{
	parse_memory_reset(&parser->memory);
	parse_memory = NULL;
}

/* By the LR parser. Returns NULL where tree-sitter has to look. */
static struct node *by_lr(struct tree *tree, struct arena *arena,
                          struct parser *parser, const char *text)
{
	struct lr_input input = {.text = text,
	                         .length = tree->source->length,
	                         .deadline = parser->deadline};
	struct node *nodes = NULL;

	if (parser->lr == NULL)
		return NULL;
	parse_memory = &parser->memory;
	input.memory = memory_left(arena, tree->source, parser);
	if (lr_parse(parser->lr, arena, &input)) {
		timings_end(parser->timings, PHASE_PARSE);
		nodes = lr_nodes(parser->lr, tree, arena);
	}
	lr_forget(parser->lr);
	forget_parsing(parser);
	return nodes;
}

static const char *read_tree(struct node **nodes, struct tree *tree,
                             struct arena *arena, struct parser *parser,
                             const char *text)
{
	uint32_t length = tree->source->length;
	TSParser *ts = begin_parsing(&parser->memory);
	TSTree *parsed;
	const char *problem = parse(&parsed, ts, arena, parser, text, length);

	if (problem != NULL) {
		end_parsing(&parser->memory, ts);
		return problem;
	}
	timings_end(parser->timings, PHASE_PARSE);
	*nodes = flatten(tree, arena, parser->maps, parsed,
	                 memory_left(arena, tree->source, parser));
#ifdef ARENA_PASSTHROUGH
	ts_tree_delete(parsed);
#endif
	end_parsing(&parser->memory, ts);
	return *nodes != NULL
	           ? NULL
	           : budget_memory_problem(arena, &parser->budget, length);
}

/* By tree-sitter. Returns NULL, or why there is no tree. */
static const char *by_tree_sitter(struct node **nodes, struct tree *tree,
                                  struct arena *arena, struct parser *parser,
                                  const char *text)
{
	parser->memory.most = memory_left(arena, tree->source, parser);
	if (setjmp(parser->memory.over) == 0)
		return read_tree(nodes, tree, arena, parser, text);
	forget_parsing(parser);
	return budget_memory_problem(arena, &parser->budget,
	                             tree->source->length);
}

const char *tree_parse(struct tree *tree, struct arena *arena,
                       struct parser *parser, const struct source *source)
{
	const char *problem = NULL, *text;
	struct node *nodes;

	*tree = (struct tree){.source = source, .names = names_new(arena)};
	parser->deadline = deadline_of(&parser->budget, source->length);
	text = type_defaults_blanked(arena, source);
	nodes = by_lr(tree, arena, parser, text);
	if (nodes == NULL)
		problem = by_tree_sitter(&nodes, tree, arena, parser, text);
	if (problem != NULL)
		return problem;
	if (tree->error_count != 0)
		mark_errors(nodes, tree->count);
	tree->bounds = ARENA_NEW(arena, struct bounds);
	around_find(tree, arena);
	tree->python2 = python2_find(tree);
	tree->is_python2 = tree->python2 != NO_NODE;
	timings_end(parser->timings, PHASE_FLATTEN);
	return NULL;
}

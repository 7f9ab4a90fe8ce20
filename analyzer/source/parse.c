/* Python source -> the flattened tree, through tree-sitter. */
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
	uint64_t memory;   /* bytes */
	bool is_too_large; /* it took more of those */
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

static bool is_over_budget(TSParseState *state)
{
	struct input *input = state->payload;

	input->is_too_large = parse_memory_used(parse_memory) > input->memory;
	return input->is_too_large || (uint64_t)thread_time() > input->deadline;
}

/* What the arena and the parser have not taken yet of the file's share. */
static uint64_t memory_left(const struct arena *arena,
                            const struct source *source,
                            const struct budget *budget)
{
	uint64_t most = budget_memory(budget, source->length);
	uint64_t used = arena->allocated + parse_memory_used(parse_memory);

	return most > used ? most - used : 0;
}

/* Returns NULL, or why there is no tree. */
static const char *parse(TSTree **tree, TSParser *ts, struct arena *arena,
                         const struct source *source,
                         const struct parser *parser)
{
	const struct budget *budget = &parser->budget;
	struct input input = {.text = type_defaults_blanked(arena, source),
	                      .length = source->length,
	                      .deadline = parser->deadline};
	TSInput reader = {.payload = &input,
	                  .read = read_input,
	                  .encoding = TSInputEncodingUTF8};
	TSParseOptions options = {.payload = &input,
	                          .progress_callback = is_over_budget};

	input.memory = memory_left(arena, source, budget);
	*tree = ts_parser_parse_with_options(ts, NULL, reader, options);
	if (*tree == NULL && input.is_too_large)
		return budget_memory_problem(arena, budget, source->length);
	if (*tree == NULL)
		return budget_parse_time_problem(arena, budget, source->length);
	return NULL;
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

/* By the LR parser. Returns NULL where tree-sitter has to look. */
static struct node *parse_plain(struct tree *tree, struct arena *arena,
                                struct parser *parser)
{
	struct node *nodes = NULL;
	struct lr_input input;

	if (parser->lr == NULL)
		return NULL;
	parse_memory = &parser->memory;
	input = (struct lr_input){
	    .text = type_defaults_blanked(arena, tree->source),
	    .length = tree->source->length,
	    .memory = memory_left(arena, tree->source, &parser->budget),
	    .deadline = parser->deadline};
	if (lr_parse(parser->lr, arena, &input)) {
		timings_end(parser->timings, PHASE_PARSE);
		nodes = lr_nodes(parser->lr, tree, arena);
	}
	lr_forget(parser->lr);
	parse_memory_reset(&parser->memory);
	parse_memory = NULL;
	return nodes;
}

/* By tree-sitter's. Returns NULL, or why there is no tree. */
static const char *parse_with_errors(struct node **nodes, struct tree *tree,
                                     struct arena *arena, struct parser *parser)
{
	TSParser *ts = begin_parsing(&parser->memory);
	TSTree *parsed;
	const char *problem = parse(&parsed, ts, arena, tree->source, parser);

	if (problem != NULL) {
		end_parsing(&parser->memory, ts);
		return problem;
	}
	timings_end(parser->timings, PHASE_PARSE);
	*nodes = flatten(tree, arena, parser->maps, parsed,
	                 memory_left(arena, tree->source, &parser->budget));
#ifdef ARENA_PASSTHROUGH
	ts_tree_delete(parsed);
#endif
	end_parsing(&parser->memory, ts);
	if (*nodes == NULL)
		return budget_memory_problem(arena, &parser->budget,
		                             tree->source->length);
	return NULL;
}

const char *tree_parse(struct tree *tree, struct arena *arena,
                       struct parser *parser, const struct source *source)
{
	const char *problem = NULL;
	struct node *nodes;

	*tree = (struct tree){.source = source, .names = names_new(arena)};
	parser->deadline = deadline_of(&parser->budget, source->length);
	nodes = parse_plain(tree, arena, parser);
	if (nodes == NULL)
		problem = parse_with_errors(&nodes, tree, arena, parser);
	if (problem != NULL)
		return problem;
	if (tree->error_count != 0)
		mark_errors(nodes, tree->count);
	tree->bounds = ARENA_NEW(arena, struct bounds);
	tree->python2 = python2_find(tree);
	tree->is_python2 = tree->python2 != NO_NODE;
	timings_end(parser->timings, PHASE_FLATTEN);
	return NULL;
}

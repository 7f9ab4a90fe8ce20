/* Python source -> the flattened tree, through tree-sitter. */
#include "tree.h"

#include "python2.h"
#include "parse_memory.h"
#include "type_defaults.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tree_sitter/api.h>
#include <utf8proc.h>

const TSLanguage *tree_sitter_python(void);

/* The grammar's numbers are looked up once, when the parser is made. The
 * TSParser itself is made for each file, in `memory`, and gone with it. */
struct parser {
	struct parse_memory memory;
	uint32_t symbol_count;
	uint8_t *kind_of_symbol;
	uint8_t field_of_id[FIELD_COUNT + 1];
};

static enum kind kind_called(const char *text, bool is_named)
{
	int from = is_named ? 1 : KIND_NAMED_COUNT;
	int to = is_named ? KIND_NAMED_COUNT : KIND_COUNT;

	for (int kind = from; kind < to; kind++)
		if (strcmp(kind_name((enum kind)kind), text) == 0)
			return (enum kind)kind;
	return NO_KIND;
}

static void map_grammar(struct parser *parser, const TSLanguage *language)
{
	for (uint32_t s = 0; s < parser->symbol_count; s++) {
		TSSymbolType type =
		    ts_language_symbol_type(language, (TSSymbol)s);

		if (type == TSSymbolTypeRegular ||
		    type == TSSymbolTypeAnonymous)
			parser->kind_of_symbol[s] = (uint8_t)kind_called(
			    ts_language_symbol_name(language, (TSSymbol)s),
			    type == TSSymbolTypeRegular);
	}
	for (int field = 1; field < FIELD_COUNT; field++) {
		const char *name = field_name((enum field)field);
		TSFieldId id = ts_language_field_id_for_name(
		    language, name, (uint32_t)strlen(name));

		assert(id > 0 && id <= FIELD_COUNT);
		parser->field_of_id[id] = (uint8_t)field;
	}
}

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
	const TSLanguage *language = tree_sitter_python();
	struct parser *parser = calloc(1, sizeof(*parser));
	TSParser *tried;

	if (parser == NULL)
		return NULL;
	tried = begin_parsing(&parser->memory);
	parser->symbol_count = ts_language_symbol_count(language);
	parser->kind_of_symbol = calloc(parser->symbol_count, 1);
	if (tried == NULL || parser->kind_of_symbol == NULL) {
		parser_free(parser);
		return NULL;
	}
	end_parsing(&parser->memory, tried);
	map_grammar(parser, language);
	return parser;
}

void parser_free(struct parser *parser)
{
	if (parser == NULL)
		return;
	parse_memory_release(&parser->memory);
	free(parser->kind_of_symbol);
	free(parser);
}

const char *parser_version(struct arena *arena)
{
	return arena_format(arena,
	                    "tree-sitter ABI %d, tree-sitter-python ABI %u",
	                    TREE_SITTER_LANGUAGE_VERSION,
	                    ts_language_abi_version(tree_sitter_python()));
}

/* What the parser reads from, and the processor time it may take: some inputs
 * (`x = = ` repeated, backslash-only lines) cost it quadratic time. */
struct input {
	const char *text;
	uint32_t length;
	uint32_t calls;
	int64_t deadline; /* nanoseconds of this thread's time */
};

static int64_t thread_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
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

	return ++input->calls % 32 == 0 && thread_time() > input->deadline;
}

/* Real code takes 137 ns a byte, and 1 010 ns at the worst of 11 659 files. */
enum { BUDGET_BASE = 2000000000, BUDGET_PER_BYTE = 5000 };

static TSTree *parse(TSParser *parser, struct arena *arena,
                     const struct source *source)
{
	struct input input = {.text = type_defaults_blanked(arena, source),
	                      .length = source->length};
	TSInput reader = {.payload = &input,
	                  .read = read_input,
	                  .encoding = TSInputEncodingUTF8};
	TSParseOptions options = {.payload = &input,
	                          .progress_callback = is_over_budget};
	TSTree *tree;

	input.deadline = thread_time() + BUDGET_BASE +
	                 (int64_t)source->length * BUDGET_PER_BYTE;
	tree = ts_parser_parse_with_options(parser, NULL, reader, options);
	ts_parser_reset(parser);
	return tree;
}

/* Tokens without a field that say something the named nodes do not. */
static bool kind_is_kept(enum kind kind, enum kind parent)
{
	switch (kind) {
	case KIND_TOKEN_COLON:
		return parent == KIND_SLICE;
	case KIND_TOKEN_FROM:
		return parent == KIND_YIELD;
	case KIND_TOKEN_ASYNC:
		return true;
	case KIND_TOKEN_STAR:
		return parent == KIND_EXCEPT_CLAUSE;
	case KIND_TOKEN_LESS_GREATER:
		return true;
	default:
		return false;
	}
}

/* The work in progress: nodes, their names, and the open ancestors. */
struct flattening {
	struct arena *arena;
	const struct parser *parser;
	const struct source *source;
	struct names *names;
	ARRAY(struct node) nodes;
	ARRAY(name_id) name_of;
	ARRAY(struct span) comments;
	ARRAY(struct span) errors;
};

/* PEP 3131: identifiers are compared in NFKC. */
static name_id intern_identifier(struct flattening *f, struct str text)
{
	utf8proc_uint8_t *normal;
	utf8proc_ssize_t length;
	struct str copy;

	for (uint32_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			goto not_ascii;
	return names_intern(f->names, text);
not_ascii:
	length = utf8proc_map(
	    (const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length,
	    &normal, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
	if (length < 0)
		return names_intern(f->names, text);
	copy.at = arena_copy(f->arena, normal, (size_t)length);
	copy.length = (uint32_t)length;
	free(normal);
	return names_intern(f->names, copy);
}

static node_id add_node(struct flattening *f, TSNode node, enum kind kind,
                        enum field field, node_id parent)
{
	node_id id = f->nodes.count;
	struct node flat = {.start = ts_node_start_byte(node),
	                    .end = ts_node_end_byte(node),
	                    .parent = parent,
	                    .kind = (uint8_t)kind,
	                    .field = (uint8_t)field};
	bool is_error = kind == KIND_ERROR || ts_node_is_missing(node);
	struct str text = {f->source->text + flat.start, flat.end - flat.start};

	if (ts_node_has_error(node))
		flat.flags |= NODE_HAS_ERROR;
	if (is_error)
		flat.flags |= NODE_IN_ERROR;
	if (parent != NO_NODE)
		flat.flags |= f->nodes.at[parent].flags & NODE_IN_ERROR;
	if (is_error &&
	    (parent == NO_NODE || !(f->nodes.at[parent].flags & NODE_IN_ERROR)))
		ARRAY_PUSH(f->arena, &f->errors,
		           ((struct span){flat.start, flat.end}));
	ARRAY_PUSH(f->arena, &f->nodes, flat);
	ARRAY_PUSH(f->arena, &f->name_of,
	           kind == KIND_IDENTIFIER ? intern_identifier(f, text)
	                                   : (name_id)NAME_NONE);
	return id;
}

/* Take one node in, or note it; returns its id, or NO_NODE if it is left out
 * (its children then are too: such nodes have none that matter). */
static node_id take_node(struct flattening *f, const TSTreeCursor *cursor,
                         node_id parent)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	TSSymbol symbol = ts_node_symbol(node);
	TSFieldId field_id = ts_tree_cursor_current_field_id(cursor);
	enum field field = field_id <= FIELD_COUNT
	                       ? (enum field)f->parser->field_of_id[field_id]
	                       : NO_FIELD;
	enum kind kind = symbol < f->parser->symbol_count
	                     ? (enum kind)f->parser->kind_of_symbol[symbol]
	                     : KIND_ERROR;
	struct span span = {ts_node_start_byte(node), ts_node_end_byte(node)};

	if (parent == NO_NODE)
		kind = KIND_MODULE;
	if (kind == KIND_COMMENT)
		ARRAY_PUSH(f->arena, &f->comments, span);
	if (kind == KIND_COMMENT || kind == KIND_LINE_CONTINUATION)
		return NO_NODE;
	if ((int)kind < KIND_NAMED_COUNT || ts_node_is_missing(node) ||
	    (field != NO_FIELD && (int)kind >= KIND_NAMED_COUNT) ||
	    kind_is_kept(
	        kind, tree_kind(&(struct tree){.nodes = f->nodes.at}, parent)))
		return add_node(f, node, kind, field, parent);
	return NO_NODE;
}

static void flatten(struct flattening *f, TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	node_id open = take_node(f, &cursor, NO_NODE);
	uint32_t depth = 1;

	/* `open` is the node that the cursor's siblings belong to. */
	if (!ts_tree_cursor_goto_first_child(&cursor))
		goto done;
	for (;;) {
		node_id taken = take_node(f, &cursor, open);

		if (taken != NO_NODE) {
			f->nodes.at[taken].next = taken + 1;
			if (ts_tree_cursor_goto_first_child(&cursor)) {
				open = taken;
				depth++;
				continue;
			}
		}
		while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
			f->nodes.at[open].next = f->nodes.count;
			open = f->nodes.at[open].parent;
			ts_tree_cursor_goto_parent(&cursor);
			if (--depth == 0)
				goto done;
		}
	}
done:
	f->nodes.at[0].next = f->nodes.count;
	ts_tree_cursor_delete(&cursor);
}

/* What an error leaves in doubt: the function or class around it; at module
 * level the statement, and all statements that may have lost their `def`. */
static void mark_unsure(struct flattening *f, node_id error)
{
	struct node *nodes = f->nodes.at;
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

static void mark_errors(struct flattening *f)
{
	for (node_id n = 0; n < f->nodes.count; n++) {
		const struct node *node = &f->nodes.at[n];

		if (!(node->flags & NODE_IN_ERROR) ||
		    (node->flags & NODE_IS_UNSURE && n != 0))
			continue;
		mark_unsure(f, n);
	}
}

const char *tree_parse(struct tree *tree, struct arena *arena,
                       struct parser *parser, const struct source *source)
{
	struct flattening f = {.arena = arena,
	                       .parser = parser,
	                       .source = source,
	                       .names = names_new(arena)};
	TSParser *ts = begin_parsing(&parser->memory);
	TSTree *parsed = parse(ts, arena, source);

	if (parsed == NULL) {
		end_parsing(&parser->memory, ts);
		return "took too long to parse";
	}
	flatten(&f, ts_tree_root_node(parsed));
#ifdef ARENA_PASSTHROUGH
	ts_tree_delete(parsed);
#endif
	end_parsing(&parser->memory, ts);
	if (f.errors.count != 0)
		mark_errors(&f);
	*tree = (struct tree){.source = source,
	                      .nodes = f.nodes.at,
	                      .name_of = f.name_of.at,
	                      .count = f.nodes.count,
	                      .names = f.names,
	                      .comments = f.comments.at,
	                      .comment_count = f.comments.count,
	                      .errors = f.errors.at,
	                      .error_count = f.errors.count};
	tree->python2 = python2_find(tree);
	tree->is_python2 = tree->python2 != NO_NODE;
	return NULL;
}

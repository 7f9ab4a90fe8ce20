#include "config_toml.h"

#include "config_text.h"
#include "parse_memory.h"
#include "str.h"

#include <ctype.h>
#include <stdlib.h>

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_toml(void);

enum { KEYS_MOST = 64 }; /* of one path; deeper ones are refused */

/* How a key came to be, which decides who may add to it. */
enum defined {
	DEFINED_NOT,
	DEFINED_ABOVE,  /* by the name of a table in it: [a.b] */
	DEFINED_DOTTED, /* a.b = 1 */
	DEFINED_HEADER, /* [a] */
	DEFINED_TABLES, /* [[a]] */
	DEFINED_VALUE
};

struct defined_key {
	enum defined how;
	uint32_t line, elements;
};

/* The keys that lead to where one is, and the number of that path. */
struct key_path {
	const char *keys[KEYS_MOST];
	uint32_t count;
	name_id id; /* NAME_NONE at the top */
};

/* A table in braces whose keys are still to be read. */
struct inline_table {
	TSNode node;
	struct key_path path;
};

struct reader {
	struct arena *arena;
	const char *text;
	struct toml *toml;
	struct names *names; /* of paths: "ABOVE:KEY", "LIST#ELEMENT" */
	ARRAY(struct defined_key) defined;
	ARRAY(struct inline_table) inlines;
	uint32_t place_byte; /* the byte that was last asked for its place */
	struct toml_place place;
	const char *problem; /* the first, and its place */
	struct toml_place where;
};

const char *toml_type_name(enum toml_type type)
{
	static const char *const names[] = {[TOML_TEXT] = "a text",
	                                    [TOML_NUMBER] = "a number",
	                                    [TOML_TRUTH] = "true or false",
	                                    [TOML_LIST] = "a list",
	                                    [TOML_TABLE] = "a table",
	                                    [TOML_TABLES] = "a list of tables",
	                                    [TOML_OTHER] = "a float or a date"};

	return names[type];
}

/* How many code points start in bytes [start, end). */
static uint32_t code_points(const struct reader *r, uint32_t start,
                            uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = start; i < end; i++)
		count += ((unsigned char)r->text[i] & 0xc0) != 0x80;
	return count;
}

/* Counted from the last place if that is on the same line: one line may be all
 * of a large file. */
static struct toml_place place_of(struct reader *r, TSNode node)
{
	TSPoint point = ts_node_start_point(node);
	uint32_t byte = ts_node_start_byte(node);

	if (r->place.line != point.row + 1) {
		r->place = (struct toml_place){point.row + 1, 1};
		r->place_byte = byte - point.column;
	}
	r->place.column += code_points(r, r->place_byte, byte);
	r->place.column -= code_points(r, byte, r->place_byte);
	r->place_byte = byte;
	return r->place;
}

static void wrong(struct reader *r, struct toml_place place, const char *what)
{
	if (r->problem != NULL)
		return;
	r->problem = what;
	r->where = place;
}

static bool is_kind(TSNode node, const char *kind)
{
	return strcmp(ts_node_type(node), kind) == 0;
}

static struct str text_of(const struct reader *r, TSNode node)
{
	uint32_t start = ts_node_start_byte(node);

	return (struct str){r->text + start, ts_node_end_byte(node) - start};
}

/* ------------------------------------------------------------ keys */

static struct defined_key *defined_at(struct reader *r, name_id path)
{
	while (r->defined.count <= path)
		ARRAY_PUSH(r->arena, &r->defined, (struct defined_key){0});
	return &r->defined.at[path];
}

/* One key further down; NULL if that is too deep. */
static struct defined_key *descend(struct reader *r, struct key_path *path,
                                   const char *key)
{
	if (path->count == KEYS_MOST)
		return NULL;
	path->keys[path->count++] = key;
	path->id = names_intern(
	    r->names, str_of(arena_format(r->arena, "%u:%s", path->id, key)));
	return defined_at(r, path->id);
}

/* Of a list of tables, go into its last element. */
static void enter(struct reader *r, struct key_path *path,
                  const struct defined_key *defined)
{
	if (defined->how == DEFINED_TABLES)
		path->id = names_intern(
		    r->names, str_of(arena_format(r->arena, "%u#%u", path->id,
		                                  defined->elements)));
}

/* The keys of a key node, in order. A dotted one holds a shorter one. */
static uint32_t read_keys(struct reader *r, TSNode node, const char **keys)
{
	uint32_t count = 0;

	for (;;) {
		bool is_dotted = is_kind(node, "dotted_key");
		TSNode last = node;

		if (count == KEYS_MOST)
			return 0;
		if (is_dotted)
			last = ts_node_named_child(
			    node, ts_node_named_child_count(node) - 1);
		keys[count++] =
		    is_kind(last, "quoted_key")
		        ? config_unquoted(r->arena, text_of(r, last))
		        : str_copy(r->arena, text_of(r, last));
		if (!is_dotted)
			break;
		node = ts_node_named_child(node, 0);
	}
	for (uint32_t i = 0; i < count / 2; i++) {
		const char *key = keys[i];

		keys[i] = keys[count - 1 - i];
		keys[count - 1 - i] = key;
	}
	return count;
}

static void given_twice(struct reader *r, struct toml_place place,
                        const char *key, uint32_t line)
{
	wrong(r, place,
	      arena_format(r->arena, "'%s' is given twice, first on line %u",
	                   key, line));
}

static bool is_open(enum defined how, enum defined above)
{
	if (how == DEFINED_NOT || how == above)
		return true;
	return above == DEFINED_ABOVE && how != DEFINED_VALUE;
}

/* Go down to the last key of `node`. `above` is what the keys before it become,
 * `how` what it becomes itself. */
static bool define(struct reader *r, struct key_path *path, TSNode node,
                   enum defined above, enum defined how)
{
	struct toml_place place = place_of(r, node);
	const char *keys[KEYS_MOST];
	uint32_t count = read_keys(r, node, keys);
	struct defined_key *d = NULL;

	for (uint32_t i = 0; i < count; i++) {
		d = descend(r, path, keys[i]);
		if (d == NULL)
			break;
		if (i + 1 == count)
			break;
		if (!is_open(d->how, above)) {
			given_twice(r, place, keys[i], d->line);
			return false;
		}
		if (d->how == DEFINED_NOT)
			*d = (struct defined_key){above, place.line, 0};
		enter(r, path, d);
	}
	if (d == NULL) {
		wrong(r, place, "there are too many keys in a row");
		return false;
	}
	if (d->how == DEFINED_NOT ||
	    (how == DEFINED_HEADER && d->how == DEFINED_ABOVE)) {
		*d = (struct defined_key){how, place.line, 0};
	} else if (how == DEFINED_TABLES && d->how == DEFINED_TABLES) {
		d->elements++;
	} else {
		given_twice(r, place, keys[count - 1], d->line);
		return false;
	}
	enter(r, path, d);
	return true;
}

static void add_entry(struct reader *r, const struct key_path *path,
                      struct toml_place place, struct toml_value value)
{
	struct toml_entry entry = {
	    .key_count = path->count, .place = place, .value = value};
	const char **keys = ARENA_ARRAY(r->arena, path->count, const char *);

	memcpy(keys, path->keys, path->count * sizeof(*keys));
	entry.keys = keys;
	ARRAY_PUSH(r->arena, &r->toml->entries, entry);
}

/* ------------------------------------------------------------ values */

static enum toml_type type_of(TSNode node)
{
	static const char *const kinds[] = {[TOML_TEXT] = "string",
	                                    [TOML_NUMBER] = "integer",
	                                    [TOML_TRUTH] = "boolean",
	                                    [TOML_LIST] = "array",
	                                    [TOML_TABLE] = "inline_table"};

	for (int i = TOML_TEXT; i <= TOML_TABLE; i++)
		if (is_kind(node, kinds[i]))
			return (enum toml_type)i;
	return TOML_OTHER;
}

static struct toml_value read_plain(struct reader *r, TSNode node)
{
	struct toml_value value = {.type = type_of(node),
	                           .place = place_of(r, node)};
	struct str text = text_of(r, node);

	if (value.type == TOML_TEXT)
		value.text = config_unquoted(r->arena, text);
	else if (value.type == TOML_TRUTH)
		value.number = str_is(text, "true");
	else if (value.type == TOML_NUMBER &&
	         !config_integer(r->arena, text, &value.number))
		wrong(r, value.place, "the number is too large");
	return value;
}

/* Lists in lists are read as empty: no key takes any. */
static struct toml_value read_value(struct reader *r, TSNode node)
{
	struct toml_value value = read_plain(r, node);
	ARRAY(struct toml_value) list = {0};
	TSTreeCursor cursor;

	if (value.type != TOML_LIST)
		return value;
	cursor = ts_tree_cursor_new(node);
	for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
	     more = ts_tree_cursor_goto_next_sibling(&cursor)) {
		TSNode item = ts_tree_cursor_current_node(&cursor);

		if (ts_node_is_named(item) && !is_kind(item, "comment"))
			ARRAY_PUSH(r->arena, &list, read_plain(r, item));
	}
	ts_tree_cursor_delete(&cursor);
	value.list = list.at;
	value.count = list.count;
	return value;
}

/* ------------------------------------------------------------ tables */

static void read_pair(struct reader *r, TSNode pair,
                      const struct key_path *table)
{
	TSNode key = ts_node_named_child(pair, 0);
	TSNode after = ts_node_named_child(pair, 1);
	struct inline_table inner = {.node = after, .path = *table};
	struct toml_place place = place_of(r, key);
	struct toml_value value;

	if (!define(r, &inner.path, key, DEFINED_DOTTED, DEFINED_VALUE))
		return;
	value = read_value(r, after);
	add_entry(r, &inner.path, place, value);
	if (value.type == TOML_TABLE)
		ARRAY_PUSH(r->arena, &r->inlines, inner);
}

static void read_pairs_at(struct reader *r, TSNode node,
                          const struct key_path *path)
{
	TSTreeCursor cursor = ts_tree_cursor_new(node);

	for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
	     more = ts_tree_cursor_goto_next_sibling(&cursor)) {
		TSNode child = ts_tree_cursor_current_node(&cursor);

		if (is_kind(child, "pair"))
			read_pair(r, child, path);
	}
	ts_tree_cursor_delete(&cursor);
}

/* The pairs of a table, or before the first one, and those of the tables in
 * braces among them. */
static void read_pairs(struct reader *r, TSNode node,
                       const struct key_path *path)
{
	read_pairs_at(r, node, path);
	while (r->inlines.count > 0) {
		struct inline_table inner = r->inlines.at[--r->inlines.count];

		read_pairs_at(r, inner.node, &inner.path);
	}
}

static void read_table(struct reader *r, TSNode node)
{
	bool is_list = is_kind(node, "table_array_element");
	TSNode key = ts_node_named_child(node, 0);
	struct key_path path = {0};
	struct toml_value value = {.type = is_list ? TOML_TABLES : TOML_TABLE,
	                           .place = place_of(r, key)};

	if (!define(r, &path, key, DEFINED_ABOVE,
	            is_list ? DEFINED_TABLES : DEFINED_HEADER))
		return;
	add_entry(r, &path, value.place, value);
	read_pairs(r, node, &path);
}

static void read_document(struct reader *r, TSNode root)
{
	struct key_path top = {0};
	TSTreeCursor cursor = ts_tree_cursor_new(root);

	read_pairs(r, root, &top);
	for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
	     more = ts_tree_cursor_goto_next_sibling(&cursor)) {
		TSNode child = ts_tree_cursor_current_node(&cursor);

		if (is_kind(child, "table") ||
		    is_kind(child, "table_array_element"))
			read_table(r, child);
	}
	ts_tree_cursor_delete(&cursor);
}

/* ------------------------------------------------------------ errors */

/* Why the line that an error begins on is no TOML, if it shows. */
static const char *reason_of(const char *line)
{
	static const char *const bare[] = {"true", "false", "inf", "nan", NULL};
	size_t length = strcspn(line, "\r\n");
	const char *value = memchr(line, '=', length), *end = line + length;
	struct str word;

	if (value == NULL)
		return *line == '[' ? "" : ": a key takes '=' and a value";
	value += 1 + strspn(value + 1, " \t");
	word = (struct str){value, (uint32_t)strcspn(value, " \t\r\n#,]}")};
	if (value >= end || *value == '#')
		return ": the value is missing";
	if (strchr("\"'", *value) != NULL && value[1] != *value &&
	    memchr(value + 1, *value, (size_t)(end - value - 1)) == NULL)
		return ": the quotes are not closed";
	if (*value == '[' && memchr(value, ']', strlen(value)) == NULL)
		return ": '[' is not closed";
	if (*value == '[')
		word.at = ++value;
	return isalpha((unsigned char)*value) && !str_is_one_of(word, bare)
	           ? ": texts stand in quotes"
	           : "";
}

/* The text from the line on that a node begins on, with a NUL at its end. */
static const char *rest_of(const struct reader *r, TSNode root, TSNode node)
{
	uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(root);

	while (start > 0 && r->text[start - 1] != '\n')
		start--;
	return str_copy(r->arena, (struct str){r->text + start, end - start});
}

/* The first error in it, or what is missing. */
static void find_error(struct reader *r, TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);

	for (;;) {
		TSNode node = ts_tree_cursor_current_node(&cursor);

		if (ts_node_is_missing(node)) {
			wrong(r, place_of(r, node),
			      arena_format(r->arena,
			                   "this is no TOML: '%s' is"
			                   " missing",
			                   ts_node_type(node)));
			break;
		}
		if (ts_node_is_error(node)) {
			wrong(r, place_of(r, node),
			      arena_format(r->arena, "this is no TOML%s",
			                   reason_of(rest_of(r, root, node))));
			break;
		}
		if (ts_node_has_error(node) &&
		    ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (!ts_tree_cursor_goto_next_sibling(&cursor))
			if (!ts_tree_cursor_goto_parent(&cursor)) {
				wrong(r, place_of(r, root), "this is no TOML");
				break;
			}
		if (r->problem != NULL)
			break;
	}
	ts_tree_cursor_delete(&cursor);
}

static void read_tree(struct reader *r, TSNode root)
{
	if (ts_node_has_error(root))
		find_error(r, root);
	else
		read_document(r, root);
}

/* The parser takes 170 bytes a byte. */
enum { LARGEST = 256 * 1024 };

const char *toml_read(struct toml *toml, struct arena *arena, const char *text,
                      size_t length, struct toml_place *where)
{
	struct parse_memory memory = {0};
	struct reader r = {.arena = arena,
	                   .text = text,
	                   .toml = toml,
	                   .names = names_new(arena),
	                   .where = {1, 1}};
	TSParser *parser;
	TSTree *tree = NULL;

	*toml = (struct toml){0};
	*where = r.where;
	if (length > LARGEST)
		return "larger than 256 KB";
	if (!config_is_utf8(text, length, where))
		return "this is not UTF-8";
	parse_memory = &memory;
	parser = ts_parser_new();
	if (ts_parser_set_language(parser, tree_sitter_toml()))
		tree = ts_parser_parse_string(parser, NULL, text,
		                              (uint32_t)length);
	if (tree != NULL)
		read_tree(&r, ts_tree_root_node(tree));
	else
		wrong(&r, r.where, "the TOML grammar does not fit the parser");
	ts_tree_delete(tree);
	ts_parser_delete(parser);
	parse_memory_release(&memory);
	parse_memory = NULL;
	*where = r.where;
	return r.problem;
}

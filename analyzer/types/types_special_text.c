/* Results of calls about files, paths and regular expressions. */
#include "types_special.h"

#include <string.h>

/* What kind of file a mode opens; UNKNOWN if it is no plain literal. */
static type_id file_of_mode(const struct special *s, node_id mode,
                            bool is_binary)
{
	const struct tree *t = s->ty->tree;
	struct str text;

	if (types_has_splat(s->ty, s->call))
		return UNKNOWN;
	if (mode != NO_NODE) {
		mode = tree_value(t, mode);
		text = tree_text(t, mode);
		if (tree_kind(t, mode) != KIND_STRING ||
		    tree_child_count(t, mode) > 3 ||
		    (text.at[0] != '"' && text.at[0] != '\''))
			return UNKNOWN;
		is_binary = is_binary
		                ? memchr(text.at, 't', text.length) == NULL
		                : memchr(text.at, 'b', text.length) != NULL;
	}
	return simple(s, is_binary ? TYPE_BINARY_FILE : TYPE_TEXT_FILE);
}

static node_id mode_argument(const struct special *s, uint32_t index)
{
	node_id mode = types_keyword(s->ty, s->call, "mode");

	return mode != NO_NODE ? mode : types_argument(s->ty, s->call, index);
}

static type_id opened(const struct special *s)
{
	return file_of_mode(s, mode_argument(s, 1), false);
}

static type_id opened_path(const struct special *s)
{
	return file_of_mode(s, mode_argument(s, 0), false);
}

static type_id opened_binary(const struct special *s)
{
	return file_of_mode(s, mode_argument(s, 1), true);
}

static type_id opened_codec(const struct special *s)
{
	node_id encoding = types_keyword(s->ty, s->call, "encoding");

	if (encoding == NO_NODE)
		encoding = types_argument(s->ty, s->call, 2);
	if (encoding == NO_NODE ||
	    kind_of(s, s->ty->of_node[encoding]) != TYPE_STR)
		return UNKNOWN;
	return type_inexact(s->table, simple(s, TYPE_TEXT_FILE));
}

/* str or bytes, as a text is; UNKNOWN. */
static type_id text_like(const struct special *s, type_id a, type_id b)
{
	enum type_kind first = kind_of(s, a), second = kind_of(s, b);

	if (first == TYPE_STR || second == TYPE_STR)
		return simple(s, TYPE_STR);
	if (first == TYPE_BYTES || second == TYPE_BYTES)
		return simple(s, TYPE_BYTES);
	return first == TYPE_NEVER && second == TYPE_NEVER ? NEVER : UNKNOWN;
}

static type_id match_of(const struct special *s, type_id text)
{
	return type_with_parts(
	    s->table,
	    type_named(s->table, TYPE_INSTANCE, STR("re.Match"), NO_CLASS),
	    text, UNKNOWN);
}

static type_id match(const struct special *s)
{
	return type_or_none(
	    s->table, match_of(s, text_like(s, s->second, s->first)), true);
}

static type_id pattern_match(const struct special *s)
{
	type_id text = type_at(s->table, s->self)->element;

	return type_or_none(s->table, match_of(s, text_like(s, text, s->first)),
	                    true);
}

static type_id found_matches(const struct special *s)
{
	return iterator_of(s, match_of(s, text_like(s, s->second, s->first)));
}

static type_id substituted(const struct special *s)
{
	return text_like(s, types_argument_type(s->ty, s->call, 2), s->first);
}

static type_id compiled(const struct special *s)
{
	type_id pattern =
	    type_named(s->table, TYPE_INSTANCE, STR("re.Pattern"), NO_CLASS);

	return type_with_parts(s->table, pattern,
	                       text_like(s, s->first, s->first), UNKNOWN);
}

static type_id group(const struct special *s)
{
	const struct tree *t = s->ty->tree;
	uint32_t count = types_argument_count(s->ty, s->call);
	type_id text = type_at(s->table, s->self)->element;
	node_id index = types_argument(s->ty, s->call, 0);

	if (types_has_splat(s->ty, s->call))
		return UNKNOWN;
	if (count == 0 || (count == 1 && tree_kind(t, index) == KIND_INTEGER &&
	                   str_is(tree_text(t, index), "0")))
		return text;
	text = type_join(s->table, text, simple(s, TYPE_NONE));
	if (count == 1)
		return text;
	return type_container(s->table, TYPE_TUPLE, text, UNKNOWN);
}

static type_id groups(const struct special *s)
{
	type_id text = type_at(s->table, s->self)->element;

	return type_container(s->table, TYPE_TUPLE,
	                      types_or_argument(s, text, 0), UNKNOWN);
}

static type_id named_groups(const struct special *s)
{
	type_id text = type_at(s->table, s->self)->element;

	return type_container(s->table, TYPE_DICT, simple(s, TYPE_STR),
	                      types_or_argument(s, text, 0));
}

static type_id from_environment(const struct special *s)
{
	return types_or_argument(s, simple(s, TYPE_STR), 1);
}

static bool is_path(const struct special *s, type_id type)
{
	const struct type *t = type_at(s->table, type);

	return t->kind == TYPE_INSTANCE && str_starts(t->name, "pathlib.");
}

/* The text that a path-like argument stands for. */
static type_id path_text(const struct special *s, type_id type)
{
	return is_path(s, type) ? simple(s, TYPE_STR)
	                        : text_like(s, type, type);
}

static type_id path(const struct special *s)
{
	return path_text(s, s->first);
}

static type_id path_pair(const struct special *s)
{
	type_id pair[] = {path(s), path(s)};

	return type_tuple(s->table, pair, 2);
}

/* All parts are of one kind; that of one that is known tells the rest. */
static type_id joined_path(const struct special *s)
{
	uint32_t count = types_argument_count(s->ty, s->call);
	bool is_waiting = !types_has_splat(s->ty, s->call);

	for (uint32_t i = 0; i < count; i++) {
		type_id type = types_argument_type(s->ty, s->call, i);

		if (type != NEVER && path_text(s, type) != UNKNOWN)
			return path_text(s, type);
		is_waiting &= type == NEVER;
	}
	return is_waiting && count != 0 ? NEVER : UNKNOWN;
}

static type_id listed(const struct special *s)
{
	type_id name = path(s);

	if (types_argument_count(s->ty, s->call) == 0 ||
	    kind_of(s, s->first) == TYPE_INT)
		name = simple(s, TYPE_STR);
	return type_container(s->table, TYPE_LIST, name, UNKNOWN);
}

static type_id scanned(const struct special *s)
{
	type_id entry =
	    type_named(s->table, TYPE_INSTANCE, STR("os.DirEntry"), NO_CLASS);
	type_id name = path(s);

	if (types_argument_count(s->ty, s->call) == 0)
		name = simple(s, TYPE_STR);
	return type_with_parts(
	    s->table,
	    type_named(s->table, TYPE_INSTANCE, STR("os.scandir"), NO_CLASS),
	    type_with_parts(s->table, entry, name, UNKNOWN), UNKNOWN);
}

static type_id walked(const struct special *s)
{
	type_id name = path(s), triple[3];

	triple[0] = name;
	triple[1] = triple[2] =
	    type_container(s->table, TYPE_LIST, name, UNKNOWN);
	return iterator_of(s, type_tuple(s->table, triple, 3));
}

/* subprocess.check_output: bytes, unless text is asked for. */
static type_id output(const struct special *s)
{
	static const char *const words[] = {"text", "universal_newlines",
	                                    "encoding", "errors", NULL};
	node_id text = types_keyword(s->ty, s->call, "text");

	if (types_has_splat(s->ty, s->call))
		return UNKNOWN;
	if (text == NO_NODE)
		text = types_keyword(s->ty, s->call, "universal_newlines");
	if (tree_kind(s->ty->tree, text) == KIND_TRUE)
		return simple(s, TYPE_STR);
	for (int i = 0; words[i] != NULL; i++)
		if (types_keyword(s->ty, s->call, words[i]) != NO_NODE)
			return UNKNOWN;
	return simple(s, TYPE_BYTES);
}

const struct special_name types_text_specials[] = {
    {"environ_get", from_environment},
    {"finditer", found_matches},
    {"fspath", path},
    {"group", group},
    {"groupdict", named_groups},
    {"groups", groups},
    {"listdir", listed},
    {"match", match},
    {"open", opened},
    {"open_binary", opened_binary},
    {"open_codec", opened_codec},
    {"open_path", opened_path},
    {"output", output},
    {"path", path},
    {"path_join", joined_path},
    {"path_pair", path_pair},
    {"pattern_match", pattern_match},
    {"re_compile", compiled},
    {"re_sub", substituted},
    {"scandir", scanned},
    {"walk", walked},
    {NULL, NULL},
};

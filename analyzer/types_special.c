#include "types_special.h"

#include "library.h"

#include <string.h>

/* What a special result is made of. */
struct special {
	struct types *ty;
	struct type_table *table;
	node_id call;
	type_id self;
	type_id first, second; /* NEVER if absent, UNKNOWN if not known */
};

typedef type_id special_result(const struct special *s);

static enum type_kind kind_of(const struct special *s, type_id type)
{
	return type_kind(s->table, type);
}

static type_id iterator_of(const struct special *s, type_id element)
{
	return type_container(s->table, TYPE_ITERATOR, element, UNKNOWN);
}

static type_id simple(const struct special *s, enum type_kind kind)
{
	return type_of_kind(s->table, kind);
}

static bool is_number(enum type_kind kind)
{
	return kind == TYPE_BOOL || kind == TYPE_INT || kind == TYPE_FLOAT;
}

/* With a default argument: what the call gives without it, or that. */
static type_id or_argument(const struct special *s, type_id type,
                           uint32_t index)
{
	if (types_argument_count(s->ty, s->call) <= index)
		return type_join(s->table, type, simple(s, TYPE_NONE));
	return type_join(s->table, type,
	                 types_argument_type(s->ty, s->call, index));
}

static type_id number(const struct special *s)
{
	enum type_kind kind = kind_of(s, s->first);

	if (kind == TYPE_BOOL)
		return simple(s, TYPE_INT);
	if (kind == TYPE_COMPLEX)
		return simple(s, TYPE_FLOAT);
	return is_number(kind) || kind == TYPE_NEVER ? s->first : UNKNOWN;
}

static type_id divided(const struct special *s)
{
	type_id items[2];

	if (kind_of(s, s->first) != TYPE_INT ||
	    kind_of(s, s->second) != TYPE_INT)
		return UNKNOWN;
	items[0] = items[1] = simple(s, TYPE_INT);
	return type_tuple(s->table, items, 2);
}

static type_id iterated(const struct special *s)
{
	if (types_argument_count(s->ty, s->call) != 1)
		return iterator_of(s, UNKNOWN);
	if (kind_of(s, s->first) == TYPE_GENERATOR)
		return s->first;
	return iterator_of(s, type_element(s->table, s->first));
}

/* min and max: of the elements, or of the arguments. */
static type_id extreme(const struct special *s)
{
	uint32_t count = types_argument_count(s->ty, s->call);
	node_id other = types_keyword(s->ty, s->call, "default");
	type_id type = NEVER;

	if (types_has_splat(s->ty, s->call))
		return UNKNOWN;
	if (count == 1)
		type = type_element(s->table, s->first);
	else
		for (uint32_t i = 0; i < count; i++)
			type =
			    type_join(s->table, type,
			              types_argument_type(s->ty, s->call, i));
	if (other != NO_NODE)
		type = type_join(s->table, type, s->ty->of_node[other]);
	return type_without_contents(s->table, type);
}

static type_id next_item(const struct special *s)
{
	type_id element = type_element(s->table, s->first);

	return types_argument_count(s->ty, s->call) < 2
	           ? element
	           : type_join(s->table, element, s->second);
}

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

static type_id rounded(const struct special *s)
{
	enum type_kind kind = kind_of(s, s->first);

	if (!is_number(kind))
		return kind == TYPE_NEVER ? NEVER : UNKNOWN;
	if (types_argument_count(s->ty, s->call) == 1 &&
	    types_keyword(s->ty, s->call, "ndigits") == NO_NODE)
		return simple(s, TYPE_INT);
	if (kind_of(s, s->second) == TYPE_INT)
		return kind == TYPE_BOOL ? simple(s, TYPE_INT) : s->first;
	return UNKNOWN;
}

static type_id floored(const struct special *s)
{
	enum type_kind kind = kind_of(s, s->first);

	if (kind == TYPE_NEVER)
		return NEVER;
	return is_number(kind) ? simple(s, TYPE_INT) : UNKNOWN;
}

static type_id sum(const struct special *s)
{
	type_id element = type_element(s->table, s->first);
	node_id start = types_keyword(s->ty, s->call, "start");
	enum type_kind kind = kind_of(s, element), from;
	type_id type = s->second;

	if (start != NO_NODE)
		type = s->ty->of_node[start];
	else if (types_argument_count(s->ty, s->call) < 2)
		type = simple(s, TYPE_INT);
	from = kind_of(s, type);
	if (element == NEVER || type == NEVER)
		return NEVER;
	if ((kind == TYPE_INT || kind == TYPE_BOOL) && from == TYPE_INT)
		return simple(s, TYPE_INT);
	if (is_number(kind) && from == TYPE_FLOAT)
		return simple(s, TYPE_FLOAT);
	if (kind == from && (kind == TYPE_LIST || kind == TYPE_TUPLE))
		return simple(s, kind);
	return UNKNOWN;
}

static type_id tuple(const struct special *s)
{
	if (kind_of(s, s->first) == TYPE_TUPLE)
		return s->first;
	return type_container(
	    s->table, TYPE_TUPLE,
	    type_without_contents(s->table, type_element(s->table, s->first)),
	    UNKNOWN);
}

static type_id zipped(const struct special *s)
{
	uint32_t count = types_argument_count(s->ty, s->call);
	type_id items[MOST_ITEMS];

	if (types_has_splat(s->ty, s->call) || count > MOST_ITEMS)
		return iterator_of(s, simple(s, TYPE_TUPLE));
	for (uint32_t i = 0; i < count; i++)
		items[i] = type_element(s->table,
		                        types_argument_type(s->ty, s->call, i));
	return iterator_of(s, type_tuple(s->table, items, count));
}

static type_id zipped_longest(const struct special *s)
{
	uint32_t count = types_argument_count(s->ty, s->call);
	node_id fill = types_keyword(s->ty, s->call, "fillvalue");
	type_id other =
	    fill == NO_NODE ? simple(s, TYPE_NONE) : s->ty->of_node[fill];
	type_id items[MOST_ITEMS];

	if (types_has_splat(s->ty, s->call) || count > MOST_ITEMS)
		return iterator_of(s, simple(s, TYPE_TUPLE));
	for (uint32_t i = 0; i < count; i++)
		items[i] = type_join(
		    s->table, other,
		    type_element(s->table,
		                 types_argument_type(s->ty, s->call, i)));
	return iterator_of(s, type_tuple(s->table, items, count));
}

/* What calling the function or class at n gives, whatever it is given. */
static type_id result_of(const struct special *s, node_id n)
{
	struct types *ty = s->ty;
	struct type type;

	if (n == NO_NODE)
		return UNKNOWN;
	n = tree_value(ty->tree, n);
	if (tree_kind(ty->tree, n) == KIND_LAMBDA) {
		n = tree_child(ty->tree, n, FIELD_BODY);
		return n == NO_NODE ? UNKNOWN : ty->of_node[n];
	}
	type = *type_at(s->table, ty->of_node[n]);
	if (type.kind == TYPE_NEVER)
		return NEVER;
	if (type.kind == TYPE_CLASS)
		return types_constructed(ty, &type);
	if (type.kind == TYPE_FUNCTION)
		return types_result(ty, type.node, s->call);
	return types_plain_result(ty, n, type_element(s->table, s->second));
}

static type_id mapped(const struct special *s)
{
	node_id function = types_argument(s->ty, s->call, 0);

	return iterator_of(s, result_of(s, function));
}

static type_id dict(const struct special *s)
{
	return types_pairs(s->ty, s->call);
}

static type_id named_dict(const struct special *s, type_id dict,
                          const char *name)
{
	struct type type = *type_at(s->table, dict);

	if (type.kind != TYPE_DICT)
		return UNKNOWN;
	type.is_exact = false;
	type.name = str_of(name);
	return type_intern(s->table, type);
}

static type_id ordered_dict(const struct special *s)
{
	return named_dict(s, types_pairs(s->ty, s->call),
	                  "collections.OrderedDict");
}

static type_id counter(const struct special *s)
{
	type_id keys = type_element(s->table, s->first);

	if (types_keyword_count(s->ty, s->call) != 0 ||
	    types_has_splat(s->ty, s->call))
		keys = UNKNOWN;
	return named_dict(
	    s, type_container(s->table, TYPE_DICT, keys, simple(s, TYPE_INT)),
	    "collections.Counter");
}

static type_id default_dict(const struct special *s)
{
	node_id factory = types_argument(s->ty, s->call, 0);
	type_id value = factory == NO_NODE ? UNKNOWN : result_of(s, factory);
	type_id keys = NEVER;

	if (types_argument_count(s->ty, s->call) > 1 ||
	    types_keyword_count(s->ty, s->call) != 0 ||
	    types_has_splat(s->ty, s->call))
		keys = value = UNKNOWN;
	return named_dict(s, type_container(s->table, TYPE_DICT, keys, value),
	                  "collections.defaultdict");
}

static type_id copied_self(const struct special *s)
{
	return type_or_none(s->table, s->self, false);
}

static type_id copied(const struct special *s)
{
	return s->first;
}

static type_id got(const struct special *s)
{
	return or_argument(s, type_at(s->table, s->self)->value, 1);
}

static type_id popped(const struct special *s)
{
	type_id value = type_at(s->table, s->self)->value;

	return types_argument_count(s->ty, s->call) < 2
	           ? value
	           : type_join(s->table, value, s->second);
}

static type_id view_of(const struct special *s, type_id element)
{
	return type_intern(s->table, (struct type){.kind = TYPE_VIEW,
	                                           .is_exact = true,
	                                           .element = element,
	                                           .class = NO_CLASS,
	                                           .node = NO_NODE});
}

static type_id keys(const struct special *s)
{
	return view_of(s, type_element(s->table, s->self));
}

static type_id values(const struct special *s)
{
	return view_of(s, type_at(s->table, s->self)->value);
}

static type_id items(const struct special *s)
{
	const struct type *type = type_at(s->table, s->self);
	type_id pair[] = {type->element, type->value};

	return view_of(s, type_tuple(s->table, pair, 2));
}

static type_id united(const struct special *s)
{
	type_id element = type_join(s->table, type_element(s->table, s->self),
	                            types_all_elements(s->ty, s->call));
	enum type_kind kind = kind_of(s, s->self);

	return kind == TYPE_SET || kind == TYPE_FROZENSET
	           ? type_container(s->table, kind, element, UNKNOWN)
	           : UNKNOWN;
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

	return type_container(s->table, TYPE_TUPLE, or_argument(s, text, 0),
	                      UNKNOWN);
}

static type_id named_groups(const struct special *s)
{
	type_id text = type_at(s->table, s->self)->element;

	return type_container(s->table, TYPE_DICT, simple(s, TYPE_STR),
	                      or_argument(s, text, 0));
}

static type_id from_environment(const struct special *s)
{
	return or_argument(s, simple(s, TYPE_STR), 1);
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

static type_id chained(const struct special *s)
{
	return iterator_of(s, types_all_elements(s->ty, s->call));
}

static type_id flattened(const struct special *s)
{
	return iterator_of(
	    s, type_element(s->table, type_element(s->table, s->first)));
}

static const struct {
	const char *name;
	special_result *result;
} specials[] = {
    {"Counter", counter},
    {"OrderedDict", ordered_dict},
    {"chain", chained},
    {"copied", copied},
    {"copy", copied_self},
    {"defaultdict", default_dict},
    {"dict", dict},
    {"divmod", divided},
    {"environ_get", from_environment},
    {"extreme", extreme},
    {"finditer", found_matches},
    {"flatten", flattened},
    {"floor", floored},
    {"fspath", path},
    {"get", got},
    {"group", group},
    {"groupdict", named_groups},
    {"groups", groups},
    {"items", items},
    {"iter", iterated},
    {"keys", keys},
    {"listdir", listed},
    {"map", mapped},
    {"match", match},
    {"next", next_item},
    {"number", number},
    {"open", opened},
    {"open_binary", opened_binary},
    {"open_codec", opened_codec},
    {"open_path", opened_path},
    {"output", output},
    {"path", path},
    {"path_join", joined_path},
    {"path_pair", path_pair},
    {"pattern_match", pattern_match},
    {"pop", popped},
    {"re_compile", compiled},
    {"re_sub", substituted},
    {"round", rounded},
    {"scandir", scanned},
    {"setdefault", got},
    {"sum", sum},
    {"tuple", tuple},
    {"union", united},
    {"values", values},
    {"walk", walked},
    {"zip", zipped},
    {"zip_longest", zipped_longest},
};

type_id types_special(struct types *ty, node_id call, const char *name,
                      type_id self)
{
	const struct special s = {.ty = ty,
	                          .table = &ty->table,
	                          .call = call,
	                          .self = self,
	                          .first = types_argument_type(ty, call, 0),
	                          .second = types_argument_type(ty, call, 1)};

	for (size_t i = 0; i < sizeof(specials) / sizeof(*specials); i++)
		if (strcmp(name, specials[i].name) == 0)
			return specials[i].result(&s);
	return UNKNOWN;
}

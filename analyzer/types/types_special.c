#include "types_special.h"

#include <string.h>

static bool is_number(enum type_kind kind)
{
	return kind == TYPE_BOOL || kind == TYPE_INT || kind == TYPE_FLOAT;
}

type_id types_or_argument(const struct special *s, type_id type, uint32_t index)
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

/* Tuples of an element of each argument, or of what stands in for it. */
static type_id zipped_or(const struct special *s, type_id other)
{
	uint32_t count = types_argument_count(s->ty, s->call);
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

static type_id zipped(const struct special *s)
{
	return zipped_or(s, NEVER);
}

static type_id zipped_longest(const struct special *s)
{
	node_id fill = types_keyword(s->ty, s->call, "fillvalue");

	return zipped_or(s, fill == NO_NODE ? simple(s, TYPE_NONE)
	                                    : s->ty->of_node[fill]);
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
	return types_or_argument(s, type_at(s->table, s->self)->value, 1);
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

static type_id chained(const struct special *s)
{
	return iterator_of(s, types_all_elements(s->ty, s->call));
}

static type_id flattened(const struct special *s)
{
	return iterator_of(
	    s, type_element(s->table, type_element(s->table, s->first)));
}

static bool has_one_of(const struct special *s, const char *const *keywords)
{
	if (types_has_splat(s->ty, s->call))
		return true;
	for (; *keywords != NULL; keywords++)
		if (types_keyword(s->ty, s->call, *keywords) != NO_NODE)
			return true;
	return false;
}

/* pandas.read_csv: with these it gives a reader, or a Series. */
static type_id frame(const struct special *s)
{
	static const char *const others[] = {"chunksize", "iterator", "squeeze",
	                                     NULL};

	return has_one_of(s, others)
	           ? UNKNOWN
	           : type_named(s->table, TYPE_INSTANCE,
	                        STR("pandas.DataFrame"), NO_CLASS);
}

/* numpy.linspace: with retstep it gives a pair. */
static type_id spaced(const struct special *s)
{
	static const char *const others[] = {"retstep", NULL};

	return has_one_of(s, others)
	           ? UNKNOWN
	           : type_named(s->table, TYPE_INSTANCE, STR("numpy.ndarray"),
	                        NO_CLASS);
}

static const struct special_name specials[] = {
    {"Counter", counter},
    {"OrderedDict", ordered_dict},
    {"chain", chained},
    {"copied", copied},
    {"copy", copied_self},
    {"defaultdict", default_dict},
    {"dict", dict},
    {"divmod", divided},
    {"extreme", extreme},
    {"flatten", flattened},
    {"floor", floored},
    {"get", got},
    {"items", items},
    {"iter", iterated},
    {"keys", keys},
    {"linspace", spaced},
    {"map", mapped},
    {"next", next_item},
    {"number", number},
    {"pop", popped},
    {"read_frame", frame},
    {"round", rounded},
    {"setdefault", got},
    {"sum", sum},
    {"tuple", tuple},
    {"union", united},
    {"values", values},
    {"zip", zipped},
    {"zip_longest", zipped_longest},
    {NULL, NULL},
};

static const struct special_name *find(const struct special_name *list,
                                       const char *name)
{
	for (; list->name != NULL; list++)
		if (strcmp(list->name, name) == 0)
			return list;
	return NULL;
}

bool types_is_special(const char *name)
{
	return find(specials, name) != NULL ||
	       find(types_text_specials, name) != NULL;
}

type_id types_special(struct types *ty, node_id call, const char *name,
                      type_id self)
{
	const struct special_name *found = find(specials, name);
	const struct special s = {.ty = ty,
	                          .table = &ty->table,
	                          .call = call,
	                          .self = self,
	                          .first = types_argument_type(ty, call, 0),
	                          .second = types_argument_type(ty, call, 1)};

	if (found == NULL)
		found = find(types_text_specials, name);
	return found == NULL ? UNKNOWN : found->result(&s);
}

#include "effects.h"

#include "call.h"

enum { ANY_INDEX = UINT8_MAX };

/* A function's effect on its positional arguments `first` to `last`. */
struct row {
	uint8_t first, last;
	uint8_t effect; /* enum effect */
	uint8_t reducer;
};

#define ITERATES EFFECT_ITERATES
#define COPIES EFFECT_COPIES
#define LAZY EFFECT_LAZY
#define LOOKS EFFECT_LOOKS

/* What each function does with its argument is in its own source (bltinmodule.c
 * and the like); rules/materialise measures the reducers. */
#define FUNCTIONS(X)                                                           \
	X("builtins.sum", 0, 0, ITERATES, REDUCER_SUM)                         \
	X("builtins.any", 0, 0, ITERATES, REDUCER_ANY)                         \
	X("builtins.all", 0, 0, ITERATES, REDUCER_ALL)                         \
	X("builtins.min", 0, 0, ITERATES, REDUCER_MIN)                         \
	X("builtins.max", 0, 0, ITERATES, REDUCER_MAX)                         \
	X("math.fsum", 0, 0, ITERATES, REDUCER_FSUM)                           \
	X("math.prod", 0, 0, ITERATES, REDUCER_PROD)                           \
	X("functools.reduce", 1, 1, ITERATES, REDUCER_REDUCE)                  \
	X("collections.Counter", 0, 0, ITERATES, REDUCER_COUNTER)              \
	X("heapq.nlargest", 1, 1, ITERATES, REDUCER_NLARGEST)                  \
	X("heapq.nsmallest", 1, 1, ITERATES, REDUCER_NLARGEST)                 \
	X("statistics.mean", 0, 0, ITERATES, REDUCER_MEAN)                     \
	X("statistics.fmean", 0, 0, ITERATES, REDUCER_MEAN)                    \
	X("builtins.bytes", 0, 0, ITERATES, REDUCER_BYTES)                     \
	X("builtins.bytearray", 0, 0, ITERATES, REDUCER_BYTES)                 \
	X("array.array", 1, 1, ITERATES, REDUCER_ARRAY)                        \
	X("builtins.list", 0, 0, COPIES, REDUCER_NONE)                         \
	X("builtins.tuple", 0, 0, COPIES, REDUCER_NONE)                        \
	X("builtins.set", 0, 0, COPIES, REDUCER_NONE)                          \
	X("builtins.frozenset", 0, 0, COPIES, REDUCER_NONE)                    \
	X("builtins.dict", 0, 0, COPIES, REDUCER_NONE)                         \
	X("builtins.sorted", 0, 0, COPIES, REDUCER_NONE)                       \
	X("collections.deque", 0, 0, COPIES, REDUCER_DEQUE)                    \
	X("collections.OrderedDict", 0, 0, COPIES, REDUCER_NONE)               \
	X("statistics.median", 0, 0, COPIES, REDUCER_NONE)                     \
	X("builtins.enumerate", 0, 0, LAZY, REDUCER_NONE)                      \
	X("builtins.zip", 0, ANY_INDEX, LAZY, REDUCER_NONE)                    \
	X("builtins.map", 1, ANY_INDEX, LAZY, REDUCER_NONE)                    \
	X("builtins.filter", 1, 1, LAZY, REDUCER_NONE)                         \
	X("builtins.iter", 0, 0, LAZY, REDUCER_NONE)                           \
	X("itertools.chain", 0, ANY_INDEX, LAZY, REDUCER_NONE)                 \
	X("itertools.chain.from_iterable", 0, 0, LAZY, REDUCER_NONE)           \
	X("itertools.islice", 0, 0, LAZY, REDUCER_NONE)                        \
	X("itertools.groupby", 0, 0, LAZY, REDUCER_NONE)                       \
	X("itertools.accumulate", 0, 0, LAZY, REDUCER_NONE)                    \
	X("itertools.starmap", 1, 1, LAZY, REDUCER_NONE)                       \
	X("itertools.takewhile", 1, 1, LAZY, REDUCER_NONE)                     \
	X("itertools.dropwhile", 1, 1, LAZY, REDUCER_NONE)                     \
	X("itertools.filterfalse", 1, 1, LAZY, REDUCER_NONE)                   \
	X("itertools.zip_longest", 0, ANY_INDEX, LAZY, REDUCER_NONE)           \
	X("itertools.compress", 0, 1, LAZY, REDUCER_NONE)                      \
	X("itertools.pairwise", 0, 0, LAZY, REDUCER_NONE)                      \
	X("itertools.batched", 0, 0, LAZY, REDUCER_NONE)                       \
	X("builtins.len", 0, 0, LOOKS, REDUCER_NONE)                           \
	X("builtins.bool", 0, 0, LOOKS, REDUCER_NONE)                          \
	X("builtins.isinstance", 0, 1, LOOKS, REDUCER_NONE)                    \
	X("builtins.type", 0, 0, LOOKS, REDUCER_NONE)                          \
	X("builtins.id", 0, 0, LOOKS, REDUCER_NONE)                            \
	X("builtins.hash", 0, 0, LOOKS, REDUCER_NONE)                          \
	X("builtins.print", 0, ANY_INDEX, LOOKS, REDUCER_NONE)                 \
	X("builtins.str", 0, 0, LOOKS, REDUCER_NONE)                           \
	X("builtins.repr", 0, 0, LOOKS, REDUCER_NONE)                          \
	X("builtins.hasattr", 0, 1, LOOKS, REDUCER_NONE)                       \
	X("builtins.range", 0, ANY_INDEX, LOOKS, REDUCER_NONE)                 \
	X("builtins.int", 0, 1, LOOKS, REDUCER_NONE)                           \
	X("builtins.float", 0, 0, LOOKS, REDUCER_NONE)                         \
	X("builtins.abs", 0, 0, LOOKS, REDUCER_NONE)                           \
	X("builtins.round", 0, 1, LOOKS, REDUCER_NONE)                         \
	X("builtins.ord", 0, 0, LOOKS, REDUCER_NONE)                           \
	X("builtins.chr", 0, 0, LOOKS, REDUCER_NONE)                           \
	X("builtins.ascii", 0, 0, LOOKS, REDUCER_NONE)                         \
	X("builtins.issubclass", 0, 1, LOOKS, REDUCER_NONE)                    \
	X("builtins.callable", 0, 0, LOOKS, REDUCER_NONE)

#define NAME_OF(name, first, last, effect, reducer) name,
#define ROW_OF(name, first, last, effect, reducer)                             \
	{first, last, effect, reducer},

static const char *const function_names[] = {FUNCTIONS(NAME_OF) NULL};
static const struct row function_rows[] = {
    FUNCTIONS(ROW_OF){0, 0, EFFECT_UNKNOWN, REDUCER_NONE}};

/* Methods that take any iterable, whoever has them. */
static enum reducer reducing_method(struct str name)
{
	if (str_is(name, "writelines"))
		return REDUCER_WRITELINES;
	if (str_is(name, "writerows"))
		return REDUCER_WRITEROWS;
	return str_is(name, "executemany") ? REDUCER_EXECUTEMANY : REDUCER_NONE;
}

/* Does the known receiver read its argument into itself or a new container? */
static bool is_copying_method(enum type_kind kind, struct str name)
{
	static const char *const of_list[] = {"extend", "extendleft", NULL};
	static const char *const of_set[] = {
	    "update",   "union",      "intersection", "difference",
	    "issubset", "issuperset", "isdisjoint",   "symmetric_difference",
	    NULL};

	switch (kind) {
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
		return str_is(name, "join");
	case TYPE_LIST:
	case TYPE_DEQUE:
	case TYPE_ARRAY:
		return str_is_one_of(name, of_list);
	case TYPE_SET:
	case TYPE_FROZENSET:
		return str_is_one_of(name, of_set);
	case TYPE_DICT:
		return str_is(name, "update");
	default:
		return false;
	}
}

static struct str attribute_name(const struct tree *t, node_id attribute)
{
	node_id name = tree_child(t, attribute, FIELD_ATTRIBUTE);

	return name == NO_NODE ? STR("") : tree_text(t, name);
}

static enum type_kind kind_of(const struct effect_facts *f, node_id n)
{
	enum kind kind;

	n = tree_value(f->tree, n);
	kind = tree_kind(f->tree, n);
	if (kind == KIND_STRING || kind == KIND_CONCATENATED_STRING)
		return TYPE_STR; /* or bytes: the same to what is asked here */
	return types_of(f->types, n)->kind;
}

/* n's index among the positional arguments; false if it has none that is sure.
 */
static bool index_of(const struct tree *t, node_id n, uint32_t *index,
                     uint32_t *count)
{
	node_id list = tree_parent(t, n);
	bool is_found = false;

	*count = 0;
	for (node_id c = tree_first(t, list); c != NO_NODE && *count < 1000;
	     c = tree_sibling(t, c)) {
		enum kind kind = tree_kind(t, c);

		if (kind == KIND_KEYWORD_ARGUMENT ||
		    kind == KIND_DICTIONARY_SPLAT)
			continue;
		if (kind == KIND_LIST_SPLAT)
			return is_found;
		if (c == n) {
			*index = *count;
			is_found = true;
		}
		(*count)++;
	}
	return is_found;
}

static void find_method(const struct effect_facts *f, node_id function,
                        uint32_t index, struct effect_of *found)
{
	enum reducer reducer;
	struct str name;

	if (tree_kind(f->tree, function) != KIND_ATTRIBUTE)
		return;
	name = attribute_name(f->tree, function);
	reducer = reducing_method(name);
	if (reducer != REDUCER_NONE) {
		if (index != (reducer == REDUCER_EXECUTEMANY))
			return;
		found->reducer = reducer;
		found->effect = EFFECT_ITERATES;
	} else if (index == 0 &&
	           is_copying_method(kind_of(f, tree_first(f->tree, function)),
	                             name)) {
		found->effect = EFFECT_COPIES;
	}
}

bool effects_of_argument(const struct effect_facts *f, node_id n,
                         struct effect_of *found)
{
	const struct tree *t = f->tree;
	node_id list, function;
	uint32_t index = 0, count = 1;
	int which;

	n = tree_outermost(t, n);
	list = tree_parent(t, n);
	*found = (struct effect_of){NO_NODE, EFFECT_UNKNOWN, REDUCER_NONE};
	if (tree_kind(t, list) == KIND_CALL &&
	    tree_field(t, n) == FIELD_ARGUMENTS)
		found->call = list;
	else if (tree_kind(t, list) == KIND_ARGUMENT_LIST &&
	         tree_kind(t, tree_parent(t, list)) == KIND_CALL)
		found->call = tree_parent(t, list);
	else
		return false;
	if (found->call != list && !index_of(t, n, &index, &count))
		return true;
	function = tree_child(t, found->call, FIELD_FUNCTION);
	which = imports_which(f->imports, function, function_names);
	if (which >= 0) {
		const struct row *row = &function_rows[which];
		bool is_binary = (row->reducer == REDUCER_MIN ||
		                  row->reducer == REDUCER_MAX) &&
		                 count > 1;

		if (index < row->first || index > row->last || is_binary)
			return true;
		found->effect = (enum effect)row->effect;
		found->reducer = (enum reducer)row->reducer;
		if (found->reducer == REDUCER_DEQUE && count < 2 &&
		    call_keyword(t, found->call, "maxlen") == NO_NODE)
			found->reducer = REDUCER_NONE;
	} else {
		find_method(f, function, index, found);
	}
	return true;
}

static const char *const pure_functions[] = {"builtins.abs",
                                             "builtins.all",
                                             "builtins.any",
                                             "builtins.ascii",
                                             "builtins.bin",
                                             "builtins.bool",
                                             "builtins.bytearray",
                                             "builtins.bytes",
                                             "builtins.callable",
                                             "builtins.chr",
                                             "builtins.complex",
                                             "builtins.dict",
                                             "builtins.divmod",
                                             "builtins.enumerate",
                                             "builtins.float",
                                             "builtins.format",
                                             "builtins.frozenset",
                                             "builtins.hash",
                                             "builtins.hex",
                                             "builtins.id",
                                             "builtins.int",
                                             "builtins.isinstance",
                                             "builtins.issubclass",
                                             "builtins.len",
                                             "builtins.list",
                                             "builtins.max",
                                             "builtins.memoryview",
                                             "builtins.min",
                                             "builtins.object",
                                             "builtins.oct",
                                             "builtins.ord",
                                             "builtins.pow",
                                             "builtins.range",
                                             "builtins.repr",
                                             "builtins.reversed",
                                             "builtins.round",
                                             "builtins.set",
                                             "builtins.slice",
                                             "builtins.sorted",
                                             "builtins.str",
                                             "builtins.sum",
                                             "builtins.tuple",
                                             "builtins.type",
                                             "builtins.zip",
                                             "math.ceil",
                                             "math.floor",
                                             "math.sqrt",
                                             "math.log",
                                             "math.log2",
                                             "math.log10",
                                             "math.exp",
                                             "math.sin",
                                             "math.cos",
                                             "math.tan",
                                             "math.atan2",
                                             "math.hypot",
                                             "math.pow",
                                             "math.fabs",
                                             "math.isnan",
                                             "math.isinf",
                                             "math.fsum",
                                             "math.prod",
                                             "os.path.join",
                                             "os.path.basename",
                                             "os.path.dirname",
                                             "os.path.splitext",
                                             "os.path.normpath",
                                             "os.path.split",
                                             "os.fspath",
                                             "struct.pack",
                                             "struct.unpack",
                                             "struct.unpack_from",
                                             "struct.calcsize",
                                             "operator.add",
                                             "operator.mul",
                                             "re.escape",
                                             "re.match",
                                             "re.search",
                                             "re.fullmatch",
                                             "re.sub",
                                             "re.split",
                                             "re.findall",
                                             "decimal.Decimal",
                                             "fractions.Fraction",
                                             "datetime.timedelta",
                                             "itertools.chain",
                                             "itertools.islice",
                                             "collections.Counter",
                                             "copy.copy",
                                             "html.escape",
                                             "textwrap.dedent",
                                             "urllib.parse.quote",
                                             "urllib.parse.unquote",
                                             NULL};

bool effects_is_pure(const struct effect_facts *f, node_id call)
{
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);
	enum type_kind kind;

	if (imports_which(f->imports, function, pure_functions) >= 0 ||
	    types_call_effects(f->types, call) & CALL_IS_PURE)
		/* A key= function may do anything. */
		return call_keyword(f->tree, call, "key") == NO_NODE;
	if (tree_kind(f->tree, function) != KIND_ATTRIBUTE)
		return false;
	kind = kind_of(f, tree_first(f->tree, function));
	if (types_is_scalar(kind))
		return true;
	switch (kind) {
	case TYPE_TUPLE:
	case TYPE_FROZENSET:
		return true;
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_DEQUE:
	case TYPE_ARRAY:
	case TYPE_BYTEARRAY:
		return effects_is_reader(attribute_name(f->tree, function));
	default:
		return false;
	}
}

bool effects_is_mutator(struct str method)
{
	static const char *const names[] = {"add",
	                                    "append",
	                                    "appendleft",
	                                    "byteswap",
	                                    "clear",
	                                    "difference_update",
	                                    "discard",
	                                    "extend",
	                                    "extendleft",
	                                    "fromlist",
	                                    "frombytes",
	                                    "insert",
	                                    "intersection_update",
	                                    "move_to_end",
	                                    "pop",
	                                    "popitem",
	                                    "popleft",
	                                    "remove",
	                                    "reverse",
	                                    "rotate",
	                                    "setdefault",
	                                    "sort",
	                                    "subtract",
	                                    "symmetric_difference_update",
	                                    "update",
	                                    "__setitem__",
	                                    "__delitem__",
	                                    "__iadd__",
	                                    NULL};

	return str_is_one_of(method, names);
}

bool effects_is_reader(struct str method)
{
	static const char *const names[] = {
	    "copy",       "count",
	    "index",      "get",
	    "keys",       "values",
	    "items",      "isdisjoint",
	    "issubset",   "issuperset",
	    "union",      "intersection",
	    "difference", "most_common",
	    "elements",   "startswith",
	    "endswith",   "find",
	    "decode",     "hex",
	    "tobytes",    "tolist",
	    "join",       "split",
	    "strip",      "symmetric_difference",
	    NULL};

	return str_is_one_of(method, names);
}

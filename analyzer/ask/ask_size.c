/* How large a value may be: as large as the data that the program is given, or
 * surely small. */
#include "ask.h"

/* What [x] * n and range(n) must have to be data; what is small by
 * origin counts as so many; and names may stand for one another so often. */
enum { DATA_SIZED = 1000, SMALL_BY_ORIGIN = 16, MOST_STEPS = 16 };

static struct str last_name(const struct tree *t, node_id attribute)
{
	node_id name = tree_child(t, attribute, FIELD_ATTRIBUTE);

	return name == NO_NODE ? STR("") : tree_text(t, name);
}

/* The name of the method that a call calls; empty if it is none. */
static struct str method_name(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	return tree_kind(t, function) == KIND_ATTRIBUTE ? last_name(t, function)
	                                                : STR("");
}

/* The object of the method that a call calls, or NO_NODE. */
static node_id receiver_of(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	return tree_kind(t, function) == KIND_ATTRIBUTE
	           ? tree_first(t, function)
	           : NO_NODE;
}

static const struct occurrence *binding_of(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);

	return scopes_only_binding(&f->scopes, variable);
}

/* -------------------------------------------------------------- data-sized */

/* Reads all of a file, a response, a result set. */
static bool reads_all(const struct facts *f, node_id call)
{
	static const char *const whole[] = {"readlines", "fetchall",
	                                    "read_text", "read_bytes",
	                                    "readall",   NULL};
	struct str name = method_name(f->tree, call);
	int64_t size;

	if (str_is_one_of(name, whole))
		return true;
	if (!str_is(name, "read") || ask_argument_count(f, call) > 1)
		return false;
	return ask_argument_count(f, call) == 0 ||
	       (ask_integer(f, ask_argument(f, call, 0), &size) && size < 0);
}

/* Gives as many elements as the file or the tree of files has. */
static bool is_unbounded(const struct facts *f, node_id n)
{
	static const char *const sources[] = {
	    "csv.reader", "csv.DictReader", "os.walk", "fileinput.input", NULL};
	enum type_kind kind = types_of(f->types, n)->kind;

	if (kind == TYPE_TEXT_FILE || kind == TYPE_BINARY_FILE ||
	    imports_is(&f->imports, n, "sys.stdin"))
		return true;
	return tree_kind(f->tree, n) == KIND_CALL &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, n, FIELD_FUNCTION),
	                     sources) >= 0;
}

/* Calls whose result is about as large as their receiver or argument. */
static node_id same_size_of(const struct facts *f, node_id call)
{
	static const char *const methods[] = {
	    "decode", "encode", "strip",      "lstrip", "rstrip",  "lower",
	    "upper",  "split",  "splitlines", "copy",   "replace", NULL};
	static const char *const functions[] = {
	    "builtins.list",      "builtins.tuple",
	    "builtins.set",       "builtins.sorted",
	    "builtins.bytearray", "builtins.reversed",
	    "builtins.enumerate", NULL};
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);

	if (str_is_one_of(method_name(f->tree, call), methods))
		return receiver_of(f->tree, call);
	return imports_which(&f->imports, function, functions) >= 0
	           ? ask_argument(f, call, 0)
	           : NO_NODE;
}

/* A slice that leaves out no more than a constant or takes every k-th. */
static node_id most_of(const struct facts *f, node_id subscript)
{
	struct ask_slice slice;
	int64_t bound;

	if (!ask_slice(f, subscript, &slice))
		return NO_NODE;
	if (slice.start != NO_NODE &&
	    (!ask_integer(f, slice.start, &bound) || bound < 0 || bound > 16))
		return NO_NODE;
	if (slice.stop != NO_NODE &&
	    (!ask_integer(f, slice.stop, &bound) || bound >= 0))
		return NO_NODE;
	if (slice.step != NO_NODE &&
	    (!ask_integer(f, slice.step, &bound) || bound > 4 || bound < -4))
		return NO_NODE;
	return slice.value;
}

/* What the loop iterates in which a list that starts empty is appended to, if
 * the append is not under a condition; NO_NODE else. */
static node_id appended_from(const struct facts *f, node_id name)
{
	const struct scopes *s = &f->scopes;
	const struct tree *t = f->tree;
	const struct occurrence *o = scopes_first(s, scopes_variable(s, name));
	uint32_t reads = 0;

	for (; o != NULL && reads < 64; o = scopes_next(s, o)) {
		node_id call = tree_parent(t, tree_parent(t, o->node)), loop;
		node_id block;

		reads++;
		if (o->access != ACCESS_READ ||
		    tree_kind(t, call) != KIND_CALL ||
		    receiver_of(t, call) != o->node ||
		    !str_is(method_name(t, call), "append"))
			continue;
		loop = repeats_loop(&f->repeats, call);
		block = tree_parent(t, tree_parent(t, call));
		if (loop != NO_NODE && tree_parent(t, block) == loop &&
		    tree_kind(t, loop) == KIND_FOR_STATEMENT)
			return tree_child(t, loop, FIELD_RIGHT);
	}
	return NO_NODE;
}

/* What n is as large as: a step on the way to where its data comes from;
 * `is_source` when only its number of elements matters. */
static node_id origin_of(const struct facts *f, node_id n, bool *is_source)
{
	const struct tree *t = f->tree;
	node_id value;

	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		value = scopes_only_value(&f->scopes, n);
		if (tree_kind(t, value) != KIND_LIST ||
		    tree_first(t, value) != NO_NODE)
			return value;
		*is_source = true;
		return appended_from(f, n);
	case KIND_LIST_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		*is_source = true;
		return ask_source(f, n);
	case KIND_CALL:
		value = same_size_of(f, n);
		*is_source |= value != NO_NODE && receiver_of(t, n) == NO_NODE;
		return value;
	case KIND_SUBSCRIPT:
		return most_of(f, n);
	case KIND_AWAIT:
		return tree_first(t, n);
	default:
		return NO_NODE;
	}
}

bool ask_is_data_sized(const struct facts *f, node_id n)
{
	bool is_source = false;

	for (int step = 0; n != NO_NODE && step < MOST_STEPS; step++) {
		n = tree_value(f->tree, n);
		if (tree_kind(f->tree, n) == KIND_CALL && reads_all(f, n))
			return true;
		if (is_source && is_unbounded(f, n))
			return true;
		if (extent_least(&f->scopes, n) >= DATA_SIZED)
			return true;
		n = origin_of(f, n, &is_source);
	}
	return false;
}

/* ------------------------------------------------------------------- small */

static bool is_small_attribute(const struct facts *f, node_id n)
{
	static const char *const names[] = {
	    "argv",      "parts",        "parents",     "shape",
	    "__mro__",   "__bases__",    "__args__",    "__slots__",
	    "__name__",  "__qualname__", "__module__",  "__file__",
	    "name",      "stem",         "suffix",      "suffixes",
	    "path",      "_fields",      "co_varnames", "version_info",
	    "orig_argv", "dims",         "axes",        NULL};

	return str_is_one_of(last_name(f->tree, n), names);
}

static bool is_small_call(const struct facts *f, node_id n)
{
	static const char *const methods[] = {
	    "readline", "groups",         "mro",  "groupdict", "timetuple",
	    "as_posix", "__subclasses__", "pack", "to_bytes",  NULL};
	static const char *const splits[] = {
	    "split", "rsplit", "partition", "rpartition", "splitlines", NULL};
	static const char *const functions[] = {"os.path.join",
	                                        "os.path.split",
	                                        "os.path.splitext",
	                                        "os.path.basename",
	                                        "os.path.dirname",
	                                        "os.path.abspath",
	                                        "os.getcwd",
	                                        "os.fspath",
	                                        "shlex.split",
	                                        "inspect.getmro",
	                                        "builtins.repr",
	                                        "builtins.divmod",
	                                        "builtins.input",
	                                        "builtins.chr",
	                                        "builtins.hex",
	                                        "builtins.bin",
	                                        "builtins.oct",
	                                        "re.split",
	                                        NULL};
	struct str name = method_name(f->tree, n);

	if (str_is_one_of(name, methods))
		return true;
	/* match.group(1, 2) */
	if (str_is(name, "group") && ask_argument_count(f, n) > 1)
		return true;
	if (imports_which(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  functions) >= 0)
		return true;
	if (!str_is_one_of(name, splits) || str_is(name, "splitlines"))
		return false;
	return !ask_is_data_sized(f, receiver_of(f->tree, n));
}

/* Arguments, by their name or as *args and **kwargs; a line of a file. */
static bool is_small_name(const struct facts *f, node_id n)
{
	static const char *const names[] = {"args", "argv", "dims", "axes",
	                                    NULL};
	const struct occurrence *o = binding_of(f, n);
	const struct tree *t = f->tree;
	node_id right;

	if (str_is_one_of(tree_text(t, n), names))
		return true;
	if (o == NULL)
		return false;
	if (o->binding == BINDING_PARAMETER)
		return tree_kind(t, tree_parent(t, o->node)) ==
		           KIND_LIST_SPLAT_PATTERN ||
		       tree_kind(t, tree_parent(t, o->node)) ==
		           KIND_DICTIONARY_SPLAT_PATTERN;
	if (o->binding != BINDING_FOR || tree_field(t, o->node) != FIELD_LEFT)
		return false;
	right = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
	return right != NO_NODE &&
	       (types_of(f->types, right)->kind == TYPE_TEXT_FILE ||
	        imports_is(&f->imports, right, "sys.stdin") ||
	        ask_receiver(f, right, "readlines") != NO_NODE ||
	        ask_receiver(f, right, "splitlines") != NO_NODE);
}

/* Is it the first value of a name that may have grown since? */
static bool may_grow(const struct facts *f, node_id name, node_id value)
{
	unsigned growing;

	switch (tree_kind(f->tree, value)) {
	case KIND_LIST:
	case KIND_SET:
	case KIND_DICTIONARY:
		growing = USE_MUTATED | USE_STORED | USE_PASSED;
		break;
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_SUBSCRIPT:
	case KIND_BINARY_OPERATOR:
		growing = USE_MUTATED;
		break;
	case KIND_CALL:
		growing = is_small_call(f, value) ? 0 : USE_MUTATED;
		break;
	default:
		return false;
	}
	return uses_of_variable(f->uses, scopes_variable(&f->scopes, name),
	                        NULL) &
	       growing;
}

/* Is n an Enum of this file with no more members than this? */
static bool is_small_enum(const struct facts *f, node_id n, uint32_t most)
{
	static const char *const enums[] = {"enum.Enum",    "enum.IntEnum",
	                                    "enum.StrEnum", "enum.Flag",
	                                    "enum.IntFlag", NULL};
	const struct type *type = types_of(f->types, n);
	const struct class_info *class;
	uint32_t members = 0;
	bool is_enum = false;

	if (type->kind != TYPE_CLASS || type->class == NO_CLASS)
		return false;
	class = &f->classes.list[type->class];
	for (uint32_t i = 0; i < class->base_count; i++)
		is_enum |= imports_which(&f->imports, class->bases[i].node,
		                         enums) >= 0;
	for (uint32_t i = 0; i < class->set_count; i++)
		members += class->sets[i].is_class_level;
	return is_enum && members <= most;
}

/* What n is a part of or no larger than. */
static node_id larger_of(const struct facts *f, node_id n)
{
	static const char *const methods[] = {
	    "strip", "lstrip", "rstrip", "lower",    "upper",
	    "copy",  "title",  "decode", "casefold", NULL};
	struct ask_slice slice;
	node_id value;

	switch (tree_kind(f->tree, n)) {
	case KIND_IDENTIFIER:
		value = scopes_only_value(&f->scopes, n);
		return may_grow(f, n, value) ? NO_NODE : value;
	case KIND_ATTRIBUTE:
		value = classes_constant(&f->classes, n);
		return value != NO_NODE &&
		               (tree_kind(f->tree, value) == KIND_TUPLE ||
		                str_is(last_name(f->tree, n), "_fields_"))
		           ? value
		           : NO_NODE;
	case KIND_SUBSCRIPT:
		return ask_slice(f, n, &slice) ? slice.value : NO_NODE;
	case KIND_CALL:
		if (str_is_one_of(method_name(f->tree, n), methods))
			return receiver_of(f->tree, n);
		return same_size_of(f, n);
	case KIND_LIST_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
	case KIND_SET_COMPREHENSION: {
		node_id clause = tree_child_at(f->tree, n, 1);

		for (clause = tree_sibling(f->tree, clause); clause != NO_NODE;
		     clause = tree_sibling(f->tree, clause))
			if (tree_kind(f->tree, clause) == KIND_FOR_IN_CLAUSE)
				return NO_NODE;
		return ask_source(f, n);
	}
	default:
		return NO_NODE;
	}
}

/* Is it small, if names that are bound more than once are not? At the end of
 * the way to where it comes from is *end. */
static bool is_small_value(const struct facts *f, node_id n, uint32_t most,
                           node_id *end)
{
	*end = NO_NODE;
	for (int step = 0; n != NO_NODE && step < MOST_STEPS; step++) {
		bool is_by_origin = false;
		int64_t times;

		n = tree_value(f->tree, n);
		*end = n;
		if (extent_most(&f->scopes, n) <= most)
			return true;
		switch (tree_kind(f->tree, n)) {
		case KIND_ATTRIBUTE:
			is_by_origin = is_small_attribute(f, n);
			break;
		case KIND_CALL:
			/* split(x, 3) gives four parts at most. */
			if ((ask_receiver(f, n, "split") != NO_NODE ||
			     ask_receiver(f, n, "rsplit") != NO_NODE) &&
			    ask_integer(f, ask_argument(f, n, 1), &times))
				return times >= 0 && times < most;
			is_by_origin = is_small_call(f, n);
			break;
		case KIND_IDENTIFIER:
			if (is_small_enum(f, n, most))
				return true;
			is_by_origin = is_small_name(f, n);
			break;
		default:
			break;
		}
		if (is_by_origin)
			return most >= SMALL_BY_ORIGIN;
		n = larger_of(f, n);
	}
	return false;
}

/* Does the binding give the name a small value? If that is made of the old one,
 * the name there goes to *old. */
static bool is_small_binding(const struct facts *f, const struct occurrence *o,
                             uint32_t most, node_id *old)
{
	const struct tree *t = f->tree;
	node_id end;

	*old = NO_NODE;
	if (o->binding == BINDING_PARAMETER)
		return tree_kind(t, tree_parent(t, o->node)) ==
		       KIND_LIST_SPLAT_PATTERN;
	if (o->binding != BINDING_ASSIGNMENT ||
	    tree_parent(t, o->node) != o->cause)
		return false;
	if (is_small_value(f, tree_child(t, o->cause, FIELD_RIGHT), most, &end))
		return true;
	if (tree_kind(t, end) != KIND_IDENTIFIER ||
	    tree_name(t, end) != tree_name(t, o->node))
		return false;
	*old = end;
	return true;
}

/* Of a name that is bound more than once: by all bindings that reach it. */
static bool is_small_by_all(const struct facts *f, node_id name, uint32_t most)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct flow *flow = facts_flow(f, name);
	occurrence_id found[MOST_STEPS];

	if (variable == NO_SYMBOL || flow == NULL ||
	    scopes_only_binding(&f->scopes, variable) != NULL ||
	    uses_of_variable(f->uses, variable, NULL) & USE_MUTATED)
		return false;
	for (int step = 0; name != NO_NODE && step < MOST_STEPS; step++) {
		uint32_t count =
		    flow_definitions(flow, variable, name, found, MOST_STEPS);

		name = NO_NODE;
		if (count == 0 || count == UINT32_MAX)
			return false;
		for (uint32_t i = 0; i < count; i++) {
			const struct occurrence *o =
			    &f->scopes.occurrences[found[i]];
			node_id old;

			if (!is_small_binding(f, o, most, &old) ||
			    (old != NO_NODE && name != NO_NODE))
				return false;
			if (old != NO_NODE)
				name = old;
		}
	}
	return name == NO_NODE;
}

bool ask_is_small(const struct facts *f, node_id n, uint32_t most)
{
	node_id end;

	return is_small_value(f, n, most, &end) ||
	       (tree_kind(f->tree, end) == KIND_IDENTIFIER &&
	        is_small_by_all(f, end, most));
}

#include "layout_shape.h"

#include "data.h"
#include "layout_dataclass.h"

/* What makes a container of its own: by origin, as types need not know. */
static const char *const containers[] = {"collections.deque",
                                         "collections.defaultdict",
                                         "collections.Counter",
                                         "collections.OrderedDict",
                                         "threading.Lock",
                                         "threading.RLock",
                                         "threading.Event",
                                         "builtins.dict",
                                         "builtins.list",
                                         "builtins.set",
                                         "builtins.bytearray",
                                         "builtins.sorted",
                                         "io.StringIO",
                                         "io.BytesIO",
                                         "numpy.array",
                                         "numpy.zeros",
                                         "numpy.ones",
                                         "numpy.empty",
                                         "numpy.full",
                                         "numpy.arange",
                                         "numpy.linspace",
                                         "numpy.asarray",
                                         "numpy.eye",
                                         "numpy.concatenate",
                                         "numpy.meshgrid",
                                         "numpy.random.rand",
                                         "numpy.random.randn",
                                         "numpy.random.uniform",
                                         NULL};

static bool is_constant(const struct tree *t, node_id n)
{
	while (tree_kind(t, n) == KIND_UNARY_OPERATOR)
		n = tree_child(t, n, FIELD_ARGUMENT);
	switch (tree_kind(t, n)) {
	case KIND_NONE:
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_ELLIPSIS:
		return true;
	case KIND_STRING:
		return tree_child_count(t, n) <= 3;
	default:
		return false;
	}
}

static bool is_parameter(const struct facts *f, node_id n, node_id method)
{
	const struct scopes *scopes = &f->scopes;
	symbol_id variable = scopes_variable(scopes, n);
	const struct symbol *symbol;

	if (variable == NO_SYMBOL)
		return false;
	symbol = &scopes->symbols[variable];
	return symbol->flags & SYMBOL_PARAMETER &&
	       scopes->scopes[symbol->scope].node == method;
}

/* x or y, x if c else y, tuple(x): x in another form. */
static node_id inner_value(const struct facts *f, node_id n)
{
	static const char *const copies[] = {"builtins.int",   "builtins.str",
	                                     "builtins.float", "builtins.bool",
	                                     "builtins.tuple", NULL};
	const struct tree *t = f->tree;

	n = tree_value(t, n);
	switch (tree_kind(t, n)) {
	case KIND_BOOLEAN_OPERATOR:
	case KIND_CONDITIONAL_EXPRESSION:
		return tree_value(t, tree_first(t, n));
	case KIND_CALL: {
		node_id list = tree_child(t, n, FIELD_ARGUMENTS);

		return tree_child_count(t, list) == 1 &&
		               imports_which(&f->imports, tree_first(t, n),
		                             copies) >= 0
		           ? tree_value(t, tree_first(t, list))
		           : n;
	}
	default:
		return n;
	}
}

static bool is_stored_as_given(const struct facts *f,
                               const struct attribute_set *set)
{
	node_id value;

	if (set->value == NO_NODE || set->method == NO_NODE ||
	    set->is_augmented)
		return false;
	value = inner_value(f, set->value);
	return is_constant(f->tree, value) ||
	       is_parameter(f, value, set->method);
}

static bool is_in(struct str name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (str_is(name, *names))
			return true;
	return false;
}

static struct str method_name(const struct facts *f, node_id method)
{
	return tree_text(f->tree, tree_child(f->tree, method, FIELD_NAME));
}

/* Methods of what is there to do something, one at a time: a context manager, a
 * thread, a server. */
static bool is_agent(const struct facts *f, const struct class_info *info)
{
	static const char *const names[] = {
	    "__enter__",  "__aenter__",    "run",      "start",
	    "stop",       "main",          "shutdown", "connect",
	    "disconnect", "serve_forever", NULL};

	for (uint32_t i = 0; i < info->method_count; i++)
		if (is_in(method_name(f, info->methods[i]), names))
			return true;
	return false;
}

static bool is_special(struct str name)
{
	return str_starts(name, "__") && str_ends(name, "__") &&
	       !str_is(name, "__call__");
}

/* Has it no methods but those that make, show and compare it, and properties?
 */
static bool is_data(const struct facts *f, const struct class_info *info)
{
	for (uint32_t i = 0; i < info->method_count; i++)
		if (classes_method_kind(&f->classes, info->methods[i]) !=
		        METHOD_PROPERTY &&
		    !is_special(method_name(f, info->methods[i])))
			return false;
	return true;
}

/* What a class is called after that does something for the program, of which
 * there are as many as it has parts. */
static const char *const roles[] = {
    "plugin",    "manager",    "service",       "handler",    "parser",
    "reader",    "writer",     "backend",       "frontend",   "client",
    "server",    "controller", "view",          "window",     "dialog",
    "widget",    "ui",         "gui",           "calculator", "builder",
    "factory",   "registry",   "registration",  "action",     "command",
    "status",    "cache",      "flusher",       "wrapper",    "descriptor",
    "clipboard", "stream",     "management",    "session",    "connection",
    "context",   "config",     "configuration", "settings",   "options",
    "provider",  "adapter",    "driver",        "engine",     "runner",
    "worker",    "scheduler",  "monitor",       "app",        "application",
    "printer",   "formatter",  "loader",        "generator",  "analyzer",
    "compiler",  "converter",  "serializer",    "validator",  "dispatcher",
    "router",    "proxy",      "pool",          "store",      "storage",
    "database",  "repository", "middleware",    "mixin",      "helper",
    "util",      "utils",      "api",           "bridge",     "logger",
    NULL};

/* The last word of snake_case or CamelCase text. */
static struct str last_word(struct str name)
{
	uint32_t i;

	while (name.length > 0 && name.at[name.length - 1] == '_')
		name.length--;
	i = name.length;
	while (i > 0 && name.at[i - 1] != '_') {
		bool is_upper = name.at[i - 1] >= 'A' && name.at[i - 1] <= 'Z';

		i--;
		if (is_upper &&
		    (i == 0 || name.at[i - 1] < 'A' || name.at[i - 1] > 'Z'))
			break;
	}
	return (struct str){name.at + i, name.length - i};
}

/* A descriptor, which stands in the bodies of classes, or by its name what does
 * one thing for the program. */
static bool has_role(const struct facts *f, const struct class_info *info)
{
	static const char *const names[] = {"__get__", "__set__",
	                                    "__set_name__", NULL};

	for (uint32_t i = 0; i < info->method_count; i++)
		if (is_in(method_name(f, info->methods[i]), names))
			return true;
	return data_has_word_of(
	    last_word(names_text(f->tree->names, info->name)), false, roles);
}

/* Is the attribute a parameter or a constant that a method stores? */
static bool is_given(const struct facts *f, const struct class_info *info,
                     name_id name)
{
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (!set->is_class_level && set->name == name &&
		    is_stored_as_given(f, set))
			return true;
	}
	return false;
}

/* Table(), model.AccessSet(): what is made of nothing is made to be filled. */
static bool makes_own_object(const struct tree *t, node_id call)
{
	struct str name = data_called(t, tree_child(t, call, FIELD_FUNCTION));
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	return tree_kind(t, list) == KIND_ARGUMENT_LIST &&
	       tree_first(t, list) == NO_NODE && name.length > 1 &&
	       name.at[0] >= 'A' && name.at[0] <= 'Z' && name.at[1] >= 'a' &&
	       name.at[1] <= 'z';
}

/* Is the value surely an object of its own, of more bytes than the instance's
 * table? */
static bool is_much(const struct facts *f, node_id value)
{
	switch (tree_kind(f->tree, value)) {
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_SET:
	case KIND_LIST_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_LAMBDA:
		return true;
	case KIND_CALL:
		break;
	default:
		return false;
	}
	switch (types_of(f->types, value)->kind) {
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_TEXT_FILE:
	case TYPE_BINARY_FILE:
		return true;
	default:
		return makes_own_object(f->tree, value) ||
		       imports_which(&f->imports,
		                     tree_child(f->tree, value, FIELD_FUNCTION),
		                     containers) >= 0;
	}
}

static struct str without_underscores(struct str name)
{
	while (name.length > 0 && name.at[0] == '_') {
		name.at++;
		name.length--;
	}
	return name;
}

static bool holds_one_of(const struct facts *f, const struct class_info *info,
                         const char *const *names)
{
	for (uint32_t i = 0; i < info->set_count; i++)
		if (!info->sets[i].is_class_level &&
		    is_in(without_underscores(
		              names_text(f->tree->names, info->sets[i].name)),
		          names))
			return true;
	return false;
}

/* Of attributes that hold a connection or a part of what is on the screen:
 * there are few of those, and of what belongs to them. */
static const char *const few_things[] = {
    "socket",  "sock",   "conn",   "connection", "client", "fp",
    "channel", "window", "widget", "session",    NULL};

/* Of attributes that hold an open file, or what a file is called. */
static const char *const file_things[] = {"file", "stream", NULL};

/* times: list[float] of a dataclass */
static bool is_declared_container(const struct facts *f,
                                  const struct class_info *info,
                                  const struct attribute_set *set)
{
	class_id class = (class_id)(info - f->classes.list);

	if (!layout_is_field(f, info, set))
		return false;
	switch (types_of_attribute(f->types, class, set->name)->kind) {
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
		return true;
	default:
		return false;
	}
}

static bool owns_much(const struct facts *f, const struct class_info *info)
{
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (is_declared_container(f, info, set))
			return true;
		if (!set->is_class_level && set->value != NO_NODE &&
		    is_much(f, inner_value(f, set->value)))
			return true;
	}
	return false;
}

uint32_t layout_shape(const struct facts *facts, class_id class,
                      const struct layout *layout)
{
	const struct class_info *info = &facts->classes.list[class];
	uint32_t count = layout->attribute_count, given = 0, flags = 0;
	bool is_single = holds_one_of(facts, info, few_things);

	for (uint32_t i = 0; i < count; i++)
		given += is_given(facts, info, layout->attributes[i]);
	if (is_single)
		flags |= LAYOUT_OWNS_MUCH;
	if (has_role(facts, info)) {
		flags |= LAYOUT_HAS_ROLE;
		is_single = true;
	}
	if (count > 0 && !is_single &&
	    (2 * given >= count || info->flags & CLASS_IS_DATACLASS))
		flags |= LAYOUT_IS_RECORD;
	if (flags & LAYOUT_IS_RECORD &&
	    (info->flags & CLASS_IS_DATACLASS || is_data(facts, info)))
		flags |= LAYOUT_IS_DATA;
	if (is_agent(facts, info))
		flags |= LAYOUT_IS_AGENT;
	if (owns_much(facts, info) || holds_one_of(facts, info, file_things))
		flags |= LAYOUT_OWNS_MUCH;
	return flags;
}

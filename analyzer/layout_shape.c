#include "layout_shape.h"

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
	static const char *const copies[] = {
	    "builtins.int",  "builtins.str",   "builtins.float",
	    "builtins.bool", "builtins.tuple", "builtins.list",
	    "builtins.dict", "builtins.set",   NULL};
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

/* Does the name end in a word for what a program has one or a few of? */
static bool is_role(struct str name)
{
	static const char *const words[] = {
	    "Manager",     "Client",        "Session",    "Service",
	    "Server",      "Handler",       "Controller", "Factory",
	    "Builder",     "Parser",        "Writer",     "Reader",
	    "Loader",      "Wrapper",       "Adapter",    "Adaptor",
	    "Proxy",       "Driver",        "Runner",     "Worker",
	    "Executor",    "Scheduler",     "Resolver",   "Registry",
	    "Provider",    "Backend",       "Engine",     "Context",
	    "Config",      "Configuration", "Settings",   "Options",
	    "Preferences", "Application",   "App",        "Command",
	    "Formatter",   "Renderer",      "Generator",  "Compiler",
	    "Helper",      "Plugin",        NULL};

	for (const char *const *word = words; *word != NULL; word++)
		if (str_ends(name, *word))
			return true;
	return false;
}

/* Methods of what is there to do something, one at a time: a context manager,
 * an iterator, a connection, a thread, what stands in for something else. */
static bool is_agent(const struct facts *f, const struct class_info *info)
{
	static const char *const names[] = {
	    "__enter__",   "__aenter__", "__exit__",      "__next__",
	    "__anext__",   "__del__",    "close",         "run",
	    "start",       "stop",       "main",          "shutdown",
	    "connect",     "disconnect", "serve_forever", "__call__",
	    "__getattr__", NULL};

	if (is_role(names_text(f->tree->names, info->name)))
		return true;

	for (uint32_t i = 0; i < info->method_count; i++)
		if (is_in(method_name(f, info->methods[i]), names))
			return true;
	return false;
}

/* How many methods do something, rather than give what is held. */
static uint32_t count_verbs(const struct facts *f,
                            const struct class_info *info)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < info->method_count; i++) {
		count += !str_starts(method_name(f, info->methods[i]), "__") &&
		         classes_method_kind(&f->classes, info->methods[i]) ==
		             METHOD_INSTANCE;
	}
	return count;
}

static uint32_t public_count(const struct facts *f, const struct layout *layout)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < layout->attribute_count; i++)
		count +=
		    names_text(f->tree->names, layout->attributes[i]).at[0] !=
		    '_';
	return count;
}

/* Can others see what it holds: a public attribute, a property, a comparison,
 * a text? */
static bool shows_data(const struct facts *f, const struct class_info *info,
                       const struct layout *layout)
{
	static const char *const names[] = {
	    "__eq__",   "__hash__",    "__lt__",   "__repr__", "__str__",
	    "__iter__", "__getitem__", "__bool__", "__len__",  NULL};

	if (public_count(f, layout) > 0)
		return true;
	for (uint32_t i = 0; i < info->method_count; i++)
		if (classes_method_kind(&f->classes, info->methods[i]) ==
		        METHOD_PROPERTY ||
		    is_in(method_name(f, info->methods[i]), names))
			return true;
	return false;
}

/* Is the attribute a parameter or a constant that __init__ stores? */
static bool is_given(const struct facts *f, const struct class_info *info,
                     name_id name, bool *is_first)
{
	*is_first = false;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (set->is_class_level || set->name != name ||
		    !is_stored_as_given(f, set))
			continue;
		*is_first = str_is(method_name(f, set->method), "__init__");
		return true;
	}
	return false;
}

/* What a class that is little but data has: attributes, of which most are
 * public, and methods that do something. */
enum { FEWEST_OF_PLAIN = 2, MOST_OF_PLAIN = 12, MOST_VERBS = 3 };

uint32_t layout_shape(const struct facts *facts, class_id class,
                      const struct layout *layout)
{
	const struct class_info *info = &facts->classes.list[class];
	uint32_t count = layout->attribute_count, given = 0, flags = 0, verbs;
	bool is_whole = true; /* once __init__ has run */

	for (uint32_t i = 0; i < count; i++) {
		bool is_first;

		given +=
		    is_given(facts, info, layout->attributes[i], &is_first);
		is_whole &= is_first;
	}
	if (count > 0 && 2 * given >= count)
		flags |= LAYOUT_IS_RECORD;
	if (is_agent(facts, info))
		flags |= LAYOUT_IS_AGENT;
	if (flags != LAYOUT_IS_RECORD || !shows_data(facts, info, layout))
		return flags;
	verbs = count_verbs(facts, info);
	if (verbs <= MOST_VERBS)
		flags |= LAYOUT_IS_VALUE;
	if (verbs == 0 && is_whole && count >= FEWEST_OF_PLAIN &&
	    count <= MOST_OF_PLAIN && 2 * public_count(facts, layout) >= count)
		flags |= LAYOUT_IS_PLAIN;
	return flags;
}

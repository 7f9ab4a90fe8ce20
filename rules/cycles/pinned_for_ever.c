#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_pinned_for_ever = {
    .code = "MEM107",
    .title = "An object that a registry keeps for ever",
    .why = "What atexit, weakref.finalize, a WeakKeyDictionary's values and C"
           " objects such as a sqlite3 connection refer to is alive, and the"
           " cyclic collector cannot free it either. A finalizer whose callback"
           " holds the object never runs before the program ends; with a 10 KB"
           " payload, atexit.register(self.close) keeps 10.2 KB and"
           " create_function(..., self.f) 10.8 KB an object (CPython 3.8 to"
           " 3.13).",
    .bad = "import weakref\n"
           "\n"
           "\n"
           "class Connection:\n"
           "    def __init__(self, socket):\n"
           "        self.socket = socket\n"
           "        weakref.finalize(self, self.close)\n"
           "\n"
           "    def close(self):\n"
           "        self.socket.close()\n",
    .good = "import weakref\n"
            "\n"
            "\n"
            "class Connection:\n"
            "    def __init__(self, socket):\n"
            "        self.socket = socket\n"
            "        weakref.finalize(self, socket.close)\n",
    .see = SEE("https://docs.python.org/3/library/weakref.html"
               "#weakref.finalize",
               "https://docs.python.org/3/library/atexit.html"),
    .messages = MESSAGES(
        {"the callback of the finalizer of '{0}' refers to '{0}': it is never"
         " freed, and the finalizer runs only when the program ends",
         "pass a function that does not refer to '{0}', and the values that it"
         " needs"},
        {"atexit refers to '{0}' through what is registered: every '{1}' lives"
         " until the program ends",
         "use weakref.finalize with a function that does not refer to '{0}', or"
         " atexit.unregister it when the object is closed"},
        {"the value of '{0}' refers to its key '{1}': the entry is never"
         " removed, and the key never freed",
         "keep the data on '{1}' itself, or in a value that does not refer to"
         " it"},
        {"'{0}' keeps a function that refers to '{1}' where the collector does"
         " not see it: '{1}' is never freed unless {2}",
         "pass a function that does not refer to '{1}'"}),
    .level = LEVEL_ERROR,
    .levels = "An error; a note where atexit keeps a method of an object"
              " that is not known to be made again and again.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL, KIND_ASSIGNMENT),
    .check = check,
};

enum { MESSAGE_FINALIZE, MESSAGE_ATEXIT, MESSAGE_KEY, MESSAGE_C };

/* Does the file say this name anywhere? */
static bool is_said(const struct pass *pass, struct str name)
{
	return names_find(pass->tree->names, name) != NAME_NONE;
}

/* self.clean = finalize(self, ...): a public attribute, or one of another
 * object than self, by which code of other classes may call it. */
static bool is_kept_elsewhere(const struct facts *f, node_id call)
{
	node_id assignment = tree_parent(f->tree, call);
	node_id left = tree_child(f->tree, assignment, FIELD_LEFT);
	struct str name;

	if (tree_kind(f->tree, assignment) != KIND_ASSIGNMENT ||
	    tree_kind(f->tree, left) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(f->tree, tree_child(f->tree, left, FIELD_ATTRIBUTE));
	return !str_starts(name, "_") ||
	       classes_of_self(&f->classes, tree_first(f->tree, left)) ==
	           NO_CLASS;
}

/* weakref.finalize(x, x.method) */
static void check_finalize(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	node_id object = tree_value(pass->tree, ask_argument(f, call, 0));
	symbol_id variable =
	    object == NO_NODE ||
	            tree_kind(pass->tree, object) != KIND_IDENTIFIER
	        ? NO_SYMBOL
	        : scopes_variable(&f->scopes, object);

	if (variable == NO_SYMBOL || is_kept_elsewhere(f, call) ||
	    !holds_in_arguments(f, call, 1, variable) ||
	    singleton_is_self(pass->scratch, f, variable) ||
	    holds_is_let_go(f, call, holds_kept_in(f, call)))
		return;
	REPORT(pass, call, LEVEL_ERROR, MESSAGE_FINALIZE, quote(pass, object));
}

/* Are all calls of the method around n that are known at module level? */
static bool runs_at_module_level(const struct facts *f, node_id n)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_body(&f->scopes, n);
	uint32_t first = calls->first_site[scope];
	uint32_t end = calls->first_site[scope + 1];

	for (uint32_t i = first; i < end; i++)
		if (scopes_body(&f->scopes, calls->sites[i]) != 0 ||
		    repeats_loop(&f->repeats, calls->sites[i]) != NO_NODE)
			return false;
	return end > first;
}

/* atexit.register(self.method) */
static void check_atexit(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	symbol_id self = holds_self_at(f, call);
	bool is_often;

	if (self == NO_SYMBOL || is_said(pass, STR("unregister")) ||
	    !holds_in_arguments(f, call, 0, self) ||
	    singleton_is_self(pass->scratch, f, self) ||
	    runs_at_module_level(f, call))
		return;
	is_often = registered_for_many(f, call, self) ||
	           serves(f, call) == SERVES_REQUESTS;
	REPORT(pass, call, is_often ? LEVEL_ERROR : LEVEL_NOTE, MESSAGE_ATEXIT,
	       quote_name(pass, f->scopes.symbols[self].name),
	       quote_name(pass,
	                  f->classes.list[f->classes.of_self[self] - 1].name));
}

static bool has_type(const struct facts *f, node_id n, const char *name)
{
	const struct type *type = types_of(f->types, n);

	return type->kind == TYPE_INSTANCE && str_is(type->name, name);
}

/* mapping[key] = value in a WeakKeyDictionary that outlives the function */
static void check_entry(struct pass *pass, node_id n, node_id mapping,
                        node_id key, node_id value)
{
	const struct facts *f = pass->facts;
	symbol_id variable;

	if (mapping == NO_NODE || value == NO_NODE ||
	    tree_kind(pass->tree, key) != KIND_IDENTIFIER ||
	    !has_type(f, mapping, "weakref.WeakKeyDictionary"))
		return;
	variable = scopes_variable(&f->scopes, mapping);
	if (tree_kind(pass->tree, mapping) == KIND_IDENTIFIER &&
	    (variable == NO_SYMBOL || f->scopes.symbols[variable].scope != 0))
		return;
	if (!holds_object(f, value, scopes_variable(&f->scopes, key)) ||
	    holds_is_let_go(f, n, holds_last_name(f, mapping)))
		return;
	REPORT(pass, n, LEVEL_ERROR, MESSAGE_KEY, quote(pass, mapping),
	       quote(pass, key));
}

/* self.connection.create_function("name", 1, self.method) */
static void check_sqlite(struct pass *pass, node_id call, node_id object)
{
	const struct facts *f = pass->facts;
	symbol_id self = holds_self_at(f, call);
	name_id name;

	if (self == NO_SYMBOL || !has_type(f, object, "sqlite3.Connection") ||
	    !holds_in_arguments(f, call, 2, self))
		return;
	name = holds_attribute_of_self(f, object, self);
	if (name == NAME_NONE || holds_is_let_go(f, call, name))
		return;
	REPORT(pass, call, LEVEL_ERROR, MESSAGE_C, quote(pass, object),
	       quote_name(pass, f->scopes.symbols[self].name),
	       "the connection is closed");
}

/* self.tk.createcommand("name", self.method) */
static void check_tk(struct pass *pass, node_id call, node_id object)
{
	const struct facts *f = pass->facts;
	symbol_id self = holds_self_at(f, call);

	if (self == NO_SYMBOL || !holds_in_arguments(f, call, 1, self) ||
	    holds_attribute_of_self(f, object, self) == NAME_NONE ||
	    is_said(pass, STR("deletecommand")) ||
	    is_said(pass, STR("destroy")))
		return;
	REPORT(pass, call, LEVEL_ERROR, MESSAGE_C, quote(pass, object),
	       quote_name(pass, f->scopes.symbols[self].name),
	       "the command is deleted");
}

static void check_call(struct pass *pass, node_id call)
{
	static const char *const registries[] = {"weakref.finalize",
	                                         "atexit.register", NULL};
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id object = tree_child(t, callee, FIELD_OBJECT);
	struct str name = tree_text(t, callee);

	if (tree_kind(t, callee) == KIND_ATTRIBUTE) {
		name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
		if (str_is(name, "setdefault"))
			check_entry(pass, call, object,
			            ask_argument(f, call, 0),
			            ask_argument(f, call, 1));
		else if (str_is(name, "create_function"))
			check_sqlite(pass, call, object);
		else if (str_is(name, "createcommand"))
			check_tk(pass, call, object);
	}
	switch (imports_which(&f->imports, callee, registries)) {
	case 0:
		check_finalize(pass, call);
		break;
	case 1:
		check_atexit(pass, call);
		break;
	default:
		break;
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);

	if (scopes_body(&pass->facts->scopes, n) == 0)
		return;
	if (tree_kind(t, n) == KIND_CALL)
		check_call(pass, n);
	else if (tree_kind(t, left) == KIND_SUBSCRIPT)
		check_entry(pass, n, tree_child(t, left, FIELD_VALUE),
		            tree_child(t, left, FIELD_SUBSCRIPT),
		            tree_child(t, n, FIELD_RIGHT));
}

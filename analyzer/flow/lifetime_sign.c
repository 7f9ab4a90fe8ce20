#include "lifetime_sign.h"

#include "ask.h"

static const char for_each_request[] = "for each request";
static const char for_each_event[] = "for each event";
static const char for_each_task[] = "for each task";
static const char for_each_object[] = "for each of many objects";
static const char at_start[] = "when the program starts";
static const char as_command[] = "as a command of its own";
static const char once_cached[] = "and its result is kept";

/* The last part of a decorator's name says what registers the function. Those
 * of routes (`is_path`) take a path first. */
static const struct sign {
	const char *name;
	enum runs runs;
	const char *when;
	bool is_path;
} signs[] = {
    {"route", RUNS_MANY, for_each_request, false},
    {"api_route", RUNS_MANY, for_each_request, false},
    {"websocket", RUNS_MANY, for_each_request, true},
    {"get", RUNS_MANY, for_each_request, true},
    {"post", RUNS_MANY, for_each_request, true},
    {"put", RUNS_MANY, for_each_request, true},
    {"patch", RUNS_MANY, for_each_request, true},
    {"delete", RUNS_MANY, for_each_request, true},
    {"head", RUNS_MANY, for_each_request, true},
    {"options", RUNS_MANY, for_each_request, true},
    {"before_request", RUNS_MANY, for_each_request, false},
    {"after_request", RUNS_MANY, for_each_request, false},
    {"teardown_request", RUNS_MANY, for_each_request, false},
    {"teardown_appcontext", RUNS_MANY, for_each_request, false},
    {"errorhandler", RUNS_MANY, for_each_request, false},
    {"exception_handler", RUNS_MANY, for_each_request, false},
    {"context_processor", RUNS_MANY, for_each_request, false},
    {"middleware", RUNS_MANY, for_each_request, false},
    {"view_config", RUNS_MANY, for_each_request, false},
    {"api_view", RUNS_MANY, for_each_request, false},
    {"login_required", RUNS_MANY, for_each_request, false},
    {"csrf_exempt", RUNS_MANY, for_each_request, false},
    {"require_http_methods", RUNS_MANY, for_each_request, false},
    {"require_GET", RUNS_MANY, for_each_request, false},
    {"require_POST", RUNS_MANY, for_each_request, false},
    {"task", RUNS_MANY, for_each_task, false},
    {"shared_task", RUNS_MANY, for_each_task, false},
    {"periodic_task", RUNS_MANY, for_each_task, false},
    {"actor", RUNS_MANY, for_each_task, false},
    {"receiver", RUNS_MANY, for_each_event, false},
    {"listens_for", RUNS_MANY, for_each_event, false},
    {"on_message", RUNS_MANY, for_each_event, false},
    {"message_handler", RUNS_MANY, for_each_event, false},
    {"before_first_request", RUNS_ONCE, at_start, false},
    {"on_startup", RUNS_ONCE, at_start, false},
    {"on_shutdown", RUNS_ONCE, at_start, false},
    {"before_serving", RUNS_ONCE, at_start, false},
    {"after_serving", RUNS_ONCE, at_start, false},
    {"on_event", RUNS_ONCE, at_start, false},
    {"register", RUNS_UNKNOWN, NULL, false},
    {"command", RUNS_ONCE, as_command, false},
    {"group", RUNS_ONCE, as_command, false},
    {"callback", RUNS_UNKNOWN, NULL, false},
    {"fixture", RUNS_ONCE, at_start, false},
    {"hookimpl", RUNS_ONCE, at_start, false},
};

static node_id callee_of(const struct tree *t, node_id decorator)
{
	return tree_kind(t, decorator) == KIND_CALL
	           ? tree_child(t, decorator, FIELD_FUNCTION)
	           : decorator;
}

/* @app.get("/items"): a string that begins with a slash, or none at all. */
static bool has_path(const struct facts *f, node_id decorator)
{
	struct str path;

	return tree_kind(f->tree, decorator) == KIND_CALL &&
	       tree_kind(f->tree, callee_of(f->tree, decorator)) ==
	           KIND_ATTRIBUTE &&
	       ask_string(f, ask_argument(f, decorator, 0), &path) &&
	       (path.length == 0 || path.at[0] == '/');
}

static struct lifetime sign_of_decorator(const struct facts *f,
                                         node_id decorator)
{
	const struct tree *t = f->tree;
	node_id callee = callee_of(t, decorator);
	struct str name = data_called(t, callee);

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_is(name, signs[i].name) &&
		    (!signs[i].is_path || has_path(f, decorator)))
			return (struct lifetime){signs[i].runs, decorator,
			                         signs[i].when};
	return (struct lifetime){RUNS_UNKNOWN, NO_NODE, NULL};
}

/* By the first decorator that says something; *is_decorated if there is any. */
static struct lifetime sign_of_decorators(const struct facts *f,
                                          node_id function, bool *is_decorated)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, function);
	uint32_t seen = 0;

	*is_decorated = tree_kind(t, around) == KIND_DECORATED_DEFINITION;
	for (node_id d = tree_first(t, around);
	     *is_decorated && d != NO_NODE && d < function &&
	     !bounds_exceeded(t, REACHED_DECORATORS, ++seen, function);
	     d = tree_sibling(t, d)) {
		struct lifetime sign;

		if (tree_first(t, d) == NO_NODE)
			continue;
		sign = sign_of_decorator(f, tree_first(t, d));
		if (sign.runs != RUNS_UNKNOWN)
			return sign;
	}
	return (struct lifetime){RUNS_UNKNOWN, NO_NODE, NULL};
}

static bool ends_with_one(struct str name, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_ends(name, *words))
			return true;
	return false;
}

/* Is a base of the class named as those whose methods answer requests are? */
static bool is_handler_class(const struct facts *f, class_id class)
{
	static const char *const words[] = {
	    "RequestHandler", "View",     "ViewSet",          "Resource",
	    "HTTPEndpoint",   "Endpoint", "WebSocketHandler", NULL};
	const struct class_info *info = &f->classes.list[class];

	for (uint32_t i = 0; i < info->base_count; i++)
		if (ends_with_one(data_called(f->tree, info->bases[i].node),
		                  words))
			return true;
	return false;
}

/* Methods by which a class answers, is looked up in, compared, gone through. */
static struct lifetime sign_of_method(const struct facts *f, node_id function,
                                      class_id class)
{
	static const char *const verbs[] = {
	    "get",     "post",     "put",        "patch", "delete",   "head",
	    "options", "dispatch", "prepare",    "list",  "retrieve", "create",
	    "update",  "destroy",  "on_message", NULL};
	static const char *const middleware[] = {
	    "process_request", "process_response", "process_view",
	    "process_exception", NULL};
	static const char *const operators[] = {
	    "__getattr__",  "__getattribute__", "__setattr__", "__getitem__",
	    "__setitem__",  "__hash__",         "__eq__",      "__lt__",
	    "__contains__", "__next__",         NULL};
	node_id at = tree_child(f->tree, function, FIELD_NAME);
	struct str name = tree_text(f->tree, at);

	if (str_starts(name, "do_") && name.length > 3 && name.at[3] >= 'A' &&
	    name.at[3] <= 'Z')
		return (struct lifetime){RUNS_MANY, at, for_each_request};
	if (str_is_one_of(name, middleware) ||
	    (str_is_one_of(name, verbs) && is_handler_class(f, class)))
		return (struct lifetime){RUNS_MANY, at, for_each_request};
	if (repeats_is_callback(&f->repeats, function))
		return (struct lifetime){RUNS_MANY, at, for_each_event};
	if (str_is_one_of(name, operators))
		return (struct lifetime){RUNS_MANY, at,
		                         "each time that it is used"};
	if (tree_name(f->tree, at) == NAME_INIT &&
	    facts_layouts(f)[class].made >= MADE_MANY)
		return (struct lifetime){RUNS_MANY,
		                         facts_layouts(f)[class].made_at,
		                         for_each_object};
	return (struct lifetime){RUNS_UNKNOWN, NO_NODE, NULL};
}

/* def view(request), def lambda_handler(event, context) */
static struct lifetime sign_of_function(const struct facts *f, node_id function)
{
	static const char *const mains[] = {"main",          "_main",
	                                    "setup",         "teardown",
	                                    "configure",     "create_app",
	                                    "make_app",      "build_app",
	                                    "get_parser",    "create_parser",
	                                    "build_parser",  "make_parser",
	                                    "includeme",     "ready",
	                                    "init_app",      "parse_args",
	                                    "get_args",      "load_tests",
	                                    "lifespan",      "cli",
	                                    "init",          "setup_logging",
	                                    "add_arguments", "do_startup",
	                                    "do_activate",   NULL};
	const struct tree *t = f->tree;
	node_id at = tree_child(t, function, FIELD_NAME);
	node_id first = classes_first_parameter(t, function);

	if (str_is_one_of(tree_text(t, at), mains) ||
	    str_starts(tree_text(t, at), "main_"))
		return (struct lifetime){RUNS_ONCE, at, at_start};
	if (str_is(tree_text(t, at), "lambda_handler") ||
	    (first != NO_NODE && str_is(tree_text(t, first), "request") &&
	     classes_of_method(&f->classes, function) == NO_CLASS &&
	     scopes_body(&f->scopes, function) == 0))
		return (struct lifetime){RUNS_MANY, at, for_each_request};
	return (struct lifetime){RUNS_UNKNOWN, NO_NODE, NULL};
}

bool lifetime_sign_serves(const struct facts *f, struct lifetime sign)
{
	static const char *const of_network[] = {
	    "data_received", "datagram_received", "dataReceived",
	    "lineReceived",  "on_message",        NULL};

	if (sign.runs != RUNS_MANY)
		return false;
	/* (what a parameter is called is little to go by in a script) */
	if (sign.when != for_each_event)
		return (!f->is_script ||
		        tree_field(f->tree, sign.place) != FIELD_NAME ||
		        classes_of_method(&f->classes,
		                          tree_parent(f->tree, sign.place)) !=
		            NO_CLASS) &&
		       (sign.when == for_each_request ||
		        sign.when == for_each_task);
	return tree_field(f->tree, sign.place) != FIELD_NAME ||
	       str_is_one_of(tree_text(f->tree, sign.place), of_network);
}

/* sys.argv[0], by which a program calls itself in what it says */
static bool is_own_name(const struct tree *t, node_id argv)
{
	node_id item = tree_parent(t, argv), key;

	if (tree_kind(t, item) != KIND_SUBSCRIPT || tree_first(t, item) != argv)
		return false;
	key = tree_child(t, item, FIELD_SUBSCRIPT);
	return tree_kind(t, key) == KIND_INTEGER &&
	       str_is(tree_text(t, key), "0");
}

/* Where it reads its command line, as what begins a program does; NO_NODE if it
 * does not. */
static node_id command_line(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	scope_id own = scopes_opened_by(&f->scopes, function);

	if (names_find(t->names, STR("argv")) == NAME_NONE)
		return NO_NODE;
	for (node_id n = function; n < tree_end(t, function); n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    imports_is(&f->imports, n, "sys.argv") &&
		    !is_own_name(t, n) && scopes_body(&f->scopes, n) == own)
			return n;
	return NO_NODE;
}

static bool takes_nothing(const struct tree *t, node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);

	return list != NO_NODE && tree_first(t, list) == NO_NODE;
}

struct lifetime lifetime_sign(const struct facts *f, node_id function)
{
	bool is_decorated;
	struct lifetime sign = sign_of_decorators(f, function, &is_decorated);
	class_id class = classes_of_method(&f->classes, function);
	struct cached cached;
	node_id argv;

	if (sign.runs != RUNS_UNKNOWN)
		return sign;
	if (is_decorated && takes_nothing(f->tree, function) &&
	    cached_function(f, function, &cached))
		return (struct lifetime){RUNS_ONCE, cached.at, once_cached};
	sign = sign_of_function(f, function);
	if (sign.runs == RUNS_UNKNOWN && class != NO_CLASS)
		sign = sign_of_method(f, function, class);
	if (sign.runs != RUNS_UNKNOWN)
		return sign;
	argv = command_line(f, function);
	return argv == NO_NODE ? sign
	                       : (struct lifetime){RUNS_ONCE, argv, at_start};
}

#include "ask.h"
#include "rule.h"

static rule_check check;

enum message_number { UNBOUNDED, BOUNDED = 3 };
enum advice { ADVICE_PROPERTY, ADVICE_STATIC, ADVICE_PARTS };

#define KEEPS_ALL                                                              \
	"the cache of '{0}' has no bound, and 'self' is part of its keys:"     \
	" every '{1}' object that it is called on stays alive for as long"     \
	" as the class{3}"
#define KEEPS_SOME                                                             \
	"'self' is part of the keys in the cache of '{0}': up to {2} '{1}'"    \
	" objects stay alive after their last use"
#define TO_PROPERTY "make it a functools.cached_property, read without ()"
#define TO_STATIC "make it a static method: it does not use 'self'"
#define TO_PARTS                                                               \
	"cache a static method that takes the values it needs, or keep the"    \
	" results in a dict that the object owns"

const struct rule rule_cached_method = {
    .code = "MEM601",
    .title = "A cache on a method, which keeps the objects it is called on",
    .why = "lru_cache and cache make one table for the class, and each key in"
           " it holds all arguments, 'self' among them. Of 300 dropped objects"
           " of 1 MB each, an unbounded cache keeps 300 MB, lru_cache's"
           " default 128 MB, functools.cached_property nothing (CPython 3.8 to"
           " 3.13).",
    .bad = "import functools\n"
           "\n"
           "\n"
           "class Report:\n"
           "    def __init__(self, rows):\n"
           "        self.rows = rows\n"
           "\n"
           "    @functools.lru_cache(maxsize=None)\n"
           "    def total(self):\n"
           "        return sum(row.amount for row in self.rows)\n",
    .good = "import functools\n"
            "\n"
            "\n"
            "class Report:\n"
            "    def __init__(self, rows):\n"
            "        self.rows = rows\n"
            "\n"
            "    @functools.cached_property\n"
            "    def total(self):\n"
            "        return sum(row.amount for row in self.rows)\n",
    .see = SEE("https://docs.python.org/3/faq/programming.html"
               "#how-do-i-cache-method-calls"),
    .messages = MESSAGES({KEEPS_ALL, TO_PROPERTY}, {KEEPS_ALL, TO_STATIC},
                         {KEEPS_ALL, TO_PARTS}, {KEEPS_SOME, TO_PROPERTY},
                         {KEEPS_SOME, TO_STATIC}, {KEEPS_SOME, TO_PARTS}),
    .level = LEVEL_NOTE,
    .levels = "An error where the cache has no bound and many of the objects"
              " are made; a note else: where it has a bound, and where nothing"
              " says that there are many objects.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_DECORATED_DEFINITION, KIND_ASSIGNMENT),
    .check = check,
};

struct method {
	node_id function;
	node_id self; /* the identifier of its first parameter */
	class_id class;
	struct cached cached;
};

/* Is the function, a method, called with an instance first? */
static bool find_self(const struct facts *f, struct method *m)
{
	static const char *const classes[] = {"cls",     "mcs",   "mcls",
	                                      "metacls", "klass", "class_",
	                                      "_cls",    "typ",   NULL};
	const struct tree *t = f->tree;
	enum method_kind kind = classes_method_kind(&f->classes, m->function);

	if ((kind != METHOD_INSTANCE && kind != METHOD_PROPERTY) ||
	    classes_is_cached_property(&f->classes, m->function))
		return false;
	m->self = classes_first_parameter(t, m->function);
	if (m->self == NO_NODE || str_is_one_of(tree_text(t, m->self), classes))
		return false;
	return !classes_has_unknown_decorator(&f->classes, m->function) ||
	       tree_name(t, m->self) == NAME_SELF;
}

/* name = lru_cache(...)(function) in a class's body */
static bool find_assigned(const struct facts *f, node_id n, struct method *m)
{
	const struct tree *t = f->tree;
	node_id call = tree_child(t, n, FIELD_RIGHT), given;
	scope_id scope = f->scopes.scope_of[n];
	const struct occurrence *only;

	if (tree_kind(t, call) != KIND_CALL ||
	    f->scopes.scopes[scope].kind != SCOPE_CLASS ||
	    !cached_by(f, tree_child(t, call, FIELD_FUNCTION), &m->cached))
		return false;
	given = ask_argument(f, call, 0);
	if (given == NO_NODE || scopes_variable(&f->scopes, given) == NO_SYMBOL)
		return false;
	only =
	    scopes_only_binding(&f->scopes, scopes_variable(&f->scopes, given));
	if (only == NULL || only->binding != BINDING_FUNCTION)
		return false;
	m->function = only->cause;
	return true;
}

static bool find_method(const struct facts *f, node_id n, struct method *m)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, n) == KIND_ASSIGNMENT) {
		if (!find_assigned(f, n, m))
			return false;
	} else {
		m->function = tree_child(t, n, FIELD_DEFINITION);
		if (tree_kind(t, m->function) != KIND_FUNCTION_DEFINITION ||
		    !cached_function(f, m->function, &m->cached))
			return false;
	}
	m->class = classes_of_method(&f->classes, m->function);
	return m->class != NO_CLASS && find_self(f, m);
}

/* Is there something that keeps it from growing, or makes that harmless? */
static bool is_exempt(const struct facts *f, const struct method *m)
{
	const struct class_info *info = &f->classes.list[m->class];

	for (uint32_t i = 0; i < info->base_count; i++)
		if (str_ends(info->bases[i].origin, "Command"))
			return true;
	return info->flags & CLASS_IS_LOCAL || m->cached.most == 1 ||
	       m->cached.is_accepted ||
	       names_find(f->tree->names, STR("cache_clear")) != NAME_NONE ||
	       valued_is_singleton(f, m->class) ||
	       valued_is_one_of_few(f, m->class) ||
	       !valued_is_identity(f, m->class);
}

/* Does the method read its object: by name, or in super()? */
static bool is_read(const struct facts *f, const struct method *m)
{
	symbol_id variable = scopes_variable(&f->scopes, m->self);
	const struct occurrence *o = scopes_first(&f->scopes, variable);

	while (o != NULL && o->access != ACCESS_READ)
		o = scopes_next(&f->scopes, o);
	for (node_id n = m->function;
	     o == NULL && n < tree_end(f->tree, m->function); n++)
		if (tree_name(f->tree, n) == NAME_SUPER)
			return true;
	return o != NULL;
}

static enum advice advice_for(const struct facts *f, const struct method *m)
{
	const struct tree *t = f->tree;

	if (!is_read(f, m) &&
	    classes_method_kind(&f->classes, m->function) != METHOD_PROPERTY)
		return ADVICE_STATIC;
	if (tree_sibling(t, tree_first(t, tree_child(t, m->function,
	                                             FIELD_PARAMETERS))) ==
	        NO_NODE &&
	    !(f->classes.list[m->class].flags & CLASS_HAS_SLOTS) &&
	    !(f->scopes.scopes[scopes_opened_by(&f->scopes, m->function)]
	          .flags &
	      (SCOPE_IS_ASYNC | SCOPE_IS_GENERATOR)))
		return ADVICE_PROPERTY;
	return ADVICE_PARTS;
}

static const char *bound_text(struct pass *pass, const struct cached *cached)
{
	if (cached->most != 0)
		return quote_number(pass, cached->most);
	return cached->bound == NO_NODE
	           ? ""
	           : arena_format(pass->scratch, "'%s'",
	                          quote(pass, cached->bound));
}

/* The finding, on the condition that so many are made. */
static void report_made(struct pass *pass, const struct method *m,
                        enum level level, struct layout_claim claim)
{
	const struct facts *f = pass->facts;
	const struct class_info *info = &f->classes.list[m->class];
	node_id made_at = facts_layouts(f)[m->class].made_at;
	unsigned message = m->cached.is_unbounded ? UNBOUNDED : BOUNDED;
	struct finding *finding =
	    REPORT(pass, m->cached.at, level, message + advice_for(f, m),
	           quote(pass, tree_child(pass->tree, m->function, FIELD_NAME)),
	           quote_name(pass, info->name), bound_text(pass, &m->cached),
	           level == LEVEL_ERROR ? ", and the project makes many" : "");

	if (finding == NULL)
		return;
	if (level == LEVEL_ERROR && made_at != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(f->tree, made_at), "made here");
	layout_require_made(pass->findings, finding, f, m->class, claim);
	if (info->order_is_open)
		finding_require(
		    pass->findings, finding, QUESTION_IS_IDENTITY,
		    class_dotted_name(pass->findings->arena, f, info), NULL);
}

/* From the gravest: project_settle keeps the first whose conditions hold. */
static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct method m;
	enum made made;
	bool is_reachable;

	if (!find_method(f, n, &m) || is_exempt(f, &m))
		return;
	made = layout_made_in_bulk(f, m.class);
	is_reachable = ask_is_reachable(f, &f->classes.list[m.class]);
	if (made >= MADE_MANY) {
		report_made(pass, &m,
		            m.cached.is_unbounded ? LEVEL_ERROR : LEVEL_NOTE,
		            (struct layout_claim){made, QUESTION_COUNT});
		return;
	}
	if (is_reachable && m.cached.is_unbounded)
		report_made(pass, &m, LEVEL_ERROR,
		            (struct layout_claim){MADE_MANY, QUESTION_IS_MADE});
	if (!m.cached.is_unbounded &&
	    facts_layouts(f)[m.class].flags & LAYOUT_IS_AGENT)
		return;
	if (made == MADE_NOWHERE)
		report_made(
		    pass, &m, LEVEL_NOTE,
		    (struct layout_claim){made, QUESTION_IS_NOT_SINGLE});
	else if (made != MADE_AT_TOP)
		report_made(
		    pass, &m, LEVEL_NOTE,
		    (struct layout_claim){MADE_NOWHERE, QUESTION_IS_MADE});
	else if (is_reachable)
		report_made(pass, &m, LEVEL_NOTE,
		            (struct layout_claim){MADE_ONCE, QUESTION_IS_MADE});
}

#include "ask.h"
#include "rule.h"

static rule_check check;

#define HELD_TEXT                                                              \
	"'{0}' stays in the frame that its traceback holds: each raise leaves" \
	" this frame and its locals to the cyclic collector"

const struct rule rule_raised_variable = {
    .code = "MEM106",
    .title = "An exception that a name of the raising function still holds",
    .why = "The traceback of an exception holds the frames it passed, and a"
           " frame holds its locals. Where a local still holds the exception"
           " when the function is left, each raise leaves a cycle of 5 to 10"
           " objects with the frame and all its locals, which only the cyclic"
           " collector frees: 1 MB a raise with 1 MB in another local (CPython"
           " 3.8 to 3.13). '.with_traceback(None)' does not help.",
    .bad = "def fetch(connect, tries):\n"
           "    last = None\n"
           "    for _ in range(tries):\n"
           "        try:\n"
           "            return connect()\n"
           "        except OSError as error:\n"
           "            last = error\n"
           "    raise last\n",
    .good = "def fetch(connect, tries):\n"
            "    last = None\n"
            "    try:\n"
            "        for _ in range(tries):\n"
            "            try:\n"
            "                return connect()\n"
            "            except OSError as error:\n"
            "                last = error\n"
            "        raise last\n"
            "    finally:\n"
            "        del last\n",
    .see = SEE("https://docs.python.org/3/reference/compound_stmts.html"
               "#except-clause"),
    .messages = MESSAGES(
        {HELD_TEXT, "raise what makes it directly, without the name"},
        {HELD_TEXT, "put the raise in a 'try' with 'finally: del {1}'"},
        {"'{0}' stays in the frame that its traceback holds: each raise leaves"
         " this frame to the cyclic collector, and in it the data in '{2}'",
         "put the raise in a 'try' with 'finally: del {1}'"},
        {"'{0}' is kept by '{1}', which stays in the frame that its traceback"
         " holds: each raise leaves this frame and its locals to the cyclic"
         " collector",
         "put the raise in a 'try' with 'finally: {1} = None'"},
        {HELD_TEXT, NULL}),
    .level = LEVEL_NOTE,
    .levels = "A warning where another local surely holds much, such as a"
              " file's contents, and the function is known to run often; a note"
              " else.",
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_RAISE_STATEMENT),
    .check = check,
};

/* No way: out that is sure. */
enum {
	MESSAGE_DIRECT,
	MESSAGE_FINALLY,
	MESSAGE_LARGE,
	MESSAGE_OWNER,
	MESSAGE_NO_WAY
};
enum { MOST_EARLIER = 64 };

/* Is the attribute of `self` kept in the object, not in its class, and no
 * property? */
static bool is_kept_in_object(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	class_id class = classes_of_self(&f->classes, tree_first(t, n));
	const struct class_info *info;
	bool is_set = false;

	if (class == NO_CLASS)
		return false;
	info = &f->classes.list[class];
	for (uint32_t i = 0; i < info->set_count; i++)
		is_set |=
		    info->sets[i].name == name && !info->sets[i].is_class_level;
	return is_set && !(info->flags & CLASS_SETS_ANY) &&
	       classes_method(&f->classes, class, name) == NO_NODE;
}

/* Ended programs need no collector. */
static bool ends_the_program(const struct facts *f, node_id raised)
{
	struct str name = types_of(f->types, raised)->name;

	return str_is(name, "builtins.SystemExit") ||
	       str_is(name, "builtins.KeyboardInterrupt");
}

/* The instance that is raised: x of `raise x`, x.with_traceback(tb). */
static node_id raised_by(const struct facts *f, node_id raise, bool *is_proved)
{
	const struct tree *t = f->tree;
	node_id n = tree_first(t, raise), receiver;

	*is_proved = false;
	if (n == NO_NODE || tree_field(t, n) == FIELD_CAUSE)
		return NO_NODE;
	n = tree_value(t, n);
	receiver = ask_receiver(f, n, "with_traceback");
	if (receiver != NO_NODE) {
		*is_proved = true;
		n = tree_value(t, receiver);
	}
	*is_proved |= types_of(f->types, n)->kind == TYPE_INSTANCE;
	return n;
}

/* Is the local the cause of nothing else: bound by a call, read here only? */
static bool is_needless(const struct facts *f, const struct occurrence *o)
{
	const struct scopes *s = &f->scopes;
	uint32_t reads = 0;
	symbol_id variable;

	if (o == NULL || o->binding != BINDING_ASSIGNMENT ||
	    tree_kind(f->tree, classes_assigned(f->tree, o->cause, o->node)) !=
	        KIND_CALL)
		return false;
	variable = s->symbols[o->symbol].owner;
	for (const struct occurrence *r = scopes_first(s, variable);
	     r != NULL && reads < 2; r = scopes_next(s, r))
		reads += r != o;
	return reads == 1;
}

/* The names to be deleted; false if that would not be enough: in a method that
 * methods call, whose frames hold the object too. */
static bool find_names(const struct facts *f, node_id n, symbol_id variable,
                       struct ask_raise_names *names)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_body(&f->scopes, n);

	*names = (struct ask_raise_names){{variable}, 1};
	return (f->classes.of_self[variable] == 0 ||
	        calls->first_site[scope] == calls->first_site[scope + 1]) &&
	       ask_raise_find_names(f, n, names);
}

/* The variable whose exception instance stays in the frame that is left by the
 * raise at n, or NO_SYMBOL. `only`: its only binding there. */
static symbol_id held_by(const struct facts *f, node_id n,
                         const struct occurrence **only)
{
	const struct tree *t = f->tree;
	bool is_proved;
	node_id raised = raised_by(f, n, &is_proved);
	symbol_id variable;

	*only = NULL;
	if (raised == NO_NODE || ask_raise_function(f, n) == NO_NODE)
		return NO_SYMBOL;
	variable = ask_raise_local(f, raised);
	if (variable == NO_SYMBOL || ends_the_program(f, raised) ||
	    ask_raise_is_caught(f, n))
		return NO_SYMBOL;
	if (tree_kind(t, raised) == KIND_IDENTIFIER) {
		if (!ask_raise_is_instance_at(f, raised, variable, is_proved,
		                              only))
			return NO_SYMBOL;
	} else if (!is_proved || ask_raise_is_taken_away(t, n, raised) ||
	           (tree_kind(t, raised) == KIND_ATTRIBUTE &&
	            !is_kept_in_object(f, raised))) {
		return NO_SYMBOL;
	}
	return ask_raise_is_held(f, variable, n, true) ? variable : NO_SYMBOL;
}

/* Has a raise of the same name further up said it already? */
static bool is_said(const struct facts *f, node_id n, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	const struct occurrence *o = scopes_first(s, variable), *only;

	for (uint32_t i = 0; i < MOST_EARLIER && o != NULL && o->node < n;
	     i++, o = scopes_next(s, o)) {
		node_id outer = tree_parent(f->tree, o->node);

		if (tree_kind(f->tree, outer) == KIND_RAISE_STATEMENT &&
		    held_by(f, outer, &only) == variable)
			return true;
	}
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct occurrence *only;
	symbol_id variable = held_by(f, n, &only);
	unsigned message = MESSAGE_FINALLY;
	struct ask_raise_names names;
	struct finding *finding;
	node_id raised, large;
	bool is_proved, is_all, is_heavy;

	if (variable == NO_SYMBOL || is_said(f, n, variable))
		return;
	is_all = find_names(f, n, variable, &names);
	large = is_all ? ask_raise_large_local(f, n) : NO_NODE;
	if (!is_all)
		message = MESSAGE_NO_WAY;
	else if (large != NO_NODE)
		message = MESSAGE_LARGE;
	else if (is_needless(f, only))
		message = MESSAGE_DIRECT;
	raised = raised_by(f, n, &is_proved);
	if (message == MESSAGE_FINALLY && names.count == 1 &&
	    f->classes.of_self[variable] != 0 &&
	    tree_kind(pass->tree, raised) == KIND_ATTRIBUTE)
		message = MESSAGE_OWNER;
	is_heavy =
	    large != NO_NODE &&
	    lifetime_of_function(f, ask_raise_function(f, n)).runs == RUNS_MANY;
	finding =
	    REPORT(pass, n, is_heavy ? LEVEL_WARNING : LEVEL_NOTE, message,
	           quote(pass, raised),
	           ask_raise_write_names(f, pass->findings->arena, &names),
	           large == NO_NODE ? "" : quote(pass, large));
	if (finding != NULL)
		ask_raise_refer(
		    pass->findings, finding, f,
		    &(struct ask_raise_ring){.statement = n,
		                             .variable = variable,
		                             .place = raised,
		                             .value = raised,
		                             .holds = ASK_RAISE_EXCEPTION});
}

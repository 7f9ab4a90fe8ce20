#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_shared_exception_raised = {
    .code = "MEM108",
    .title = "One exception instance that is raised again and again",
    .why = "Each raise of an instance puts another entry before the traceback"
           " that it has. An instance at module or class level lives as long"
           " as the process, and so do the frames in that traceback and their"
           " locals: with 100 KB in the frame that raises, each raise keeps"
           " 100 KB for ever (CPython 3.8 to 3.13). 'raise ... from None' does"
           " not help.",
    .bad = "QUEUE_IS_EMPTY = LookupError(\"the queue is empty\")\n"
           "\n"
           "\n"
           "def take(queue):\n"
           "    if not queue:\n"
           "        raise QUEUE_IS_EMPTY\n"
           "    return queue.pop()\n",
    .good = "class QueueIsEmpty(LookupError):\n"
            "    pass\n"
            "\n"
            "\n"
            "def take(queue):\n"
            "    if not queue:\n"
            "        raise QueueIsEmpty(\"the queue is empty\")\n"
            "    return queue.pop()\n",
    .see = SEE("https://docs.python.org/3/library/exceptions.html"
               "#BaseException.with_traceback"),
    .messages = MESSAGES(
        {"'{0}' is one instance for the whole process: each raise lengthens its"
         " traceback, which keeps every frame it was raised in, with all its"
         " locals",
         "raise a new instance each time, or '{0}.with_traceback(None)'"}),
    .level = LEVEL_ERROR,
    .levels =
        "An error where a loop, or a function that runs many times, raises"
        " it, and the program goes on: it is a handler of requests or events,"
        " or the same file catches the class by name. The traceback grows at"
        " every raise. A note where nothing"
        " says how often or who catches it, and for what the import caught"
        " and a stand-in raises again: that is for whoever calls what is not"
        " installed.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_RAISE_STATEMENT),
    .check = check,
};

/* Is `x` of x.__traceback__ or x.with_traceback: whoever writes this knows. */
static bool is_cut_at(const struct tree *t, node_id n)
{
	node_id outer = tree_parent(t, n), name;

	if (tree_kind(t, outer) != KIND_ATTRIBUTE || tree_first(t, outer) != n)
		return false;
	name = tree_child(t, outer, FIELD_ATTRIBUTE);
	return str_is(tree_text(t, name), "__traceback__") ||
	       str_is(tree_text(t, name), "with_traceback");
}

static node_id assigned(const struct tree *t, const struct occurrence *o)
{
	return o->binding == BINDING_ASSIGNMENT
	           ? classes_assigned(t, o->cause, o->node)
	           : NO_NODE;
}

/* The value that makes a module-level variable hold exception instances (or
 * None) and nothing else; NO_NODE if it may hold something else. */
static node_id instance_of_variable(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	node_id found = NO_NODE;
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id value;

		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    is_cut_at(f->tree, o->node))
			return NO_NODE;
		if (o->access == ACCESS_READ ||
		    o->binding == BINDING_ANNOTATION)
			continue;
		value = assigned(f->tree, o);
		if (value == NO_NODE ||
		    scopes_body(s, o->node) != s->symbols[variable].scope)
			return NO_NODE;
		if (tree_kind(f->tree, value) == KIND_NONE)
			continue;
		if (!ask_raise_is_instance(f, value))
			return NO_NODE;
		found = value;
	}
	return found;
}

/* The class whose attribute n surely is: C.name, self.name, cls.name. */
static class_id class_of(const struct facts *f, node_id n)
{
	node_id object = tree_value(f->tree, tree_first(f->tree, n));
	class_id class = classes_of_self(&f->classes, object);
	symbol_id v = scopes_variable(&f->scopes, object);

	if (class == NO_CLASS)
		class = classes_named(&f->classes, object);
	if (class == NO_CLASS && v != NO_SYMBOL)
		class = f->classes.of_cls[v] - 1; /* 0 gives NO_CLASS */
	return class;
}

/* The same for a class-level attribute that no method sets. */
static node_id instance_of_class(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	class_id class = class_of(f, n);
	const struct class_info *info;
	node_id found = NO_NODE;

	if (class == NO_CLASS)
		return NO_NODE;
	info = &f->classes.list[class];
	if (info->flags & (CLASS_SETS_ANY | CLASS_DYNAMIC | CLASS_IS_UNSURE))
		return NO_NODE;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (set->name != name)
			continue;
		if (!set->is_class_level || set->value == NO_NODE ||
		    set->method != NO_NODE || set->is_deleted ||
		    !ask_raise_is_instance(f, set->value))
			return NO_NODE;
		found = set->value;
	}
	return found;
}

static node_id shared_instance(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable;

	if (tree_kind(f->tree, n) == KIND_ATTRIBUTE)
		return instance_of_class(f, n);
	variable = scopes_variable(s, n);
	if (variable == NO_SYMBOL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_MODULE)
		return NO_NODE;
	return instance_of_variable(f, variable);
}

/* It is raised once. */
static bool ends_the_program(const struct facts *f, node_id value)
{
	return ask_calls(f, value, "builtins.SystemExit");
}

/* except ImportError as error: kept = error
 * NO_X = ImportError("x is not installed") */
static bool is_caught_at_import(const struct facts *f, node_id value)
{
	if (ask_calls(f, value, "builtins.ImportError") ||
	    ask_calls(f, value, "builtins.ModuleNotFoundError"))
		return true;
	return tree_kind(f->tree, value) == KIND_IDENTIFIER &&
	       ask_raise_handler(f, value) != NO_NODE &&
	       ask_raise_function(f, value) == NO_NODE;
}

/* Does an `except` of the file name the instance's class, one that is no
 * builtin? Then the raise ends no program, and may come again. */
static bool is_caught_by_name(const struct facts *f, node_id value)
{
	const struct tree *t = f->tree;
	struct tree_each each =
	    TREE_EACH(t, KIND_EXCEPT_CLAUSE, KIND_EXCEPT_CLAUSE);
	node_id class = tree_child(t, tree_value(t, value), FIELD_FUNCTION), n;

	if (class == NO_NODE ||
	    (tree_kind(t, class) == KIND_IDENTIFIER &&
	     scopes_variable(&f->scopes, class) == NO_SYMBOL))
		return false;
	while (tree_each(t, &each, &n))
		for (node_id m = n + 1;
		     m < tree_end(t, n) && tree_kind(t, m) != KIND_BLOCK; m++)
			if (tree_same(t, m, class))
				return true;
	return false;
}

static enum level level_of(const struct facts *f, node_id n, node_id value)
{
	struct lifetime lifetime = lifetime_of(f, n);

	return lifetime.runs == RUNS_MANY && !is_caught_at_import(f, value) &&
	               (lifetime_is_told(f, lifetime) ||
	                is_caught_by_name(f, value))
	           ? LEVEL_ERROR
	           : LEVEL_NOTE;
}

static void check(struct pass *pass, node_id n)
{
	node_id raised = tree_value(pass->tree, tree_first(pass->tree, n));
	struct finding *finding;
	node_id value;

	if (tree_first(pass->tree, n) == NO_NODE ||
	    tree_field(pass->tree, tree_first(pass->tree, n)) == FIELD_CAUSE ||
	    ask_raise_function(pass->facts, n) == NO_NODE)
		return;
	value = shared_instance(pass->facts, raised);
	if (value == NO_NODE || ends_the_program(pass->facts, value))
		return;
	finding = REPORT(pass, n, level_of(pass->facts, n, value), 0,
	                 quote(pass, raised));
	if (finding != NULL)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, value),
		               "the instance, made once");
}

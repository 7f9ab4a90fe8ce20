/* Whether a sequence may change while a part of it is in use. */
#include "slices.h"

#include "ask.h"
#include "bounds.h"

enum { MOST_BINDINGS = 16 };

/* The value of a slice, as something that may change. */
struct subject {
	const struct facts *f;
	node_id value;
	symbol_id variable; /* of a name; else NO_SYMBOL */
	name_id attribute;  /* of an attribute; else NAME_NONE */
	symbol_id owner;    /* of `owner.attribute` */
	bool is_made_here;  /* nothing else holds it */
	enum type_kind type;
};

bool slices_is_fixed(enum type_kind type)
{
	return type == TYPE_STR || type == TYPE_BYTES || type == TYPE_TUPLE;
}

/* Is the value of the expression an object that was made by it? */
static bool is_new(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"builtins.list",
	                                     "builtins.sorted",
	                                     "builtins.bytearray",
	                                     "array.array",
	                                     "inspect.getinnerframes",
	                                     "inspect.getouterframes",
	                                     "os.listdir",
	                                     "glob.glob",
	                                     "random.sample",
	                                     NULL};
	static const char *const methods[] = {
	    "split",   "splitlines", "rsplit", "readlines", "fetchall", "copy",
	    "findall", "tolist",     "decode", "encode",    NULL};
	node_id function;

	n = tree_value(f->tree, n);
	switch (tree_kind(f->tree, n)) {
	case KIND_LIST:
	case KIND_LIST_COMPREHENSION:
	case KIND_BINARY_OPERATOR:
	case KIND_SUBSCRIPT: {
		struct slice slice;

		return tree_kind(f->tree, n) != KIND_SUBSCRIPT ||
		       slices_find(f, n, &slice);
	}
	case KIND_CALL:
		break;
	default:
		return false;
	}
	for (const char *const *method = methods; *method != NULL; method++)
		if (ask_receiver(f, n, *method) != NO_NODE)
			return true;
	function = tree_child(f->tree, n, FIELD_FUNCTION);
	return imports_which(&f->imports, function, makers) >= 0;
}

/* Does every binding of the variable make its value, and nothing else get hold
 * of it that outlives the function? */
static bool is_made_here(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	const struct symbol *symbol = &s->symbols[variable];
	uint32_t seen = 0;

	if (s->scopes[symbol->scope].kind != SCOPE_FUNCTION ||
	    uses_of_variable(f->uses, variable, NULL) &
	        (USE_STORED | USE_CAPTURED))
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_BIND ||
		    o->binding == BINDING_AUGMENTED ||
		    o->binding == BINDING_ANNOTATION)
			continue;
		if (seen++ == MOST_BINDINGS ||
		    o->binding != BINDING_ASSIGNMENT ||
		    tree_parent(f->tree, o->node) != o->cause ||
		    !is_new(f, tree_child(f->tree, o->cause, FIELD_RIGHT)))
			return false;
	}
	return seen > 0;
}

static struct subject subject_of(const struct facts *f, const struct slice *s)
{
	struct subject subject = {.f = f,
	                          .value = s->value,
	                          .variable = NO_SYMBOL,
	                          .owner = NO_SYMBOL,
	                          .type = s->type};
	const struct tree *t = f->tree;
	node_id object;

	if (tree_kind(t, s->value) == KIND_IDENTIFIER) {
		subject.variable = scopes_variable(&f->scopes, s->value);
		subject.is_made_here = subject.variable != NO_SYMBOL &&
		                       is_made_here(f, subject.variable);
	} else if (tree_kind(t, s->value) == KIND_ATTRIBUTE) {
		subject.attribute =
		    tree_name(t, tree_child(t, s->value, FIELD_ATTRIBUTE));
		object = tree_child(t, s->value, FIELD_OBJECT);
		if (tree_kind(t, object) == KIND_IDENTIFIER)
			subject.owner = scopes_variable(&f->scopes, object);
	}
	return subject;
}

/* Is what is done with the subject at n, one of its own names, more than
 * reading? */
static bool use_changes(const struct subject *s, node_id n)
{
	const struct tree *t = s->f->tree;
	unsigned flags = uses_of(s->f->uses, n);
	node_id around = tree_parent(t, n), call = tree_parent(t, around);

	if (flags & (USE_MUTATED | USE_STORED | USE_RETURNED))
		return true;
	if (flags & USE_CALLED)
		return tree_kind(t, around) != KIND_ATTRIBUTE ||
		       !effects_is_reader(tree_text(
		           t, tree_child(t, around, FIELD_ATTRIBUTE)));
	return flags & USE_PASSED && !ask_is_pure(s->f, call);
}

/* Calls by these names take something out of something. */
static bool is_removal(struct str name)
{
	static const char *const words[] = {
	    "remove",  "delete", "discard", "pop",  "clear", "detach", "unlink",
	    "replace", "forget", "drop",    "sort", "swap",  NULL};

	for (const char *const *word = words; *word != NULL; word++) {
		struct str known = str_of(*word);

		for (uint32_t i = 0; i + known.length <= name.length; i++)
			if (str_equal((struct str){name.at + i, known.length},
			              known))
				return true;
	}
	return false;
}

/* Does a method of a class of this file leave the attribute as it is, by its
 * own statements? */
static bool is_harmless_method(const struct subject *s, node_id method)
{
	const struct tree *t = s->f->tree;

	if (bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, method) - method,
	                    method))
		return false;
	for (node_id n = method; n < tree_end(t, method); n++) {
		node_id function;

		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) ==
		        s->attribute &&
		    use_changes(s, n))
			return false;
		if (tree_kind(t, n) != KIND_CALL)
			continue;
		function = tree_child(t, n, FIELD_FUNCTION);
		if (tree_kind(t, function) == KIND_ATTRIBUTE &&
		    classes_of_self(&s->f->classes, tree_first(t, function)) !=
		        NO_CLASS)
			return false;
	}
	return true;
}

/* May a call of a method of the attribute's owner change the attribute? */
static bool owner_call_changes(const struct subject *s, node_id object,
                               node_id function)
{
	const struct classes *c = &s->f->classes;
	const struct tree *t = s->f->tree;
	class_id class = classes_of_self(c, object);
	node_id method;

	if (class == NO_CLASS)
		return true;
	method = classes_method(
	    c, class, tree_name(t, tree_child(t, function, FIELD_ATTRIBUTE)));
	return method == NO_NODE || !is_harmless_method(s, method);
}

static bool call_changes(const struct subject *s, node_id call)
{
	const struct tree *t = s->f->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION), object;
	enum type_kind type;

	if (s->is_made_here || ask_is_pure(s->f, call))
		return false;
	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return tree_kind(t, function) != KIND_IDENTIFIER ||
		       is_removal(tree_text(t, function));
	object = tree_child(t, function, FIELD_OBJECT);
	if (s->owner != NO_SYMBOL && tree_kind(t, object) == KIND_IDENTIFIER &&
	    scopes_variable(&s->f->scopes, object) == s->owner)
		return owner_call_changes(s, object, function);
	type = types_of(s->f->types, object)->kind;
	return (type == TYPE_UNKNOWN || type == TYPE_INSTANCE ||
	        type == s->type) &&
	       is_removal(
	           tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)));
}

static bool is_shared(const struct subject *s)
{
	const struct scopes *scopes = &s->f->scopes;

	if (s->variable == NO_SYMBOL)
		return true;
	return scopes->scopes[scopes->symbols[s->variable].scope].kind !=
	       SCOPE_FUNCTION;
}

static bool name_changes(const struct subject *s, node_id n)
{
	const struct occurrence *o = scopes_occurrence(&s->f->scopes, n);
	symbol_id variable =
	    o == NULL ? NO_SYMBOL : scopes_variable(&s->f->scopes, n);

	if (variable == NO_SYMBOL)
		return false;
	if (variable == s->variable)
		return o->access != ACCESS_READ || use_changes(s, n);
	/* Whoever gets the owner may change what it has. */
	return variable == s->owner &&
	       (o->access != ACCESS_READ ||
	        uses_of(s->f->uses, n) & (USE_PASSED | USE_STORED));
}

static bool node_changes(const struct subject *s, node_id n)
{
	const struct tree *t = s->f->tree;

	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return name_changes(s, n);
	case KIND_ATTRIBUTE:
		return s->attribute != NAME_NONE && n != s->value &&
		       tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) ==
		           s->attribute &&
		       use_changes(s, n);
	case KIND_CALL:
		return call_changes(s, n);
	case KIND_YIELD:
	case KIND_AWAIT:
		return is_shared(s);
	case KIND_ERROR:
		return true;
	default:
		return false;
	}
}

bool slices_may_change(const struct facts *f, const struct slice *slice,
                       node_id part)
{
	const struct tree *t = f->tree;
	struct subject s;

	if (slices_is_fixed(slice->type) || is_new(f, slice->value))
		return false;
	s = subject_of(f, slice);
	if ((s.variable == NO_SYMBOL && s.attribute == NAME_NONE) ||
	    (tree_kind(t, part) != KIND_FOR_STATEMENT &&
	     bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, part) - part,
	                     part)))
		return true;
	if (is_shared(&s) && s.attribute == NAME_NONE)
		return uses_may_change(f->uses, slice->value, part);
	for (node_id n = part; n < tree_end(t, part); n++)
		if (node_changes(&s, n))
			return true;
	return false;
}

bool slices_replaces(const struct facts *f, node_id part, node_id value)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, part);

	if (bounds_exceeded(t, REACHED_LOOP_NODES, end - part, part))
		return false;
	for (node_id n = part; n < end; n++)
		if ((tree_kind(t, n) == KIND_ASSIGNMENT ||
		     tree_kind(t, n) == KIND_AUGMENTED_ASSIGNMENT) &&
		    tree_same(t, tree_child(t, n, FIELD_LEFT), value))
			return true;
	return false;
}

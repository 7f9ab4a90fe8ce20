#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_append_then_iterate = {
    .code = "MEM506",
    .title = "A list that one loop fills and another reads once",
    .why = "All elements are made and held, 8 bytes each and the elements"
           " themselves, before the first is read. For 40 000 numbers the"
           " list peaks at 1.6 MB; the work done where the element is made, or"
           " a generator function in its place, at less than 1 kB. A list"
           " comprehension in place of append() saves nothing.",
    .bad = "def total(lines: list):\n"
           "    prices = []\n"
           "    for line in lines:\n"
           "        if line:\n"
           "            prices.append(int(line) * 2)\n"
           "    return sum(prices)\n",
    .good = "def prices(lines: list):\n"
            "    for line in lines:\n"
            "        if line:\n"
            "            yield int(line) * 2\n"
            "\n"
            "\n"
            "def total(lines: list):\n"
            "    return sum(prices(lines))\n",
    .see = SEE("https://docs.python.org/3/howto/"
               "functional.html#generators"),
    .messages = MESSAGES(
        {"'{0}' holds all elements (8 bytes each, and what nothing else keeps)"
         " until they are read once",
         "do that work where they are appended, or make the loop a generator"
         " function"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum { SMALL = 16, MOST_STEPS = 16 };

struct filled {
	const struct facts *f;
	symbol_id variable;
	node_id binding; /* xs in `xs = []` */
	node_id loop;    /* the outermost `for` that appends */
	node_id read;    /* where it is read, once */
	node_id reader;  /* by this loop or call */
};

/* Is n the receiver of `n.append(x)`, a statement of its own? */
static bool is_append(const struct tree *t, node_id n)
{
	node_id attribute = tree_parent(t, n), call;

	if (tree_kind(t, attribute) != KIND_ATTRIBUTE ||
	    tree_field(t, attribute) != FIELD_FUNCTION ||
	    !str_is(tree_text(t, tree_end(t, attribute) - 1), "append"))
		return false;
	call = tree_parent(t, attribute);
	return tree_kind(t, tree_parent(t, call)) == KIND_EXPRESSION_STATEMENT;
}

/* The outermost loop around n that the binding is outside of. */
static node_id loop_of(const struct filled *s, node_id n)
{
	const struct repeats *r = &s->f->repeats;
	node_id loop = repeats_loop(r, n), outer;

	if (loop == NO_NODE || tree_contains(s->f->tree, loop, s->binding))
		return NO_NODE;
	while ((outer = repeats_outer(r, loop)) != NO_NODE &&
	       !tree_contains(s->f->tree, outer, s->binding))
		loop = outer;
	return loop;
}

/* Do appends in one loop and one reading after it account for all uses? */
static bool find_uses(struct filled *s)
{
	const struct scopes *scopes = &s->f->scopes;
	scope_id body = scopes_body(scopes, s->binding);

	s->loop = s->read = NO_NODE;
	for (const struct occurrence *o = scopes_first(scopes, s->variable);
	     o != NULL; o = scopes_next(scopes, o)) {
		if (o->node == s->binding)
			continue;
		if (o->access != ACCESS_READ ||
		    scopes_body(scopes, o->node) != body)
			return false;
		if (is_append(s->f->tree, o->node)) {
			node_id loop = loop_of(s, o->node);

			if (loop == NO_NODE || s->read != NO_NODE ||
			    (s->loop != NO_NODE && s->loop != loop))
				return false;
			s->loop = loop;
		} else if (s->read != NO_NODE) {
			return false;
		} else {
			s->read = o->node;
		}
	}
	return s->loop != NO_NODE && s->read != NO_NODE &&
	       tree_kind(s->f->tree, s->loop) == KIND_FOR_STATEMENT &&
	       s->read >= tree_end(s->f->tree, s->loop) &&
	       loop_of(s, s->read) == NO_NODE;
}

/* Is the call one that could as well be made later, or the list's append()? */
static bool is_harmless(const struct filled *s, node_id call)
{
	node_id list = ask_receiver(s->f, call, "append");

	return ask_is_pure(s->f, call) ||
	       (list != NO_NODE &&
	        scopes_variable(&s->f->scopes, list) == s->variable) ||
	       types_call_effects(s->f->types, call) & CALL_IS_PURE;
}

/* Is a name that the loop binds read after it? */
static bool is_read_after(const struct filled *s, node_id name)
{
	const struct scopes *scopes = &s->f->scopes;
	node_id end = tree_end(s->f->tree, s->loop);
	symbol_id variable = scopes_variable(scopes, name);

	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL; o = scopes_next(scopes, o))
		if (o->node >= end && o->access == ACCESS_READ)
			return true;
	return false;
}

/* Has the loop no effect but the appends: could it run piece by piece? */
static bool is_only_filling(const struct filled *s)
{
	const struct tree *t = s->f->tree;

	for (node_id n = s->loop; n < tree_end(t, s->loop); n++) {
		const struct occurrence *o;

		switch (tree_kind(t, n)) {
		case KIND_CALL:
			if (!is_harmless(s, n))
				return false;
			break;
		case KIND_YIELD:
		case KIND_AWAIT:
		case KIND_RETURN_STATEMENT:
		case KIND_DELETE_STATEMENT:
		case KIND_TRY_STATEMENT:
		case KIND_WITH_STATEMENT:
		case KIND_FUNCTION_DEFINITION:
		case KIND_ERROR:
			return false;
		case KIND_ATTRIBUTE:
		case KIND_SUBSCRIPT:
			if (tree_field(t, n) == FIELD_LEFT)
				return false;
			break;
		case KIND_IDENTIFIER:
			o = scopes_occurrence(&s->f->scopes, n);
			if (o != NULL && o->access == ACCESS_BIND &&
			    is_read_after(s, n))
				return false;
			break;
		default:
			break;
		}
	}
	return true;
}

/* May the code from the loop's end to the reader's change what it reads? */
static bool is_disturbed(const struct filled *s, node_id part)
{
	const struct tree *t = s->f->tree;

	for (node_id n = s->loop; n < tree_end(t, s->loop); n++) {
		symbol_id variable = scopes_variable(&s->f->scopes, n);
		struct slice all = {n, NO_NODE, NO_NODE, NO_NODE, TYPE_UNKNOWN};

		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_field(t, n) != FIELD_FUNCTION)
			; /* x.rows */
		else if (tree_kind(t, n) != KIND_IDENTIFIER ||
		         variable == NO_SYMBOL || variable == s->variable ||
		         repeats_binds(&s->f->repeats, s->loop, variable))
			continue;
		all.type = types_of(s->f->types, n)->kind;
		if (all.type != TYPE_FUNCTION && all.type != TYPE_CLASS &&
		    all.type != TYPE_MODULE &&
		    slices_may_change(s->f, &all, part))
			return true;
	}
	return false;
}

/* Is the reading in the same block as the loop, or right behind it? */
static bool is_behind(const struct filled *s)
{
	const struct tree *t = s->f->tree;
	node_id n = tree_sibling(t, s->loop);

	for (int i = 0; i < MOST_STEPS && n != NO_NODE && !is_disturbed(s, n);
	     i++, n = tree_sibling(t, n))
		if (tree_contains(t, n, s->read))
			return true;
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	struct filled s = {.f = pass->facts,
	                   .binding = tree_child(t, n, FIELD_LEFT)};
	node_id value = tree_child(t, n, FIELD_RIGHT);
	struct finding *finding;

	if (s.f->is_test || tree_kind(t, value) != KIND_LIST ||
	    tree_first(t, value) != NO_NODE ||
	    tree_kind(t, s.binding) != KIND_IDENTIFIER)
		return;
	s.variable = scopes_variable(&s.f->scopes, s.binding);
	if (s.variable == NO_SYMBOL ||
	    ask_place(s.f, s.binding) != ASK_PLACE_LOCAL ||
	    scopes_only_binding(&s.f->scopes, s.variable) == NULL ||
	    !find_uses(&s) ||
	    bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, s.loop) - s.loop,
	                    s.loop) ||
	    repeats_is_short(&s.f->repeats, s.loop, SMALL) ||
	    ask_is_small(s.f, tree_child(t, s.loop, FIELD_RIGHT), SMALL))
		return;
	s.reader = slices_reader(s.f, s.read, false);
	if (s.reader == NO_NODE || !is_only_filling(&s) || !is_behind(&s))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, 0, quote(pass, s.binding));
	if (finding == NULL)
		return;
	finding->estimate = cost_list(pass->facts->target);
	finding_relate(pass->findings, finding, tree_span(t, s.loop),
	               "filled by this loop");
	finding_relate(pass->findings, finding, tree_span(t, s.read),
	               "read here, once");
}

/* Resources that a name, an attribute or a container keeps: what holds them,
 * and in which cycle they are. */
#include "ask.h"
#include "uses_named.h"

/* return cursor.execute(query): what may hold the cursor. */
static bool is_returned_by_method(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id attribute = tree_parent(t, read), call;

	call = tree_parent(t, attribute);
	return tree_kind(t, attribute) == KIND_ATTRIBUTE &&
	       tree_kind(t, call) == KIND_CALL &&
	       tree_kind(t, tree_parent(t, call)) == KIND_RETURN_STATEMENT &&
	       !str_starts(data_called(t, attribute), "fetch");
}

static bool is_ever_returned(const struct facts *f, symbol_id variable)
{
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    is_returned_by_method(f, o->node))
			return true;
	return false;
}

bool resource_stays_in_name(const struct facts *f, node_id assignment)
{
	node_id left = tree_child(f->tree, assignment, FIELD_LEFT);
	symbol_id variable;
	uint32_t reads;

	if (tree_kind(f->tree, left) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(&f->scopes, left);
	return variable != NO_SYMBOL &&
	       !(uses_of_variable(f->uses, variable, &reads) &
	         (USE_RETURNED | USE_STORED | USE_PASSED | USE_CAPTURED)) &&
	       !is_ever_returned(f, variable);
}

bool resource_is_lasting(const struct facts *f, node_id call)
{
	static const char *const words[] = {
	    "daemon", "daemonize", "daemonise", "detach", "redirect",
	    "lock",   "acquire",   "exec",      "spawn",  NULL};
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	node_id body = s->scopes[scopes_body(s, call)].node;

	return switched_in_fork(f, call) ||
	       data_has_word_of(tree_text(t, tree_child(t, body, FIELD_NAME)),
	                        true, words);
}

/* Are descriptors put in the place of others after it? The first that is opened
 * is meant to be 0, 1 or 2 then. */
static bool puts_in_place(const struct facts *f, node_id n)
{
	for (uint32_t left = 16; left > 0 && n != NO_NODE; left--) {
		n = tree_next_of(f->tree, n);
		if (ask_calls(f, n, "os.dup2"))
			return true;
	}
	return false;
}

bool resource_is_lost(const struct facts *f, node_id call,
                      const struct resource *resource)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, tree_outermost(t, call));
	int64_t index;

	if (tree_kind(t, around) == KIND_EXPRESSION_STATEMENT)
		return !puts_in_place(f, call);
	return resource->sort == RESOURCE_FIRST_DESCRIPTOR &&
	       tree_kind(t, around) == KIND_SUBSCRIPT &&
	       tree_outermost(t, call) == tree_child(t, around, FIELD_VALUE) &&
	       ask_integer(f, tree_child(t, around, FIELD_SUBSCRIPT), &index) &&
	       (index == 1 || index == -1);
}

/* Is it another class, and neither derives from anything? */
static bool is_unrelated(const struct facts *f, class_id other, class_id class)
{
	return other != NO_CLASS && other != class &&
	       f->classes.list[other].base_count == 0 &&
	       f->classes.list[class].base_count == 0;
}

/* self.x = open(...): does anything of the file close it or hand it on? */
static bool stays_in_attribute(const struct facts *f, node_id target,
                               class_id class, const struct resource *resource)
{
	const struct tree *t = f->tree;
	struct attributes named = uses_named(
	    f->uses, tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE)));

	for (uint32_t i = 0; i < named.count; i++) {
		node_id n = named.at[i];
		class_id other = classes_of_self(&f->classes, tree_first(t, n));

		if (n == target || is_unrelated(f, other, class) ||
		    tree_field(t, n) == FIELD_LEFT)
			continue;
		if (resource_use(f, n, resource) != RESOURCE_IS_USED)
			return false;
	}
	return true;
}

const struct heap_cycle *resource_cycle(const struct facts *f, class_id class,
                                        node_id target,
                                        const struct resource *resource)
{
	const struct heap *heap = facts_heap(f);

	/* A base of another file may close it. */
	if (heap->cycle_count == 0 || f->classes.list[class].base_count != 0 ||
	    !stays_in_attribute(f, target, class, resource))
		return NULL;
	for (uint32_t i = 0; i < heap->cycle_count; i++)
		for (uint32_t k = 0; k < heap->cycles[i].edge_count; k++)
			if (heap->cycles[i].edges[k].holder == class &&
			    !heap->cycles[i].lives_for_ever &&
			    heap->cycles[i].undone_by == NULL)
				return &heap->cycles[i];
	return NULL;
}

void resource_relate_cycle(struct findings *findings, struct finding *finding,
                           const struct facts *f, class_id class,
                           const struct heap_cycle *cycle)
{
	finding_relate(findings, finding, tree_span(f->tree, cycle->closes_at),
	               "the cycle is made here");
	finding_require(
	    findings, finding, QUESTION_IS_NOT_EMPTIED,
	    class_dotted_name(findings->arena, f, &f->classes.list[class]),
	    NULL);
}

void resource_require(struct findings *findings, struct finding *finding,
                      bool is_kept, const char *dropped)
{
	if (dropped != NULL)
		finding_require(findings, finding,
		                is_kept ? QUESTION_IS_NOT_DROPPED
		                        : QUESTION_IS_DROPPED,
		                dropped, NULL);
}

/* Is what the call opened there when the try statement catches something: has
 * it more to run after the call, or does it come later? */
static bool is_held_at_try(const struct tree *t, node_id try, node_id call)
{
	node_id body = tree_child(t, try, FIELD_BODY);
	node_id statement = call, block;

	while (tree_kind(t, tree_parent(t, statement)) != KIND_BLOCK)
		statement = tree_parent(t, statement);
	block = tree_parent(t, statement);
	if (tree_contains(t, body, call))
		return block != body || tree_sibling(t, statement) != NO_NODE;
	return call < try && tree_contains(t, block, try);
}

/* Does the place outlive the function: of self, of the module? */
static bool is_beyond_function(const struct facts *f, node_id place)
{
	node_id root = ask_raise_root_node(f, place);
	symbol_id variable = ask_raise_root(f, place);

	return root != NO_NODE &&
	       (classes_of_self(&f->classes, root) != NO_CLASS ||
	        (variable != NO_SYMBOL &&
	         f->scopes.symbols[variable].scope == 0));
}

node_id resource_kept_with(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id function = ask_raise_function(f, call);

	if (function == NO_NODE || ask_raise_is_cut(f, function))
		return NO_NODE;
	for (node_id n = call; n < tree_end(t, function); n++) {
		struct ask_raise_kept kept;
		node_id by = NO_NODE;

		if (ask_raise_caught(f, n) != ASK_RAISE_OTHER &&
		    ask_raise_function(f, n) == function &&
		    ask_raise_find_kept(f, n, &kept) &&
		    is_beyond_function(f, kept.place) &&
		    is_held_at_try(t, tree_parent(t, ask_raise_handler(f, n)),
		                   call) &&
		    !ask_raise_is_let_go(f, &kept, &by) && by == NO_NODE)
			return kept.place;
	}
	return NO_NODE;
}

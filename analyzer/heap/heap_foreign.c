/* Calls of functions whose code is in another file. What they do is not known
 * here, so each object that such a call is given, or gives, gets an *assumed*
 * edge to each other one: it is there if the function makes it. The link knows
 * the function's summary, and answers. */
#include "heap_model.h"

#include "dotted.h"
#include "summary.h"

#include <string.h>

/* What a call is given, or gives. */
struct given {
	object_id object;
	const char *role; /* "0" or "name" of a parameter; "return" */
};

/* What an argument keeps of another is asked of the first few only. */
enum { MOST_GIVEN = 16, MOST_PAIRED = 5, MOST_HANDED_ON = 2 };

/* --------------------------------------------------------- assumed attributes
 */

/* Is something stored by a key in what the expression gives? */
static bool is_stored_into(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);

	return tree_kind(t, parent) == KIND_SUBSCRIPT &&
	       tree_child(t, parent, FIELD_VALUE) == n &&
	       tree_field(t, parent) == FIELD_LEFT;
}

/* The call of a method of n, or NO_NODE. */
static node_id call_on(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);
	node_id call = tree_parent(t, parent);

	return tree_kind(t, parent) == KIND_ATTRIBUTE &&
	               tree_child(t, parent, FIELD_OBJECT) == n &&
	               tree_kind(t, call) == KIND_CALL &&
	               tree_child(t, call, FIELD_FUNCTION) == parent
	           ? call
	           : NO_NODE;
}

/* Is it the container whose method puts something into it: n.append(x)? */
static bool is_added_to(const struct tree *t, node_id n)
{
	static const char *const methods[] = {
	    "append", "add", "appendleft", "insert", "setdefault", NULL};

	return call_on(t, n) != NO_NODE &&
	       str_is_one_of(tree_text(t, tree_child(t, tree_parent(t, n),
	                                             FIELD_ATTRIBUTE)),
	                     methods);
}

/* Is a method of it called with arguments: n.register(x)? */
static bool is_given_at(const struct tree *t, node_id n)
{
	node_id call = call_on(t, n);
	node_id list =
	    call == NO_NODE ? NO_NODE : tree_child(t, call, FIELD_ARGUMENTS);

	return tree_kind(t, list) == KIND_ARGUMENT_LIST &&
	       tree_first(t, list) != NO_NODE;
}

/* Is n a container that something is put into: n[k] = x, n.append(x)? */
static bool is_filled_at(const struct tree *t, node_id n)
{
	return is_stored_into(t, n) || is_added_to(t, n);
}

/* The same of x.name, or of the variable that it is bound to. */
static bool is_filled(struct heap_builder *b, node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id statement = tree_parent(t, n);
	node_id left = NO_NODE;
	symbol_id variable = NO_SYMBOL;
	uint32_t looked_at = 0;

	if (tree_kind(t, statement) == KIND_ATTRIBUTE)
		n = statement; /* x.owner.cache: as x.owner */
	if (tree_kind(t, tree_parent(t, n)) == KIND_ASSIGNMENT)
		left = tree_child(t, tree_parent(t, n), FIELD_LEFT);
	if (tree_kind(t, left) == KIND_IDENTIFIER)
		variable = scopes_variable(s, left);
	if (variable == NO_SYMBOL)
		return is_stored_into(t, n);
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL &&
	     !bounds_exceeded(t, REACHED_USES, ++looked_at, o->node);
	     o = scopes_next(s, o))
		if (is_stored_into(t, o->node))
			return true;
	return false;
}

bool heap_is_container_elsewhere(struct heap_builder *b,
                                 const struct object *holder, name_id field,
                                 node_id n)
{
	return holder->class == NO_CLASS && b->names[field] & NAME_IS_OTHER &&
	       types_of(b->facts->types, n)->kind == TYPE_UNKNOWN &&
	       is_filled_at(b->tree, n);
}

/* Of an object of an unknown class: is the attribute one that classes may be
 * asked for by its name, and used as a container? Those that another class of
 * this file computes are, where something is put into them. */
static bool is_filled_of_any(struct heap_builder *b, const struct object *o,
                             name_id field, node_id n)
{
	if (heap_can_be_any(b, o, field))
		return is_added_to(b->tree, n) || is_given_at(b->tree, n) ||
		       (!(b->names[field] & NAME_IS_COMPUTED) &&
		        is_filled(b, n));
	return heap_is_of_unknown(o) &&
	       (is_filled_at(b->tree, n) || is_given_at(b->tree, n));
}

object_id heap_foreign_field(struct heap_builder *b, struct heap_function *f,
                             object_id base, name_id field, node_id n)
{
	const struct object *holder = &f->objects.at[base];
	struct condition condition = {.question = QUESTION_HAS_ATTRIBUTE};
	struct object field_object = {.kind = OBJECT_FIELD,
	                              .node = n,
	                              .call = NO_NODE,
	                              .base = base,
	                              .field = field,
	                              .class = NO_CLASS};
	struct edge edge = {.from = base,
	                    .field = field,
	                    .node = n,
	                    .at = n,
	                    .flags = EDGE_IS_LOAD};

	if (b->names[field] & NAME_IS_WEAK)
		return NO_OBJECT;
	if (holder->class == NO_CLASS
	        ? !is_filled_of_any(b, holder, field, n)
	        : b->names[field] & NAME_IS_COMPUTED ||
	              !object_keeps(b, holder, field) ||
	              !b->facts->classes.list[holder->class].order_is_open)
		return NO_OBJECT;
	condition.subject = holder->class == NO_CLASS
	                        ? "*"
	                        : heap_class_name(b, holder->class).at;
	condition.detail =
	    str_copy(b->arena, names_text(b->tree->names, field));
	edge.to = object_add(b, f, field_object);
	if (edge.to == NO_OBJECT)
		return NO_OBJECT;
	ARRAY_PUSH(b->arena, &b->conditions, condition);
	f->objects.at[edge.to].condition = b->conditions.count;
	f->assumes_attributes = true;
	edge_add(b, f, edge);
	return edge.to;
}

uint32_t heap_ask_store(struct heap_builder *b, const struct heap_function *f,
                        object_id holder, name_id field, node_id n)
{
	class_id class = f->objects.at[holder].class;
	struct condition condition = {.question = QUESTION_STORES};
	struct str name;

	if (class != NO_CLASS && !b->facts->classes.list[class].order_is_open)
		return 0;
	name = class != NO_CLASS
	           ? heap_class_name(b, class)
	           : dotted_absolute(b->arena, b->facts,
	                             heap_foreign_class(b, f, holder, n));
	if (name.length == 0 || bounds_exceeded(b->tree, REACHED_CONDITIONS,
	                                        b->conditions.count + 1, 0))
		return 0;
	condition.subject = str_copy(b->arena, name);
	condition.detail =
	    str_copy(b->arena, names_text(b->tree->names, field));
	ARRAY_PUSH(b->arena, &b->conditions, condition);
	return b->conditions.count;
}

void heap_ask_for_container(struct heap_builder *b, const struct object *o)
{
	b->conditions.at[o->condition - 1].question = QUESTION_HAS_CONTAINER;
}

/* -------------------------------------------------------------- assumed edges
 */

static void add_given(struct given *given, uint32_t *count, object_id object,
                      const char *role)
{
	if (object == NO_OBJECT || *count == MOST_GIVEN)
		return;
	for (uint32_t i = 0; i < *count; i++)
		if (given[i].object == object)
			return;
	given[(*count)++] = (struct given){object, role};
}

static const char *number_of(struct arena *arena, uint32_t number)
{
	char *text = arena_room(arena, 3);
	char *at = text;

	if (number >= 10)
		*at++ = (char)('0' + number / 10);
	*at++ = (char)('0' + number % 10);
	*at = '\0';
	return text;
}

/* f(*args) of the caller's own: what it is called with is not known here, and
 * the first two are asked for. */
static void list_handed_on(struct heap_builder *b, struct heap_function *f,
                           node_id call, uint32_t next, struct given *given,
                           uint32_t *count)
{
	struct handing_on on = heap_handing_on(b, f, call, next);
	struct str no_name = {NULL, 0};

	for (uint32_t i = 0; i < MOST_HANDED_ON && on.first < MOST_ARGUMENTS;
	     i++)
		add_given(given, count, heap_hand_on(b, f, no_name, i, call),
		          number_of(b->arena, on.first + i));
}

/* The objects among the arguments; the first is parameter `next`. */
static void list_arguments(struct heap_builder *b, struct heap_function *f,
                           node_id call, uint32_t next, struct given *given,
                           uint32_t *count)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t first = next;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list);
	     a != NO_NODE && *count < MOST_GIVEN; a = tree_sibling(t, a)) {
		const char *role;

		if (heap_is_splat(tree_kind(t, a))) {
			next = MOST_ARGUMENTS;
			continue;
		}
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			role = str_copy(
			    b->arena,
			    tree_text(t, tree_child(t, a, FIELD_NAME)));
		else if (next < MOST_ARGUMENTS)
			role = number_of(b->arena, next++);
		else
			continue;
		add_given(given, count, object_of(b, f, heap_argument(t, a)),
		          role);
	}
	if (next == MOST_ARGUMENTS)
		list_handed_on(b, f, call, first, given, count);
}

static bool can_refer(const struct object *o)
{
	return o->kind != OBJECT_CALLABLE && o->kind != OBJECT_CONTAINER;
}

static void assume(struct heap_builder *b, struct heap_function *f,
                   node_id call, const char *callee, const struct given *given,
                   uint32_t count)
{
	bool is_of_any = callee[0] == '*' && callee[1] == CALLEE_METHOD;
	bool is_used =
	    tree_kind(b->tree,
	              tree_parent(b->tree, tree_outermost(b->tree, call))) !=
	    KIND_EXPRESSION_STATEMENT;

	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < count; k++) {
			struct condition condition = {
			    .question = QUESTION_KEEPS, .subject = callee};
			struct edge edge = {.from = given[i].object,
			                    .to = given[k].object,
			                    .field = FIELD_ASSUMED,
			                    .node = call,
			                    .at = call,
			                    .flags = EDGE_IS_ASSUMED};

			if (i == k || !can_refer(&f->objects.at[edge.from]) ||
			    (i >= MOST_PAIRED && k != 0) ||
			    (k >= MOST_PAIRED && i != 0) ||
			    (is_of_any && strcmp(given[i].role, "0") != 0 &&
			     !(is_used &&
			       strcmp(given[i].role, "return") == 0)))
				continue;
			condition.detail =
			    heap_joined(b->arena, str_of(given[i].role), '>',
			                str_of(given[k].role));
			edge.condition = b->conditions.count;
			ARRAY_PUSH(b->arena, &b->conditions, condition);
			edge_add(b, f, edge);
		}
}

void heap_call_foreign(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id callee)
{
	struct given given[MOST_GIVEN];
	uint32_t count = 0;
	object_id self;
	const char *name;

	if (bounds_exceeded(b->tree, REACHED_FOREIGN_REFERENCES,
	                    f->assumed_count + 1, f->node))
		return;
	name = heap_foreign_callee(b, f, callee, &self);
	if (name == NULL)
		return;
	add_given(given, &count, b->object_at[call], "return");
	add_given(given, &count, self, "0");
	list_arguments(b, f, call, self == NO_OBJECT ? 0 : 1, given, &count);
	assume(b, f, call, name, given, count);
}

void heap_construct_foreign(struct heap_builder *b, struct heap_function *f,
                            node_id call, object_id made)
{
	class_id class = f->objects.at[made].class;
	struct given given[MOST_GIVEN];
	uint32_t count = 0;

	add_given(given, &count, made, "0");
	list_arguments(b, f, call, 1, given, &count);
	assume(b, f, call,
	       heap_method_of(b, heap_class_name(b, class), CALLEE_EXACT,
	                      NAME_INIT),
	       given, count);
}

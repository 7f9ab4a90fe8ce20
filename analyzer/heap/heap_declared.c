/* Classes whose constructor something else makes, of the fields that their
 * bodies declare: dataclasses, NamedTuple, decorators with calls for fields. */
#include "bounds.h"
#include "heap_model.h"

#include <string.h>

bool heap_is_named_tuple(const struct class_info *class)
{
	return class->base_count == 1 &&
	       str_is(class->bases[0].origin, "typing.NamedTuple");
}

/* The package or module that gives what n calls or names: "attr" of `attr.s`
 * and of `attr.ib(...)`; empty if it is not imported. */
static struct str giver_of(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	struct str origin;
	const char *dot;

	if (tree_kind(t, n) == KIND_CALL)
		n = tree_child(t, n, FIELD_FUNCTION);
	origin = n == NO_NODE ? (struct str){NULL, 0}
	                      : imports_origin(&facts->imports, n);
	dot = origin.length == 0 ? NULL : memchr(origin.at, '.', origin.length);
	if (dot != NULL)
		origin.length = (uint32_t)(dot - origin.at);
	return origin;
}

/* The value of a statement `name = value` or `name: type = value`, or NO_NODE.
 */
static node_id declared_value(const struct tree *t, node_id statement)
{
	node_id assignment = tree_first(t, statement);

	return tree_kind(t, statement) == KIND_EXPRESSION_STATEMENT &&
	               tree_kind(t, assignment) == KIND_ASSIGNMENT &&
	               tree_kind(t, tree_child(t, assignment, FIELD_LEFT)) ==
	                   KIND_IDENTIFIER
	           ? tree_child(t, assignment, FIELD_RIGHT)
	           : NO_NODE;
}

/* Is the statement a field, made by a call of what gives the decorator too? */
static bool is_field_of(const struct facts *facts, node_id statement,
                        struct str giver)
{
	node_id value = declared_value(facts->tree, statement);

	return tree_kind(facts->tree, value) == KIND_CALL && giver.length > 0 &&
	       str_equal(giver_of(facts, value), giver);
}

static bool has_annotation(const struct tree *t, node_id statement)
{
	return tree_child(t, tree_first(t, statement), FIELD_TYPE) != NO_NODE;
}

/* The fields in the body that `giver` makes. */
static struct maker fields_by(const struct facts *facts, node_id body,
                              struct str giver)
{
	const struct tree *t = facts->tree;
	struct maker maker = {.giver = {NULL, 0}};
	uint32_t looked_at = 0;

	for (node_id s = tree_first(t, body);
	     giver.length > 0 && s != NO_NODE &&
	     !bounds_exceeded(t, REACHED_BODY, ++looked_at, s);
	     s = tree_sibling(t, s))
		if (is_field_of(facts, s, giver)) {
			maker.giver = giver;
			maker.has_bare |= !has_annotation(t, s);
		}
	return maker;
}

/* One with bases has their fields first. */
struct maker heap_maker_of(const struct facts *facts,
                           const struct class_info *class)
{
	const struct tree *t = facts->tree;
	node_id around = tree_parent(t, class->node);
	struct maker maker = {.giver = {NULL, 0}};

	if (!(class->flags & CLASS_UNKNOWN_DECORATOR) ||
	    class->flags & (CLASS_HAS_METACLASS | CLASS_IS_UNSURE) ||
	    tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return maker;
	for (uint32_t i = 0; i < class->base_count; i++)
		if (!str_is(class->bases[i].origin, "builtins.object"))
			return maker;
	for (node_id d = tree_first(t, around);
	     maker.giver.length == 0 && d < class->node; d = tree_sibling(t, d))
		maker = fields_by(facts, tree_child(t, class->node, FIELD_BODY),
		                  giver_of(facts, tree_first(t, d)));
	return maker;
}

/* --------------------------------------------------------------------- fields
 */

/* `name: type` or `name: type = value` in a class body, or NO_NODE. */
static node_id annotated_field(const struct tree *t, node_id statement)
{
	node_id assignment = tree_first(t, statement);
	node_id left;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_child(t, assignment, FIELD_TYPE) == NO_NODE)
		return NO_NODE;
	left = tree_child(t, assignment, FIELD_LEFT);
	return tree_kind(t, left) == KIND_IDENTIFIER ? left : NO_NODE;
}

/* field(init=False): `word`, and what it says. */
static node_id keyword_of(const struct tree *t, node_id call, const char *word)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
		    str_is(tree_text(t, tree_child(t, a, FIELD_NAME)), word))
			return tree_child(t, a, FIELD_VALUE);
	return NO_NODE;
}

/* Is it a plain argument of the constructor, not ClassVar, InitVar, field()? */
static bool is_special(const struct tree *t, node_id name)
{
	node_id assignment = tree_parent(t, name);
	node_id value = tree_child(t, assignment, FIELD_RIGHT);
	struct str type = tree_text(t, tree_child(t, assignment, FIELD_TYPE));

	if (tree_kind(t, value) == KIND_CALL)
		return true;
	for (uint32_t i = 0; i + 3 <= type.length; i++)
		if (memcmp(type.at + i, "Var", 3) == 0)
			return true;
	return false;
}

struct declared_field heap_declared(const struct facts *facts,
                                    const struct maker *maker,
                                    node_id statement)
{
	const struct tree *t = facts->tree;
	struct declared_field field = {.name = annotated_field(t, statement)};
	node_id value = declared_value(t, statement);

	if (is_field_of(facts, statement, maker->giver)) {
		field.name =
		    tree_child(t, tree_first(t, statement), FIELD_LEFT);
		field.is_computed =
		    keyword_of(t, value, "converter") != NO_NODE ||
		    keyword_of(t, value, "convert") != NO_NODE;
		if (tree_kind(t, keyword_of(t, value, "init")) == KIND_FALSE)
			field.name = NO_NODE;
	} else if (maker->has_bare) {
		field.name = NO_NODE;
	} else {
		field.ends_order =
		    field.name != NO_NODE && is_special(t, field.name);
	}
	return field;
}

/* Of a call, to find its fields. */
enum { MOST_FIELDS = 64 };

/* Is the keyword the field's: without the underscores before it? */
static bool is_called(struct str keyword, struct str field)
{
	while (field.length > keyword.length && field.at[0] == '_') {
		field.at++;
		field.length--;
	}
	return str_equal(keyword, field);
}

void heap_store_declared(struct heap_builder *b, struct heap_function *f,
                         node_id call, const struct class_info *class)
{
	const struct tree *t = b->tree;
	node_id body = tree_child(t, class->node, FIELD_BODY);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	struct maker maker = heap_maker_of(b->facts, class);
	uint32_t index = 0, looked_at = 0;
	bool is_in_order = true;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST ||
	    bounds_exceeded(t, REACHED_CALL_REFERENCES,
	                    tree_child_count(t, list), call))
		return;
	for (node_id s = tree_first(t, body);
	     s != NO_NODE && !bounds_exceeded(t, REACHED_BODY, ++looked_at, s);
	     s = tree_sibling(t, s)) {
		struct declared_field field =
		    heap_declared(b->facts, &maker, s);
		node_id value;

		if (field.name == NO_NODE)
			continue;
		is_in_order &= !field.ends_order;
		value =
		    is_in_order ? heap_positional(t, call, index++) : NO_NODE;
		for (node_id a = tree_first(t, list);
		     value == NO_NODE && a != NO_NODE; a = tree_sibling(t, a))
			if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
			    is_called(
			        tree_text(t, tree_child(t, a, FIELD_NAME)),
			        tree_text(t, field.name)))
				value = tree_child(t, a, FIELD_VALUE);
		if (value == NO_NODE || field.is_computed ||
		    object_of(b, f, value) == NO_OBJECT)
			continue;
		edge_add(b, f,
		         (struct edge){.from = b->object_at[call],
		                       .to = object_of(b, f, value),
		                       .field = tree_name(t, field.name),
		                       .node = field.name,
		                       .at = call});
	}
}

/* The name in the class's body, or with an underscore before it. */
static name_id declared_as(struct heap_builder *b,
                           const struct class_info *class, name_id name)
{
	struct str text = names_text(b->tree->names, name);

	for (uint32_t i = 0; i < class->set_count && i < MOST_FIELDS; i++)
		if (class->sets[i].is_class_level &&
		    is_called(text,
		              names_text(b->tree->names, class->sets[i].name)))
			return class->sets[i].name;
	return NAME_NONE;
}

/* C(x=..., y=...) of a class that something else gives its constructor, by the
 * attributes that its body declares: all keywords are such, and it keeps them
 * there. */
static bool store_keywords(struct heap_builder *b, struct heap_function *f,
                           node_id call, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	name_id fields[MOST_KEYWORDS];
	uint32_t count = 0;
	object_id made;

	if (classes_method(&b->facts->classes, class, NAME_INIT) != NO_NODE ||
	    tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return false;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT ||
		    count == MOST_KEYWORDS)
			return false;
		fields[count] = declared_as(
		    b, info, tree_name(t, tree_child(t, a, FIELD_NAME)));
		if (fields[count++] == NAME_NONE)
			return false;
	}
	made =
	    count == 0 ? NO_OBJECT : object_make(b, f, OBJECT_INSTANCE, call);
	if (made == NO_OBJECT)
		return false;
	f->objects.at[made].class = class;
	count = 0;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		edge_add(
		    b, f,
		    (struct edge){.from = made,
		                  .to = object_of(b, f, heap_argument(t, a)),
		                  .field = fields[count++],
		                  .node = a,
		                  .at = call});
	return true;
}

bool heap_make_declared(struct heap_builder *b, struct heap_function *f,
                        node_id call, class_id class)
{
	const struct classes *c = &b->facts->classes;
	object_id made;

	if (store_keywords(b, f, call, class))
		return true;
	if (heap_maker_of(b->facts, &c->list[class]).giver.length == 0 ||
	    classes_method(c, class, NAME_INIT) != NO_NODE)
		return false;
	made = object_make(b, f, OBJECT_INSTANCE, call);
	if (made == NO_OBJECT)
		return false;
	f->objects.at[made].class = class;
	heap_store_declared(b, f, call, &c->list[class]);
	return true;
}

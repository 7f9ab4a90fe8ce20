/* What an expression, a name or an attribute surely holds.
 *
 * A type here is a promise about every value that can reach the place; where
 * one assignment, call or parameter is not understood, the answer is
 * TYPE_UNKNOWN. None does not count: `x: str | None` answers str with
 * `or_none` set, for what is done with x (slicing, adding) fails on None. */
#ifndef HEAPLINT_TYPES_H
#define HEAPLINT_TYPES_H

#include "classes.h"
#include "imports.h"
#include "scopes.h"

enum type_kind {
	TYPE_UNKNOWN,
	TYPE_NONE,
	TYPE_BOOL,
	TYPE_INT,
	TYPE_FLOAT,
	TYPE_COMPLEX,
	TYPE_STR,
	TYPE_BYTES,
	TYPE_BYTEARRAY,
	TYPE_MEMORYVIEW,
	TYPE_LIST,
	TYPE_TUPLE,
	TYPE_DICT,
	TYPE_SET,
	TYPE_FROZENSET,
	TYPE_RANGE,
	TYPE_DEQUE,
	TYPE_ARRAY,     /* array.array */
	TYPE_ITERATOR,  /* lazy: map, filter, zip, generator, file-like lines */
	TYPE_GENERATOR, /* a generator object; also an iterator */
	TYPE_VIEW,      /* dict.keys(), .values(), .items() */
	TYPE_TEXT_FILE,
	TYPE_BINARY_FILE,
	TYPE_INSTANCE, /* of a class: `name`, and `class` if in this file */
	TYPE_CLASS,    /* a class object: likewise */
	TYPE_FUNCTION, /* a function of this file: `node` */
	TYPE_MODULE    /* `name` */
};

typedef uint32_t type_id; /* index into types; 0 is TYPE_UNKNOWN */

struct type {
	enum type_kind kind;
	bool or_none;
	bool is_exact;   /* not of a subclass: a literal, display, call of
	                    the builtin. Annotations are not exact. */
	type_id element; /* of what iterating gives; 0 unknown. dicts: keys */
	type_id value;   /* dicts: values */
	struct str name; /* dotted name of the class or module */
	class_id class;  /* of this file, or NO_CLASS */
	node_id node;    /* functions: the function_definition */
};

struct types;

struct types *types_find(struct arena *arena, const struct tree *tree,
                         const struct scopes *scopes,
                         const struct imports *imports,
                         const struct classes *classes);

/* The type of an expression (also an identifier that is bound there, a
 * parameter or a `self.x` attribute). Never NULL. */
const struct type *types_of(const struct types *types, node_id n);

/* The type of a variable over all its bindings. */
const struct type *types_of_variable(const struct types *types,
                                     symbol_id variable);

/* The type of an attribute over all that the class's methods (and its bases in
 * this file) assign to it. */
const struct type *types_of_attribute(const struct types *types, class_id class,
                                      name_id attribute);

const struct type *types_at(const struct types *types, type_id id);

/* The node that proves what types_of(n) says (a literal, an annotation, the
 * call that made it), to show as the reason; NO_NODE if unknown. */
node_id types_proof(const struct types *types, node_id n);

/* A type in Python's words: "str", "list[int]", "app.tree.Node". */
const char *type_name(struct arena *arena, const struct types *types,
                      const struct type *type);

/* What the standard library says of a call (stdlib.def); see enum call_effect
 * there. 0 if the callee is not known. */
unsigned types_call_effects(const struct types *types, node_id call);

#endif

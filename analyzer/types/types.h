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
	TYPE_MODULE,   /* `name` */
	TYPE_NEVER     /* nothing reaches it (so far). Only while types are
	                  found, and as the element of an empty display */
};

typedef uint32_t type_id; /* index into types; 0 is TYPE_UNKNOWN */

struct type {
	enum type_kind kind;
	bool or_none;
	bool is_exact;   /* not of a subclass: a literal, display, call of
	                    the builtin. Annotations are not exact (and a
	                    `float` may be an int, PEP 484). */
	type_id element; /* of what iterating gives; 0 unknown. dicts: keys */
	type_id value;   /* dicts: values */
	const type_id *items; /* tuples of known length: the types of the items;
	                         else NULL */
	uint32_t item_count;
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

/* What a call does besides giving its value (stdlib.def). 0: nothing is known,
 * it may do anything. Every known call has CALL_IS_KNOWN. Iterating, comparing
 * and hashing the arguments may run their own methods: that is not counted. */
enum call_effect {
	CALL_IS_KNOWN = 1 << 0,
	/* It changes nothing, keeps nothing, and gives the same again. */
	CALL_IS_PURE = 1 << 1,
	/* The first argument, every positional argument, or all but the first
	 * is iterated once from its start, and the container itself is not
	 * kept beyond the call's result: sum(xs), zip(xs, ys), map(f, xs). */
	CALL_ITERATES_FIRST = 1 << 2,
	CALL_ITERATES_ALL = 1 << 3,
	CALL_ITERATES_REST = 1 << 4,
	/* What is iterated is read to its end within the call, one element at
	 * a time, and then gone: sum, any, max, set.update; not zip, map. */
	CALL_REDUCES = 1 << 5,
	/* What is iterated is first made a list or tuple, if it is none:
	 * str.join, executor.map. A generator saves nothing there. */
	CALL_MATERIALISES = 1 << 6,
	/* The elements are kept in the result or the receiver: list(xs),
	 * sorted(xs), xs.extend(ys). */
	CALL_KEEPS_ELEMENTS = 1 << 7,
	/* An argument itself is kept in the receiver, the result, or for
	 * longer: xs.append(x), setattr(x, "y", z), partial(f, x). */
	CALL_KEEPS_ARGUMENTS = 1 << 8,
	CALL_MUTATES_RECEIVER = 1 << 9, /* xs.sort(), d.pop(k) */
	CALL_MUTATES_FIRST = 1 << 10,   /* heapq.heappush(heap, x) */
	CALL_IS_LAZY = 1 << 11,    /* the result iterates later: map, zip */
	CALL_CLOSES = 1 << 12,     /* the receiver is closed: f.close() */
	CALL_READS_WHOLE = 1 << 13 /* all of a file: read(), readlines() */
};

unsigned types_call_effects(const struct types *types, node_id call);

/* None, a number, text, bytes, a range: nothing that can change, or holds what
 * can. */
bool types_is_scalar(enum type_kind kind);

/* The dotted name of what is called, as stdlib.def has it: "builtins.sum",
 * "builtins.str.join" (of a receiver known to be a str), "re.Match.group".
 * False if it is not known there or longer than `size`. */
bool types_callee(const struct types *types, node_id call, char *name,
                  uint32_t size);

#endif

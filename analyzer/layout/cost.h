/* What things cost in bytes, by CPython version: figures that cost.py measured
 * and cost.def holds. */
#ifndef HEAPLINT_COST_H
#define HEAPLINT_COST_H

#include "facts.h"
#include "finding.h"

/* What a row of cost.def is about, and its columns. An object is counted
 * without the values that it refers to. */
enum cost {
	/* An instance, by number of attributes, 0 to 32: */
	COST_DICT,       /* of a plain class */
	COST_SLOTS,      /* with slots, and no base that has a __dict__ */
	COST_LOST,       /* one slot in the base, and these in the __dict__ */
	COST_UNUSED,     /* these in the __dict__ of the base, and one slot */
	COST_LATE,       /* the last of them, 2 from 3.11 and else 3, set when
	                    there are many instances already */
	COST_RECORD,     /* a dict display with these constant keys */
	COST_ON_BUILTIN, /* what they add to an instance of a builtin's
	                    subclass */
	COST_ON_SIZED,   /* to one of tuple, int and bytes */
	/* An empty instance of a builtin's subclass, by enum cost_builtin: */
	COST_BUILTIN,
	COST_BUILTIN_SLOTS, /* the same with __slots__ = () */
	COST_CONTAINER,     /* a new empty one, by enum cost_container */
	COST_ELEMENT,       /* by enum cost_element */
	COST_CALL,          /* what a call keeps or makes, by enum cost_call */
	COST_COUNT
};

enum cost_builtin {
	COST_TUPLE,
	COST_STR,
	COST_INT,
	COST_FLOAT,
	COST_BYTES,
	COST_FROZENSET,
	COST_SUB_LIST,
	COST_SUB_DICT,
	COST_SUB_SET
};

enum cost_container {
	COST_NEW_LIST,
	COST_NEW_DISPLAY, /* {} */
	COST_NEW_DICT,    /* dict() */
	COST_NEW_SET,
	COST_NEW_DEQUE,
	COST_NEW_DEFAULTDICT
};

enum cost_element {
	COST_LIST_ELEMENT,
	COST_TUPLE_ELEMENT,
	COST_INTS,     /* a list of distinct ints: with the ints */
	COST_FLOATS,   /* a list of distinct floats: with the floats */
	COST_ARRAY,    /* an array('q') */
	COST_SET,      /* of ints: without the ints */
	COST_DICT_ITEM /* likewise: by key, without value */
};

enum cost_call {
	COST_CACHED,    /* an entry of lru_cache(maxsize=None), by a number */
	COST_NEW_CACHE, /* an empty one, with the function */
	COST_CONTEXT,   /* a ContextVar that is made and set */
	COST_CLASS,
	COST_NAMEDTUPLE, /* of two fields, and so are these: */
	COST_ENUM,
	COST_DATACLASS,
	COST_ARGUMENT_PARSER,
	COST_CONFIG_PARSER,
	COST_LOGGER,  /* of a new name */
	COST_HANDLER, /* a StreamHandler, added to one logger */
	COST_FILTER,  /* a Filter, the same */
	COST_ATEXIT,  /* a function without arguments */
	COST_MOCK,
	COST_MAGIC_MOCK
};

/* Bytes by column. For a version after 3.13 the figure of 3.13; 0 where nothing
 * was measured (before 3.8, more than 32 attributes). */
uint32_t cost_bytes(version version, enum cost cost, uint32_t column);

/* Bytes of one instance with this many attributes (at least 1), without their
 * values: with a __dict__, or with __slots__ and no base that has one. */
uint32_t cost_instance(version version, uint32_t attributes, bool has_slots);

/* The version whose figure is used: "3.11". */
const char *cost_version(version version);

/* For a finding: the pointers of a list that need not be, an element; and what
 * an element takes by itself, where the message says it. */
struct estimate cost_list(version version);
struct estimate cost_element(version version, uint32_t bytes);

/* For a finding: what a call leaves or makes anew each time. */
struct estimate cost_call(version version, enum cost_call call);

/* The same of what is added to a list, set or dict: without key and value.
 * Nothing of other containers. */
struct estimate cost_entry(version version, enum type_kind container);

/* For a finding: what a copy of a value of this type takes, an element, which
 * need not be made; nothing of text, which takes 1 to 4, and of tables. */
struct estimate cost_copy(version version, enum type_kind type);

/* For a finding: what one takes, and what it would take instead. */
struct estimate cost_estimate(version version, enum estimate_unit unit,
                              uint32_t bytes, uint32_t instead);

#endif

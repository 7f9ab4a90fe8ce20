/* Which object comes to refer to which: the heap model of one file.
 *
 * Each function is interpreted once, in evaluation order, over abstract
 * *objects* (parameters, allocation sites, what a field holds) and *edges*
 * (object --field--> object). An expression whose object is not surely known
 * has none, so an edge exists only between objects that are proved to be the
 * same by must-alias; an object's class is not enough. A function's summary is
 * the edges among its parameters, what it makes and what it returns; a call
 * puts the summary of its callee in with the arguments for the parameters.
 *
 * A *cycle* is a ring of strong edges that one function surely builds. */
#ifndef HEAPLINT_HEAP_H
#define HEAPLINT_HEAP_H

#include "facts.h"

/* Can there be a weak reference to an object? */
enum heap_weakness {
	HEAP_WEAK,
	HEAP_WEAK_NEEDS_SLOT, /* when its __slots__ have '__weakref__' */
	HEAP_WEAK_NEVER
};

/* One edge of a cycle, in words. */
struct heap_edge {
	const char *from;  /* "Tree" */
	const char *field; /* ".nodes[]" */
	const char *to;    /* "Node" */
	class_id holder;   /* `from` is an instance of it; NO_CLASS if unknown
	                    */
	node_id node;      /* the code that makes it */
	enum heap_weakness weakness; /* of `to` */
	bool is_callable; /* `from` is a bound method, lambda, partial, ... */
	bool is_load;     /* it was there before: read by the function */
};

enum { NO_EDGE = UINT32_MAX };

struct heap_cycle {
	const struct heap_edge *edges; /* each leads to the next; the last
	                                  leads back to the first */
	uint32_t edge_count;
	uint32_t weak_edge;    /* the one to make weak, back to the owner;
	                          NO_EDGE if it is not known which that is */
	node_id closes_at;     /* the code that completes it, in `function` */
	node_id function;      /* the body that builds it; 0: the module */
	bool has_callable;     /* passes a callable, generator or factory */
	bool is_in_bulk;       /* made in bulk (repeats_in_bulk) */
	bool lives_for_ever;   /* made once, at module level */
	const char *undone_by; /* the only method that undoes it, or NULL */
};

struct heap {
	const struct heap_cycle *cycles; /* by closes_at */
	uint32_t cycle_count;
	const struct heap_function *functions; /* for the dump */
	uint32_t function_count;
};

const struct heap *heap_find(struct arena *arena, const struct facts *facts);

#endif

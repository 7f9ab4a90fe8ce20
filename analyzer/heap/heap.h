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
#include "finding.h"

/* Can there be a weak reference to an object? */
enum heap_weakness {
	HEAP_WEAK,
	HEAP_WEAK_NEEDS_SLOT, /* when its __slots__ have '__weakref__' */
	HEAP_WEAK_NEVER
};

/* One edge of a cycle, in words. */
struct heap_edge {
	const char *from;            /* "Tree" */
	const char *class;           /* its class, "package.module.Tree" */
	class_id holder;             /* the same, if it is of this file */
	const char *field;           /* ".nodes[]" */
	const char *to;              /* "Node" */
	node_id node;                /* the code that makes it */
	enum heap_weakness weakness; /* of `to` */
	bool is_callable; /* `from` is a bound method, lambda, partial, ... */
	bool has_a_frame; /* ... a generator, coroutine: let go of at its end */
	bool is_load;     /* it was there before: read by the function */
	const struct condition *needs[3];  /* of `from`, of the container in the
	                                      field, and of what is stored; or
	                                      NULL */
	const struct condition *condition; /* under which it is there, or NULL:
	                                      then it has no field here */
};

#define NO_EDGE UINT32_MAX

struct heap_cycle {
	const struct heap_edge *edges; /* each leads to the next; the last
	                                  leads back to the first */
	uint32_t edge_count;
	uint32_t weak_edge;    /* the one to make weak, back to the owner;
	                          NO_EDGE if it is not known which that is */
	uint32_t number;       /* in the order of finding */
	node_id closes_at;     /* the code that completes it, in `function` */
	node_id function;      /* the body that builds it; 0: the module */
	bool has_callable;     /* passes a callable, generator or factory */
	bool is_in_bulk;       /* made in bulk (repeats_in_bulk) */
	bool is_whole_in_bulk; /* and none of its objects is in two */
	bool is_anew_in_bulk;  /* and all are surely made there */
	bool is_of_data;       /* made for each row of data (turns.h) */
	bool is_kept;        /* by what the function was given, or gives back */
	bool lives_for_ever; /* made once, at module level, or held by what is
	                        made once (singleton.h) */
	uint32_t bytes;      /* of its objects of this file's classes, at
	                        least, without what they refer to */
	const char *undone_by; /* the only method that undoes it, or NULL */
	bool is_back_named;    /* the weak_edge is called after an owner */
	bool is_copied;        /* the file copies or pickles objects, which
	                          weak references do not stand */
};

/* Calling the function leaves a reference behind: from what one argument (or
 * the result) gives, over these edges, to another. */
struct heap_keep {
	node_id function;  /* or the class whose fields are its constructor's
	                      parameters, after the instance */
	uint32_t from, to; /* parameters' numbers, or KEEP_RESULT */
	const struct heap_edge *edges;
	uint32_t edge_count;
	const char *undone_by;   /* the only method that undoes it, or NULL */
	const struct str *taken; /* that the function takes out of its
	                          **parameter: more parameters */
	uint32_t taken_count;
};

/* KEEP_ITEMS + n: what any keyword gives that the **parameter number n takes.
 */
enum { KEEP_ITEMS = 128, KEEP_RESULT = 255 };

struct heap {
	const struct heap_cycle *cycles; /* by closes_at */
	uint32_t cycle_count;
	const struct heap_keep *keeps; /* of functions that others can call */
	uint32_t keep_count;
	uint32_t field_keep; /* the first of a class's fields; those before it
	                        are in order of their functions */
	const struct heap_function *functions; /* for the dump */
	uint32_t function_count;
};

/* The keeps of a function_definition, the first of `count`. */
const struct heap_keep *heap_keeps_of(const struct heap *heap, node_id function,
                                      uint32_t *count);

/* Does the class derive from typing.NamedTuple alone? */
bool heap_is_named_tuple(const struct class_info *class);
/* What decorates a class and is called in its body for the fields, of which it
 * makes the constructor. */
struct maker {
	struct str giver; /* the package, as imported; empty: there is none */
	bool has_bare;    /* fields without annotations: those with, and no
	                     call, are none */
};
struct maker heap_maker_of(const struct facts *facts,
                           const struct class_info *class);
/* The identifier of a parameter of a parameter list; NO_NODE of *args and the
 * like. */
node_id heap_parameter_name(const struct tree *t, node_id parameter);
/* The identifier of a **parameter, or NO_NODE. */
node_id heap_keywords_name(const struct tree *t, node_id parameter);
/* The same of a *parameter. */
node_id heap_rest_name(const struct tree *t, node_id parameter);

/* Put the cycle's references in the finding: its steps, or the conditions under
 * which those of other files are there; `mark`: what to do with the edge
 * back. */
void heap_refer(struct findings *findings, struct finding *finding,
                const struct facts *facts, const struct heap_cycle *cycle,
                enum edge_mark mark);

const struct heap *heap_find(struct arena *arena, const struct facts *facts);

#endif

/* Files, sockets and descriptors: what opens them (resource.def), and whether
 * the function that did closes them again or hands them on. */
#ifndef HEAPLINT_RESOURCE_H
#define HEAPLINT_RESOURCE_H

#include "facts.h"

struct finding;
struct findings;
struct heap_cycle; /* heap.h */

enum resource_sort {
	RESOURCE_OBJECT,     /* closed when the last reference to it goes */
	RESOURCE_RESPONSE,   /* likewise, or when it was read to its end */
	RESOURCE_RING,       /* refers to itself: by the cyclic collector */
	RESOURCE_POOL,       /* its threads and processes end when it goes */
	RESOURCE_DESCRIPTOR, /* a number: by nothing */
	RESOURCE_FIRST_DESCRIPTOR, /* a tuple that begins with one */
	RESOURCE_DESCRIPTORS       /* a tuple of them */
};

struct resource {
	const char *name; /* "tarfile.open" */
	const char *word; /* "archive" */
	enum resource_sort sort;
};

/* Does the call run many times in a process that stays? Not in the file of a
 * command, which reads its options and soon ends. */
bool resource_is_many(const struct facts *f, node_id call);

/* What the call opens, or NULL. */
const struct resource *resource_of(const struct facts *f, node_id call);

static inline bool resource_is_number(const struct resource *resource)
{
	return resource->sort >= RESOURCE_DESCRIPTOR;
}

/* What a "with" needs besides to close it: "", or " contextlib.closing(...)"
 * for a database's connection, whose own only commits, and http.client's, which
 * has none. */
const char *resource_manager(const struct resource *resource);

/* What is done with it at one place. */
enum resource_use {
	RESOURCE_IS_GIVEN, /* handed on, or nothing is known */
	RESOURCE_IS_USED,
	RESOURCE_IS_DROPPED, /* del, another value */
	RESOURCE_CLOSES
};

/* Of the name or attribute n that holds it. */
enum resource_use resource_use(const struct facts *f, node_id n,
                               const struct resource *resource);

enum resource_fate {
	RESOURCE_GOES_ON,         /* handed on, closed, or nothing is known */
	RESOURCE_STAYS,           /* nothing closes it */
	RESOURCE_STAYS_SOMETIMES, /* on a way without exceptions */
	RESOURCE_STAYS_AFTER_ITSELF, /* until the next turn opens another */
	RESOURCE_STAYS_AFTER_EXCEPTION
};

/* What becomes of what `call` opens and the local name (an identifier that the
 * call's assignment binds) holds, by the end of the function. */
enum resource_fate resource_fate(const struct facts *f, node_id call,
                                 const struct resource *resource, node_id name);

/* Does nothing take the descriptor that the call opens: mkstemp()[1], a call
 * that is a statement? */
bool resource_is_lost(const struct facts *f, node_id call,
                      const struct resource *resource);

/* Does the local name that the assignment of a resource binds stay in its
 * function? */
bool resource_stays_in_name(const struct facts *f, node_id assignment);

/* Does what the function opens at `call` last as long as the process on
 * purpose: it forks, or is named for what it sets up? */
bool resource_is_lasting(const struct facts *f, node_id call);

/* A cycle of references that surely holds what the attribute `target` of an
 * object of the class holds, which nothing in the file closes or hands on; or
 * NULL. */
const struct heap_cycle *resource_cycle(const struct facts *f, class_id class,
                                        node_id target,
                                        const struct resource *resource);

/* Where an exception is kept beyond the function, in whose traceback the frame
 * is that holds what `call` opened for a local; or NO_NODE. */
node_id resource_kept_with(const struct facts *f, node_id call);

/* Say of the finding where resource_cycle()'s cycle is made, and that it holds
 * only where no file of the project empties objects of the class. */
void resource_relate_cycle(struct findings *findings, struct finding *finding,
                           const struct facts *f, class_id class,
                           const struct heap_cycle *cycle);

/* Say that it holds only where the project drops objects of the class `dropped`
 * again and again, or (`is_kept`) where it does not; of NULL nothing. */
void resource_require(struct findings *findings, struct finding *finding,
                      bool is_kept, const char *dropped);

#endif

/* Code that a program which stays up runs again and again, as long as it is up:
 * for each request, event or task, or in a loop without an end. What that keeps
 * grows until the program is stopped. */
#ifndef HEAPLINT_SERVES_H
#define HEAPLINT_SERVES_H

#include "facts.h"

enum serving {
	SERVES_NOT,    /* as far as is known */
	SERVES_WINDOW, /* as long as a person looks at it */
	SERVES_LOOP,
	SERVES_REQUESTS
};

/* The innermost loop around n, in its function, that nothing ends but what
 * stops the program; NO_NODE if there is none. */
node_id serves_endless_loop(const struct facts *f, node_id n);

/* Is the code at n such? SERVES_REQUESTS: the function that it is in, or what
 * calls that, is a handler by its decorator, its class or what it is given to
 * (asyncio.start_server(handle)). SERVES_LOOP: it, or a call of its function,
 * stands in a loop that nothing ends, or it has a timer call it again each time
 * that it runs. SERVES_WINDOW: it is called for what the user of a window does,
 * or by a timer as long as that is there. */
enum serving serves(const struct facts *f, node_id n);

/* Is the code at n, in a method, such by one object, `self` there, which lives
 * as long? SERVES_LOOP: the loop is in a method of the object, or its method
 * has a timer call it again. SERVES_REQUESTS: its bound method is what was
 * given to a server. Or the module makes it, and no more of its class, and the
 * code at n is such. *why: that loop, reading or making. */
enum serving serves_one_object(const struct facts *f, node_id n, node_id *why);

#endif

/* The threads that analyse files. */
#ifndef HEAPLINT_POOL_H
#define HEAPLINT_POOL_H

#include "one_file.h"

#include <stdatomic.h>

/* What the workers share; but for `next` and `done`, each job belongs to the
 * worker that took it, and the rest is not written to. */
struct pool {
	struct one_file_plan plan;
	struct one_file *jobs; /* by path */
	uint32_t job_count;
	uint32_t *order;         /* indices of jobs, the largest first */
	uint32_t count;          /* of those */
	struct arena *kept;      /* by worker: what comes of its files */
	struct timings *timings; /* likewise; or NULL */
	atomic_uint next, done, workers;
	bool show_progress, has_shown_progress; /* the first worker's */
};

/* Do the jobs that are in order, in so many threads; 0: as many as processors.
 * `kept` is made anew. */
void pool_work(struct pool *pool, struct arena *arena, uint32_t wanted);

#endif

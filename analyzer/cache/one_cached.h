/* Phase 1 for one file, if it was done before. */
#ifndef HEAPLINT_ONE_CACHED_H
#define HEAPLINT_ONE_CACHED_H

#include "one_file.h"

/* Make the result of what the cache has. False if that is nothing: then `file`
 * has the bytes if they were read. */
bool one_cached_get(struct one_file *job, struct one_file_worker *worker,
                    const struct one_file_plan *plan, struct found_file *file);

/* Keep a result and its summary, and note what that tells others; memory that
 * is needed is `arena`'s. */
void one_cached_put(const struct one_file *job, struct arena *arena,
                    const struct one_file_plan *plan, struct summary *summary);

/* Keep why there is no result. */
void one_cached_put_problem(const struct one_file *job,
                            const struct one_file_plan *plan);

/* What results have in any case: of one_file.c. */
void one_file_fill(struct one_file *job, struct cache_key content,
                   uint32_t lines);

#endif

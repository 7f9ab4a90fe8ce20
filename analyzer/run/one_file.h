/* Phase 1 for one file: bytes -> tree -> facts -> rules -> findings. */
#ifndef HEAPLINT_ONE_FILE_H
#define HEAPLINT_ONE_FILE_H

#include "discover.h"
#include "dispatch.h"
#include "report.h"
#include "timings.h"

/* What is the same for all files. */
struct one_file_plan {
	const struct run_options *options;
	const struct registry *registry;
	/* by the settings' index: the rules that are selected, and of them
	 * those for what is not Python 3 */
	const struct dispatch *const *rules;
	const struct dispatch *const *unread_rules;
	const struct dispatch *const *last_rules;
	const bool *const *selected; /* by index in the registry */
};

/* One file and what comes of it. */
struct one_file {
	const struct found_file *file;
	struct file_result result;
	const char *problem; /* why there is no result, or NULL */
	bool is_skipped;     /* and that is no trouble: it is not Python */
	bool is_cached;      /* look into the cache: these are its keys */
	bool has_content, is_vouched; /* by stat(2) */
	struct cache_key place, content, key;
};

/* What one thread works with. */
struct one_file_worker {
	struct parser *parser;
	struct arena arena, scratch; /* emptied after each file */
	struct arena_limit limit;    /* theirs, after the parse */
	struct arena *kept;
	struct packer *packer;
	struct arena words;      /* the packer's */
	struct timings *timings; /* or NULL */
};

/* Results will be `kept`'s; `timings` may be NULL. */
void one_file_worker_make(struct one_file_worker *worker, struct arena *kept,
                          struct timings *timings);
void one_file_worker_release(struct one_file_worker *worker);

void one_file_analyse(struct one_file *job, struct one_file_worker *worker,
                      const struct one_file_plan *plan);

/* Only the facts; all memory is `arena`'s; `timings` may be NULL. Returns NULL,
 * or why not. */
const char *one_file_facts(struct facts *facts, struct arena *arena,
                           struct parser *parser, const struct found_file *file,
                           struct timings *timings);

#endif

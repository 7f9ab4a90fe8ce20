/* What one file asks of the project, and what it is told: each question once.
 *
 * Answers follow from the summaries of all files, but for their findings. Kept,
 * they link the file again while the others tell the same. */
#ifndef HEAPLINT_ANSWERS_H
#define HEAPLINT_ANSWERS_H

#include "summary.h"

struct project; /* project.h */

struct answer {
	uint64_t asked; /* a hash of the question, its subject and detail */
	bool holds;
	bool is_only;            /* by one function that may be meant */
	const struct keep *keep; /* of QUESTION_KEEPS, or NULL */
	const char *class;       /* the only one that may be meant, or NULL */
	uint64_t reached;        /* bounds, of which there may be more to it:
	                            1 << each */
};

/* What the project says, asked by the file. */
struct answer answer_of(const struct project *project,
                        const struct summary *asker,
                        const struct condition *condition);

struct answers {
	struct arena *arena, *scratch;
	const struct project *project; /* NULL: no more can be told */
	const struct summary *asker;
	ARRAY(struct answer) list;
	uint32_t *slots; /* by hash: 1 + index in the list, or 0 */
	uint32_t slot_count;
	bool is_short;    /* what was asked is not among them */
	uint64_t reached; /* of all that was asked */
};

/* The answer; of the project, if it was not asked before. `scratch` is used. */
struct answer answers_find(struct answers *answers,
                           const struct condition *condition);

/* Their list as the functions of a summary, to be written; and back. All memory
 * is the answers' arena's. */
void answers_tell(const struct answers *answers, struct summary *summary);
void answers_take(struct answers *answers, const struct summary *summary);

#endif

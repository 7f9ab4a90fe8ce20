/* Where a run's processor time goes, by phase: what --timings shows.
 *
 * One clock a thread, read only where a phase ends: whoever works tells which
 * phase the time since the last end belongs to. NULL stands for a run that is
 * not timed. */
#ifndef HEAPLINT_TIMINGS_H
#define HEAPLINT_TIMINGS_H

#include <stdint.h>
#include <stdio.h>

enum phase {
	PHASE_FIND,
	PHASE_READ,
	PHASE_PARSE,
	PHASE_FLATTEN,
	PHASE_FACTS,
	PHASE_HEAP,
	PHASE_RULES,
	PHASE_SUMMARIES,
	PHASE_LINK,
	PHASE_OUTPUT,
	PHASES
};

struct timings {
	int64_t spent[PHASES]; /* nanoseconds of processor time */
	int64_t since;         /* the last end, by this thread's clock */
};

/* This thread's processor time, in nanoseconds. */
int64_t thread_time(void);

/* What went by until now belongs to no phase. */
void timings_start(struct timings *timings);

/* What went by since the last end, or the start, is this phase's. */
void timings_end(struct timings *timings, enum phase phase);

/* Add what another thread spent. */
void timings_add(struct timings *to, const struct timings *from);

/* The table, and the most memory that the process had. */
void timings_write(FILE *stream, const struct timings *timings);

#endif

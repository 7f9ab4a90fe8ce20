/* How large a file may be, and what it may take to analyse it. What would take
 * more is refused, and the notice names the option that sets the limit. */
#ifndef HEAPLINT_BUDGET_H
#define HEAPLINT_BUDGET_H

#include "arena.h"

#include <stdbool.h>

/* Of what is 0, a settings file says nothing. */
struct budget {
	uint64_t file_size;  /* bytes of a file */
	uint64_t parse_time; /* nanoseconds of processor time; 0: 2 s, and 5 us
	                        for each byte */
	uint64_t memory;     /* bytes for one file; 0: 37 MB, and 40 for each
	                        byte */
};

enum {
	BUDGET_FILE_SIZE = 100 * 1024 * 1024,    /* where nothing is said */
	BUDGET_LARGEST_FILE = 1024 * 1024 * 1024 /* that may be allowed */
};

/* What was allowed before is analysed again: nothing is refused. */
extern const struct budget budget_none;

/* Each gives over what has it. */
void budget_merge(struct budget *budget, const struct budget *over);

/* What holds for a file of so many bytes. */
uint64_t budget_parse_time(const struct budget *budget, size_t size);
uint64_t budget_memory(const struct budget *budget, size_t size);

/* "larger than 100 MB"; and the notices, which say what can be done. */
const char *budget_too_large(struct arena *arena, uint64_t most);
const char *budget_file_size_problem(struct arena *arena, uint64_t most);
const char *budget_parse_time_problem(struct arena *arena,
                                      const struct budget *budget, size_t size);
/* Is it one that another run need not have? */
bool budget_is_of_time(const char *problem);
const char *budget_memory_problem(struct arena *arena,
                                  const struct budget *budget, size_t size);

#define BUDGET_FILE_SIZE_WANTED "a size up to 1GB, such as \"20MB\""
#define BUDGET_SIZE_WANTED "a size such as \"200MB\""
#define BUDGET_TIME_WANTED "seconds, such as \"2.5\""

/* "20MB" (bytes, KB, MB, GB of 1 024), at least 1 byte; and "2.5", seconds.
 * False if the text is none or more than anything may be. */
bool budget_read_size(const char *text, uint64_t *bytes);
bool budget_read_file_size(const char *text, uint64_t *bytes);
bool budget_read_time(const char *text, uint64_t *nanoseconds);

/* The same as text, as it is read. */
const char *budget_size_text(struct arena *arena, uint64_t bytes);
const char *budget_time_text(struct arena *arena, uint64_t nanoseconds);

#endif

/* Findings that were there when heaplint was taken up. They are known again by
 * the rule, the file and the code around them: lines may shift, files may be
 * renamed. */
#ifndef HEAPLINT_BASELINE_H
#define HEAPLINT_BASELINE_H

#include "report.h"

struct baseline_entry {
	const char *rule; /* its code */
	const char *path; /* relative to the baseline's directory */
	const char *code; /* the line that it begins on, without the space
	                     around it */
	uint64_t context; /* hash of that line and of those next to it */
	bool is_found;
};

struct baseline {
	const char *path;      /* as it is shown */
	const char *directory; /* absolute, without links */
	ARRAY(struct baseline_entry) entries;
	struct names *looked_at; /* paths of the files that went by it */
	const char *unread; /* a file that could not be read again as it was, so
	                       that its findings are unknown here; or NULL */
};

/* Make the entries of a report's findings, but of suppressed ones. */
void baseline_make(struct baseline *baseline, struct arena *arena,
                   const struct report *report);

/* Mark the findings that are in it (of the files that go by it: `goes`, by
 * index), and the entries that are found. */
void baseline_apply(struct baseline *baseline, struct arena *arena,
                    struct report *report, const bool *goes);

/* Was it looked for, and not found? */
bool baseline_is_stale(const struct baseline *baseline, struct arena *arena,
                       const struct report *report,
                       const struct baseline_entry *entry);

#endif

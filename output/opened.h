/* Files of the report, read again to show their lines and count columns. */
#ifndef HEAPLINT_OPENED_H
#define HEAPLINT_OPENED_H

#include "report.h"

struct opened {
	const struct file_result *file; /* NULL: the slot is free */
	struct source source;
	const char *bytes; /* before they were decoded */
	size_t size;
	bool is_readable; /* as it was when it was analysed */
	struct positions *positions;
	struct arena arena;
};

enum { OPENED_MOST = 4 };

/* The file whose findings are shown, in the first slot, and some that its
 * findings name. Zero-initialised but for the report it is ready. */
struct openings {
	const struct report *report;
	struct opened slots[OPENED_MOST];
	uint32_t next; /* the slot that the next other file takes */
	ARRAY(const struct file_result *) changed; /* main files, in order */
	struct arena arena;
};

/* Read a file whose findings are shown; good until the next one. NULL if it is
 * no longer what was analysed: then nothing may be said of its places. */
const struct opened *openings_main(struct openings *openings,
                                   const struct file_result *file);

/* The file that a place names (NULL: the main one); good until the next call.
 * NULL if it is not in the report, or changed. */
const struct opened *openings_other(struct openings *openings,
                                    const char *path);

void openings_close(struct openings *openings);

/* Where an edit begins or ends. */
struct position opened_position(const struct opened *opened, uint32_t byte);

struct region opened_region(const struct opened *opened, struct span span);

#endif

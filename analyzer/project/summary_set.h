/* A file of summaries: what `heaplint summarize` writes and `heaplint link`
 * reads. It holds all that phase 1 found out about some files: their summaries
 * with all findings, the run's notices, and what was asked for. */
#ifndef HEAPLINT_SUMMARY_SET_H
#define HEAPLINT_SUMMARY_SET_H

#include "report.h"
#include "run.h"
#include "summary.h"

/* What the settings say of a file when it is reported. */
struct summary_set_file {
	struct summary summary;
	const char *baseline; /* relative to where the run was, or NULL */
	bool is_unsafe;       /* unsafe-fixes */
};

struct summary_set {
	const char
	    *asked;     /* of the command line; equal in all that are linked */
	bool *selected; /* the rules that ran on any file, by index */
	ARRAY(struct summary_set_file) files;
	ARRAY(struct notice) notices;
	struct packer *packer; /* of all texts, each once */
	struct arena words;    /* what the packer needs */
	struct arena scratch;  /* one summary, as it is read */
};

/* What was asked of a run, as one line. */
const char *summary_set_asked(struct arena *arena,
                              const struct registry *registry,
                              const struct run_options *options);

/* The report of phase 1 as bytes; all memory is `arena`'s. */
void summary_set_write(struct arena *arena, const struct report *report,
                       const char *asked, const char **bytes, size_t *size);

/* Append what the bytes hold; they are not needed then. Returns NULL, or why
 * they are refused: "not a file of summaries", "written by another version",
 * "damaged", "made with other rules or options". Nothing of the bytes is
 * trusted. */
const char *summary_set_read(struct summary_set *set, struct arena *arena,
                             const struct registry *registry, const char *bytes,
                             size_t size);

/* Make a report of them, ready to be linked; no more is to be read. Returns
 * NULL, or which file is in two summaries that differ. */
const char *summary_set_report(struct summary_set *set, struct arena *arena,
                               struct report *report);

#endif

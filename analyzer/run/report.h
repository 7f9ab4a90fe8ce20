/* The result of a run, as output/ gets it. */
#ifndef HEAPLINT_REPORT_H
#define HEAPLINT_REPORT_H

#include "finding.h"
#include "registry.h"

/* One file that was analysed. */
struct file_result {
	const char *path;  /* as it is shown: relative to where the run started,
	                      '/' between parts, "-" or its name for stdin */
	const char *file;  /* to open; NULL: it is standard input */
	const char *bytes; /* of standard input, or what stands in the place of
	                      the file's; or NULL */
	const uint32_t *old_lines; /* of such: by its lines 1 + the file's, or 0
	                              for what is new; or NULL */
	const char *baseline; /* the file that tells what was there before; or
	                         NULL */
	const char *baseline_by; /* "heaplint.toml:2:12", which names it; or
	                            NULL: the command line */
	size_t size;
	uint64_t hash[2]; /* of the bytes that were analysed */
	uint32_t lines;
	bool is_to_fix, is_unsafe; /* settings: fix, unsafe-fixes */
	struct findings findings;  /* sorted; only those to be shown */
	struct summary *summary;   /* for the link step */
	uint64_t reached;          /* bounds of that: 1 << each */
};

/* Arenas of several workers. */
struct run_kept {
	struct arena *at;
	uint32_t count;
};

/* What became of fixes. */
struct report_fixes {
	bool is_done;      /* it was the run's task to make them */
	bool is_on_stdout; /* standard output has a fixed text */
	uint32_t made;     /* findings that are gone */
	uint32_t ready;    /* those that are there, and could be fixed */
	uint32_t unsafe;   /* and those that could with --unsafe-fixes */
};

struct report {
	const struct registry *registry;
	const bool *selected;      /* by index in the registry */
	struct file_result *files; /* sorted by path, bytewise */
	uint32_t file_count;
	const struct run_kept *kept; /* own the findings and summaries */
	uint32_t kept_count;
	const struct notice *notices; /* sorted by path */
	uint32_t notice_count;
	uint64_t bytes, lines; /* of all files */
	uint32_t totals[3];    /* findings by level */
	uint32_t hidden[3];    /* those below `level`, in no file's findings */
	uint32_t (*hidden_of)[3]; /* the same by index in the registry; or
	                             NULL: none */
	uint32_t failing[2]; /* those from their file's `fail-on` on: of the
	                        totals, of the hidden */
	enum level level; /* the lowest that is shown where some are hidden */
	uint32_t suppressed; /* in none of these numbers; and in the findings
	                        only if they are shown */
	bool shows_suppressed;
	uint32_t known;     /* in the baseline: also in none of these */
	uint32_t elsewhere; /* not where the run was to report on, so too */
	struct report_fixes fixes;
	bool is_linked; /* from summaries, not from the sources */
};

/* Read the file again, to show lines and count columns. False if it cannot be
 * read or is not what was analysed; then nothing may be said of its places. */
bool report_source(struct source *source, struct arena *arena,
                   const struct file_result *file);

/* Is the file there, and no longer what was analysed? */
bool report_has_changed(const struct file_result *file);

/* The notices as people are told them: of several files that were analysed in
 * part, one for all. Returns how many; the list is `arena`'s. */
uint32_t report_told(const struct report *report, struct arena *arena,
                     const struct notice **told);

/* The same, and the file's bytes as they were before they were decoded. */
bool report_source_bytes(struct source *source, struct arena *arena,
                         const struct file_result *file, const char **bytes,
                         size_t *size);

#endif

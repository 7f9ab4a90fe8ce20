/* One run: find the files, analyse each in a worker thread, link, and put the
 * results in order. */
#ifndef HEAPLINT_RUN_H
#define HEAPLINT_RUN_H

#include "config_files.h"
#include "facts.h"
#include "report.h"

struct run_options {
	const char *const *paths; /* files, directories, "-" */
	uint32_t path_count;
	uint32_t listed_count;  /* of them, first: --files-from */
	const char *stdin_name; /* what "-" is called */
	const char *root; /* named files are judged as if this directory had
	                     been named; or NULL */
	struct config_files *config; /* what holds for which files */
	const bool *only; /* these rules, by index, whatever settings say; or
	                     NULL */
	bool show_suppressed;
	bool wants_graph;   /* for graph_link */
	bool show_progress; /* a line on stderr while it runs */
	uint32_t jobs;      /* threads; 0: as many as processors */
};

/* Analyse, if nothing is wrong with the settings (config_files_problems). The
 * report's memory is `arena`'s and that of arenas of its own
 * (release them with run_release). Results are the same for any `jobs`. */
void run(struct report *report, struct arena *arena,
         const struct registry *registry, const struct run_options *options);

void run_release(struct report *report);

/* The two halves of it: each file by itself, and what all of them together
 * answer. Between them the files may have been summaries on a disk. */
void run_files(struct report *report, struct arena *arena,
               const struct registry *registry,
               const struct run_options *options);
void run_link(struct report *report, struct arena *arena);

/* Keep the findings that are to be shown, and count all. */
void run_settle(struct report *report);

/* The facts of the first file that the options mean, for `heaplint dump`; all
 * memory is `arena`'s. Returns NULL, or why there are none. */
const char *run_facts(struct facts *facts, struct arena *arena,
                      const struct run_options *options);

#endif

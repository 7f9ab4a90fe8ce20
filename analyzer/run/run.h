/* One run: find the files, analyse each in a worker thread, link, and put the
 * results in order. */
#ifndef HEAPLINT_RUN_H
#define HEAPLINT_RUN_H

#include "config_files.h"
#include "facts.h"
#include "report.h"
#include "shard.h"
#include "timings.h"

struct cache; /* cache.h */

struct run_options {
	const char *const *paths; /* files, directories, "-" */
	uint32_t path_count;
	uint32_t listed_count;  /* of them, first: --files-from */
	const char *stdin_name; /* what "-" is called */
	const char *root; /* named files are judged as if this directory had
	                     been named; or NULL */
	struct config_files *config; /* what holds for which files */
	const bool *only;   /* these rules, by index, whatever settings say; or
	                       NULL */
	struct shard shard; /* of the files that the paths give */
	bool is_part; /* of what will be linked: where there is no file, no rule
	                 ran */
	bool show_suppressed;
	bool wants_graph;        /* for graph_link */
	bool show_progress;      /* a line on stderr while it runs */
	uint32_t jobs;           /* threads; 0: as many as processors */
	struct timings *timings; /* is added to; or NULL */
	struct cache *cache; /* or NULL; closed when the files were analysed */
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
void run_settle(struct report *report, struct arena *arena);

/* ------------------------------------------------------------ again */

/* The first half in steps: the files are found, then analysed, then some of
 * them again with other texts. */
struct run_work;

struct run_work *run_begin(struct arena *arena, const struct registry *registry,
                           const struct run_options *options);

/* Do the settings of any file say `fix`? */
bool run_is_to_fix(const struct run_work *work);

/* If nothing is wrong with the settings. */
void run_analyse(struct run_work *work, struct report *report);

/* The same and run_link, or what they gave before. */
void run_analyse_and_link(struct run_work *work, struct report *report);

/* What stands in the place of a file's text. */
struct run_text {
	uint32_t file;     /* by index in the report */
	const char *bytes; /* NULL: its own again */
	size_t size;
	const uint32_t *old_lines; /* as in struct file_result */
};

/* Analyse these again, in the order of their files. The report is made anew, in
 * `arena`; what all give together is to be asked of it again. */
void run_again(struct run_work *work, struct report *report,
               struct arena *arena, const struct run_text *texts,
               uint32_t count);

/* Give the report lists of findings of its own, before run_link changes them:
 * then run_again finds them as they were. */
void run_copy(struct report *report, struct arena *arena);

/* The facts of the first file that the options mean, for `heaplint dump`; all
 * memory is `arena`'s. Returns NULL, or why there are none. */
const char *run_facts(struct facts *facts, struct arena *arena,
                      const struct run_options *options);

#endif

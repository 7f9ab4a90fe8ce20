/* What heaplint's commands do: each takes the options and gives the exit
 * code. They alone know output/. */
#ifndef HEAPLINT_COMMAND_H
#define HEAPLINT_COMMAND_H

#include "options.h"

enum { EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE };

int command_check(struct options *options, struct arena *arena,
                  const struct registry *registry);
int command_rule(struct options *options, struct arena *arena,
                 const struct registry *registry);
int command_dump(struct options *options, struct arena *arena,
                 const struct registry *registry);
int command_summarize(struct options *options, struct arena *arena,
                      const struct registry *registry);
int command_link(struct options *options, struct arena *arena,
                 const struct registry *registry);
int command_graph(struct options *options, struct arena *arena,
                  const struct registry *registry);
int command_merge(struct options *options, struct arena *arena,
                  const struct registry *registry);
int command_clean(struct options *options, struct arena *arena,
                  const struct registry *registry);

/* ------------------------------------------------------------ for these */

/* The cache that they ask for; NULL: none. */
struct cache *command_cache(const struct options *options, struct arena *arena,
                            const struct run_options *how);

/* Say what went wrong, in one line; EXIT_TROUBLE. */
int command_trouble(const char *text);

/* Flush standard output. A reader that went away (`| head`) is no trouble:
 * `code`, unless the rest could not be written. */
int command_finish(int code);

/* What they say of a run. Returns EXIT_TROUBLE, said, if they are wrong. */
int command_prepare(struct options *options, struct run_options *how,
                    struct arena *arena, const struct registry *registry);

/* After it was tried: EXIT_TROUBLE, said, if settings files are wrong and
 * nothing was done. */
int command_settings(const struct run_options *how);

/* Whatever can be said against the outputs before any work, or NULL; without
 * any it is one, full. */
const char *command_outputs(struct options *options, struct arena *arena);

/* Show the run's notices: EXIT_TROUBLE if one is an error. They are for people;
 * formats for programs carry them too. */
int command_notices(const struct options *options, struct arena *arena,
                    const struct report *report);

/* Mark what is not to be reported: what is in a baseline, not on changed lines,
 * not in listed files. Returns NULL, or why that cannot be told. */
const char *command_filter(const struct options *options, struct arena *arena,
                           struct report *report);

/* --write-baseline: of a report that is linked and not settled. */
int command_write_baseline(const struct options *options, struct arena *arena,
                           const struct report *report);

/* --add-ignores: comments that suppress what the report shows. */
int command_add_ignores(const struct options *options, struct arena *arena,
                        const struct report *report);

/* --fix and --diff, after the files were found. */
int command_fix(const struct options *options, struct arena *arena,
                struct run_work *work);

/* Notices, outputs and the exit code. */
int command_report(const struct options *options, struct arena *arena,
                   const struct report *report);

#endif

/* The command line. */
#ifndef HEAPLINT_OPTIONS_H
#define HEAPLINT_OPTIONS_H

#include "config.h"
#include "run.h"

#include <stdio.h>

enum command {
	COMMAND_CHECK,
	COMMAND_RULE,
	COMMAND_DUMP,
	COMMAND_SUMMARIZE,
	COMMAND_LINK,
	COMMAND_GRAPH,
	COMMAND_MERGE,
	COMMAND_CLEAN,
	COMMANDS
};
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* --output FORMAT[=FILE] */
struct output_choice {
	const char *format;
	const char *file; /* NULL: standard output */
};

struct options {
	enum command command;
	bool wants_help, wants_version;
	struct texts words;    /* paths; of `rule` and `dump` the words, of
	                          `link` the summaries, of `merge` the logs */
	bool has_file_list;    /* --files-from: no words are no paths then */
	uint32_t listed_count; /* words that came from such lists, the first */
	struct config over;    /* what goes over settings files */
	struct texts config;   /* --config */
	bool no_cache;
	bool is_isolated, all_rules, folklore, all_classes;
	bool show_settings, show_files;
	bool show_suppressed, add_ignores, diff;
	const char *reason; /* of --add-ignores */
	const char *sarif_category;
	const char *write_baseline, *diff_base;
	bool has_report_only;
	struct texts report_only; /* paths */
	const char *stdin_name;
	const char *root;    /* --root */
	const char *summary; /* where `summarize` writes */
	struct shard shard;  /* --shard */
	const char
	    *output_file; /* where `merge` writes; NULL: standard output */
	uint32_t jobs;    /* 0: not given */
	enum colour colour;
	bool has_statistics, has_timings, is_quiet, exit_zero;
	ARRAY(struct output_choice) outputs;
};

/* Read the command line; memory is `arena`'s. Returns NULL, or what is wrong
 * with it, in one line. */
const char *options_parse(struct options *options, struct arena *arena,
                          int argc, char **argv);

/* What they say of a run, but for settings. */
void options_run(const struct options *options, struct run_options *run);

/* How the command is called, and what it does. */
const char *options_usage(enum command command);

/* The help of the command. */
void options_help(FILE *stream, const struct options *options);

#endif

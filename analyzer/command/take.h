/* The values of options on the command line. */
#ifndef HEAPLINT_TAKE_H
#define HEAPLINT_TAKE_H

#include "arguments.h"

/* While the command line is read. */
struct parse {
	struct arena *arena;
	struct options *options;
	struct arguments arguments;
};

/* Reads an option's value into the member at `where`; returns NULL, or what is
 * wrong with it. */
typedef const char *take_value(struct parse *parse, void *where,
                               const char *value);

take_value take_flag, take_yes, take_no, take_text, take_word, take_list,
    take_rules, take_level, take_colour, take_version, take_number, take_output,
    take_file_size, take_size, take_time, take_files_from, take_report_only,
    take_shard;

#endif

/* What `heaplint --help` says of how to call it. */
#include "options.h"

static const char check_usage[] =
    "heaplint [check] [OPTIONS] [PATH...]\n"
    "       heaplint rule CODE|NAME|PREFIX|--all|--folklore\n"
    "       heaplint summarize [OPTIONS] --summary FILE [PATH...]\n"
    "       heaplint link [OPTIONS] FILE...\n"
    "       heaplint merge [OPTIONS] LOG...\n"
    "       heaplint graph [OPTIONS] [PATH...]\n"
    "       heaplint clean [PATH...]\n"
    "       heaplint dump FACT FILE\n\n"
    "Find where Python code wastes or leaks memory. PATH is a file, a\n"
    "directory (default: the current one), '-' for standard input, or\n"
    "@FILE, which holds further arguments, one a line. What git ignores is\n"
    "left out.\n";

static const char rule_usage[] = "heaplint rule CODE|NAME|PREFIX...\n"
                                 "       heaplint rule --all|--folklore\n\n"
                                 "Explain a rule, or list rules: all, or\n"
                                 "those that begin so (heaplint rule MEM3).\n";

static const char dump_usage[] = "heaplint dump FACT FILE\n\n"
                                 "Print what heaplint knows of a file.\n";

static const char summarize_usage[] =
    "heaplint summarize [OPTIONS] --summary FILE [PATH...]\n\n"
    "Analyse each file by itself and write what was found to FILE. With\n"
    "'heaplint link' it becomes the findings of all files together.\n";

static const char link_usage[] =
    "heaplint link [OPTIONS] FILE...\n\n"
    "Show the findings of all files whose summaries these are, as 'heaplint\n"
    "check' would. The sources are read again to show their lines.\n";

static const char graph_usage[] =
    "heaplint graph [OPTIONS] [PATH...]\n\n"
    "Draw which fields of the project's classes refer to which classes, where\n"
    "that leads back: cycles that objects surely make are red.\n";

static const char merge_usage[] =
    "heaplint merge [OPTIONS] LOG...\n\n"
    "Unite the SARIF logs of several runs, such as those of 'check --shard',\n"
    "to one log of one run. What two of them say alike is there once.\n";

static const char clean_usage[] =
    "heaplint clean [OPTIONS] [PATH...]\n\n"
    "Remove the cache that 'heaplint check PATH...' would use.\n";

const char *options_usage(enum command command)
{
	static const char *const usage[] = {
	    check_usage, rule_usage,  dump_usage,  summarize_usage,
	    link_usage,  graph_usage, merge_usage, clean_usage};

	return usage[command];
}

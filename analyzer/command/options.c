#include "options.h"

#include "arguments.h"
#include "take.h"

#include <getopt.h>
#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------ the options */

enum {
	CHECK = 1,
	RULE = 2,
	DUMP = 4,
	SUMMARIZE = 8,
	LINK = 16,
	GRAPH = 32,
	MERGE = 64,
	CLEAN = 128,
	ANY = 255,
	JUDGE = CHECK | SUMMARIZE,
	RUN = CHECK | SUMMARIZE | GRAPH, /* analyses files */
	SHOW = CHECK | LINK              /* shows findings */
};

struct known_option {
	const char *name;
	char letter;
	const char *value; /* what it is called, or NULL */
	unsigned commands;
	take_value *take;
	size_t member;
	const char *help;
};

#define MEMBER(name) offsetof(struct options, name)

static const struct known_option known_options[] = {
    {"select", 0, "RULES", JUDGE, take_rules, MEMBER(over.selection.select),
     "run only these: codes, MEM3 for MEM3xx, names, ALL"},
    {"extend-select", 0, "RULES", JUDGE, take_rules,
     MEMBER(over.selection.extend), "run these too"},
    {"ignore", 0, "RULES", JUDGE, take_rules, MEMBER(over.selection.ignore),
     "do not run these"},
    {"level", 0, "LEVEL", SHOW, take_level, MEMBER(over.level),
     "note (default), warning, error: show no lower ones"},
    {"fail-on", 0, "LEVEL", SHOW, take_level, MEMBER(over.fail_on),
     "exit with 1 from this level on (default: warning)"},
    {"exit-zero", 0, NULL, SHOW, take_flag, MEMBER(exit_zero),
     "exit with 0 even if there are findings"},
    {"target-version", 0, "3.N", RUN | DUMP, take_version, MEMBER(over.target),
     "oldest CPython it is for: 3.7 to 3.15"},
    {"include-tests", 0, NULL, JUDGE, take_yes, MEMBER(over.include_tests),
     "judge test files as other files"},
    {"output", 0, "FORMAT[=FILE]", SHOW, take_output, 0,
     "full (default), concise, json, json-lines,\n"
     "                              github, gitlab, sarif; repeatable"},
    {"sarif-category", 0, "NAME", SHOW | MERGE, take_text,
     MEMBER(sarif_category), "what code scanning tells several logs apart by"},
    {"statistics", 0, NULL, SHOW, take_flag, MEMBER(has_statistics),
     "count the findings of each rule"},
    {"timings", 0, NULL, CHECK, take_flag, MEMBER(has_timings),
     "say where the processor time went, on stderr"},
    {"color", 0, "WHEN", SHOW, take_colour, MEMBER(colour),
     "auto (default), always, never"},
    {"quiet", 'q', NULL, RUN | LINK, take_flag, MEMBER(is_quiet),
     "findings and errors only"},
    {"exclude", 0, "GLOBS", RUN, take_list, MEMBER(over.exclude),
     "leave these out instead of the usual ones"},
    {"extend-exclude", 0, "GLOBS", RUN, take_list, MEMBER(over.extend_exclude),
     "leave these out too"},
    {"force-exclude", 0, NULL, RUN, take_yes, MEMBER(over.force_exclude),
     "leave out what is excluded even if named here"},
    {"files-from", 0, "FILE", RUN, take_files_from, MEMBER(words),
     "read paths from FILE (- is standard input)"},
    {"stdin-filename", 0, "PATH", CHECK, take_text, MEMBER(stdin_name),
     "what the text on standard input is called"},
    {"config", 0, "FILE|KEY=VALUE", RUN | DUMP | CLEAN, take_word,
     MEMBER(config), "this settings file only; or one setting, in TOML"},
    {"isolated", 0, NULL, RUN | CLEAN, take_flag, MEMBER(is_isolated),
     "read no settings files, use no cache"},
    {"show-suppressed", 0, NULL, SHOW, take_flag, MEMBER(show_suppressed),
     "also what comments in the code suppress"},
    {"fix", 0, NULL, CHECK, take_yes, MEMBER(over.fix),
     "mend what can be mended safely"},
    {"no-fix", 0, NULL, CHECK, take_no, MEMBER(over.fix),
     "even if the settings say so"},
    {"unsafe-fixes", 0, NULL, CHECK, take_yes, MEMBER(over.unsafe_fixes),
     "also where the program might do something else"},
    {"no-unsafe-fixes", 0, NULL, CHECK, take_no, MEMBER(over.unsafe_fixes),
     "even if the settings say so"},
    {"diff", 0, NULL, CHECK, take_flag, MEMBER(diff),
     "print what --fix would change, and write nothing"},
    {"add-ignores", 0, NULL, CHECK, take_flag, MEMBER(add_ignores),
     "write comments that suppress the findings"},
    {"reason", 0, "TEXT", CHECK, take_text, MEMBER(reason),
     "why, after these comments"},
    {"baseline", 0, "FILE", SHOW, take_text, MEMBER(over.baseline),
     "do not show what this file says was there before"},
    {"write-baseline", 0, "FILE", SHOW, take_text, MEMBER(write_baseline),
     "write what is there now"},
    {"diff-base", 0, "REV", SHOW, take_text, MEMBER(diff_base),
     "show findings on lines changed since, asking git"},
    {"report-only-files", 0, "FILE", SHOW, take_report_only,
     MEMBER(report_only), "show findings in the files that FILE lists"},
    {"shard", 0, "I/N", JUDGE | LINK, take_shard, MEMBER(shard),
     "only the Ith of N shares of the files"},
    {"show-settings", 0, NULL, CHECK, take_flag, MEMBER(show_settings),
     "print what holds for the files, and do no more"},
    {"show-files", 0, NULL, CHECK, take_flag, MEMBER(show_files),
     "print the files it would read, and do no more"},
    {"cache-dir", 0, "DIR", JUDGE | CLEAN, take_text, MEMBER(over.cache),
     "where to keep what was found out of files"},
    {"no-cache", 'n', NULL, JUDGE, take_flag, MEMBER(no_cache),
     "keep nothing, and use nothing that is kept"},
    {"jobs", 'j', "N", RUN, take_number, MEMBER(jobs),
     "threads (default, and 0: as many as processors)"},
    {"max-file-size", 0, "SIZE", RUN | DUMP, take_file_size,
     MEMBER(over.budget.file_size), "refuse larger files (default: 100MB)"},
    {"max-memory", 0, "SIZE", RUN | DUMP, take_size, MEMBER(over.budget.memory),
     "refuse a file that takes more (default: 37MB and\n"
     "                              40 bytes for each byte of it)"},
    {"parse-timeout", 0, "SECONDS", RUN | DUMP, take_time,
     MEMBER(over.budget.parse_time),
     "refuse a file that takes the parser more processor\n"
     "                              time (default: 2 and 5 for each MB of it)"},
    {"root", 0, "DIR", SUMMARIZE, take_text, MEMBER(root),
     "judge named files as if this were checked"},
    {"summary", 0, "FILE", SUMMARIZE, take_text, MEMBER(summary),
     "where to write, for heaplint link"},
    {"output", 0, "FORMAT[=FILE]", GRAPH, take_output, 0,
     "dot (default) for graphviz, json; repeatable"},
    {"fail-on", 0, "LEVEL", MERGE, take_level, MEMBER(over.fail_on),
     "exit with 1 from this level on (default: never)"},
    {"output-file", 'o', "FILE", MERGE, take_text, MEMBER(output_file),
     "where to write (default: standard output)"},
    {"all", 0, NULL, GRAPH, take_flag, MEMBER(all_classes),
     "all classes, not only those on loops"},
    {"all", 0, NULL, RULE, take_flag, MEMBER(all_rules), "list all rules"},
    {"folklore", 0, NULL, RULE, take_flag, MEMBER(folklore),
     "advice that circulates and does not hold"},
    {"output", 0, "FORMAT[=FILE]", RULE, take_output, 0,
     "markdown (default), json; repeatable"},
    {"version", 'V', NULL, ANY, take_flag, MEMBER(wants_version),
     "print the version"},
    {"help", 'h', NULL, ANY, take_flag, MEMBER(wants_help), "print this"},
};

enum {
	KNOWN_OPTIONS = sizeof(known_options) / sizeof(*known_options),
	LONG_OPTION = 256 /* getopt_long's value of the first */
};

static bool is_for(const struct known_option *known, enum command command)
{
	return (known->commands & (1u << command)) != 0;
}

static const struct known_option *option_of(int value)
{
	if (value >= LONG_OPTION)
		return &known_options[value - LONG_OPTION];
	for (int i = 0; i < KNOWN_OPTIONS; i++)
		if (known_options[i].letter == value)
			return &known_options[i];
	return NULL;
}

/* getopt_long's two tables, of the options that the command has. */
static void make_tables(enum command command, struct option *longs,
                        char *letters)
{
	*letters++ = ':';
	for (int i = 0; i < KNOWN_OPTIONS; i++) {
		const struct known_option *known = &known_options[i];
		struct option entry = {known->name, known->value != NULL, NULL,
		                       LONG_OPTION + i};

		if (!is_for(known, command))
			continue;
		*longs++ = entry;
		if (known->letter == '\0')
			continue;
		*letters++ = known->letter;
		if (known->value != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
	*longs = (struct option){0};
}

/* What other linters call them, or can do. */
static const char *foreign_option(const char *word)
{
	static const char *const known[][2] = {
	    {"--fix-only", "did you mean '--fix'?"},
	    {"--fix-dry-run", "did you mean '--diff'?"},
	    {"--format", "did you mean '--output'?"},
	    {"--output-format", "did you mean '--output'?"},
	    {"--output-file", "did you mean '--output FORMAT=FILE'?"},
	    {"-o", "did you mean '--output FORMAT=FILE'?"},
	    {"--ignore-noqa", "did you mean '--show-suppressed'?"},
	    {"--add-noqa", "did you mean '--add-ignores'?"},
	    {"--show-fixes", "did you mean '--diff'?"},
	    {"--silent", "did you mean '--quiet'?"},
	    {"--fixable", "did you mean '--fix --select'?"},
	    {"--unfixable", "did you mean '--fix --ignore'?"},
	    {"--per-file-ignores",
	     "did you mean '--config per-file-ignores={...}'?"},
	    {"--min-severity", "did you mean '--level'?"},
	    {"--severity", "did you mean '--level'?"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(word, known[i][0]) == 0)
			return known[i][1];
	return NULL;
}

static const char *unknown_option(struct parse *parse, const char *word)
{
	const char *names[KNOWN_OPTIONS];
	const char *nearest;
	uint32_t count = 0;

	for (int i = 0; i < KNOWN_OPTIONS; i++)
		if (is_for(&known_options[i], parse->options->command))
			names[count++] = known_options[i].name;
	word = arena_copy(parse->arena, word, strcspn(word, "="));
	if (foreign_option(word) != NULL)
		return arena_format(parse->arena, "unknown option '%s', %s",
		                    word, foreign_option(word));
	nearest = str_nearest(word + strspn(word, "-"), names, count);
	if (nearest == NULL)
		return arena_format(parse->arena,
		                    "unknown option '%s' (--help lists them)",
		                    word);
	return arena_format(parse->arena,
	                    "unknown option '%s', did you mean '--%s'?", word,
	                    nearest);
}

/* What getopt_long did not like about the word before optind. */
static const char *bad_option(struct parse *parse, int answer, char **argv)
{
	const struct known_option *known =
	    optopt == 0 ? NULL : option_of(optopt);

	if (optopt != 0 &&
	    (known == NULL || !is_for(known, parse->options->command)))
		return unknown_option(
		    parse, arena_format(parse->arena, "-%c", optopt));
	if (known == NULL)
		return unknown_option(parse, argv[optind - 1]);
	return arena_format(parse->arena,
	                    answer == ':' ? "option '--%s' needs a value"
	                                  : "option '--%s' takes no value",
	                    known->name);
}

/* With where the word was read, if that was in an @file. */
static const char *placed(struct parse *parse, const char *word,
                          const char *problem)
{
	const struct argument_place *place =
	    arguments_place(&parse->arguments, word);

	if (place == NULL)
		return problem;
	if (*word == '-' && strpbrk(word, " \t") != NULL)
		problem = arena_format(parse->arena,
		                       "'%s' is one argument: each has a line"
		                       " of its own, without quotes",
		                       word);
	return arena_format(parse->arena, "%s:%u: %s", place->file, place->line,
	                    problem);
}

static const char *take_options(struct parse *parse, int argc, char **argv)
{
	struct option longs[KNOWN_OPTIONS + 1];
	char letters[KNOWN_OPTIONS * 2 + 2];
	int answer;

	make_tables(parse->options->command, longs, letters);
	optind = 0; /* start anew */
	opterr = 0;
	while ((answer = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct known_option *known = option_of(answer);
		const char *problem;

		if (known == NULL)
			return placed(parse, argv[optind - 1],
			              bad_option(parse, answer, argv));
		problem = known->take(
		    parse, (char *)parse->options + known->member, optarg);
		if (problem != NULL && known->take != take_files_from)
			problem = arena_format(parse->arena, "--%s %s",
			                       known->name, problem);
		if (problem != NULL)
			return placed(parse, argv[optind - 1], problem);
	}
	for (int i = optind; i < argc; i++)
		ARRAY_PUSH(parse->arena, &parse->options->words, argv[i]);
	return NULL;
}

/* What does not go together with changing files, or showing it. */
static const char *check_fixes(const struct options *options)
{
	bool is_asked = options->over.fix == GIVEN_YES;

	if (options->diff && options->over.fix == GIVEN_NO)
		return "--diff shows what --fix would change, so --no-fix does"
		       " not go with it";
	if (options->diff && options->outputs.count > 0)
		return "--diff prints the changes, and no other output";
	if ((options->diff || is_asked) &&
	    (options->add_ignores || options->write_baseline != NULL ||
	     options->show_files || options->show_settings))
		return "--fix and --diff go with none of --add-ignores,"
		       " --write-baseline, --show-files, --show-settings";
	return NULL;
}

/* What is for all files at once. */
static const char *check_shard(const struct options *options)
{
	if (options->shard.count > 0 &&
	    (options->diff || options->over.fix == GIVEN_YES ||
	     options->add_ignores || options->write_baseline != NULL))
		return "--shard goes with none of --fix, --diff, --add-ignores,"
		       " --write-baseline";
	return NULL;
}

static const char *check_words(const struct options *options)
{
	bool has_stdin = false;

	if (options->wants_help || options->wants_version)
		return NULL;
	for (uint32_t i = 0; i < options->words.count; i++)
		has_stdin |= strcmp(options->words.at[i], "-") == 0;
	if (options->command == COMMAND_CHECK && options->stdin_name != NULL &&
	    !has_stdin)
		return "--stdin-filename needs '-' among the paths";
	if (has_stdin && (options->diff_base || options->has_report_only))
		return "--diff-base and --report-only-files are about files,"
		       " not standard input";
	if (options->add_ignores && (has_stdin || options->outputs.count > 0))
		return has_stdin ? "--add-ignores: standard input is no file to"
		                   " be changed"
		                 : "--add-ignores writes no output";
	if (check_fixes(options) != NULL)
		return check_fixes(options);
	if (check_shard(options) != NULL)
		return check_shard(options);
	if (options->write_baseline != NULL &&
	    (options->add_ignores || options->diff_base != NULL ||
	     options->has_report_only || options->outputs.count > 0))
		return "--write-baseline writes all findings, and no output";
	if (options->reason != NULL && !options->add_ignores)
		return "--reason needs --add-ignores";
	if (options->reason != NULL && strpbrk(options->reason, "\r\n#"))
		return "--reason takes one line without '#'";
	if (options->command == COMMAND_RULE &&
	    options->all_rules + options->folklore +
	            (options->words.count > 0) !=
	        1)
		return "rule: give the code or name of a rule, or --all, or"
		       " --folklore";
	if (options->command == COMMAND_DUMP && options->words.count != 2)
		return "dump: give a fact and a file";
	if (options->command == COMMAND_SUMMARIZE && options->summary == NULL)
		return "summarize: say where to with --summary FILE";
	if (options->command == COMMAND_SUMMARIZE && has_stdin)
		return "summarize: standard input cannot be read again by"
		       " 'heaplint link'";
	if (options->command == COMMAND_LINK && options->words.count == 0)
		return "link: give the files that 'heaplint summarize' wrote";
	if (options->command == COMMAND_MERGE && options->words.count == 0)
		return "merge: give the logs of 'heaplint check --output"
		       " sarif=FILE'";
	return NULL;
}

const char *options_parse(struct options *options, struct arena *arena,
                          int argc, char **argv)
{
	struct parse parse = {.arena = arena, .options = options};
	const char *problem;

	*options = (struct options){0};
	problem = arguments_expand(&parse.arguments, arena, &argc, &argv);
	if (problem == NULL)
		problem =
		    arguments_command(arena, &argc, &argv, &options->command);
	if (problem == NULL)
		problem = take_options(&parse, argc, argv);
	if (problem != NULL)
		return problem;
	return check_words(options);
}

/* ------------------------------------------------------------ what follows */

void options_run(const struct options *options, struct run_options *run)
{
	static const char *const here[] = {"."};

	*run = (struct run_options){.paths = options->words.at,
	                            .path_count = options->words.count,
	                            .listed_count = options->listed_count,
	                            .stdin_name = options->stdin_name,
	                            .root = options->root,
	                            .is_part =
	                                options->command == COMMAND_SUMMARIZE,
	                            .show_suppressed = options->show_suppressed,
	                            .jobs = options->jobs};
	/* (what a share of the files tells needs all of them) */
	if (run->is_part || options->show_files)
		run->shard = options->shard;
	if (run->path_count == 0 && !options->has_file_list) {
		run->paths = here;
		run->path_count = 1;
	}
}

static void help_line(FILE *stream, const struct known_option *known)
{
	char left[40];

	snprintf(left, sizeof(left), "%c%c%s--%s%s%s",
	         known->letter != 0 ? '-' : ' ',
	         known->letter != 0 ? known->letter : ' ',
	         known->letter != 0 ? ", " : "  ", known->name,
	         known->value != NULL ? " " : "",
	         known->value != NULL ? known->value : "");
	fprintf(stream, "  %-26s  %s\n", left, known->help);
}

void options_help(FILE *stream, const struct options *options)
{
	fprintf(stream, "usage: %s\noptions:\n",
	        options_usage(options->command));
	for (int i = 0; i < KNOWN_OPTIONS; i++)
		if (is_for(&known_options[i], options->command))
			help_line(stream, &known_options[i]);
	if (options->command != COMMAND_CHECK &&
	    options->command != COMMAND_LINK)
		return;
	fputs("\nexit codes: 0 nothing from --fail-on's level on, 1 findings,\n"
	      "2 wrong use, or a file that could not be read\n",
	      stream);
}

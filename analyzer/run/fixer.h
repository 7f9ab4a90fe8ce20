/* Makes the fixes of a run's findings, round by round: those that do not touch
 * one another, then what is found after them, until nothing is left to make.
 * All of it in memory; a fix that mends nothing, or leaves what is no Python,
 * is taken back. */
#ifndef HEAPLINT_FIXER_H
#define HEAPLINT_FIXER_H

#include "fixes.h"
#include "run.h"

struct fixer_file;

struct fixer {
	struct arena *arena;  /* for what lasts */
	struct arena scratch; /* emptied after each file */
	struct parser *parser;
	bool is_asked; /* for all files, not by the settings of some: these do
	                  not mean standard input */
	bool is_to_write;
	bool wants_lines;             /* old_lines of its texts */
	struct fixer_file *files;     /* by index in the report */
	ARRAY(struct run_text) texts; /* what is to be analysed next */
	ARRAY(struct notice) notices; /* what was left out, and why */
};

/* `fixer` has what is above `files`, but for the parser. */
void fixer_start(struct fixer *fixer, const struct report *report);
void fixer_end(struct fixer *fixer);

/* Make fixes for what a report shows: linked and filtered, not settled. False
 * if there is nothing to analyse again. */
bool fixer_round(struct fixer *fixer, struct report *report);

/* What became of a file; NULL if nothing. */
const struct rewrite *fixer_result(const struct fixer *fixer, uint32_t file);
uint32_t fixer_made(const struct fixer *fixer, uint32_t file);

/* It could not be written: its own text is to be analysed again. */
void fixer_undo(struct fixer *fixer, const struct report *report, uint32_t file,
                const char *why);

#endif

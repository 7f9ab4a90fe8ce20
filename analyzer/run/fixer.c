#include "fixer.h"

#include "outfile.h"
#include "rule.h"
#include "summary.h"

#include <stdlib.h>

enum { ROUNDS_MOST = 10 /* of one file */ };

/* A file's text after some rounds. */
struct state {
	struct rewrite text; /* from the file's own; before any: without `after`
	                      */
	struct fixes_marks dropped; /* fixes not to be tried again */
	struct fixes_hope hope;     /* of the last round */
	uint32_t made, rounds;
};

struct fixer_file {
	bool is_done;           /* nothing more is to be changed */
	bool is_pending;        /* the last round is still to be checked */
	struct state now, base; /* before the last round */
	uint32_t returns;
};

void fixer_start(struct fixer *fixer, const struct report *report)
{
	fixer->parser = parser_new();
	fixer->files =
	    ARENA_ARRAY(fixer->arena, report->file_count, struct fixer_file);
}

void fixer_end(struct fixer *fixer)
{
	parser_free(fixer->parser);
	arena_release(&fixer->scratch);
}

static void tell(struct fixer *fixer, enum level level,
                 const struct file_result *file, const char *text)
{
	struct notice notice = {level, file->path, text};

	ARRAY_PUSH(fixer->arena, &fixer->notices, notice);
}

static void want(struct fixer *fixer, const struct fixer_file *f,
                 const struct file_result *file, const struct rewrite *text)
{
	struct run_text wanted = {.file = (uint32_t)(f - fixer->files),
	                          .bytes =
	                              file->file == NULL ? text->before : NULL,
	                          .size = text->before_size};

	if (text->after != NULL) {
		wanted.bytes = text->after;
		wanted.size = text->after_size;
		if (fixer->wants_lines)
			wanted.old_lines = rewrite_lines(fixer->arena, text);
	}
	ARRAY_PUSH(fixer->arena, &fixer->texts, wanted);
}

/* ------------------------------------------------------------ one round */

/* A file's text as it is analysed, and what is made of it. */
struct attempt {
	struct fixer *fixer;
	struct fixer_file *f;
	const struct file_result *file;
	struct source source;
	struct tree tree;
	const char *bytes;
	size_t size;
	struct fixes fixes;
	struct rewrite made;
};

/* Returns NULL, or why there is nothing to be changed. */
static const char *open_text(struct attempt *a)
{
	struct arena *scratch = &a->fixer->scratch;
	const char *problem;

	if (!report_source_bytes(&a->source, scratch, a->file, &a->bytes,
	                         &a->size))
		return "it changed meanwhile";
	problem = tree_parse(&a->tree, scratch, a->fixer->parser, &a->source);
	if (problem == NULL && a->fixer->is_to_write && a->file->file != NULL)
		problem = outfile_check(a->fixer->arena, a->file->file);
	return problem;
}

static const char *make(struct attempt *a)
{
	struct arena *scratch = &a->fixer->scratch;
	const char *problem =
	    rewrite_make(&a->made, scratch, &a->source, a->bytes, a->size,
	                 a->fixes.list.at, a->fixes.list.count);
	struct tree after;

	if (problem == NULL)
		problem = rewrite_parse(&a->made, &after, scratch,
		                        a->fixer->parser, &a->tree);
	return problem;
}

static void tell_dropped(struct attempt *a, const struct rule *rule,
                         uint32_t at, const char *why)
{
	tell(a->fixer, LEVEL_WARNING, a->file,
	     arena_format(
	         a->fixer->arena, "the fix of %s on line %u is not made: %s",
	         rule->code, (unsigned)source_line(&a->source, at) + 1, why));
}

static void drop(struct attempt *a, uint32_t finding, const char *why)
{
	const struct finding *f = &a->file->findings.list.at[finding];
	struct fixes_mark mark = {f->rule, f->span.start, f->span.start,
	                          f->message, false};

	ARRAY_PUSH(a->fixer->arena, &a->f->now.dropped.list, mark);
	tell_dropped(a, f->rule, f->span.start, why);
}

/* Which of those that were taken does not go alone? If all do: only the first
 * one now. False if nothing is left of them. */
static bool take_fewer(struct attempt *a, const char *problem)
{
	const struct findings *findings = &a->file->findings;
	struct arena *scratch = &a->fixer->scratch;
	struct fixes all = a->fixes;
	bool is_dropped = false;

	for (uint32_t i = 0; i < all.taken.count; i++) {
		fixes_only(&a->fixes, scratch, findings, all.taken.at[i]);
		if (all.taken.count > 1)
			problem = make(a);
		if (problem == NULL)
			continue;
		drop(a, all.taken.at[i], problem);
		is_dropped = true;
	}
	if (is_dropped)
		return false;
	fixes_only(&a->fixes, scratch, findings, all.taken.at[0]);
	return make(a) == NULL;
}

/* False if there is nothing to make. */
static bool choose(struct attempt *a)
{
	struct fixes_limits limits = {.is_unsafe = a->file->is_unsafe,
	                              .level = a->file->summary->level,
	                              .dropped = &a->f->now.dropped};

	for (;;) {
		const char *problem;

		fixes_choose(&a->fixes, &a->fixer->scratch, &a->source,
		             &a->file->findings, &limits);
		if (a->fixes.taken.count == 0)
			return false;
		problem = make(a);
		if (problem == NULL || take_fewer(a, problem))
			return true;
	}
}

/* Keep what was made of it. */
static void step(struct attempt *a)
{
	struct arena *arena = a->fixer->arena;
	struct state *now = &a->f->now;
	struct rewrite *text = &now->text;
	struct rewrite_pieces whole = {0};
	struct rewrite_piece all = {0, 0, a->size};

	if (text->before == NULL) {
		text->before = arena_copy(arena, a->bytes, a->size);
		text->before_size = a->size;
	}
	a->f->base = *now;
	ARRAY_PUSH(&a->fixer->scratch, &whole.list, all);
	text->pieces =
	    rewrite_compose(arena, text->after == NULL ? &whole : &text->pieces,
	                    &a->made.pieces);
	text->after = arena_copy(arena, a->made.after, a->made.after_size);
	text->after_size = a->made.after_size;
	now->rounds++;
	now->made += a->fixes.taken.count;
	now->dropped = fixes_moved(arena, &now->dropped, &a->made);
	fixes_expect(&now->hope, arena, &a->file->findings, &a->fixes,
	             &a->made);
	a->f->is_pending = true;
	want(a->fixer, a->f, a->file, text);
}

static bool has_any(const struct fixer_file *f, const struct file_result *file)
{
	struct fixes_limits limits = {.is_unsafe = file->is_unsafe,
	                              .level = file->summary->level,
	                              .dropped = &f->now.dropped};

	for (uint32_t i = 0; i < file->findings.list.count; i++)
		if (fixes_may(&file->findings.list.at[i], &limits))
			return true;
	return false;
}

static void change(struct fixer *fixer, struct fixer_file *f,
                   const struct file_result *file)
{
	struct attempt a = {.fixer = fixer, .f = f, .file = file};
	const char *problem;

	if (f->now.rounds == ROUNDS_MOST || f->returns == ROUNDS_MOST) {
		f->is_done = true;
		tell(fixer, LEVEL_WARNING, file,
		     "it was fixed 10 times over, the rest is left");
		return;
	}
	problem = open_text(&a);
	if (problem != NULL) {
		f->is_done = true;
		tell(fixer, LEVEL_ERROR, file,
		     arena_format(fixer->arena, "nothing is fixed: %s",
		                  problem));
	} else if (a.source.notebook != NULL) {
		f->is_done = true;
		tell(fixer, LEVEL_WARNING, file,
		     "nothing is fixed in a notebook");
	} else if (a.tree.error_count > 0) {
		f->is_done = true;
		tell(fixer, LEVEL_WARNING, file,
		     "nothing is fixed, as it has syntax errors");
	} else if (choose(&a)) {
		step(&a);
	}
}

/* ------------------------------------------------------------ checks */

/* Take the last round back, and do not try again what mended nothing. */
static void go_back(struct fixer *fixer, struct fixer_file *f,
                    const struct file_result *file, const bool *is_there)
{
	struct attempt a = {.fixer = fixer, .f = f, .file = file};
	const struct fixes_hope hope = f->now.hope;

	f->now = f->base;
	f->is_pending = false;
	f->returns++;
	if (!report_source_bytes(&a.source, &fixer->scratch, file, &a.bytes,
	                         &a.size)) {
		f->is_done = true;
		return;
	}
	for (uint32_t i = 0; i < hope.taken.list.count; i++) {
		struct fixes_mark mark = hope.taken.list.at[i];

		if (!is_there[i])
			continue;
		tell_dropped(&a, mark.rule, mark.at,
		             "it would still be reported");
		mark.at = mark.before;
		ARRAY_PUSH(fixer->arena, &f->now.dropped.list, mark);
	}
	want(fixer, f, file, &f->now.text);
}

/* False if the last round has to be taken back. */
static bool check(struct fixer *fixer, struct fixer_file *f,
                  struct file_result *file)
{
	bool *is_there = ARENA_ARRAY(&fixer->scratch,
	                             f->now.hope.taken.list.count + 1, bool);

	fixes_check(&f->now.hope, &fixer->scratch, &file->findings, is_there);
	for (uint32_t i = 0; i < f->now.hope.taken.list.count; i++) {
		if (!is_there[i])
			continue;
		go_back(fixer, f, file, is_there);
		return false;
	}
	f->is_pending = false;
	return true;
}

static bool is_to_fix(const struct fixer *fixer, const struct file_result *file)
{
	return fixer->is_asked || (file->is_to_fix && file->file != NULL);
}

bool fixer_round(struct fixer *fixer, struct report *report)
{
	fixer->texts.count = 0;
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct file_result *file = &report->files[i];
		struct fixer_file *f = &fixer->files[i];

		if (f->now.text.after != NULL)
			fixes_know(&f->now.hope, &file->findings);
		if (f->is_pending && !check(fixer, f, file))
			continue;
		if (!f->is_done && is_to_fix(fixer, file) && has_any(f, file))
			change(fixer, f, file);
		arena_reset(&fixer->scratch);
	}
	return fixer->texts.count > 0;
}

const struct rewrite *fixer_result(const struct fixer *fixer, uint32_t file)
{
	const struct rewrite *text = &fixer->files[file].now.text;

	return text->after == NULL ? NULL : text;
}

uint32_t fixer_made(const struct fixer *fixer, uint32_t file)
{
	return fixer->files[file].now.made;
}

void fixer_undo(struct fixer *fixer, const struct report *report, uint32_t file,
                const char *why)
{
	struct fixer_file *f = &fixer->files[file];

	f->now.text.after = NULL;
	f->now.made = 0;
	f->is_done = true;
	tell(fixer, LEVEL_ERROR, &report->files[file],
	     arena_format(fixer->arena, "nothing is written: %s", why));
	want(fixer, f, &report->files[file], &f->now.text);
}

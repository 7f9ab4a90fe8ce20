/* --output full: each finding with its code, its places and its cycle drawn. */
#include "output.h"

#include "excerpt.h"
#include "opened.h"
#include "sentence.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>

enum { STEP_LINE = 60 /* bytes of source beside a step */ };

struct full {
	struct gutter gutter;
	struct openings openings;
	const struct report *report;
	const struct opened *opened; /* the file that is shown */
	struct arena scratch;        /* emptied after each finding */
};

/* Is it in the file whose findings are shown? */
static bool is_here(const struct full *full, const struct place *place)
{
	return place->path == NULL ||
	       strcmp(place->path, full->opened->file->path) == 0;
}

static const char *path_of(struct full *full, const struct place *place)
{
	const char *path =
	    place->path == NULL ? full->opened->file->path : place->path;

	return readable_path(&full->scratch, path, true);
}

static void show_head(struct full *full, const struct finding *f,
                      struct region region)
{
	const struct colours *c = &full->gutter.colours;
	const struct registered *entry =
	    registry_entry(full->report->registry, f->rule);
	FILE *stream = full->gutter.stream;

	fprintf(stream, "%s%s:%s:%s ", c->bold,
	        readable_path(&full->scratch, full->opened->file->path, true),
	        text_position(&full->scratch, region.start), c->plain);
	fprintf(stream, "%s%s %s%s [%s] ", text_level_colour(c, f->level),
	        level_name(f->level), f->rule->code, c->plain,
	        entry == NULL ? "" : entry->name);
	text_show(stream, str_of(finding_message(&full->scratch, f)), 0);
	text_suppressed(stream, f);
	fputc('\n', stream);
}

/* "   = " with the sign under the bars. */
static void show_sign(struct full *full)
{
	fprintf(full->gutter.stream, "%s%*s =%s ", full->gutter.colours.bold,
	        full->gutter.digits, "", full->gutter.colours.plain);
}

static void show_labelled(struct full *full, const char *label,
                          const char *text)
{
	show_sign(full);
	fprintf(full->gutter.stream, "%s: ", label);
	text_show(full->gutter.stream, str_of(text), 0);
	fputc('\n', full->gutter.stream);
}

/* Where it is: "app/tree.py:14"; in the file that the head names "line 14"; in
 * a notebook "cell 3:14". */
static char *place_words(struct full *full, const struct place *place)
{
	const struct opened *opened =
	    openings_other(&full->openings, place->path);
	struct position at;
	char *words;

	if (opened == NULL)
		return arena_format(&full->scratch, "%s", path_of(full, place));
	at = opened_region(opened, place->span).start;
	words = at.cell == 0
	            ? arena_format(&full->scratch, "%" PRIu32, at.line)
	            : arena_format(&full->scratch, "cell %" PRIu32 ":%" PRIu32,
	                           at.cell, at.line);
	if (is_here(full, place))
		return arena_format(&full->scratch, "%s%s",
		                    at.cell == 0 ? "line " : "", words);
	return arena_format(&full->scratch, "%s:%s", path_of(full, place),
	                    words);
}

static void show_related(struct full *full, const struct place *place)
{
	const struct opened *opened =
	    openings_other(&full->openings, place->path);
	FILE *stream = full->gutter.stream;

	show_sign(full);
	fprintf(stream, "%s %s: ", is_here(full, place) ? "on" : "at",
	        place_words(full, place));
	text_show(stream, str_of(place->text), 0);
	fputc('\n', stream);
	if (opened != NULL)
		excerpt_draw(&full->gutter, opened,
		             opened_region(opened, place->span), '-', "");
}

static void show_padding(FILE *stream, uint32_t from, uint32_t to)
{
	fprintf(stream, "%*s", (int)(to > from ? to - from : 0), "");
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* A step's cells: "Tree.nodes[]", "-> Node", the place, the line of code, and
 * "<- make this one weak". */
enum { CELL_FROM, CELL_TO, CELL_PLACE, CELL_LINE, CELL_MARK, CELLS };

struct step_row {
	struct str cells[CELLS];
};

/* Cuts the text before `sign`, if that is in it; returns what is cut off, from
 * the sign's first character that is no space. */
static struct str cut_before(struct str *text, const char *sign)
{
	const char *at = memmem(text->at, text->length, sign, strlen(sign));
	struct str rest = {NULL, 0};

	if (at == NULL)
		return rest;
	rest.length = text->length - (uint32_t)(at - text->at);
	rest.at = at;
	text->length -= rest.length;
	while (*rest.at == ' ') {
		rest.at++;
		rest.length--;
	}
	return rest;
}

static void fill_row(struct full *full, struct step_row *row,
                     const struct place *step)
{
	const struct opened *opened =
	    openings_other(&full->openings, step->path);
	struct str text = str_of(step->text), line;

	row->cells[CELL_MARK] = cut_before(&text, "  <- ");
	row->cells[CELL_TO] = cut_before(&text, " -> ");
	row->cells[CELL_FROM] = text;
	row->cells[CELL_PLACE] = str_of(place_words(full, step));
	if (opened == NULL)
		return;
	line =
	    excerpt_line(opened, opened_region(opened, step->span), STEP_LINE);
	/* the file may be closed before the row is shown */
	row->cells[CELL_LINE] = str_of(str_copy(&full->scratch, line));
}

static void show_row(struct full *full, const struct step_row *row,
                     const uint32_t *widths)
{
	FILE *stream = full->gutter.stream;
	uint32_t at = 0, column = 0;

	show_sign(full);
	for (int i = 0; i < CELLS; i++) {
		if (row->cells[i].length > 0) {
			show_padding(stream, at, column);
			at = column + text_show(stream, row->cells[i], 0);
		}
		if (widths[i] > 0)
			column += widths[i] + (i == CELL_FROM ? 1 : 3);
	}
	fputc('\n', stream);
}

/* One line a step, in columns. */
static void show_steps(struct full *full, const struct finding *f)
{
	struct step_row *rows =
	    ARENA_ARRAY(&full->scratch, f->steps.count, struct step_row);
	uint32_t widths[CELLS] = {0};

	for (uint32_t i = 0; i < f->steps.count; i++) {
		fill_row(full, &rows[i], &f->steps.at[i]);
		for (int k = 0; k < CELLS; k++)
			widths[k] = larger(
			    widths[k], text_show(NULL, rows[i].cells[k], 0));
	}
	/* without "-> ..." there is nothing beside the first cell */
	widths[CELL_FROM] += widths[CELL_TO] == 0 ? 2 : 0;
	for (uint32_t i = 0; i < f->steps.count; i++)
		show_row(full, &rows[i], widths);
}

/* The line numbers of a finding stand in one column. */
static int widest_number(struct full *full, const struct finding *f,
                         struct region region)
{
	uint32_t last = region.start.line;

	for (uint32_t i = 0; i < f->related.count; i++) {
		const struct place *place = &f->related.at[i];
		const struct opened *opened =
		    openings_other(&full->openings, place->path);

		if (opened != NULL)
			last = larger(
			    last,
			    opened_region(opened, place->span).start.line);
	}
	return excerpt_digits(last);
}

/* (a notebook is never written into) */
static void show_fix(struct full *full, const struct fix *fix)
{
	if (fix != NULL && fix->edits.count > 0 &&
	    full->opened->source.notebook == NULL)
		show_labelled(full,
		              fix->safety == FIX_SAFE ? "fix" : "unsafe fix",
		              fix->description);
}

/* What one cycle keeps until it is collected. */
static void show_kept(struct full *full, const struct finding *f)
{
	if (f->estimate.bytes == 0 || f->estimate.unit != ESTIMATE_CYCLE)
		return;
	show_labelled(
	    full, "keeps",
	    arena_format(
	        &full->scratch, "%u object%s, at least %u bytes in CPython %s",
	        (unsigned)f->cycle.count, f->cycle.count == 1 ? "" : "s",
	        (unsigned)f->estimate.bytes, f->estimate.target));
}

static void show_finding(struct full *full, const struct finding *f)
{
	struct region region = opened_region(full->opened, f->span);
	const char *advice = finding_advice(&full->scratch, f);

	full->gutter.digits = widest_number(full, f, region);
	show_head(full, f, region);
	excerpt_draw(&full->gutter, full->opened, region, '^',
	             text_level_colour(&full->gutter.colours, f->level));
	for (uint32_t i = 0; i < f->related.count; i++)
		show_related(full, &f->related.at[i]);
	if (f->steps.count > 0)
		show_steps(full, f);
	show_kept(full, f);
	if (advice != NULL)
		show_labelled(full, "instead", advice);
	show_fix(full, f->fix);
	fputc('\n', full->gutter.stream);
	arena_reset(&full->scratch);
}

static void show_file(struct full *full, const struct file_result *file)
{
	if (file->findings.list.count == 0)
		return;
	full->opened = openings_main(&full->openings, file);
	if (full->opened == NULL) {
		text_changed(full->gutter.stream, full->report, file);
		return;
	}
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		show_finding(full, &file->findings.list.at[i]);
}

bool output_full(FILE *stream, const struct report *report,
                 const struct output_options *options)
{
	struct full full = {
	    .gutter = {stream, text_colours(options), 1},
	    .openings = {.report = report},
	    .report = report,
	};
	bool is_whole;

	for (uint32_t i = 0; i < report->file_count; i++)
		show_file(&full, &report->files[i]);
	if (options->has_statistics)
		text_statistics(stream, report);
	if (!options->is_quiet)
		text_summary(stream, report);
	is_whole = full.openings.changed.count == 0;
	openings_close(&full.openings);
	arena_release(&full.scratch);
	fflush(stream);
	return is_whole;
}

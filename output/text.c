#include "text.h"

#include "output.h"
#include "sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

struct colours text_colours(const struct output_options *options)
{
	static const struct colours none = {"", "", "", ""};
	static const struct colours sgr = {"\033[1m", "\033[31m", "\033[33m",
	                                   "\033[0m"};

	return options->is_coloured ? sgr : none;
}

const char *text_level_colour(const struct colours *colours, enum level level)
{
	switch (level) {
	case LEVEL_ERROR:
		return colours->error;
	case LEVEL_WARNING:
		return colours->warning;
	case LEVEL_NOTE:
		break;
	}
	return colours->bold;
}

enum { CONTROL_PICTURES = 0x2400, DELETE_PICTURE = 0x2421, REPLACED = 0xfffd };

/* The character that is shown for this one, NUL or one that may be shown. */
static utf8proc_int32_t shown_point(utf8proc_int32_t point)
{
	if (point < ' ')
		return CONTROL_PICTURES + point;
	if (point == 0x7f)
		return DELETE_PICTURE;
	return is_unsafe(point) ? REPLACED : point;
}

static uint32_t show_point(FILE *stream, utf8proc_int32_t point,
                           uint32_t column)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size;
	uint32_t next;

	if (point == '\t') {
		next = column / 8 * 8 + 8;
		if (stream != NULL)
			fprintf(stream, "%*s", (int)(next - column), "");
		return next;
	}
	point = shown_point(point);
	size = utf8proc_encode_char(point, bytes);
	if (stream != NULL)
		fwrite(bytes, 1, (size_t)size, stream);
	return column + (uint32_t)utf8proc_charwidth(point);
}

/* How many characters of ASCII, each shown as it is, the text begins with. */
static uint32_t plain_length(struct str text)
{
	uint32_t length = 0;

	while (length < text.length && text.at[length] >= ' ' &&
	       text.at[length] < 0x7f)
		length++;
	return length;
}

uint32_t text_show(FILE *stream, struct str text, uint32_t column)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.at;

	for (uint32_t done = 0; done < text.length;) {
		uint32_t plain = plain_length(
		    (struct str){text.at + done, text.length - done});
		utf8proc_int32_t point;
		utf8proc_ssize_t size;

		if (plain > 0) {
			if (stream != NULL)
				fwrite(at + done, 1, plain, stream);
			column += plain;
			done += plain;
			continue;
		}
		size = utf8proc_iterate(
		    at + done, (utf8proc_ssize_t)(text.length - done), &point);

		if (size <= 0) {
			point = REPLACED;
			size = 1;
		}
		column = show_point(stream, point, column);
		done += (uint32_t)size;
	}
	return column;
}

static const char *plural(uint64_t count)
{
	return count == 1 ? "" : "s";
}

static uint32_t hidden_count(const struct report *report)
{
	return report->hidden[LEVEL_NOTE] + report->hidden[LEVEL_WARNING];
}

/* Of the hidden, those that say of code that it was not analysed. */
static uint32_t hidden_unread(const struct report *report)
{
	uint32_t count = 0;

	for (uint32_t i = 0;
	     report->hidden_of != NULL && i < report->registry->count; i++) {
		const uint32_t *hidden = report->hidden_of[i];

		if (strcmp(report->registry->rules[i].rule->code, "MEM002") ==
		    0)
			count += hidden[LEVEL_NOTE] + hidden[LEVEL_WARNING];
	}
	return count;
}

void output_hidden(FILE *stream, const struct report *report)
{
	uint32_t count = hidden_count(report), unread = hidden_unread(report);

	if (count == 0)
		return;
	fprintf(stream, "%" PRIu32 " finding%s not shown (--level %s)", count,
	        plural(count), level_name(report->level));
	if (unread > 0)
		fprintf(stream,
		        ", %" PRIu32 " about code that was not analysed"
		        " (MEM002)",
		        unread);
	fputc('\n', stream);
}

char *text_position(struct arena *arena, struct position at)
{
	if (at.cell == 0)
		return arena_format(arena, "%" PRIu32 ":%" PRIu32, at.line,
		                    at.column);
	return arena_format(arena, "cell %" PRIu32 ":%" PRIu32 ":%" PRIu32,
	                    at.cell, at.line, at.column);
}

void text_suppressed(FILE *stream, const struct finding *finding)
{
	const char *reason = finding->suppressed;

	if (reason == NULL)
		return;
	fputs(*reason == '\0' ? " (suppressed" : " (suppressed: ", stream);
	text_show(stream, str_of(reason), 0);
	fputc(')', stream);
}

static void show_totals(FILE *stream, const struct report *report)
{
	const uint32_t *by_level = report->totals;
	uint64_t all = (uint64_t)by_level[LEVEL_ERROR] +
	               by_level[LEVEL_WARNING] + by_level[LEVEL_NOTE];
	uint32_t files = 0;

	for (uint32_t i = 0; i < report->file_count; i++)
		files += report->files[i].findings.list.count > 0;
	if (report->file_count == 0) {
		fputs("no files were analysed\n", stream);
		return;
	}
	if (all == 0) {
		fprintf(stream, "%s in %" PRIu32 " file%s\n",
		        hidden_count(report) > 0 ? "nothing to show"
		                                 : "no findings",
		        report->file_count, plural(report->file_count));
		return;
	}
	fprintf(stream,
	        "%" PRIu64 " finding%s (%" PRIu32 " error%s, %" PRIu32
	        " warning%s, %" PRIu32 " note%s) in %" PRIu32 " of %" PRIu32
	        " file%s\n",
	        all, plural(all), by_level[LEVEL_ERROR],
	        plural(by_level[LEVEL_ERROR]), by_level[LEVEL_WARNING],
	        plural(by_level[LEVEL_WARNING]), by_level[LEVEL_NOTE],
	        plural(by_level[LEVEL_NOTE]), files, report->file_count,
	        plural(report->file_count));
}

void output_fixes(FILE *stream, const struct report *report)
{
	const struct report_fixes *fixes = &report->fixes;
	uint64_t left = (uint64_t)report->totals[LEVEL_ERROR] +
	                report->totals[LEVEL_WARNING] +
	                report->totals[LEVEL_NOTE];

	if (fixes->is_done) {
		fprintf(stream, "fixed %" PRIu32 ", %" PRIu64 " remaining",
		        fixes->made, left);
		if (fixes->unsafe > 0)
			fprintf(stream,
			        " (%" PRIu32 " fixable with --unsafe-fixes)",
			        fixes->unsafe);
		fputc('\n', stream);
	} else if (fixes->ready > 0) {
		fprintf(stream, "%" PRIu32 " fixable with --fix", fixes->ready);
		if (fixes->unsafe > 0)
			fprintf(stream,
			        ", %" PRIu32 " more with --unsafe-fixes",
			        fixes->unsafe);
		fputc('\n', stream);
	} else if (fixes->unsafe > 0) {
		fprintf(stream,
		        "%" PRIu32 " fixable with --fix --unsafe-fixes\n",
		        fixes->unsafe);
	}
}

void text_summary(FILE *stream, const struct report *report)
{
	show_totals(stream, report);
	output_fixes(stream, report);
	output_hidden(stream, report);
	if (report->known > 0)
		fprintf(stream, "%" PRIu32 " finding%s in the baseline\n",
		        report->known, plural(report->known));
	if (report->elsewhere > 0)
		fprintf(stream, "%" PRIu32 " finding%s elsewhere, not shown\n",
		        report->elsewhere, plural(report->elsewhere));
	if (report->suppressed > 0)
		fprintf(stream,
		        "%" PRIu32 " finding%s suppressed in the code\n",
		        report->suppressed, plural(report->suppressed));
}

struct tally {
	const struct registered *entry;
	uint32_t count, by_level[LEVEL_ERROR + 1];
	const uint32_t *hidden; /* of by_level; or NULL */
};

static int by_count(const void *left, const void *right)
{
	const struct tally *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->entry->rule->code, b->entry->rule->code);
}

static struct tally *find_tally(const struct report *report,
                                struct tally *tallies, const struct rule *rule)
{
	for (uint32_t i = 0; i < report->registry->count; i++)
		if (tallies[i].entry->rule == rule)
			return &tallies[i];
	return NULL;
}

/* What --level hides is counted too: there may be nothing else. */
static void begin_tally(const struct report *report, struct tally *tally,
                        uint32_t rule)
{
	tally->entry = &report->registry->rules[rule];
	if (report->hidden_of == NULL)
		return;
	tally->hidden = report->hidden_of[rule];
	for (int level = LEVEL_NOTE; level <= LEVEL_ERROR; level++) {
		tally->by_level[level] = tally->hidden[level];
		tally->count += tally->by_level[level];
	}
}

static void tally_all(const struct report *report, struct tally *tallies)
{
	for (uint32_t i = 0; i < report->registry->count; i++)
		begin_tally(report, &tallies[i], i);
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct findings *f = &report->files[i].findings;

		for (uint32_t j = 0; j < f->list.count; j++) {
			const struct finding *finding = &f->list.at[j];
			struct tally *tally =
			    find_tally(report, tallies, finding->rule);

			if (tally == NULL || finding->suppressed != NULL)
				continue;
			tally->count++;
			tally->by_level[finding->level]++;
		}
	}
	qsort(tallies, report->registry->count, sizeof(*tallies), by_count);
}

/* "1 error, 2 notes (not shown)", "3 notes (1 not shown)" */
static void show_levels(FILE *stream, const struct tally *tally)
{
	const char *before = "";

	for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
		uint32_t count = tally->by_level[level];
		uint32_t hidden =
		    tally->hidden == NULL ? 0 : tally->hidden[level];

		if (count == 0)
			continue;
		fprintf(stream, "%s%" PRIu32 " %s%s", before, count,
		        level_name((enum level)level), plural(count));
		if (hidden == count)
			fputs(" (not shown)", stream);
		else if (hidden > 0)
			fprintf(stream, " (%" PRIu32 " not shown)", hidden);
		before = ", ";
	}
	fputc('\n', stream);
}

void text_statistics(FILE *stream, const struct report *report)
{
	struct arena arena = {0};
	uint32_t count = report->registry->count;
	struct tally *tallies = ARENA_ARRAY(&arena, count, struct tally);
	int widest = 4;

	tally_all(report, tallies);
	for (uint32_t i = 0; i < count && tallies[i].count > 0; i++) {
		int length = (int)strlen(tallies[i].entry->name);

		widest = length > widest ? length : widest;
	}
	if (count > 0 && tallies[0].count > 0)
		fprintf(stream, "%7s  %-6s  %-*s  %s\n", "count", "code",
		        widest, "name", "levels");
	for (uint32_t i = 0; i < count && tallies[i].count > 0; i++) {
		fprintf(stream, "%7" PRIu32 "  %-6s  %-*s  ", tallies[i].count,
		        tallies[i].entry->rule->code, widest,
		        tallies[i].entry->name);
		show_levels(stream, &tallies[i]);
	}
	arena_release(&arena);
}

void output_statistics(FILE *stream, const struct report *report)
{
	text_statistics(stream, report);
	text_summary(stream, report);
	fflush(stream);
}

const char *output_changed(const struct report *report)
{
	return report->is_linked
	           ? "gone or changed since it was summarised; its findings"
	             " are left out"
	           : "changed while it was analysed; its findings are left out";
}

void text_changed(FILE *stream, const struct report *report,
                  const struct file_result *file)
{
	struct arena arena = {0};

	fprintf(stream, "%s: error: %s\n",
	        readable_path(&arena, file->path, true),
	        output_changed(report));
	arena_release(&arena);
}

FILE *text_open_memory(char **text, size_t *size)
{
	FILE *stream = open_memstream(text, size);

	if (stream == NULL)
		arena_exhausted(0);
	return stream;
}

void text_close_memory(FILE *stream, char *const *text)
{
	bool is_whole = !ferror(stream);

	/* without memory for the last of it glibc leaves NULL, and says 0 */
	if (fclose(stream) != 0 || !is_whole || *text == NULL)
		arena_exhausted(0);
}

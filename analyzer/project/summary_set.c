#include "summary_set.h"

#include "pack.h"
#include "path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* "HLSS", the format's number, heaplint's version, what was asked for, which
 * rules ran, the notices, the summaries (summary.h) each with what else is
 * known of its file, XXH3-64 of all before it. Numbers are 8 bytes, the least
 * first. */
enum { FORMAT = 3, NUMBER = 8 };
static const char magic[4] = {'H', 'L', 'S', 'S'};

/* " MEM101 MEM102": those that are set. */
static const char *codes(struct arena *arena, const struct registry *registry,
                         const bool *selected)
{
	const char *text = "";

	for (uint32_t i = 0; i < registry->count; i++)
		if (selected[i])
			text = arena_format(arena, "%s %s", text,
			                    registry->rules[i].rule->code);
	return text;
}

const char *summary_set_asked(struct arena *arena,
                              const struct registry *registry,
                              const struct run_options *options)
{
	const struct settings *usual =
	    config_files_settings(options->config, 0);

	return arena_format(arena, "target=%u tests=%d%s",
	                    (unsigned)usual->target, usual->include_tests,
	                    codes(arena, registry, usual->selected));
}

/* ------------------------------------------------------------ writing */

struct writer {
	struct arena *arena;
	const char *here; /* the current directory */
	ARRAY(char) bytes;
};

static void put_number(struct writer *w, uint64_t number)
{
	for (int i = 0; i < NUMBER; i++)
		ARRAY_PUSH(w->arena, &w->bytes, (char)(number >> i * 8 & 0xff));
}

static void put_block(struct writer *w, const char *bytes, size_t size)
{
	put_number(w, size);
	ARRAY_PUSH_BYTES(w->arena, &w->bytes, bytes, size);
}

static void put_text(struct writer *w, const char *text)
{
	put_block(w, text, strlen(text));
}

/* From where the run is: then the summary is good elsewhere. */
static const char *baseline_of(struct writer *w, const struct file_result *file)
{
	if (file->baseline == NULL)
		return "";
	return *file->baseline != '/'
	           ? file->baseline
	           : path_seen_from(w->arena, w->here, file->baseline);
}

/* The file's summary with those findings too that depend on no other file. */
static void put_file(struct writer *w, const struct file_result *file)
{
	struct summary whole = *file->summary;
	const char *bytes;
	size_t size;

	summary_add_findings(&whole, w->arena, &file->findings);
	summary_write(&whole, w->arena, &bytes, &size);
	put_number(w, file->size);
	put_number(w, file->lines);
	put_number(w, file->is_unsafe);
	put_text(w, baseline_of(w, file));
	put_block(w, bytes, size);
}

void summary_set_write(struct arena *arena, const struct report *report,
                       const char *asked, const char **bytes, size_t *size)
{
	char here[PATH_MAX];
	struct writer w = {.arena = arena};

	w.here = getcwd(here, sizeof(here)) != NULL ? here : "/";
	ARRAY_PUSH_BYTES(w.arena, &w.bytes, magic, sizeof(magic));
	put_number(&w, FORMAT);
	put_text(&w, HEAPLINT_VERSION);
	put_text(&w, asked);
	put_text(&w, codes(arena, report->registry, report->selected));
	put_number(&w, report->notice_count);
	for (uint32_t i = 0; i < report->notice_count; i++) {
		put_number(&w, report->notices[i].level);
		put_text(&w, report->notices[i].path);
		put_text(&w, report->notices[i].text);
	}
	put_number(&w, report->file_count);
	for (uint32_t i = 0; i < report->file_count; i++)
		put_file(&w, &report->files[i]);
	put_number(&w, XXH3_64bits(w.bytes.at, w.bytes.count));
	*bytes = w.bytes.at;
	*size = w.bytes.count;
}

/* ------------------------------------------------------------ reading */

/* After the first fault everything reads as 0 and `is_bad` stays set. */
struct reader {
	struct arena *arena;
	const char *at, *end;
	bool is_bad;
};

static uint64_t get_number(struct reader *r)
{
	uint64_t number = 0;

	if (r->end - r->at < NUMBER) {
		r->is_bad = true;
		r->at = r->end;
		return 0;
	}
	for (int i = 0; i < NUMBER; i++)
		number |= (uint64_t)(unsigned char)*r->at++ << i * 8;
	return number;
}

static struct str get_block(struct reader *r)
{
	uint64_t size = get_number(r);
	struct str block = {r->at, 0};

	if (size > (uint64_t)(r->end - r->at) || size > UINT32_MAX) {
		r->is_bad = true;
		return block;
	}
	block.length = (uint32_t)size;
	r->at += size;
	return block;
}

static const char *get_text(struct reader *r)
{
	return str_copy(r->arena, get_block(r));
}

static void get_notice(struct reader *r, struct summary_set *set)
{
	uint64_t level = get_number(r);
	struct notice notice = {.level = LEVEL_ERROR};

	if (level > LEVEL_ERROR)
		r->is_bad = true;
	else
		notice.level = (enum level)level;
	notice.path = get_text(r);
	notice.text = get_text(r);
	ARRAY_PUSH(r->arena, &set->notices, notice);
}

static const char *get_file(struct reader *r, struct summary_set *set,
                            const struct registry *registry)
{
	struct summary_set_file file = {.baseline = NULL};
	uint64_t size = get_number(r), lines = get_number(r);
	uint64_t is_unsafe = get_number(r);
	const char *baseline = get_text(r), *problem;
	struct str block = get_block(r);

	if (r->is_bad || lines > UINT32_MAX || is_unsafe > 1)
		return "damaged";
	problem = summary_read(&file.summary, &set->scratch, registry, block.at,
	                       block.length);
	if (problem != NULL)
		return problem;
	file.summary.path = pack_text(set->packer, file.summary.path);
	file.summary = *pack_summary(set->packer, &file.summary);
	arena_reset(&set->scratch);
	file.summary.size = size;
	file.summary.lines = (uint32_t)lines;
	file.is_unsafe = is_unsafe != 0;
	file.baseline = *baseline != '\0' ? baseline : NULL;
	ARRAY_PUSH(r->arena, &set->files, file);
	return NULL;
}

static const char *get_body(struct reader *r, struct summary_set *set,
                            const struct registry *registry)
{
	const char *asked = get_text(r), *selected, *problem;
	uint64_t count;

	if (set->asked != NULL && strcmp(set->asked, asked) != 0)
		return "made with other rules or options";
	set->asked = asked;
	selected = get_text(r);
	if (set->selected == NULL)
		set->selected = ARENA_ARRAY(r->arena, registry->count, bool);
	for (uint32_t i = 0; i < registry->count; i++)
		set->selected[i] |=
		    strstr(selected, registry->rules[i].rule->code) != NULL;
	count = get_number(r);
	for (uint64_t i = 0; i < count && !r->is_bad; i++)
		get_notice(r, set);
	count = get_number(r);
	for (uint64_t i = 0; i < count && !r->is_bad; i++) {
		problem = get_file(r, set, registry);
		if (problem != NULL)
			return problem;
	}
	return r->is_bad || r->at != r->end ? "damaged" : NULL;
}

/* What was only needed to read. */
static void close_set(struct summary_set *set)
{
	arena_release(&set->scratch);
	arena_release(&set->words);
	set->packer = NULL;
}

static const char *read_set(struct summary_set *set, struct arena *arena,
                            const struct registry *registry, const char *bytes,
                            size_t size)
{
	struct reader r = {.arena = arena, .at = bytes, .end = bytes + size};
	uint64_t format;

	if (set->packer == NULL)
		set->packer = packer_new(arena, &set->words);
	if (size < sizeof(magic) + NUMBER ||
	    memcmp(bytes, magic, sizeof(magic)) != 0)
		return "not a file of summaries";
	r.at = r.end - NUMBER;
	if (get_number(&r) != XXH3_64bits(bytes, size - NUMBER))
		return "damaged";
	r.at = bytes + sizeof(magic);
	r.end -= NUMBER;
	format = get_number(&r);
	if (format != FORMAT || strcmp(get_text(&r), HEAPLINT_VERSION) != 0)
		return "written by another version of heaplint";
	return get_body(&r, set, registry);
}

const char *summary_set_read(struct summary_set *set, struct arena *arena,
                             const struct registry *registry, const char *bytes,
                             size_t size)
{
	const char *problem = read_set(set, arena, registry, bytes, size);

	if (problem != NULL)
		close_set(set);
	return problem;
}

/* ------------------------------------------------------------ linking */

static int by_path(const void *left, const void *right)
{
	const struct summary_set_file *a = left, *b = right;

	return strcmp(a->summary.path, b->summary.path);
}

static void add_file(struct report *report, struct summary_set_file *from)
{
	struct file_result *file = &report->files[report->file_count++];
	struct summary *summary = &from->summary;

	file->path = file->file = summary->path;
	file->size = summary->size;
	file->lines = summary->lines;
	memcpy(file->hash, summary->hash, sizeof(file->hash));
	file->baseline = from->baseline;
	file->is_unsafe = from->is_unsafe;
	file->summary = summary;
}

/* Equal ones are told once, as of a file that was named twice. */
static void add_notices(struct summary_set *set, struct report *report)
{
	struct notice *list = set->notices.at;
	uint32_t count = set->notices.count, kept = 0;

	if (count > 0)
		qsort(list, count, sizeof(*list), notice_compare);
	for (uint32_t i = 0; i < count; i++)
		if (kept == 0 || notice_compare(&list[kept - 1], &list[i]) != 0)
			list[kept++] = list[i];
	report->notices = list;
	report->notice_count = kept;
}

const char *summary_set_report(struct summary_set *set, struct arena *arena,
                               struct report *report)
{
	struct summary_set_file *list = set->files.at;
	uint32_t count = set->files.count;

	close_set(set);
	if (count > 0)
		qsort(list, count, sizeof(*list), by_path);
	report->files = ARENA_ARRAY(arena, count, struct file_result);
	for (uint32_t i = 0; i < count; i++) {
		const struct summary_set_file *before =
		    i == 0 ? NULL : &list[i - 1];

		if (before == NULL || by_path(before, &list[i]) != 0)
			add_file(report, &list[i]);
		else if (memcmp(before->summary.hash, list[i].summary.hash,
		                sizeof(before->summary.hash)) != 0)
			return arena_format(arena,
			                    "'%s' is in two summaries, of two"
			                    " states of it",
			                    list[i].summary.path);
	}
	/* (without a file it is what was asked for that ran) */
	for (uint32_t i = 0; count == 0 && i < report->registry->count; i++)
		set->selected[i] =
		    strstr(set->asked, report->registry->rules[i].rule->code);
	add_notices(set, report);
	return NULL;
}

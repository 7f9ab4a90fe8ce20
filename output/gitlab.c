/* GitLab's Code Quality report: the part of Code Climate's format that GitLab
 * reads. It knows a finding again by its `fingerprint` alone, and drops one
 * that has another's. */
#include "output.h"

#include "ci_path.h"
#include "fingerprint.h"
#include "json_text.h"
#include "opened.h"
#include "sentence.h"

#include <inttypes.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Of one rule: the line of its last finding, and how many are there. */
struct last {
	uint32_t line, count;
};

struct gitlab {
	const struct report *report;
	struct openings openings;
	const struct opened *opened; /* the file whose findings are written */
	const char *path;            /* as GitLab knows it */
	struct fingerprints lines;   /* of that file */
	struct last *last; /* in that file, by index in the registry */
	struct json_list list;
	struct arena file;    /* emptied after each file */
	struct arena scratch; /* emptied after each finding */
};

/* A note is shown, and no more. */
static const char *severity(enum level level)
{
	static const char *const words[] = {"info", "minor", "major"};

	return words[level];
}

/* How many of the rule's findings are on that line before this one. */
static uint32_t before(struct gitlab *gitlab, const struct finding *f,
                       uint32_t line)
{
	struct last *last =
	    &gitlab->last[registry_entry(gitlab->report->registry, f->rule) -
	                  gitlab->report->registry->rules];

	if (last->line != line)
		*last = (struct last){line, 0};
	return last->count++;
}

/* Of the file, the rule and the text from the line on, not of the line's
 * number: it stays when lines above it change. */
static void add_fingerprint(struct gitlab *gitlab, struct json_object *o,
                            const struct finding *f, uint32_t line)
{
	char hash[FINGERPRINT_SIZE] = "";
	char *text;
	XXH128_hash_t sum;

	if (line <= gitlab->lines.count)
		fingerprint_text(hash, &gitlab->lines.lines[line - 1]);
	text =
	    arena_format(&gitlab->scratch, "%s\n%s\n%s\n%" PRIu32, gitlab->path,
	                 f->rule->code, hash, before(gitlab, f, line));
	sum = XXH3_128bits(text, strlen(text));
	json_add_text(o, "fingerprint",
	              arena_format(&gitlab->scratch,
	                           "%016" PRIx64 "%016" PRIx64, sum.high64,
	                           sum.low64));
}

static struct json_object *location(const struct gitlab *gitlab,
                                    struct region region)
{
	struct json_object *o = json_object_new_object();
	struct json_object *lines = json_object_new_object();

	json_add_number(lines, "begin", region.start.file_line);
	json_add_number(lines, "end", region.end.file_line);
	json_add_text(o, "path", gitlab->path);
	json_add(o, "lines", lines);
	return o;
}

/* GitLab shows the description alone, so it has the code in it. */
static char *description(struct gitlab *gitlab, const struct finding *f)
{
	struct arena *scratch = &gitlab->scratch;
	const char *advice = finding_advice(scratch, f);

	return arena_format(
	    scratch, "%s: %s%s%s", f->rule->code, finding_message(scratch, f),
	    advice == NULL ? "" : "; ", advice == NULL ? "" : advice);
}

static void write_finding(struct gitlab *gitlab, const struct finding *f)
{
	struct region region = opened_region(gitlab->opened, f->span);
	struct json_object *o = json_object_new_object();

	json_add_text(o, "description", description(gitlab, f));
	json_add_text(o, "check_name", f->rule->code);
	add_fingerprint(gitlab, o, f, region.start.file_line);
	json_add_text(o, "severity", severity(f->level));
	json_add(o, "location", location(gitlab, region));
	json_list_add(&gitlab->list, o);
	arena_reset(&gitlab->scratch);
}

static void write_file(struct gitlab *gitlab, const struct file_result *file)
{
	gitlab->opened = openings_main(&gitlab->openings, file);
	if (gitlab->opened == NULL)
		return;
	arena_reset(&gitlab->file);
	gitlab->path = ci_path(&gitlab->file, "CI_PROJECT_DIR", file->path);
	gitlab->last = ARENA_ARRAY(
	    &gitlab->file, gitlab->report->registry->count, struct last);
	fingerprints_find(&gitlab->lines, &gitlab->file, gitlab->opened->bytes,
	                  gitlab->opened->size);
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		write_finding(gitlab, &file->findings.list.at[i]);
}

bool output_gitlab(FILE *stream, const struct report *report,
                   const struct output_options *options)
{
	struct gitlab gitlab = {.report = report,
	                        .openings = {.report = report},
	                        .list = {.stream = stream}};
	bool is_whole;

	(void)options;
	fputc('[', stream);
	for (uint32_t i = 0; i < report->file_count; i++)
		if (report->files[i].findings.list.count > 0)
			write_file(&gitlab, &report->files[i]);
	fputs("\n]\n", stream);
	is_whole = gitlab.openings.changed.count == 0;
	openings_close(&gitlab.openings);
	arena_release(&gitlab.file);
	arena_release(&gitlab.scratch);
	fflush(stream);
	return is_whole;
}

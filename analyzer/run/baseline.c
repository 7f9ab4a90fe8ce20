#include "baseline.h"

#include "path.h"

#include <stdlib.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { CODE_MOST = 160 /* bytes of a line */ };

/* A finding as an entry would say it. */
struct described {
	struct finding *finding;
	struct baseline_entry entry;
};

struct descriptions {
	struct arena *arena;
	const char *directory;
	ARRAY(struct described) list;
	const char *unread; /* struct baseline */
};

/* ------------------------------------------------------------ describing */

static const char *path_from(struct arena *arena, const char *directory,
                             const struct file_result *file)
{
	const char *real =
	    file->file == NULL ? NULL : path_real(arena, file->file);
	const char *rest = real == NULL ? NULL : path_below(directory, real);

	return rest != NULL ? rest : file->path;
}

static struct str trimmed(const struct source *source, uint32_t line)
{
	struct str text = source_line_text(source, line);

	while (text.length > 0 && strchr(" \t\r\f", *text.at) != NULL) {
		text.at++;
		text.length--;
	}
	while (text.length > 0 &&
	       strchr(" \t\r\f", text.at[text.length - 1]) != NULL)
		text.length--;
	return text;
}

/* The nearest line with something on it, by steps of 1 or -1; else empty. */
static struct str neighbour(const struct source *source, uint32_t line,
                            uint32_t step)
{
	while ((line += step) < source->line_count) {
		struct str text = trimmed(source, line);

		if (text.length > 0)
			return text;
	}
	return (struct str){"", 0};
}

static uint64_t context_of(const struct source *source, uint32_t line)
{
	struct str before = neighbour(source, line, UINT32_MAX);
	struct str here = trimmed(source, line);
	struct str after = neighbour(source, line, 1);
	uint64_t hash = XXH3_64bits(before.at, before.length);

	hash = XXH3_64bits_withSeed(here.at, here.length, hash);
	return XXH3_64bits_withSeed(after.at, after.length, hash);
}

/* At most CODE_MOST bytes, whole characters. */
static const char *code_of(struct arena *arena, struct str line)
{
	if (line.length > CODE_MOST) {
		line.length = CODE_MOST;
		while (line.length > 0 &&
		       ((unsigned char)line.at[line.length] & 0xc0) == 0x80)
			line.length--;
	}
	return str_copy(arena, line);
}

static void describe_file(struct descriptions *d, struct file_result *file)
{
	struct arena scratch = {0};
	struct source source;
	const char *path;

	if (file->findings.list.count == 0)
		return;
	if (!report_source(&source, &scratch, file)) {
		d->unread = file->path;
		arena_release(&scratch);
		return;
	}
	path = path_from(d->arena, d->directory, file);
	for (uint32_t i = 0; i < file->findings.list.count; i++) {
		struct finding *finding = &file->findings.list.at[i];
		uint32_t line = source_line(&source, finding->span.start);
		struct described item = {
		    finding,
		    {.rule = finding->rule->code,
		     .path = path,
		     .code = code_of(d->arena, trimmed(&source, line)),
		     .context = context_of(&source, line)}};

		if (finding->suppressed == NULL)
			ARRAY_PUSH(d->arena, &d->list, item);
	}
	arena_release(&scratch);
}

void baseline_make(struct baseline *baseline, struct arena *arena,
                   const struct report *report)
{
	struct descriptions d = {.arena = arena,
	                         .directory = baseline->directory};

	for (uint32_t i = 0; i < report->file_count; i++)
		describe_file(&d, &report->files[i]);
	for (uint32_t i = 0; i < d.list.count; i++)
		ARRAY_PUSH(arena, &baseline->entries, d.list.at[i].entry);
	baseline->unread = d.unread;
}

/* ------------------------------------------------------------ matching */

/* What has to be the same, from the closest down. */
enum closeness { SAME_CONTEXT, SAME_CODE, OTHER_FILE, CLOSENESSES };

static const char *key_of(struct arena *arena,
                          const struct baseline_entry *entry,
                          enum closeness closeness)
{
	return arena_format(
	    arena, "%s|%s|%llx|%s", entry->rule,
	    closeness == OTHER_FILE ? "" : entry->path,
	    closeness == SAME_CODE ? 0 : (unsigned long long)entry->context,
	    entry->code);
}

static bool is_gone(struct arena *arena, const struct baseline *baseline,
                    const struct baseline_entry *entry)
{
	const char *path = *entry->path == '/'
	                       ? entry->path
	                       : arena_format(arena, "%s/%s",
	                                      baseline->directory, entry->path);

	return access(path, F_OK) != 0;
}

/* Entries that are still to be found, by their keys: 1 + the first's index, and
 * the next one's. */
struct open_entries {
	struct names *keys;
	ARRAY(uint32_t) first;
	uint32_t *next;
};

static void index_entries(struct open_entries *open, struct arena *arena,
                          const struct baseline *baseline,
                          enum closeness closeness)
{
	uint32_t count = baseline->entries.count;

	*open = (struct open_entries){
	    .keys = names_new(arena),
	    .next = ARENA_ARRAY(arena, count + 1, uint32_t)};
	for (uint32_t i = count; i-- > 0;) {
		const struct baseline_entry *entry = &baseline->entries.at[i];
		name_id id;

		if (entry->is_found || (closeness == OTHER_FILE &&
		                        !is_gone(arena, baseline, entry)))
			continue;
		id = names_intern(open->keys,
		                  str_of(key_of(arena, entry, closeness)));
		while (open->first.count <= id)
			ARRAY_PUSH(arena, &open->first, 0);
		open->next[i] = open->first.at[id];
		open->first.at[id] = i + 1;
	}
}

static void match(struct baseline *baseline, struct arena *arena,
                  struct descriptions *d, enum closeness closeness)
{
	struct open_entries open;

	index_entries(&open, arena, baseline, closeness);
	for (uint32_t i = 0; i < d->list.count; i++) {
		struct described *item = &d->list.at[i];
		name_id id;
		uint32_t found;

		if (item->finding->is_known)
			continue;
		id = names_find(open.keys,
		                str_of(key_of(arena, &item->entry, closeness)));
		if (id == NAME_NONE || id >= open.first.count ||
		    open.first.at[id] == 0)
			continue;
		found = open.first.at[id] - 1;
		open.first.at[id] = open.next[found];
		baseline->entries.at[found].is_found = true;
		item->finding->is_known = true;
	}
}

void baseline_apply(struct baseline *baseline, struct arena *arena,
                    struct report *report, const bool *goes)
{
	struct descriptions d = {.arena = arena,
	                         .directory = baseline->directory};

	baseline->looked_at = names_new(arena);
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct file_result *file = &report->files[i];

		if (!goes[i])
			continue;
		names_intern(
		    baseline->looked_at,
		    str_of(path_from(arena, baseline->directory, file)));
		describe_file(&d, file);
	}
	for (int closeness = 0; closeness < CLOSENESSES; closeness++)
		match(baseline, arena, &d, (enum closeness)closeness);
	baseline->unread = d.unread;
}

bool baseline_is_stale(const struct baseline *baseline, struct arena *arena,
                       const struct report *report,
                       const struct baseline_entry *entry)
{
	const struct registered *rule =
	    registry_find(report->registry, entry->rule);

	if (entry->is_found)
		return false;
	if (rule != NULL && !report->selected[rule - report->registry->rules])
		return false;
	return is_gone(arena, baseline, entry) ||
	       names_find(baseline->looked_at, str_of(entry->path)) !=
	           NAME_NONE;
}

#include "sarif.h"

#include "output.h"
#include "rule_page.h"
#include "sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DESCRIPTION_LONGEST = 1000 /* of 1024; GitLab drops longer ones */ };

uint32_t sarif_rule_index(const struct sarif *sarif, const struct rule *rule)
{
	const struct registry *registry = sarif->report->registry;

	return (uint32_t)(registry_entry(registry, rule) - registry->rules);
}

static struct json_object *description(struct sarif *sarif, const char *text)
{
	struct arena *scratch = &sarif->scratch;
	char *whole = sentence(scratch, text);
	struct str shown = text_beginning(str_of(whole), DESCRIPTION_LONGEST);

	if (whole[shown.length] == '\0')
		return json_message(whole);
	return json_message(arena_format(scratch, "%.*s...", STR_ARG(shown)));
}

static const char *severity(enum level level)
{
	return level == LEVEL_NOTE ? "recommendation" : level_name(level);
}

static struct json_object *properties(const struct registered *entry)
{
	struct json_object *o = json_object_new_object();
	struct json_object *tags = json_object_new_array();

	json_object_array_add(tags, json_text("memory"));
	json_object_array_add(tags, json_text(entry->family));
	json_add(o, "tags", tags);
	json_add_text(o, "precision",
	              rule_page_precision(entry->rule->precision));
	json_add_text(o, "problem.severity", severity(entry->rule->level));
	return o;
}

static struct json_object *help(const struct registered *entry)
{
	struct json_object *o = json_object_new_object();
	char *text = rule_page_text(entry->rule);
	char *markdown = rule_page_markdown(entry);

	json_add_text(o, "text", text);
	json_add_text(o, "markdown", markdown);
	free(text);
	free(markdown);
	return o;
}

/* Where rules/ of this version can be read; empty: nobody has said. */
#ifndef HEAPLINT_PAGES
#define HEAPLINT_PAGES ""
#endif

/* The rule's page, or its first reference; NULL: there is none. */
static const char *help_uri(struct arena *arena, const struct registered *entry)
{
	const struct rule *rule = entry->rule;

	if (HEAPLINT_PAGES[0] != '\0') {
		char *name =
		    arena_copy(arena, entry->name, strlen(entry->name));

		for (char *at = name; *at != '\0'; at++)
			if (*at == '-')
				*at = '_';
		return arena_format(arena, "%s/%s/%s/README.md", HEAPLINT_PAGES,
		                    entry->family, name);
	}
	for (uint32_t i = 0; rule->see != NULL && rule->see[i] != NULL; i++)
		if (strncmp(rule->see[i], "https://", 8) == 0 &&
		    strpbrk(rule->see[i], " <>\"") == NULL)
			return rule->see[i];
	return HEAPLINT_HOMEPAGE[0] != '\0' ? HEAPLINT_HOMEPAGE : NULL;
}

/* The rule's descriptor; `index` is the registry's. */
static struct json_object *descriptor(struct sarif *sarif, uint32_t index)
{
	const struct registered *entry = &sarif->report->registry->rules[index];
	const struct rule *rule = entry->rule;
	const char *uri = help_uri(&sarif->scratch, entry);
	struct json_object *o = json_object_new_object();
	struct json_object *configuration = json_object_new_object();

	json_add_text(configuration, "level", level_name(rule->level));
	json_add_text(o, "id", rule->code);
	json_add_text(o, "name", entry->sarif_name);
	json_add(o, "shortDescription", description(sarif, rule->title));
	json_add(o, "fullDescription", description(sarif, rule->why));
	json_add(o, "messageStrings", sarif_message_strings(sarif, index));
	json_add(o, "help", help(entry));
	if (uri != NULL)
		json_add_text(o, "helpUri", uri);
	json_add(o, "defaultConfiguration", configuration);
	json_add(o, "properties", properties(entry));
	return o;
}

/* Which rules are written: those that ran, and those that have a result. */
static void choose_rules(struct sarif *sarif)
{
	const struct report *report = sarif->report;
	uint32_t count = report->registry->count, next = 0;

	sarif->rules = ARENA_ARRAY(&sarif->arena, count, struct sarif_rule);
	for (uint32_t i = 0; i < count; i++) {
		struct sarif_rule *rule = &sarif->rules[i];

		rule->is_written = report->selected[i];
		rule->forms =
		    sarif_forms(sarif, report->registry->rules[i].rule);
	}
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct findings *f = &report->files[i].findings;

		for (uint32_t j = 0; j < f->list.count; j++)
			sarif_use_rule(sarif, &f->list.at[j]);
	}
	for (uint32_t i = 0; i < count; i++)
		if (sarif->rules[i].is_written)
			sarif->rules[i].index = next++;
}

static void write_driver(struct sarif *sarif)
{
	bool has_home = HEAPLINT_HOMEPAGE[0] != '\0';
	struct json_list list = {.stream = sarif->stream};

	fprintf(sarif->stream,
	        SARIF_HEAD
	        "{\"tool\":{\"driver\":{\"name\":\"heaplint\","
	        "\"fullName\":\"heaplint, a memory linter for Python\","
	        "\"version\":\"%s\",\"semanticVersion\":\"%s\","
	        "%s%s%s\"language\":\"en\",\"rules\":[",
	        HEAPLINT_VERSION, HEAPLINT_VERSION,
	        has_home ? "\"informationUri\":\"" : "", HEAPLINT_HOMEPAGE,
	        has_home ? "\"," : "");
	for (uint32_t i = 0; i < sarif->report->registry->count; i++) {
		if (sarif->rules[i].is_written)
			json_list_add(&list, descriptor(sarif, i));
		arena_reset(&sarif->scratch);
	}
	fputs("]}},\n", sarif->stream);
}

/* What is still to be written, and of which levels. */
struct share {
	uint32_t left;
	int level; /* or ALL_LEVELS */
};

enum { ALL_LEVELS = -1 };

/* An item of a list is written: the next begins without a comma, on a line of
 * its own. */
static void finish_item(struct sarif *sarif)
{
	json_flush(&sarif->writer);
	sarif->writer.needs_comma = false;
	arena_reset(&sarif->scratch);
}

static void write_file(struct sarif *sarif, struct json_list *list,
                       const struct file_result *file, struct share *share)
{
	const struct findings *f = &file->findings;

	for (uint32_t i = 0; share->left > 0 && i < f->list.count; i++) {
		const struct finding *finding = &f->list.at[i];

		if (share->level != ALL_LEVELS &&
		    finding->level != (enum level)share->level)
			continue;
		/* Only now: it is read again. */
		sarif->opened = openings_main(&sarif->openings, file);
		if (sarif->opened == NULL)
			return;
		json_list_next(list);
		sarif_result(sarif, finding);
		finish_item(sarif);
		share->left--;
	}
}

static void write_share(struct sarif *sarif, struct json_list *list,
                        struct share *share)
{
	for (uint32_t i = 0; share->left > 0 && i < sarif->report->file_count;
	     i++)
		write_file(sarif, list, &sarif->report->files[i], share);
}

static uint64_t count_findings(const struct report *report)
{
	uint64_t count = 0;

	for (uint32_t i = 0; i < report->file_count; i++)
		count += report->files[i].findings.list.count;
	return count;
}

/* In the order of the report while readers keep all, else errors first. */
static void write_results(struct sarif *sarif)
{
	struct json_list list = {.stream = sarif->stream};
	struct share share = {SARIF_RESULTS_MOST, ALL_LEVELS};

	fputs("\"results\":[", sarif->stream);
	if (count_findings(sarif->report) <= SARIF_RESULTS_KEPT)
		write_share(sarif, &list, &share);
	else
		for (share.level = LEVEL_ERROR; share.level >= LEVEL_NOTE;
		     share.level--)
			write_share(sarif, &list, &share);
	fputs("],\n", sarif->stream);
}

struct json_object *sarif_left_out(struct arena *scratch, uint64_t count)
{
	struct json_object *o = json_object_new_object();
	struct json_object *properties = json_object_new_object();

	json_add_text(o, "level", level_name(LEVEL_WARNING));
	json_add(o, "message",
	         json_message(arena_format(
	             scratch,
	             "%" PRIu64 " of %" PRIu64
	             " findings are left out, notes before warnings"
	             " before errors: readers of SARIF refuse more than"
	             " %d of a run.",
	             count - SARIF_RESULTS_MOST, count, SARIF_RESULTS_MOST)));
	json_add_number(properties, "findings", count);
	json_add(o, "properties", properties);
	return o;
}

static void write_left_out(struct sarif *sarif, struct json_list *list)
{
	uint64_t count = count_findings(sarif->report);

	if (count > SARIF_RESULTS_MOST)
		json_list_add(list, sarif_left_out(&sarif->scratch, count));
}

static void write_notifications(struct sarif *sarif)
{
	const struct report *report = sarif->report;
	struct json_list list = {.stream = sarif->stream};

	for (uint32_t i = 0; i < report->notice_count; i++) {
		const struct notice *n = &report->notices[i];

		json_list_next(&list);
		sarif_notification(sarif, n->level, n->path, n->text);
		finish_item(sarif);
	}
	for (uint32_t i = 0; i < sarif->openings.changed.count; i++) {
		json_list_next(&list);
		sarif_notification(sarif, LEVEL_ERROR,
		                   sarif->openings.changed.at[i]->path,
		                   output_changed(sarif->report));
		finish_item(sarif);
	}
	write_left_out(sarif, &list);
}

static bool has_failed(const struct sarif *sarif)
{
	for (uint32_t i = 0; i < sarif->report->notice_count; i++)
		if (sarif->report->notices[i].level == LEVEL_ERROR)
			return true;
	return sarif->openings.changed.count > 0;
}

static void write_invocation(struct sarif *sarif)
{
	fprintf(sarif->stream,
	        "\"invocations\":[{\"executionSuccessful\":%s,"
	        "\"toolExecutionNotifications\":[",
	        has_failed(sarif) ? "false" : "true");
	write_notifications(sarif);
	fputs("]}],\n", sarif->stream);
}

static const char *working_directory(struct arena *arena)
{
	char *directory = getcwd(NULL, 0);
	char *copy = directory == NULL
	                 ? NULL
	                 : arena_copy(arena, directory, strlen(directory));

	free(directory);
	return copy;
}

struct json_object *sarif_automation(struct arena *scratch,
                                     const char *category)
{
	struct json_object *o = json_object_new_object();

	json_add_text(
	    o, "id",
	    category == NULL
	        ? "heaplint/"
	        : arena_format(scratch, "%s/",
	                       readable_path(scratch, category, false)));
	return o;
}

static void write_automation(struct sarif *sarif, const char *category)
{
	fputs("\"automationDetails\":", sarif->stream);
	json_write(sarif->stream, sarif_automation(&sarif->scratch, category));
}

bool output_sarif(FILE *stream, const struct report *report,
                  const struct output_options *options)
{
	struct sarif sarif = {
	    .stream = stream,
	    .report = report,
	    .openings = {.report = report},
	};
	bool is_whole;

	json_writer_begin(&sarif.writer, stream);
	sarif.directory = working_directory(&sarif.arena);
	choose_rules(&sarif);
	write_driver(&sarif);
	write_results(&sarif);
	write_invocation(&sarif);
	write_automation(&sarif, options->category);
	fputs(",\"columnKind\":\"utf16CodeUnits\"}]}\n", stream);
	is_whole = sarif.openings.changed.count == 0;
	openings_close(&sarif.openings);
	arena_release(&sarif.arena);
	arena_release(&sarif.hashes);
	arena_release(&sarif.uris);
	arena_release(&sarif.scratch);
	fflush(stream);
	return is_whole;
}

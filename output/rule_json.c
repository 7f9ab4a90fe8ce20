/* Rules as JSON: `heaplint rule --output json`. */
#include "output.h"

#include "folklore.h"
#include "json_text.h"
#include "record.h"
#include "rule_page.h"

#include <string.h>

/* docs/json.md describes the objects. */
enum { FORMAT_VERSION = 1 };

static struct json_object *texts(const char *const *at)
{
	struct json_object *list = json_object_new_array();

	for (; at != NULL && *at != NULL; at++)
		json_object_array_add(list, json_text(*at));
	return list;
}

/* The texts between tabs. */
static struct json_object *parts(const char *text)
{
	struct json_object *list = json_object_new_array();
	struct arena scratch = {0};

	while (*text != '\0') {
		size_t length = strcspn(text, "\t");

		json_object_array_add(
		    list, json_text(arena_copy(&scratch, text, length)));
		text += length + (text[length] == '\t');
	}
	arena_release(&scratch);
	return list;
}

static struct json_object *messages(const struct message *at)
{
	struct json_object *list = json_object_new_array();

	for (; at->text != NULL; at++) {
		struct json_object *o = json_object_new_object();

		json_add_text(o, "text", at->text);
		json_add_text(o, "advice", at->advice);
		json_object_array_add(list, o);
	}
	return list;
}

/* Null if nothing was measured. */
static struct json_object *figures(const struct rule_record *record)
{
	struct json_object *o, *lines;

	if (record->figures->line == NULL)
		return NULL;
	o = json_object_new_object();
	lines = json_object_new_array();
	for (const struct figure *f = record->figures; f->line != NULL; f++) {
		struct json_object *line = json_object_new_object();

		json_add_text(line, "text", f->line);
		json_add(line, "values",
		         f->cells == NULL ? NULL : parts(f->cells));
		json_object_array_add(lines, line);
	}
	json_add(o, "versions", parts(record->versions));
	json_add(o, "lines", lines);
	return o;
}

static struct json_object *judged(const struct rule_record *record)
{
	struct json_object *list = json_object_new_array();

	for (const struct judged *j = record->judged; j->level != NULL; j++) {
		struct json_object *o = json_object_new_object();

		json_add_text(o, "drawn_as", j->level);
		json_add_number(o, "right", j->right);
		json_add_number(o, "pointless", j->pointless);
		json_add_number(o, "wrong", j->wrong);
		json_object_array_add(list, o);
	}
	return list;
}

/* Or null. */
static struct json_object *missed(const struct missed *missed)
{
	struct json_object *o;

	if (missed->codes == NULL)
		return NULL;
	o = json_object_new_object();
	json_add_text(o, "of", missed->codes);
	json_add_number(o, "labelled_true", missed->labelled_true);
	json_add_number(o, "reported", missed->reported);
	json_add_number(o, "labelled_false", missed->labelled_false);
	json_add_number(o, "reported_falsely", missed->reported_falsely);
	return o;
}

static struct json_object *rule_object(const struct registered *entry)
{
	const struct rule *rule = entry->rule;
	const struct rule_record *record = record_of(rule->code);
	struct json_object *o = json_object_new_object();
	struct arena scratch = {0};

	json_add_text(o, "code", rule->code);
	json_add_text(o, "name", entry->name);
	json_add(o, "old_names", texts(rule->was));
	json_add_text(o, "family", entry->family);
	json_add_text(o, "title", rule->title);
	json_add_text(o, "default_level", level_name(rule->level));
	json_add_text(o, "levels", rule_page_levels(&scratch, rule));
	json_add_text(o, "precision", rule_page_precision(rule->precision));
	json_add_text(o, "fix", rule_page_fix(rule->fix));
	json_add(o, "runs", json_object_new_boolean(!rule->is_off));
	json_add_text(o, "why", rule->why);
	json_add_text(o, "reported", rule->bad);
	json_add_text(o, "instead", rule->good);
	if (rule->left_out != NULL)
		json_add_text(o, "left_out", rule->left_out);
	json_add(o, "messages", messages(rule->messages));
	json_add(o, "figures", figures(record));
	json_add(o, "judged", judged(record));
	json_add(o, "missed", missed(&record->missed));
	json_add(o, "references", texts(rule->see));
	arena_release(&scratch);
	return o;
}

static void begin(struct json_list *list, const char *key)
{
	fprintf(list->stream, "{\"version\":%d,\"%s\":[", FORMAT_VERSION, key);
}

static void end(struct json_list *list)
{
	fputs("]}\n", list->stream);
	fflush(list->stream);
}

void output_rules_json(FILE *stream, const struct registry *registry,
                       const bool *chosen)
{
	struct json_list list = {.stream = stream};

	begin(&list, "rules");
	for (uint32_t i = 0; i < registry->count; i++)
		if (chosen[i])
			json_list_add(&list, rule_object(&registry->rules[i]));
	end(&list);
}

void output_folklore_json(FILE *stream)
{
	struct json_list list = {.stream = stream};

	begin(&list, "folklore");
	for (uint32_t i = 0; i < folklore_count; i++) {
		const struct folklore *entry = &folklore_entries[i];
		struct json_object *o = json_object_new_object();

		json_add_text(o, "name", entry->name);
		json_add_text(o, "said", entry->said);
		json_add_text(o, "so", entry->so);
		json_add_text(o, "holds", entry->holds);
		json_add(o, "figures", figures(record_of(entry->name)));
		json_add_text(o, "reference", entry->see);
		json_list_add(&list, o);
	}
	end(&list);
}

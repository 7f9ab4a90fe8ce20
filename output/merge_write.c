/* Writes the log that merge.c gathered. */
#include "merge.h"

#include "json_read.h"

#include "sarif.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ order */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_path(const void *left, const void *right)
{
	const struct merge_result *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order != 0 ? order : compare_numbers(a->seq, b->seq);
}

/* As findings_sort has them; 0: both say the same of the same place. */
static int compare_told(const struct merge_result *a,
                        const struct merge_result *b)
{
	int order = compare_numbers(a->cell, b->cell);

	if (order == 0)
		order = compare_numbers(a->line, b->line);
	if (order == 0)
		order = compare_numbers(a->column, b->column);
	if (order == 0)
		order = compare_numbers(a->end_line, b->end_line);
	if (order == 0)
		order = compare_numbers(a->end_column, b->end_column);
	if (order == 0)
		order = strcmp(a->rule, b->rule);
	if (order == 0)
		order = compare_numbers(b->level, a->level);
	if (order == 0)
		order = strcmp(a->message, b->message);
	return order != 0 ? order : strcmp(a->fingerprint, b->fingerprint);
}

static int by_what_is_told(const void *left, const void *right)
{
	const struct merge_result *a = left, *b = right;
	int order = compare_told(a, b);

	if (order == 0)
		order = str_compare(a->bytes, b->bytes);
	return order != 0 ? order : compare_numbers(a->seq, b->seq);
}

/* What several logs have of one file: what is told twice counts once. Returns
 * how many are kept. */
static uint32_t settle_file(struct merge_result *list, uint32_t count)
{
	bool is_of_one = true;
	uint32_t kept = 1;

	for (uint32_t i = 1; i < count; i++)
		is_of_one &= list[i].log == list[0].log;
	if (is_of_one)
		return count;
	qsort(list, count, sizeof(*list), by_what_is_told);
	for (uint32_t i = 1; i < count; i++)
		if (list[i].log == list[kept - 1].log ||
		    compare_told(&list[kept - 1], &list[i]) != 0)
			list[kept++] = list[i];
	return kept;
}

static void settle_results(struct merge *merge)
{
	struct merge_result *list = merge->results.at;
	uint32_t count = merge->results.count, kept = 0, end;

	if (count > 0)
		qsort(list, count, sizeof(*list), by_path);
	for (uint32_t start = 0; start < count; start = end) {
		uint32_t left;

		for (end = start + 1; end < count; end++)
			if (strcmp(list[start].path, list[end].path) != 0)
				break;
		left = settle_file(list + start, end - start);
		memmove(list + kept, list + start, left * sizeof(*list));
		kept += left;
	}
	merge->results.count = kept;
}

static int by_notice(const void *left, const void *right)
{
	const struct merge_notice *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order == 0)
		order = strcmp(a->text, b->text);
	return order != 0 ? order : strcmp(a->json, b->json);
}

static void settle_notices(struct merge *merge)
{
	struct merge_notice *list = merge->notices.at;
	uint32_t count = merge->notices.count, kept = 0;

	if (count > 0)
		qsort(list, count, sizeof(*list), by_notice);
	for (uint32_t i = 0; i < count; i++)
		if (kept == 0 || by_notice(&list[kept - 1], &list[i]) != 0)
			list[kept++] = list[i];
	merge->notices.count = kept;
}

/* ------------------------------------------------------------ rules */

static int by_id(const void *left, const void *right)
{
	const struct merge_rule *a = left, *b = right;

	return strcmp(a->id, b->id);
}

/* "form-2", "form-2-linked", "form-2-same", "form-2-same-linked", "form-10": as
 * sarif_message_strings() has them. */
static int by_form(const void *left, const void *right)
{
	const char *a = *(const char *const *)left;
	const char *b = *(const char *const *)right;
	size_t first = strcspn(a, "0123456789");
	int order = compare_numbers(
	    (uint32_t)strtoul(a + first, NULL, 10),
	    (uint32_t)strtoul(b + strcspn(b, "0123456789"), NULL, 10));

	return order != 0 ? order : strcmp(a, b);
}

/* As one run has them, whichever log they came from. */
static void sort_messages(struct merge *merge, struct json_object *descriptor)
{
	struct json_object *strings =
	    merge_member(descriptor, "messageStrings");
	struct json_object *sorted = json_object_new_object();
	ARRAY(const char *) keys = {0};

	if (!json_object_is_type(strings, json_type_object)) {
		json_object_put(sorted);
		return;
	}
	json_object_object_foreach(strings, key, value)
	{
		(void)value;
		ARRAY_PUSH(merge->arena, &keys, key);
	}
	if (keys.count > 0)
		qsort(keys.at, keys.count, sizeof(*keys.at), by_form);
	for (uint32_t i = 0; i < keys.count; i++)
		json_object_object_add(
		    sorted, keys.at[i],
		    json_object_get(merge_member(strings, keys.at[i])));
	json_object_object_add(descriptor, "messageStrings", sorted);
}

void merge_settle(struct merge *merge)
{
	if (merge->rules.count > 0)
		qsort(merge->rules.at, merge->rules.count,
		      sizeof(*merge->rules.at), by_id);
	for (uint32_t i = 0; i < merge->rules.count; i++)
		sort_messages(merge, merge->rules.at[i].descriptor);
	settle_results(merge);
	settle_notices(merge);
}

bool merge_has(const struct merge *merge, enum level level)
{
	for (uint32_t i = 0; i < merge->results.count; i++)
		if (!merge->results.at[i].is_suppressed &&
		    merge->results.at[i].level >= level)
			return true;
	return false;
}

/* ------------------------------------------------------------ writing */

static void write_driver(const struct merge *merge, FILE *stream)
{
	struct json_list list = {.stream = stream};
	size_t length = strlen(merge->driver);

	/* (an object, which has a name) */
	fprintf(stream, SARIF_HEAD "{\"tool\":{\"driver\":%.*s,\"rules\":[",
	        (int)length - 1, merge->driver);
	for (uint32_t i = 0; i < merge->rules.count; i++)
		json_list_add(&list,
		              json_object_get(merge->rules.at[i].descriptor));
	fputs("]}},\n", stream);
}

static void write_result(const struct merge *merge, struct json_list *list,
                         const struct merge_result *result)
{
	struct merge_rule wanted = {.id = result->rule};
	const struct merge_rule *rule =
	    bsearch(&wanted, merge->rules.at, merge->rules.count,
	            sizeof(*merge->rules.at), by_id);
	struct json_object *o = json_read(result->bytes);

	json_object_object_add(
	    o, "ruleIndex",
	    json_object_new_int64(rule == NULL ? -1 : rule - merge->rules.at));
	json_list_add(list, o);
}

/* As many as a log may have: errors first, where readers keep fewer. */
static void write_results(const struct merge *merge, FILE *stream)
{
	struct json_list list = {.stream = stream};
	uint32_t count = merge->results.count, left = SARIF_RESULTS_MOST;
	bool is_all = count + merge->left_out <= SARIF_RESULTS_KEPT;
	int level = is_all ? LEVEL_NOTE : LEVEL_ERROR;

	fputs("\"results\":[", stream);
	for (; level >= LEVEL_NOTE; level--)
		for (uint32_t i = 0; i < count && left > 0; i++) {
			const struct merge_result *at = &merge->results.at[i];

			if (!is_all && at->level != (enum level)level)
				continue;
			write_result(merge, &list, at);
			left--;
		}
	fputs("],\n", stream);
}

static void write_invocation(const struct merge *merge, FILE *stream)
{
	struct json_list list = {.stream = stream};
	uint64_t count = merge->results.count + merge->left_out;

	fprintf(stream,
	        "\"invocations\":[{\"executionSuccessful\":%s,"
	        "\"toolExecutionNotifications\":[",
	        merge->failed != NULL ? "false" : "true");
	for (uint32_t i = 0; i < merge->notices.count; i++)
		json_list_add(&list,
		              json_read(str_of(merge->notices.at[i].json)));
	if (count > SARIF_RESULTS_MOST)
		json_list_add(&list, sarif_left_out(merge->arena, count));
	fputs("]}],\n", stream);
}

static const char *automation(struct merge *merge, const char *category)
{
	struct json_object *o;
	const char *json;

	if (category == NULL && merge->automation != NULL)
		return merge->automation;
	o = sarif_automation(merge->arena, category);
	json = merge_written(merge, o);
	json_object_put(o);
	return json;
}

void merge_write(struct merge *merge, FILE *stream, const char *category)
{
	const char *separator = "", *details = automation(merge, category);

	write_driver(merge, stream);
	write_results(merge, stream);
	write_invocation(merge, stream);
	if (*details != '\0') {
		fprintf(stream, "\"automationDetails\":%s", details);
		separator = ",";
	}
	for (uint32_t i = 0; i < merge->others.count; i++) {
		fprintf(stream, "%s\"%s\":%s", separator,
		        merge->others.at[i].key, merge->others.at[i].json);
		separator = ",";
	}
	fputs("}]}\n", stream);
	fflush(stream);
}

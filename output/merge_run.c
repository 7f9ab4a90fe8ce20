/* What a run's results, notices and other members say. */
#include "merge.h"

#include "json_read.h"

#include <string.h>

/* ------------------------------------------------------------ results */

static int hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c == '\0' ? NULL : strchr(digits, c | 32);

	return at == NULL ? -1 : (int)(at - digits);
}

/* The path that a relative URI is of, in place. */
static const char *path_of(char *uri)
{
	char *to = uri;

	for (char *at = uri; *at != '\0'; at++) {
		int high = *at == '%' ? hex_value(at[1]) : -1;
		int low = high >= 0 ? hex_value(at[2]) : -1;

		if (low < 0) {
			*to++ = *at;
			continue;
		}
		*to++ = (char)(high * 16 + low);
		at += 2;
	}
	*to = '\0';
	return uri;
}

/* The path of a list's first location, and its region. */
static const char *place_in(struct merge *merge, struct json_object *owner,
                            struct json_object **region)
{
	struct json_object *location =
	    merge_item(merge_member(owner, "locations"), 0);
	struct json_object *physical =
	    merge_member(location, "physicalLocation");
	const char *uri = merge_text(
	    merge, merge_member(physical, "artifactLocation"), "uri");

	*region = merge_member(physical, "region");
	return path_of(arena_copy(merge->arena, uri, strlen(uri)));
}

static bool find_level(enum level *level, const char *name)
{
	for (int i = LEVEL_NOTE; i <= LEVEL_ERROR; i++)
		if (strcmp(level_name((enum level)i), name) == 0) {
			*level = (enum level)i;
			return true;
		}
	return false;
}

static bool read_result(struct merge *merge, struct merge_result *result,
                        struct json_object *o, struct json_object *rules)
{
	struct json_object *index = merge_member(o, "ruleIndex");
	struct json_object *region,
	    *notebook = merge_member(merge_member(o, "properties"), "notebook");

	result->rule = merge_text(merge, o, "ruleId");
	result->path = place_in(merge, o, &region);
	result->message = merge_text(merge, merge_member(o, "message"), "text");
	result->fingerprint =
	    merge_text(merge, merge_member(o, "partialFingerprints"),
	               "primaryLocationLineHash");
	result->is_suppressed =
	    merge_length(merge_member(o, "suppressions")) > 0;
	result->line = merge_number(region, "startLine");
	result->column = merge_number(region, "startColumn");
	result->end_line = merge_number(region, "endLine");
	result->end_column = merge_number(region, "endColumn");
	if (notebook != NULL) {
		result->cell = merge_number(notebook, "cell");
		result->line = merge_number(notebook, "line");
		result->column = merge_number(notebook, "column");
	}
	return *result->rule != '\0' && *result->path != '\0' &&
	       find_level(&result->level, merge_text(merge, o, "level")) &&
	       json_object_is_type(index, json_type_int) &&
	       json_object_get_int64(index) >= 0 &&
	       strcmp(
	           merge_text(
	               merge,
	               merge_item(rules, (size_t)json_object_get_int64(index)),
	               "id"),
	           result->rule) == 0;
}

const char *merge_add_results(struct merge *merge, const struct merge_run *run,
                              struct json_object *rules)
{
	for (uint32_t i = 0; i < run->results.count; i++) {
		struct merge_result result = {
		    .bytes = run->results.at[i],
		    .log = merge->log_count,
		    .seq = merge->results.count,
		};
		struct json_object *o = json_read(result.bytes);
		bool is_good = read_result(merge, &result, o, rules);

		json_object_put(o);
		if (!is_good)
			return arena_format(merge->arena,
			                    "damaged: result %u is none of"
			                    " heaplint",
			                    i + 1);
		ARRAY_PUSH(merge->arena, &merge->results, result);
	}
	return NULL;
}

/* ------------------------------------------------------------ the rest */

static void add_notice(struct merge *merge, struct json_object *o,
                       uint32_t count)
{
	struct json_object *region;
	struct merge_notice notice = {
	    .path = place_in(merge, o, &region),
	    .text = merge_text(merge, merge_member(o, "message"), "text"),
	};
	uint32_t all = merge_number(merge_member(o, "properties"), "findings");

	if (all > count) {
		merge->left_out += all - count;
		return;
	}
	notice.json = merge_written(merge, o);
	ARRAY_PUSH(merge->arena, &merge->notices, notice);
}

bool merge_add_invocation(struct merge *merge, const char *name,
                          const struct merge_run *run)
{
	struct json_object *list = json_read(run->invocations);
	struct json_object *invocation = merge_item(list, 0), *notices;
	struct json_object *done =
	    merge_member(invocation, "executionSuccessful");
	bool is_good = merge_length(list) == 1 &&
	               json_object_is_type(done, json_type_boolean);

	if (is_good && !json_object_get_boolean(done) && merge->failed == NULL)
		merge->failed = name;
	notices = merge_member(invocation, "toolExecutionNotifications");
	for (size_t i = 0; is_good && i < merge_length(notices); i++)
		add_notice(merge, merge_item(notices, i), run->results.count);
	json_object_put(list);
	return is_good;
}

void merge_add_automation(struct merge *merge, const struct merge_run *run)
{
	struct json_object *o = json_read(run->automation);
	const char *json = o == NULL ? "" : merge_written(merge, o);

	json_object_put(o);
	if (merge->log_count == 0)
		merge->automation = json;
	else if (merge->automation != NULL &&
	         strcmp(merge->automation, json) != 0)
		merge->automation = NULL;
}

static const char *other_differs(struct merge *merge, const char *key)
{
	return arena_format(merge->arena,
	                    "its '%s' is not that of '%s', and heaplint does"
	                    " not know how to unite them",
	                    key, merge->first);
}

/* What heaplint need not understand, if it is the same in all. */
const char *merge_add_others(struct merge *merge, const struct merge_run *run)
{
	for (uint32_t i = 0; i < run->others.count; i += 2) {
		struct json_object *o = json_read(run->others.at[i + 1]);
		struct merge_other member = {
		    str_copy(merge->arena, run->others.at[i]),
		    o != NULL ? merge_written(merge, o)
		              : str_copy(merge->arena, run->others.at[i + 1])};
		uint32_t at = 0;

		json_object_put(o);
		while (at < merge->others.count &&
		       strcmp(merge->others.at[at].key, member.key) != 0)
			at++;
		if (merge->log_count == 0)
			ARRAY_PUSH(merge->arena, &merge->others, member);
		else if (at == merge->others.count ||
		         strcmp(merge->others.at[at].json, member.json) != 0)
			return other_differs(merge, member.key);
	}
	for (uint32_t k = 0; k < merge->others.count; k++) {
		uint32_t i = 0;

		while (i < run->others.count &&
		       !str_is(run->others.at[i], merge->others.at[k].key))
			i += 2;
		if (i >= run->others.count)
			return other_differs(merge, merge->others.at[k].key);
	}
	return NULL;
}

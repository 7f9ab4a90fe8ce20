#include "merge.h"

#include "json_read.h"
#include "notebook_json.h"

#include <string.h>

/* ------------------------------------------------------------ JSON */

struct json_object *merge_member(struct json_object *object, const char *key)
{
	struct json_object *value;

	return json_object_is_type(object, json_type_object) &&
	               json_object_object_get_ex(object, key, &value)
	           ? value
	           : NULL;
}

struct json_object *merge_item(struct json_object *list, size_t index)
{
	return json_object_is_type(list, json_type_array)
	           ? json_object_array_get_idx(list, index)
	           : NULL;
}

size_t merge_length(struct json_object *list)
{
	return json_object_is_type(list, json_type_array)
	           ? json_object_array_length(list)
	           : 0;
}

const char *merge_text(struct merge *merge, struct json_object *object,
                       const char *key)
{
	struct json_object *value = merge_member(object, key);
	const char *text;

	if (!json_object_is_type(value, json_type_string))
		return "";
	text = json_object_get_string(value);
	return arena_copy(merge->arena, text, strlen(text));
}

uint32_t merge_number(struct json_object *object, const char *key)
{
	struct json_object *value = merge_member(object, key);
	int64_t number = json_object_is_type(value, json_type_int)
	                     ? json_object_get_int64(value)
	                     : 0;

	return number > 0 && number <= UINT32_MAX ? (uint32_t)number : 0;
}

const char *merge_written(struct merge *merge, struct json_object *value)
{
	const char *text = json_written(value);

	return arena_copy(merge->arena, text, strlen(text));
}

/* ------------------------------------------------------------ the log */

/* Go on to behind the value that the token begins; its bytes. */
static struct str value_of(struct notebook_json *json,
                           struct notebook_json_token token)
{
	const char *start = token.text.at;

	if (token.kind == JSON_OPEN) {
		notebook_json_skip(json, token);
		return (struct str){start, (uint32_t)(json->at - start)};
	}
	if (token.kind == JSON_STRING)
		return (struct str){start - 1, token.text.length + 2};
	return token.text;
}

static bool is_open(struct notebook_json_token token, char bracket)
{
	return token.kind == JSON_OPEN && *token.text.at == bracket;
}

static void read_results(struct merge *merge, struct notebook_json *json,
                         struct notebook_json_token token,
                         struct merge_run *run)
{
	if (!is_open(token, '[')) {
		ARRAY_PUSH(merge->arena, &run->results, value_of(json, token));
		return; /* (which is no result) */
	}
	for (token = notebook_json_next(json);
	     token.kind != JSON_CLOSE && token.kind != JSON_END;
	     token = notebook_json_next(json))
		ARRAY_PUSH(merge->arena, &run->results, value_of(json, token));
}

static void read_run(struct merge *merge, struct notebook_json *json,
                     struct merge_run *run)
{
	struct notebook_json_token key = notebook_json_next(json);

	for (; key.kind == JSON_KEY; key = notebook_json_next(json)) {
		struct notebook_json_token value = notebook_json_next(json);

		if (str_is(key.text, "results")) {
			read_results(merge, json, value, run);
		} else if (str_is(key.text, "tool")) {
			run->tool = value_of(json, value);
		} else if (str_is(key.text, "invocations")) {
			run->invocations = value_of(json, value);
		} else if (str_is(key.text, "automationDetails")) {
			run->automation = value_of(json, value);
		} else {
			ARRAY_PUSH(merge->arena, &run->others, key.text);
			ARRAY_PUSH(merge->arena, &run->others,
			           value_of(json, value));
		}
	}
}

/* ------------------------------------------------------------ tool */

static struct merge_rule *rule_called(struct merge *merge, const char *id)
{
	for (uint32_t i = 0; i < merge->rules.count; i++)
		if (strcmp(merge->rules.at[i].id, id) == 0)
			return &merge->rules.at[i];
	return NULL;
}

/* The messages of the one that the other lacks are added to it; false if they
 * differ in anything else. */
static bool unite(struct json_object *known, struct json_object *new)
{
	struct json_object *has = merge_member(known, "messageStrings");
	struct json_object *adds = merge_member(new, "messageStrings"), *copy;
	bool is_same;

	if (has == NULL || !json_object_is_type(has, json_type_object) ||
	    !json_object_is_type(adds, json_type_object))
		return json_object_equal(known, new) != 0;
	json_object_object_foreach(adds, key, value)
	{
		struct json_object *old = merge_member(has, key);

		if (old == NULL)
			json_object_object_add(has, key,
			                       json_object_get(value));
		else if (!json_object_equal(old, value))
			return false;
	}
	copy = json_object_get(has);
	json_object_object_add(new, "messageStrings", copy);
	is_same = json_object_equal(known, new) != 0;
	return is_same;
}

static const char *add_rules(struct merge *merge, struct json_object *rules)
{
	for (size_t i = 0; i < merge_length(rules); i++) {
		struct json_object *descriptor = merge_item(rules, i);
		struct merge_rule new = {
		    .id = merge_text(merge, descriptor, "id")};
		struct merge_rule *known = rule_called(merge, new.id);

		if (*new.id == '\0')
			return "damaged: a rule without an id";
		if (known == NULL) {
			new.descriptor = json_object_get(descriptor);
			ARRAY_PUSH(merge->arena, &merge->rules, new);
		} else if (!unite(known->descriptor, descriptor)) {
			return arena_format(merge->arena,
			                    "it says other things of rule %s"
			                    " than '%s'",
			                    new.id, merge->first);
		}
	}
	return NULL;
}

/* Takes the rules out of the driver. */
static const char *add_driver(struct merge *merge, struct json_object *driver)
{
	const char *name = merge_text(merge, driver, "name");
	const char *rest;

	if (*name == '\0')
		return "no SARIF log of heaplint";
	if (strcmp(name, "heaplint") != 0)
		return arena_format(merge->arena,
		                    "a log of '%s', not of heaplint", name);
	json_object_object_del(driver, "rules");
	rest = merge_written(merge, driver);
	if (merge->driver == NULL)
		merge->driver = rest;
	return strcmp(merge->driver, rest) == 0
	           ? NULL
	           : arena_format(
	                 merge->arena,
	                 "written by heaplint %s, which is not that of '%s'",
	                 merge_text(merge, driver, "version"), merge->first);
}

/* The rules are for whoever calls to release. */
static const char *add_tool(struct merge *merge, const struct merge_run *run,
                            struct json_object **rules)
{
	struct json_object *tool = json_read(run->tool);
	struct json_object *driver = merge_member(tool, "driver");
	const char *problem;

	*rules = json_object_get(merge_member(driver, "rules"));
	problem = add_driver(merge, driver);
	if (problem == NULL && json_object_object_length(tool) != 1)
		problem = "another program added to its tool";
	if (problem == NULL)
		problem = add_rules(merge, *rules);
	json_object_put(tool);
	return problem;
}

/* ------------------------------------------------------------ the run */

static const char *add_run(struct merge *merge, const char *name,
                           const struct merge_run *run)
{
	struct json_object *rules;
	const char *problem;

	if (merge->first == NULL)
		merge->first = name;
	problem = add_tool(merge, run, &rules);
	if (problem == NULL)
		problem = merge_add_others(merge, run);
	if (problem == NULL)
		problem = merge_add_results(merge, run, rules);
	json_object_put(rules);
	if (problem == NULL && !merge_add_invocation(merge, name, run))
		problem = "damaged: it does not say whether its run succeeded";
	if (problem == NULL)
		merge_add_automation(merge, run);
	merge->log_count++;
	return problem;
}

static const char *add_runs(struct merge *merge, const char *name,
                            struct notebook_json *json,
                            struct notebook_json_token token)
{
	const char *problem = NULL;

	if (!is_open(token, '['))
		return "no SARIF log of heaplint";
	token = notebook_json_next(json);
	while (problem == NULL && is_open(token, '{')) {
		struct merge_run run = {.tool = {0}};

		read_run(merge, json, &run);
		if (!json->is_broken)
			problem = add_run(merge, name, &run);
		token = notebook_json_next(json);
	}
	if (problem == NULL && token.kind != JSON_CLOSE && !json->is_broken)
		problem = "no SARIF log of heaplint";
	return problem;
}

const char *merge_add(struct merge *merge, const char *name, const char *bytes,
                      size_t size)
{
	struct notebook_json json;
	struct notebook_json_token token;
	const char *problem = NULL;
	uint32_t logs = merge->log_count;
	bool is_known = false;

	notebook_json_start(&json, merge->arena, bytes, size);
	token = notebook_json_next(&json);
	if (!is_open(token, '{'))
		return "no SARIF log of heaplint";
	token = notebook_json_next(&json);
	for (; problem == NULL && token.kind == JSON_KEY;
	     token = notebook_json_next(&json)) {
		struct str key = token.text;

		token = notebook_json_next(&json);
		if (str_is(key, "runs"))
			problem = add_runs(merge, name, &json, token);
		else if (str_is(key, "version"))
			is_known = str_is(value_of(&json, token), "\"2.1.0\"");
		else
			value_of(&json, token);
	}
	if (problem != NULL)
		return problem;
	if (json.is_broken)
		return arena_format(merge->arena,
		                    "damaged: no JSON from line %u on",
		                    json.line + 1);
	return logs == merge->log_count || !is_known
	           ? "no SARIF log of heaplint"
	           : NULL;
}

void merge_release(struct merge *merge)
{
	for (uint32_t i = 0; i < merge->rules.count; i++)
		json_object_put(merge->rules.at[i].descriptor);
	merge->rules.count = 0;
}

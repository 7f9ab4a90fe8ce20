/* SARIF logs of several runs of heaplint -> one log of one run. What one run
 * over all the files would have written, byte for byte, where the logs are
 * shares of it (--shard). */
#ifndef HEAPLINT_MERGE_H
#define HEAPLINT_MERGE_H

#include "finding.h"
#include "json_text.h"

/* A result, as it is read from a log. */
struct merge_result {
	struct str bytes; /* its JSON, as it stands in the log */
	uint32_t log;     /* which one */
	uint32_t seq;     /* the how manieth of all */
	const char *path;
	uint32_t cell, line, column, end_line, end_column;
	const char *rule;
	enum level level;
	const char *message, *fingerprint;
	bool is_suppressed;
};

struct merge_rule {
	const char *id;
	struct json_object *descriptor;
};

struct merge_notice {
	const char *path, *text;
	const char *json;
};

/* What all logs have alike: a member of the run, its value as JSON. */
struct merge_other {
	const char *key, *json;
};

struct merge {
	struct arena *arena;
	const char *first; /* the log that the others are compared with */
	uint32_t log_count;
	const char *driver; /* without its rules, as JSON */
	ARRAY(struct merge_other) others;
	ARRAY(struct merge_rule) rules;
	ARRAY(struct merge_result) results;
	ARRAY(struct merge_notice) notices;
	const char *automation; /* as JSON; NULL: they differ */
	uint64_t left_out;      /* results that logs had no room for */
	const char *failed;     /* a log whose run did not succeed, or NULL */
};

/* Add a log. Returns NULL, or why it is refused: a clause. The bytes are kept
 * as they are, and nothing of them is trusted. */
const char *merge_add(struct merge *merge, const char *name, const char *bytes,
                      size_t size);

/* Put the results in order, each once. */
void merge_settle(struct merge *merge);

/* Are there findings of this level or a higher one? */
bool merge_has(const struct merge *merge, enum level level);

/* Write the settled log; `category` may be NULL: what the logs say. */
void merge_write(struct merge *merge, FILE *stream, const char *category);

void merge_release(struct merge *merge);

/* ------------------------------------------------------------ for these */

/* A run's members, as they stand in the log. */
struct merge_run {
	struct str tool, invocations, automation;
	ARRAY(struct str) results;
	ARRAY(struct str) others; /* a key, its value, ... */
};

/* Take in what it says; NULL (true), or why not. `rules` are the run's. */
const char *merge_add_results(struct merge *merge, const struct merge_run *run,
                              struct json_object *rules);
bool merge_add_invocation(struct merge *merge, const char *name,
                          const struct merge_run *run);
void merge_add_automation(struct merge *merge, const struct merge_run *run);
const char *merge_add_others(struct merge *merge, const struct merge_run *run);

/* As JSON. */
const char *merge_written(struct merge *merge, struct json_object *value);

/* Of what is no such object or list, and where there is no such member: NULL,
 * 0, "". Texts are in the arena. */
struct json_object *merge_member(struct json_object *object, const char *key);
struct json_object *merge_item(struct json_object *list, size_t index);
size_t merge_length(struct json_object *list);
const char *merge_text(struct merge *merge, struct json_object *object,
                       const char *key);
uint32_t merge_number(struct json_object *object, const char *key);

#endif

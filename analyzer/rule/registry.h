/* All rules there are, in the order of their codes. */
#ifndef HEAPLINT_REGISTRY_H
#define HEAPLINT_REGISTRY_H

#include "rule.h"

struct registered {
	const struct rule *rule;
	const char *family;     /* its folder: "building" */
	const char *name;       /* its file: "string-concat-in-loop" */
	const char *sarif_name; /* "StringConcatInLoop" */
};

/* The table, sorted by code; made once a run in `arena`. */
struct registry {
	const struct registered *rules;
	uint32_t count;
};

void registry_make(struct registry *registry, struct arena *arena);

/* The entry of a rule, by code or by a name that it has or had, in any case;
 * NULL if there is none. */
const struct registered *registry_find(const struct registry *registry,
                                       const char *code_or_name);
const struct registered *registry_entry(const struct registry *registry,
                                        const struct rule *rule);

/* Set bit i of `chosen` for each rule i that a selector means: a code, the
 * beginning of a code ("MEM3"), a name that it has or had, a family, or "ALL",
 * in any case. False if it means none. */
bool registry_select(const struct registry *registry, const char *selector,
                     bool *chosen, bool value);

/* What may have been meant by a selector that means nothing: the nearest word,
 * the codes that begin alike, or how to list all; to follow "unknown rule". */
const char *registry_hint(const struct registry *registry, struct arena *arena,
                          const char *selector);

#endif

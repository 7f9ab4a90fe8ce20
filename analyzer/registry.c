#include "registry.h"

#include <stdlib.h>
#include <string.h>

#define RULE(symbol, family, name, sarif_name) extern const struct rule symbol;
#include "rules.gen.h"
#undef RULE

static const struct registered table[] = {
#define RULE(symbol, family, name, sarif_name)                                 \
	{&symbol, family, name, sarif_name},
#include "rules.gen.h"
#undef RULE
};

enum { RULE_COUNT = sizeof(table) / sizeof(*table) };

static int by_code(const void *left, const void *right)
{
	const struct registered *a = left, *b = right;

	return strcmp(a->rule->code, b->rule->code);
}

void registry_make(struct registry *registry, struct arena *arena)
{
	struct registered *rules =
	    ARENA_ARRAY(arena, RULE_COUNT, struct registered);

	memcpy(rules, table, sizeof(table));
	qsort(rules, RULE_COUNT, sizeof(*rules), by_code);
	registry->rules = rules;
	registry->count = RULE_COUNT;
}

const struct registered *registry_find(const struct registry *registry,
                                       const char *code_or_name)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (strcmp(registry->rules[i].rule->code, code_or_name) == 0 ||
		    strcmp(registry->rules[i].name, code_or_name) == 0)
			return &registry->rules[i];
	return NULL;
}

const struct registered *registry_entry(const struct registry *registry,
                                        const struct rule *rule)
{
	return registry_find(registry, rule->code);
}

static bool is_meant(const struct registered *r, const char *selector)
{
	size_t length = strlen(selector);

	return strcmp(selector, "ALL") == 0 || strcmp(selector, r->name) == 0 ||
	       strcmp(selector, r->family) == 0 ||
	       (length >= 3 && strncmp(selector, r->rule->code, length) == 0);
}

static const char *nearest_word(const struct registry *registry,
                                const char *selector)
{
	const char *words[RULE_COUNT * 3];
	uint32_t count = 0;

	for (uint32_t i = 0; i < registry->count; i++) {
		words[count++] = registry->rules[i].rule->code;
		words[count++] = registry->rules[i].name;
		words[count++] = registry->rules[i].family;
	}
	return str_nearest(selector, words, count);
}

bool registry_select(const struct registry *registry, const char *selector,
                     bool *chosen, bool value, const char **nearest)
{
	bool any = false;

	for (uint32_t i = 0; i < registry->count; i++) {
		if (!is_meant(&registry->rules[i], selector))
			continue;
		chosen[i] = value;
		any = true;
	}
	*nearest = any ? NULL : nearest_word(registry, selector);
	return any;
}

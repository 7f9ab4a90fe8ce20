#include "registry.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* Is that its name, or was it once, in any case? */
static bool is_called(const struct registered *r, const char *name)
{
	const char *const *was = r->rule->was;

	for (; was != NULL && *was != NULL; was++)
		if (strcasecmp(*was, name) == 0)
			return true;
	return strcasecmp(r->name, name) == 0;
}

/* The rule of exactly this code, as results in a cache name it. */
static const struct registered *find_code(const struct registry *registry,
                                          const char *code)
{
	uint32_t low = 0, high = registry->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(code, registry->rules[middle].rule->code);

		if (order == 0)
			return &registry->rules[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct registered *registry_find(const struct registry *registry,
                                       const char *code_or_name)
{
	const struct registered *found = find_code(registry, code_or_name);

	if (found != NULL)
		return found;
	for (uint32_t i = 0; i < registry->count; i++) {
		const struct registered *r = &registry->rules[i];

		if (strcasecmp(r->rule->code, code_or_name) == 0 ||
		    strcmp(r->rule->code + 3, code_or_name) == 0 ||
		    is_called(r, code_or_name))
			return r;
	}
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

	return strcasecmp(selector, "ALL") == 0 || is_called(r, selector) ||
	       strcasecmp(selector, r->family) == 0 ||
	       (length >= 3 &&
	        strncasecmp(selector, r->rule->code, length) == 0);
}

bool registry_select(const struct registry *registry, const char *selector,
                     bool *chosen, bool value)
{
	bool any = false;

	for (uint32_t i = 0; i < registry->count; i++) {
		if (!is_meant(&registry->rules[i], selector))
			continue;
		chosen[i] = value;
		any = true;
	}
	return any;
}

/* The codes that share `length` bytes with the selector; NULL: none does. */
static const char *codes_like(const struct registry *registry,
                              struct arena *arena, const char *selector,
                              size_t length)
{
	const char *codes = "";
	uint32_t count = 0;

	for (uint32_t i = 0; i < registry->count; i++) {
		const char *code = registry->rules[i].rule->code;

		if (strncasecmp(code, selector, length) == 0)
			codes = arena_format(arena, "%s%s%s", codes,
			                     count++ > 0 ? ", " : "", code);
	}
	if (count == 0)
		return NULL;
	return count == 1 ? arena_format(arena, ", did you mean '%s'?", codes)
	                  : arena_format(arena, "; there are %s", codes);
}

/* The one word that begins so ("string-concat"); NULL: none or several do. */
static const char *name_begun(const char *selector, const char *const *words,
                              uint32_t count)
{
	const char *begun = NULL;

	for (uint32_t i = 0; i < count; i++) {
		if (strncmp(words[i], selector, strlen(selector)) != 0 ||
		    (begun != NULL && strcmp(begun, words[i]) == 0))
			continue;
		if (begun != NULL)
			return NULL;
		begun = words[i];
	}
	return begun;
}

static const char *nearest_name(const struct registry *registry,
                                const char *selector)
{
	const char *words[RULE_COUNT * 2] = {NULL}, *nearest;
	uint32_t count = 0;

	for (uint32_t i = 0; i < registry->count; i++) {
		words[count++] = registry->rules[i].name;
		words[count++] = registry->rules[i].family;
	}
	nearest = str_nearest(selector, words, count);
	return nearest != NULL ? nearest : name_begun(selector, words, count);
}

const char *registry_hint(const struct registry *registry, struct arena *arena,
                          const char *selector)
{
	char *word = arena_copy(arena, selector, strlen(selector));
	const char *nearest, *codes = NULL;

	for (char *at = word; *at != '\0'; at++)
		*at = *at == '_' ? '-' : (char)tolower((unsigned char)*at);
	/* another number is another rule, however near: its family helps */
	if (strncmp(word, "mem", 3) == 0 && isdigit((unsigned char)word[3]))
		codes = codes_like(registry, arena, word, 4);
	if (codes != NULL)
		return codes;
	nearest = nearest_name(registry, word);
	if (nearest != NULL)
		return arena_format(arena, ", did you mean '%s'?", nearest);
	return " ('heaplint rule --all' lists them)";
}

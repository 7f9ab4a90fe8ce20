#include "select.h"

#include <string.h>
#include <strings.h>

/* How closely a selector describes a rule. */
enum { CLOSE_ALL, CLOSE_FAMILY = 4, CLOSE_EXACT = 6 };

static unsigned closeness(const struct registry *registry, const char *selector)
{
	if (strcasecmp(selector, "ALL") == 0)
		return CLOSE_ALL;
	if (registry_find(registry, selector) != NULL)
		return CLOSE_EXACT;
	if (strncasecmp(selector, "MEM", 3) == 0)
		return (unsigned)strlen(selector);
	return CLOSE_FAMILY;
}

struct choice {
	const struct registry *registry;
	bool *chosen;
	bool *meant; /* by one selector */
};

/* Set or clear what the selectors of one closeness mean. */
static void apply(struct choice *choice, const struct texts *selectors,
                  unsigned close, bool value)
{
	const struct registry *registry = choice->registry;

	for (uint32_t i = 0; i < selectors->count; i++) {
		if (closeness(registry, selectors->at[i]) != close)
			continue;
		memset(choice->meant, 0, registry->count * sizeof(bool));
		registry_select(registry, selectors->at[i], choice->meant,
		                true);
		for (uint32_t r = 0; r < registry->count; r++)
			if (choice->meant[r] &&
			    !(value && close != CLOSE_EXACT &&
			      registry->rules[r].rule->is_off))
				choice->chosen[r] = value;
	}
}

const char *select_unknown(struct arena *arena, const struct registry *registry,
                           const char *word)
{
	return arena_format(arena, "unknown rule '%s'%s", word,
	                    registry_hint(registry, arena, word));
}

static const char *check(struct arena *arena, const struct registry *registry,
                         const struct texts *selectors)
{
	bool *meant = ARENA_ARRAY(arena, registry->count, bool);

	for (uint32_t i = 0; i < selectors->count; i++)
		if (!registry_select(registry, selectors->at[i], meant, true))
			return select_unknown(arena, registry,
			                      selectors->at[i]);
	return NULL;
}

const char *select_check(struct arena *arena, const struct registry *registry,
                         const struct selection *selection)
{
	const struct texts *lists[] = {&selection->select, &selection->extend,
	                               &selection->ignore};
	const char *problem = NULL;

	for (int i = 0; i < 3 && problem == NULL; i++)
		problem = check(arena, registry, lists[i]);
	return problem;
}

void select_usual(bool *chosen, const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		chosen[i] = !registry->rules[i].rule->is_off;
}

void select_rules(bool *chosen, struct arena *arena,
                  const struct registry *registry,
                  const struct selection *selection)
{
	const struct texts *lists[] = {&selection->select, &selection->extend,
	                               &selection->ignore};
	struct choice choice = {registry, chosen,
	                        ARENA_ARRAY(arena, registry->count, bool)};

	if (selection->select.is_given || selection->select.count > 0)
		memset(chosen, 0, registry->count * sizeof(*chosen));
	for (unsigned close = CLOSE_ALL; close <= CLOSE_EXACT; close++)
		for (int i = 0; i < 3; i++)
			apply(&choice, lists[i], close, i < 2);
}

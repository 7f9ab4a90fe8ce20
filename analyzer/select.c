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

static const char *check(struct choice *choice, struct arena *arena,
                         const struct texts *selectors)
{
	for (uint32_t i = 0; i < selectors->count; i++)
		if (!registry_select(choice->registry, selectors->at[i],
		                     choice->meant, true))
			return select_unknown(arena, choice->registry,
			                      selectors->at[i]);
	return NULL;
}

const char *select_rules(bool *chosen, struct arena *arena,
                         const struct registry *registry,
                         const struct selection *selection)
{
	static const char *all[] = {"ALL"};
	const struct texts every = {all, 1, 1};
	const struct texts *lists[] = {&selection->select, &selection->extend,
	                               &selection->ignore};
	struct choice choice = {registry, chosen,
	                        ARENA_ARRAY(arena, registry->count, bool)};

	for (int i = 0; i < 3; i++) {
		const char *problem = check(&choice, arena, lists[i]);

		if (problem != NULL)
			return problem;
	}
	if (selection->select.count == 0)
		lists[0] = &every;
	memset(chosen, 0, registry->count * sizeof(*chosen));
	for (unsigned close = CLOSE_ALL; close <= CLOSE_EXACT; close++)
		for (int i = 0; i < 3; i++)
			apply(&choice, lists[i], close, i < 2);
	return NULL;
}

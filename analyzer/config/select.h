/* Which rules run: --select, --extend-select and --ignore. */
#ifndef HEAPLINT_SELECT_H
#define HEAPLINT_SELECT_H

#include "registry.h"

/* Words from the command line or a settings file. */
struct texts {
	const char **at;
	uint32_t count, room;
	bool is_given; /* though it may be empty; with texts in it it is */
};

struct selection {
	struct texts select; /* not given: what was chosen before */
	struct texts extend; /* besides these */
	struct texts ignore;
};

/* Set chosen[i] for each rule that runs, of those that ran so far if
 * `select` is not given. A selector is a code, its beginning, a
 * name, a family or ALL; the closer it describes a rule the more it counts, and
 * of two that are as close `ignore` wins. A rule that is off by default has to
 * be selected by its code or name. All selectors mean something. */
void select_rules(bool *chosen, struct arena *arena,
                  const struct registry *registry,
                  const struct selection *selection);

/* The rules that run if nothing is said. */
void select_usual(bool *chosen, const struct registry *registry);

/* Returns NULL, or which selector is unknown and what may have been meant. */
const char *select_check(struct arena *arena, const struct registry *registry,
                         const struct selection *selection);

/* "unknown rule 'X', did you mean 'Y'?" */
const char *select_unknown(struct arena *arena, const struct registry *registry,
                           const char *word);

#endif

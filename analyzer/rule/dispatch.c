#include "dispatch.h"

#include <assert.h>
#include <string.h>

struct dispatch {
	const struct rule *const *rules;
	uint32_t count;
	const uint8_t *module_of; /* by rule: 1 + the number of the module that
	                             it is about, or 0 */
	const char *modules[UINT8_MAX];
	uint32_t module_count;
};

/* 1 + the number of the module that the rule is about; 0: of none. */
static uint8_t number_of(struct dispatch *d, const struct rule *rule)
{
	uint32_t i = 0;

	if (rule->module == NULL)
		return 0;
	while (i < d->module_count && strcmp(d->modules[i], rule->module) != 0)
		i++;
	if (i == d->module_count) {
		assert(i < UINT8_MAX);
		d->modules[d->module_count++] = rule->module;
	}
	return (uint8_t)(i + 1);
}

struct dispatch *dispatch_new(struct arena *arena,
                              const struct rule *const *rules, uint32_t count)
{
	struct dispatch *d = ARENA_NEW(arena, struct dispatch);
	const struct rule **kept =
	    ARENA_ARRAY(arena, count + 1, const struct rule *);
	uint8_t *module_of = ARENA_ARRAY(arena, count + 1, uint8_t);

	for (uint32_t i = 0; i < count; i++) {
		kept[i] = rules[i];
		module_of[i] = number_of(d, rules[i]);
	}
	d->rules = kept;
	d->count = count;
	d->module_of = module_of;
	return d;
}

/* Rule by rule, so that the code of one is not fetched anew for each node. */
void dispatch_run(const struct dispatch *d, const struct facts *facts,
                  struct findings *findings, struct arena *scratch)
{
	const struct tree *t = facts->tree;
	bool is_imported[UINT8_MAX + 1] = {[0] = true};
	struct pass pass = {.facts = facts,
	                    .tree = t,
	                    .findings = findings,
	                    .scratch = scratch};

	for (uint32_t m = 0; m < d->module_count; m++)
		is_imported[m + 1] =
		    imports_has_module(&facts->imports, d->modules[m]);
	for (uint32_t i = 0; i < d->count; i++) {
		struct tree_each each = tree_each_of(t, d->rules[i]->kinds);
		node_id n;

		/* most files import none of those that rules are about */
		if (!is_imported[d->module_of[i]])
			continue;
		pass.rule = d->rules[i];
		while (tree_each(t, &each, &n))
			pass.rule->check(&pass, n);
	}
	arena_reset(scratch);
}

struct finding *report(struct pass *pass, struct span span, node_id n,
                       enum level level, unsigned message,
                       const char *const *arguments)
{
	struct arena *arena = pass->findings->arena;
	struct finding finding = {.rule = pass->rule,
	                          .level = level,
	                          .span = span,
	                          .message = (uint16_t)message};

	if (n != NO_NODE &&
	    pass->tree->nodes[n].flags &
	        (NODE_IS_UNSURE | NODE_IN_ERROR | NODE_HAS_ERROR))
		return NULL;
	for (; arguments[finding.argument_count] != NULL;
	     finding.argument_count++) {
		const char *text = arguments[finding.argument_count];

		finding.arguments[finding.argument_count] =
		    arena_copy(arena, text, strlen(text));
	}
	ARRAY_PUSH(arena, &pass->findings->list, finding);
	return &pass->findings->list.at[pass->findings->list.count - 1];
}

enum { QUOTE_LONGEST = 40 };

const char *quote(struct pass *pass, node_id n)
{
	struct str text = tree_text(pass->tree, n);
	char *quoted = arena_alloc(pass->scratch, QUOTE_LONGEST + 8);
	uint32_t length = 0;

	for (uint32_t i = 0; i < text.length; i++) {
		char c = text.at[i];

		if (c == '\n' || c == '\r' || c == '\t')
			c = ' ';
		if (c == ' ' && length > 0 && quoted[length - 1] == ' ')
			continue;
		if (length >= QUOTE_LONGEST && (unsigned char)c >> 6 != 2) {
			strcpy(quoted + length, "...");
			break;
		}
		if (length == QUOTE_LONGEST + 3)
			break;
		quoted[length++] = c;
	}
	return quoted;
}

const char *quote_name(struct pass *pass, name_id name)
{
	return str_copy(pass->scratch, names_text(pass->tree->names, name));
}

const char *quote_number(struct pass *pass, uint64_t number)
{
	return arena_format(pass->scratch, "%llu", (unsigned long long)number);
}

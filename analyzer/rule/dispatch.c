#include "dispatch.h"

#include <assert.h>
#include <string.h>

/* For kind k the rules at of_kind[k] .. of_kind[k + 1] in `rules`; what they
 * are about is in `modules`. */
struct dispatch {
	const struct rule **rules;
	uint32_t of_kind[KIND_COUNT + 1];
	const uint8_t
	    *module_of; /* by place in `rules`: 1 + its number, or 0 */
	const char *modules[UINT8_MAX];
	uint32_t module_count;
};

static bool asks_for(const struct rule *rule, int kind)
{
	for (const uint8_t *k = rule->kinds; *k != NO_KIND; k++)
		if (*k == kind)
			return true;
	return false;
}

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
	ARRAY(const struct rule *) all = {0};
	uint8_t *module_of;

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		d->of_kind[kind] = all.count;
		for (uint32_t i = 0; i < count; i++)
			if (asks_for(rules[i], kind))
				ARRAY_PUSH(arena, &all, rules[i]);
	}
	d->of_kind[KIND_COUNT] = all.count;
	d->rules = all.at;
	module_of = ARENA_ARRAY(arena, all.count + 1, uint8_t);
	for (uint32_t i = 0; i < all.count; i++)
		module_of[i] = number_of(d, all.at[i]);
	d->module_of = module_of;
	return d;
}

/* The table without the rules that are about modules which the file does not
 * import: most files import none of them. */
static const struct dispatch *for_file(const struct dispatch *all,
                                       const struct facts *facts,
                                       struct arena *scratch)
{
	struct dispatch *d = ARENA_NEW(scratch, struct dispatch);
	bool is_imported[UINT8_MAX + 1] = {[0] = true};
	uint32_t count = 0;

	for (uint32_t m = 0; m < all->module_count; m++)
		is_imported[m + 1] =
		    imports_has_module(&facts->imports, all->modules[m]);

	d->rules =
	    ARENA_ARRAY(scratch, all->of_kind[KIND_COUNT], const struct rule *);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		d->of_kind[kind] = count;
		for (uint32_t i = all->of_kind[kind];
		     i < all->of_kind[kind + 1]; i++)
			if (is_imported[all->module_of[i]])
				d->rules[count++] = all->rules[i];
	}
	d->of_kind[KIND_COUNT] = count;
	return d;
}

void dispatch_run(const struct dispatch *all, const struct facts *facts,
                  struct findings *findings, struct arena *scratch)
{
	const struct dispatch *dispatch = for_file(all, facts, scratch);
	const struct tree *t = facts->tree;
	struct pass pass = {.facts = facts,
	                    .tree = t,
	                    .findings = findings,
	                    .scratch = scratch};

	for (node_id n = 0; n < t->count; n++) {
		enum kind kind = tree_kind(t, n);
		uint32_t end = dispatch->of_kind[kind + 1];

		for (uint32_t i = dispatch->of_kind[kind]; i < end; i++) {
			pass.rule = dispatch->rules[i];
			pass.rule->check(&pass, n);
		}
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

#include "layout_claims.h"

#include "ask.h"
#include "layout_lent.h"
#include "minor.h"
#include "turns.h"
#include "serves.h"

#include <string.h>

/* Is it there to hold a few values, so that its table is much of it? Only then
 * is MADE_OF_DATA worth a claim of its own. */
static bool is_lean(const struct layout *layout)
{
	const uint32_t flags =
	    LAYOUT_IS_RECORD | LAYOUT_OWNS_MUCH | LAYOUT_IS_AGENT;

	return (layout->flags & flags) == LAYOUT_IS_RECORD;
}

/* Settings say that there is one of it. */
static bool is_declared_single(const struct facts *facts,
                               const struct class_info *info)
{
	const struct declared *declared = facts->declared;
	const char *name;

	if (declared == NULL || declared->singleton_count == 0)
		return false;
	name = class_dotted_name(facts->arena, facts, info);
	for (uint32_t i = 0; i < declared->singleton_count; i++)
		if (strcmp(declared->singletons[i], name) == 0)
			return true;
	return false;
}

/* Is one kept of those that are made here, or made by what gets the class, as
 * in field(default_factory=C)? */
static bool is_held(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];
	uint32_t seen = 0;

	if (facts_layouts(f)[class].flags & LAYOUT_IS_HELD)
		return true;
	if (info->variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o =
	         scopes_first(&f->scopes, info->variable);
	     o != NULL &&
	     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ &&
		    tree_kind(f->tree, tree_parent(f->tree, o->node)) ==
		        KIND_KEYWORD_ARGUMENT)
			return true;
	return false;
}

uint32_t layout_claims(const struct facts *facts, class_id class,
                       struct layout_claim *claims)
{
	const struct class_info *info = &facts->classes.list[class];
	const struct layout *layout = &facts_layouts(facts)[class];
	bool is_reachable = ask_is_reachable(facts, info), is_data;
	enum made made = layout->made, least;
	uint32_t count = 0;

	if (is_declared_single(facts, info))
		return 0;
	if (made < MADE_PER_ROW && is_reachable && is_lean(layout))
		claims[count++] =
		    (struct layout_claim){MADE_PER_ROW, QUESTION_IS_MADE};
	if (made < MADE_OF_DATA && is_reachable && is_lean(layout))
		claims[count++] =
		    (struct layout_claim){MADE_OF_DATA, QUESTION_IS_MADE};
	if (made >= MADE_KEPT) {
		claims[count++] = (struct layout_claim){made, QUESTION_COUNT};
		return count;
	}
	if (is_reachable)
		claims[count++] =
		    (struct layout_claim){MADE_KEPT, QUESTION_IS_MADE};
	if (!(layout->flags & LAYOUT_IS_RECORD) ||
	    layout->flags & LAYOUT_IS_AGENT)
		return count;
	is_data =
	    layout->flags & LAYOUT_IS_DATA && !(info->flags & CLASS_IS_LOCAL);
	least = is_data ? MADE_ONCE : MADE_MANY;
	if (made >= least && is_held(facts, class))
		claims[count++] = (struct layout_claim){made, QUESTION_COUNT};
	else if (made == MADE_NOWHERE && is_data)
		claims[count++] =
		    (struct layout_claim){made, QUESTION_IS_NOT_SINGLE};
	else if (is_reachable)
		claims[count++] =
		    (struct layout_claim){least, QUESTION_IS_MADE};
	return count;
}

/* Does what it holds take much more than its own table? */
static bool is_heavy(const struct facts *facts, class_id class)
{
	return facts_layouts(facts)[class].flags &
	       (LAYOUT_OWNS_MUCH | LAYOUT_IS_AGENT);
}

bool layout_is_of_much(const struct facts *facts, node_id made_at)
{
	node_id loop = turns_of(facts, made_at), source;

	if (loop == NO_NODE)
		return minor_is_major(facts, made_at, NO_NODE);
	source = tree_kind(facts->tree, loop) == KIND_FOR_STATEMENT
	             ? tree_child(facts->tree, loop, FIELD_RIGHT)
	             : ask_source(facts, loop);
	return minor_is_major(facts, made_at, source) ||
	       (source != NO_NODE &&
	        turns_is_large_file(facts, source, source));
}

enum level layout_level(const struct facts *facts, class_id class,
                        struct layout_claim claim)
{
	node_id call = facts_layouts(facts)[class].made_at;

	return claim.made == MADE_PER_ROW && claim.question == QUESTION_COUNT &&
	               call != NO_NODE && !is_heavy(facts, class) &&
	               layout_is_of_much(facts, call)
	           ? LEVEL_WARNING
	           : LEVEL_NOTE;
}

bool layout_claim_of(const struct facts *facts, class_id class, enum made least,
                     struct layout_claim *claim)
{
	enum made made = facts_layouts(facts)[class].made;

	*claim = made >= least ? (struct layout_claim){made, QUESTION_COUNT}
	                       : (struct layout_claim){least, QUESTION_IS_MADE};
	return !is_declared_single(facts, &facts->classes.list[class]) &&
	       (made >= least ||
	        ask_is_reachable(facts, &facts->classes.list[class]));
}

uint32_t layout_claims_of(const struct facts *facts, class_id class,
                          enum made least, struct layout_claim *claims)
{
	struct layout_claim claim;
	uint32_t count = 0;

	if (facts_layouts(facts)[class].flags & LAYOUT_HAS_ROLE &&
	    least > MADE_NOWHERE && least < MADE_OF_DATA)
		least = MADE_OF_DATA;
	if (!layout_claim_of(facts, class, least, &claim))
		return 0;
	if (claim.made < MADE_PER_ROW && !is_heavy(facts, class) &&
	    ask_is_reachable(facts, &facts->classes.list[class]))
		claims[count++] =
		    (struct layout_claim){MADE_PER_ROW, QUESTION_IS_MADE};
	claims[count++] = claim;
	return count;
}

void layout_require_made(struct findings *findings, struct finding *finding,
                         const struct facts *facts, class_id class,
                         struct layout_claim claim)
{
	if (claim.question != QUESTION_COUNT)
		finding_require(
		    findings, finding, claim.question,
		    class_dotted_name(findings->arena, facts,
		                      &facts->classes.list[class]),
		    arena_format(findings->arena, "%d", (int)claim.made));
}

static void require_alone(struct findings *findings, struct finding *finding,
                          const struct facts *facts,
                          const struct class_info *info)
{
	const char *class = class_dotted_name(findings->arena, facts, info);
	struct texts lent = {0};

	layout_lent(facts, info, &lent);
	for (uint32_t i = 0; i < lent.list.count; i++)
		finding_require(findings, finding, QUESTION_LEAVES_ALONE,
		                arena_copy(findings->arena, lent.list.at[i],
		                           strlen(lent.list.at[i])),
		                class);
}

void layout_require(struct findings *findings, struct finding *finding,
                    const struct facts *facts, class_id class,
                    struct layout_claim claim)
{
	const struct class_info *info = &facts->classes.list[class];

	if (ask_is_reachable(facts, info))
		finding_require(findings, finding, QUESTION_IS_UNTOUCHED,
		                class_dotted_name(findings->arena, facts, info),
		                NULL);
	require_alone(findings, finding, facts, info);
	layout_require_made(findings, finding, facts, class, claim);
}

enum made layout_made_in_bulk(const struct facts *facts, class_id class)
{
	const struct layout *layout = &facts_layouts(facts)[class];

	bool is_many = layout->made_at != NO_NODE &&
	               ((layout->made == MADE_PASSING &&
	                 repeats_in_bulk(&facts->repeats, layout->made_at)) ||
	                (layout->made < MADE_MANY &&
	                 serves(facts, layout->made_at) == SERVES_REQUESTS));

	return is_many ? MADE_MANY : layout->made;
}
